"""What the steward changes is changed, recorded, and refused in words at the field."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from minqing.kernel.clock.public import HolidayDay
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Account, Duty, Organ, actor_of
from tests.cast import PASSWORD, Cast
from tests.desks.staff import at_desk

NEW_PASSWORD = "nine green apples"


def test_an_organ_is_added_changed_and_retired_and_each_step_is_recorded(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    facts = {"code": "jtj", "name": "通江县交通运输局", "kind": "department", "parent": str(cast.county.id)}
    assert client.post("/desk/steward/organs/new/", {**facts, "active": "on"}).status_code == 302
    organ = Organ.objects.get(code="jtj")
    assert organ.path == "county.jtj."
    client.post(
        f"/desk/steward/organs/{organ.id}/", {**facts, "short_name": "交通局", "parent": str(cast.county.id)}
    )
    organ.refresh_from_db()
    assert (organ.short_name, organ.active) == ("交通局", False)
    assert [entry.name for entry in entries_of(organ.id)] == ["people.organ_kept", "people.organ_kept"]


def test_an_organs_particulars_are_changed_in_the_browser_recorded_and_go_out_with_the_sheet(
    cast: Cast, today: date
) -> None:
    client = at_desk(cast.steward)
    here = f"/desk/steward/organs/{cast.housing.id}/"
    facts = {
        "name": "通江县住房和城乡建设局",
        "kind": "department",
        "parent": str(cast.county.id),
        "active": "on",
    }
    ours = {
        "telephone": "0827-0000001",
        "address": "诺江镇𠮷路2号",
        "letter_code": "通住建",
        "hours": "工作日 9:00–17:00",
    }
    assert client.post(here, {**facts, **ours}).status_code == 302
    organ = Organ.objects.get(pk=cast.housing.pk)
    assert (organ.telephone, organ.address, organ.letter_code, organ.hours) == tuple(ours.values())
    assert [entry.name for entry in entries_of(organ.id)] == ["people.organ_kept"]
    assert "诺江镇𠮷路2号" in client.get(here).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/desk/steward/organs/organs.xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert set(ours.values()) <= set(cells)


@pytest.mark.parametrize(
    ("mark", "words"), [("通住建", "这个机关代字已经有单位用了"), ("通〔1〕", "机关代字只能用汉字和字母")]
)
def test_a_letter_code_that_cannot_be_is_told_at_its_field(
    mark: str, words: str, cast: Cast, today: date
) -> None:
    Organ.objects.filter(pk=cast.housing.pk).update(letter_code="通住建")
    new = {"code": "jtj", "name": "通江县交通运输局", "kind": "department", "letter_code": mark}
    answer = at_desk(cast.steward).post("/desk/steward/organs/new/", new)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Organ.objects.filter(code="jtj").exists()


def test_a_taken_code_and_a_circle_are_told_at_the_field_and_nothing_changes(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    twice = {"code": "zjj", "name": "又一个", "kind": "department", "parent": str(cast.county.id)}
    answer = client.post("/desk/steward/organs/new/", twice)
    assert answer.status_code == 422
    assert "已经有单位用了" in answer.content.decode()
    circle = {"name": "县", "kind": "county", "parent": str(cast.housing.id), "active": "on"}
    assert client.post(f"/desk/steward/organs/{cast.county.id}/", circle).status_code == 422
    assert Organ.objects.get(pk=cast.county.id).parent is None
    assert Organ.objects.filter(name="又一个").count() == 0


def test_a_sheet_is_checked_row_by_row_before_anything_is_written(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    good = "编码,名称,类别,上级编码\njtj,交通运输局,县直部门,county\n"
    bad = good + "BAD CODE,某局,县直部门,county\nslj,水利局,什么,county\n"
    answer = client.post("/desk/steward/organs/sheet/", {"sheet": SimpleUploadedFile("o.csv", bad.encode())})
    assert "编码只能用小写字母" in answer.content.decode()
    assert not Organ.objects.filter(code="jtj").exists()
    kinds = client.get("/desk/steward/organs/organs.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(kinds))
    rows = [[str(cell or "") for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    rows.append(["jtj", "交通运输局", "交通局", rows[3][3], "county", "", "", "是"])
    text = "\n".join("\t".join(row) for row in rows)
    assert client.post("/desk/steward/organs/sheet/", {"rows": text, "confirm": "1"}).status_code == 302
    assert Organ.objects.get(code="jtj").parent == cast.county


def test_an_account_is_opened_posted_given_a_password_and_shut(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    new = {"username": "lijie", "name": "李𠮷", "email": "", "telephone": "13800009999", "password": PASSWORD}
    assert client.post("/desk/steward/accounts/new/", new).status_code == 302
    account = Account.objects.get(username="lijie")
    here = f"/desk/steward/accounts/{account.id}/"
    post = {
        "organ": str(cast.housing.id),
        "duty": "handler",
        "title": "科员",
        "valid_from": today.isoformat(),
    }
    assert client.post(f"{here}posts/", post).status_code == 302
    assert actor_of(account, today).holds(Duty.HANDLER)
    held = account.posts.get()
    client.post(f"{here}posts/{held.id}/end/", {"valid_to": today.isoformat()})
    assert not actor_of(account, today + timedelta(days=1)).posts
    assert client.post(f"{here}password/", {"password": NEW_PASSWORD}).status_code == 302
    account.refresh_from_db()
    assert account.check_password(NEW_PASSWORD)
    client.post(here, {"name": "李𠮷", "email": "", "telephone": ""})
    account.refresh_from_db()
    assert not account.is_active
    assert [entry.name for entry in entries_of(account.id)] == [
        "people.account_kept",
        "people.post_kept",
        "people.post_kept",
        "people.password_set",
        "people.account_kept",
    ]


def test_a_weak_password_a_taken_name_and_shutting_oneself_out_are_refused(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    weak = {"username": "someone", "name": "某人", "password": "12345678"}
    assert client.post("/desk/steward/accounts/new/", weak).status_code == 422
    taken = {"username": "handler", "name": "某人", "password": PASSWORD}
    assert client.post("/desk/steward/accounts/new/", taken).status_code == 422
    assert Account.objects.filter(name="某人").count() == 0
    assert client.post(f"/desk/steward/accounts/{cast.steward.id}/", {"name": "周文静"}).status_code == 422
    assert Account.objects.get(pk=cast.steward.id).is_active


PLAN = "\n".join(
    [
        *(
            f"2028-{month:02}-{day:02},放假,{name}"
            for month, day, name in (
                (1, 1, "元旦"),
                (1, 26, "春节"),
                (1, 27, "春节"),
                (1, 28, "春节"),
                (4, 4, "清明节"),
                (5, 1, "劳动节"),
                (5, 2, "劳动节"),
                (5, 28, "端午节"),
                (10, 1, "国庆节"),
                (10, 2, "国庆节"),
                (10, 3, "国庆节"),
            )
        ),
        "2028-09-30,调休上班,国庆节",
    ]
)


def test_a_year_is_looked_at_before_it_is_taken_over(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    plan = {"source": "国办发明电〔2027〕1号", "table": PLAN}
    shown = client.post("/desk/steward/calendar/new/", plan)
    assert shown.status_code == 200
    assert "确认录入" in shown.content.decode()
    assert HolidayDay.objects.filter(day__year=2028).count() == 0
    assert client.post("/desk/steward/calendar/new/", {**plan, "confirm": "1"}).status_code == 302
    assert HolidayDay.objects.filter(day__year=2028).count() == 12
    wrong = client.post(
        "/desk/steward/calendar/new/", {**plan, "table": "2028-13-01,放假,元旦", "confirm": "1"}
    )
    assert wrong.status_code == 422
    assert "第1行" in wrong.content.decode()


def test_the_ledger_says_that_it_is_whole(cast: Cast, today: date) -> None:
    answer = at_desk(cast.steward).post("/desk/steward/ledger/")
    assert "全部完好" in answer.content.decode()
