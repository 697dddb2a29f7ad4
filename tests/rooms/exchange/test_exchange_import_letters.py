"""Letters of a sheet become matters with their own authors and days; interrupted and faulty ones too."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from minqing.exchange.imports import actions
from minqing.exchange.public import (
    Field,
    ImportRun,
    columns_for,
    confirm_import,
    preview_letters,
    rejected_rows_csv,
    resume_import,
    run_import,
    stop_import,
    upload_letters,
)
from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import entries_of, verify_all
from minqing.kernel.people.public import Actor, actor_of
from minqing.petition.public import Petition
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 10, tzinfo=CIVIL_ZONE)
TODAY = AT.date()
LETTERS = Path(__file__).parents[4] / "shared" / "data" / "messages.csv"
HEADINGS = ["编号", "姓名", "标题", "日期", "内容", "类别"]
ROWS = [
    ["1", "李𠮷", "路灯不亮", "2026-09-14", "村口的路灯三个月不亮。", "城乡建设"],
    ["2", "", "噪声", "2026年9月15日", "工地夜里施工。", "环境保护"],
    ["3", "王㛃", "没有日期", "", "没有写日期的来信。", ""],
    ["4", "张三娘", "空的", "2026-09-16", "", ""],
    ["1", "李𠮷", "路灯不亮", "2026-09-14", "村口的路灯三个月不亮。", "城乡建设"],
]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def registrar(cast: Cast) -> Actor:
    return actor_of(cast.registrar, TODAY)


def sheet(rows: list[list[str]] | None = None, encoding: str = "utf-8-sig") -> io.BytesIO:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(ROWS if rows is None else rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def excel() -> io.BytesIO:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEADINGS)
    for row in ROWS:
        page.append([*row[:3], date(2026, 9, 14) if row[3] == "2026-09-14" else row[3], *row[4:]])
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def confirmed(
    actor: Actor, stream: io.BytesIO, missing_day: date | None = None, name: str = "l.csv"
) -> ImportRun:
    run = upload_letters(actor=actor, upload=stream, name=name, at=AT)
    columns = preview_letters(run, today=TODAY).columns
    return confirm_import(
        actor=actor, run_id=run.pk, columns=columns, missing_day=missing_day, at=AT, queue=False
    )


def run_through(actor: Actor, run: ImportRun) -> ImportRun:
    *_, last = run_import(actor=actor, run_id=run.pk, at=AT)
    return last


@pytest.mark.parametrize(
    ("make", "name"),
    [(sheet, "来信.csv"), (lambda: sheet(encoding="gb18030"), "来信.csv"), (excel, "来信.xlsx")],
)
def test_a_preview_tells_everything_and_writes_no_matter(
    registrar: Actor, make: Callable[[], io.BytesIO], name: str
) -> None:
    run = upload_letters(actor=registrar, upload=make(), name=name, at=AT)
    preview = preview_letters(run, today=TODAY)
    assert (preview.total, preview.good, preview.bad, preview.twice) == (5, 2, 2, 1)
    assert [(read.row, read.problems[0].field) for read in preview.problems] == [
        (4, Field.RECEIVED),
        (5, Field.TEXT),
    ]
    assert preview_letters(run, today=TODAY, missing_day=date(2026, 9, 1)).days_assumed == 1
    assert Petition.objects.count() == 0


def test_each_letter_keeps_its_author_and_its_day_and_the_importer_is_neither(registrar: Actor) -> None:
    run = run_through(registrar, confirmed(registrar, sheet()))
    assert (run.status, run.made, run.known, run.rejected) == ("done", 2, 1, 2)
    first, second = Petition.objects.order_by("received_on")
    assert (first.petitioner_name, first.received_on, first.channel) == ("李𠮷", date(2026, 9, 14), "letter")
    assert (second.anonymous, second.received_on) == (True, date(2026, 9, 15))
    assert [entry.name for entry in entries_of(run.pk)] == [
        "import.uploaded",
        "import.confirmed",
        "import.done",
    ]
    assert verify_all().ok


def test_rows_that_stay_out_come_back_as_a_file_with_their_reasons(registrar: Actor) -> None:
    run = run_through(registrar, confirmed(registrar, sheet()))
    back = list(csv.reader(io.StringIO("".join(rejected_rows_csv(run)).removeprefix("\ufeff"))))
    assert back[0] == [*HEADINGS, "未导入的原因"]
    assert [row[0] for row in back[1:]] == ["3", "4"]
    assert "没有收到日期" in back[1][-1]
    assert "内容是空的" in back[2][-1]


def test_the_same_file_twice_makes_nothing_twice(registrar: Actor) -> None:
    run_through(registrar, confirmed(registrar, sheet()))
    again = run_through(registrar, confirmed(registrar, sheet()))
    assert (again.made, again.known) == (0, 3)
    assert Petition.objects.count() == 2


def test_an_interrupted_import_goes_on_where_it_stood(
    registrar: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "BATCH", 3)
    many = [[str(n), f"来信人{n}", f"第{n}件", "2026-09-14", f"第{n}件的内容。", ""] for n in range(10)]
    run = confirmed(registrar, sheet(many))
    steps = run_import(actor=registrar, run_id=run.pk, at=AT)
    next(steps)
    steps.close()
    assert Petition.objects.count() == 3
    stop_import(actor=registrar, run_id=run.pk, at=AT)
    assert run_through(registrar, run).made == 3
    resume_import(actor=registrar, run_id=run.pk, at=AT)
    assert run_through(registrar, run).made == 10
    assert Petition.objects.count() == 10


def test_columns_once_confirmed_are_remembered_for_the_next_sheet(registrar: Actor) -> None:
    run = upload_letters(actor=registrar, upload=sheet(), name="l.csv", at=AT)
    columns = {Field.TEXT: "内容", Field.RECEIVED: "日期", Field.TITLE: "类别"}
    confirm_import(actor=registrar, run_id=run.pk, columns=columns, missing_day=None, at=AT, queue=False)
    assert columns_for(HEADINGS) == columns


def test_who_may_not_import_and_what_cannot_be_imported_is_refused_and_nothing_is_kept(
    cast: Cast, registrar: Actor
) -> None:
    with pytest.raises(NotAllowed):
        upload_letters(actor=actor_of(cast.handler, TODAY), upload=sheet(), name="l.csv", at=AT)
    for bad in (b"", b"PK\x03\x04broken", b"\xff\xfe\x00\xd8\x00"):
        with pytest.raises(Refused):
            upload_letters(actor=registrar, upload=io.BytesIO(bad), name="l.csv", at=AT)
    assert ImportRun.objects.count() == 0
    run = upload_letters(actor=registrar, upload=sheet(), name="l.csv", at=AT)
    with pytest.raises(Incomplete):
        confirm_import(actor=registrar, run_id=run.pk, columns={}, missing_day=None, at=AT, queue=False)
    columns = preview_letters(run, today=TODAY).columns
    confirm_import(actor=registrar, run_id=run.pk, columns=columns, missing_day=None, at=AT, queue=False)
    with pytest.raises(Conflict):
        confirm_import(actor=registrar, run_id=run.pk, columns=columns, missing_day=None, at=AT, queue=False)


@pytest.fixture(scope="session")
def many_letters(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The real letters where they lie beside the checkout, else an invented sheet with the same gaps."""
    if LETTERS.exists():
        return LETTERS, 4876
    path = tmp_path_factory.mktemp("letters") / "letters.csv"
    lines = ["row,message_id,user,title,received_at,text,category"]
    for number in range(300):
        known = f"{number},A{number % 100}" if number % 3 == 0 else ","
        day = "2020-01-04 11:17:46" if number % 3 == 0 else ""
        lines.append(f"{number},{known},第{number}件,{day},第{number}件来信的内容。,城乡建设")
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path, 300


@pytest.mark.slow
def test_a_whole_archive_of_letters_comes_in_by_the_command(
    cast: Cast, many_letters: tuple[Path, int], capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = many_letters
    call_command("import_letters", path, missing_day=date(2020, 1, 1), username=cast.registrar.username)
    assert Petition.objects.count() == rows
    assert f"新建{rows}" in capsys.readouterr().out
    assert not Petition.objects.filter(petitioner_name=cast.registrar.name).exists()
    dated = Petition.objects.exclude(received_on=date(2020, 1, 1))
    assert dated.filter(anonymous=False).count() > rows // 4
