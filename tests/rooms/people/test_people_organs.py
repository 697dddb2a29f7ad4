"""PEOPLE: the tree of organs, posts of the day, and the tree as a sheet."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from minqing.kernel.people import public as people
from minqing.kernel.people.public import Duty, Organ, OrganKind
from minqing.kernel.people.rules import in_force
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_the_tree_knows_who_is_above_whom() -> None:
    cast = make_cast()
    assert cast.housing.path == "county.zjj."
    assert people.is_above(cast.county, cast.village)
    assert people.is_above(cast.township, cast.village)
    assert not people.is_above(cast.village, cast.township)
    assert not people.is_above(cast.housing, cast.village)
    assert not people.is_above(cast.housing, cast.housing)
    assert people.organ_above(cast.village) == cast.township
    assert people.organ_above(cast.county) is None
    assert list(people.organs_above(cast.village)) == [cast.township, cast.county]
    assert set(people.subtree(cast.township)) == {cast.township, cast.village}
    assert people.subtree(cast.county).count() == Organ.objects.count() == 9


def test_competent_organs_are_the_active_ones_that_can_answer() -> None:
    cast = make_cast()
    cast.civil_affairs.active = False
    cast.civil_affairs.save()
    assert set(people.competent_organs()) == {
        cast.housing,
        cast.resources,
        cast.discipline,
        cast.township,
        cast.other_township,
    }


def test_the_petition_office_of_an_organ_is_the_nearest_on_the_way_up() -> None:
    cast = make_cast()
    assert people.petition_office_of(cast.village) == cast.petition_office
    assert people.petition_office_of(cast.county) == cast.petition_office
    assert people.petition_office_of(cast.petition_office) == cast.petition_office
    own = people.register_organ(
        code="nsh-xf", name="诺水河镇信访办", kind=OrganKind.PETITION_OFFICE, parent=cast.township
    )
    assert people.petition_office_of(cast.village) == own
    assert people.petition_office_of(cast.township) == own
    assert people.petition_office_of(cast.housing) == cast.petition_office
    lonely = people.register_organ(code="else", name="外县", kind=OrganKind.COUNTY)
    assert people.petition_office_of(lonely) is None


def test_an_organ_moves_with_all_beneath_it_but_never_beneath_itself() -> None:
    cast = make_cast()
    people.move_organ(organ=cast.township, parent=cast.housing)
    paths = dict(Organ.objects.values_list("code", "path"))
    assert paths["nsh"] == "county.zjj.nsh."
    assert paths["nsh-zt"] == "county.zjj.nsh.nsh-zt."
    assert paths["tc"] == "county.tc."
    with pytest.raises(ValueError, match="beneath itself"):
        people.move_organ(organ=cast.township, parent=Organ.objects.get(code="nsh-zt"))
    assert dict(Organ.objects.values_list("code", "path")) == paths


def test_codes_are_unique_and_never_break_a_path() -> None:
    cast = make_cast()
    with pytest.raises(IntegrityError), transaction.atomic():
        people.register_organ(code="zjj", name="另一个", kind=OrganKind.OTHER, parent=cast.township)
    with pytest.raises(ValueError, match="not an organ code"):
        people.register_organ(code="a.b", name="坏编码", kind=OrganKind.OTHER)
    assert Organ.objects.count() == 9


def test_an_actor_has_the_posts_of_the_day_in_one_query(django_assert_num_queries: Any) -> None:
    cast = make_cast()
    people.appoint(
        account=cast.handler,
        organ=cast.resources,
        duty=Duty.LEADER,
        title="挂职副局长",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 6, 30),
    )
    for day, organs in [
        (date(2019, 12, 31), set()),
        (date(2025, 12, 31), {cast.housing.pk}),
        (date(2026, 1, 1), {cast.housing.pk, cast.resources.pk}),
        (date(2026, 6, 30), {cast.housing.pk, cast.resources.pk}),
        (date(2026, 7, 1), {cast.housing.pk}),
    ]:
        with django_assert_num_queries(1):
            actor = people.actor_of(cast.handler, day)
        assert actor.organ_ids() == organs
        # The query and the pure rule say the same.
        assert {p.post_id for p in actor.posts} == {
            p.pk for p in cast.handler.posts.all() if in_force(p.valid_from, p.valid_to, day)
        }
    assert (actor.name, actor.posts[0].organ_path, actor.posts[0].title) == (
        "王建国",
        "county.zjj.",
        "信访科科员",
    )


def test_a_disabled_account_and_a_retired_organ_give_no_posts() -> None:
    cast = make_cast()
    cast.handler.is_active = False
    cast.resources.active = False
    cast.resources.save()
    assert cast.actor(cast.handler).posts == ()
    assert cast.actor(cast.other_handler).posts == ()
    assert cast.actor(cast.leader).holds(Duty.LEADER, cast.housing.pk)


def test_a_post_ends_and_never_before_it_began() -> None:
    cast = make_cast()
    post = cast.handler.posts.get()
    people.end_post(post_id=post.pk, valid_to=date(2026, 11, 22))
    assert cast.actor(cast.handler).posts == ()
    with pytest.raises(IntegrityError), transaction.atomic():
        people.end_post(post_id=post.pk, valid_to=date(2019, 1, 1))
    post.refresh_from_db()
    assert post.valid_to == date(2026, 11, 22)


def test_accounts_holding_a_duty_are_found_by_organ_and_day() -> None:
    cast = make_cast()
    cast.second_handler.is_active = False
    cast.second_handler.save()
    found = people.accounts_holding(Duty.HANDLER, cast.housing, date(2026, 11, 23))
    assert list(found) == [cast.handler]
    assert not people.accounts_holding(Duty.HANDLER, cast.housing, date(2019, 11, 23)).exists()


@pytest.mark.parametrize("name", ["organs.xlsx", "organs.csv"])
def test_the_tree_goes_out_as_a_sheet_and_comes_back_unchanged(name: str) -> None:
    cast = make_cast()
    cast.village.name = "=梓潼𠮷村"
    cast.village.save()
    out = BytesIO()
    assert people.export_organs(out, name) == 9
    rows = people.read_sheet(BytesIO(out.getvalue()), name)
    assert len(rows) == 10
    result = people.import_organs(rows, write=True)
    assert (result.created, result.changed, result.unchanged, result.problems) == (0, 0, 9, ())
    assert Organ.objects.get(code="nsh-zt").name == "=梓潼𠮷村"


def test_a_sheet_is_checked_first_and_written_whole() -> None:
    make_cast()
    rows = [
        ["编码", "名称", "类别", "上级编码", "启用"],
        ["zjj-dui", "住建执法大队", "其他单位", "zjj", ""],
        ["nsh", "诺水河镇人民政府", "乡镇街道", "zjj", "否"],
    ]
    looked = people.import_organs(rows, write=False)
    assert (looked.created, looked.changed, looked.ok) == (1, 1, True)
    assert not Organ.objects.filter(code="zjj-dui").exists()
    people.import_organs(rows, write=True)
    stored = {organ.code: organ for organ in Organ.objects.all()}
    assert stored["zjj-dui"].path == "county.zjj.zjj-dui."
    assert (stored["nsh"].path, stored["nsh"].active) == ("county.zjj.nsh.", False)
    assert stored["nsh-zt"].path == "county.zjj.nsh.nsh-zt."


def test_a_sheet_with_a_problem_writes_nothing_and_names_it() -> None:
    make_cast()
    before = list(Organ.objects.order_by("code").values_list("code", "path", "name"))
    result = people.import_organs(
        [
            ["编码", "名称", "类别", "上级编码", "行政区划代码"],
            ["new", "新单位", "其他单位", "county", ""],
            ["far", "外地单位", "其他单位", "county", "999999"],
            ["county", "县政府", "县委县政府", "nsh", ""],
        ],
        write=True,
    )
    assert [(p.line, p.column) for p in result.problems] == [(3, "行政区划代码"), (4, "上级编码")]
    assert list(Organ.objects.order_by("code").values_list("code", "path", "name")) == before


@pytest.mark.parametrize(
    ("name", "raw"),
    [("a.xlsx", b"not a workbook"), ("a.xlsx", b"PK\x03\x04broken"), ("a.csv", b"\xff\xff\xff")],
)
def test_a_file_that_is_no_sheet_is_refused_in_plain_words(name: str, raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"Excel|编码"):
        people.read_sheet(BytesIO(raw), name)


def test_a_csv_of_an_old_office_program_and_codes_typed_as_numbers_are_read() -> None:
    assert people.read_sheet(BytesIO("编码,名称\r\na,住建局\r\n".encode("gb18030")), "a.CSV") == [
        ["编码", "名称"],
        ["a", "住建局"],
    ]
    book = openpyxl.Workbook()
    book.active.append(["行政区划代码", 511921.0, None, True])
    out = BytesIO()
    book.save(out)
    assert people.read_sheet(BytesIO(out.getvalue()), "a.xlsx") == [["行政区划代码", "511921", "", "是"]]
