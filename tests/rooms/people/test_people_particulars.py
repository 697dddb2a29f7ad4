"""How an organ is reached and numbers its papers: kept, brought in by a sheet, never shared by two."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from minqing.kernel.people.public import (
    Organ,
    OrganKind,
    Particulars,
    change_organ,
    import_organs,
    is_letter_code,
    register_organ,
)
from minqing.kernel.people.sheets import organ_rows

OURS = Particulars(telephone="0827-0000001", address="诺江镇演示路2号", letter_code="通住建", hours="")


@pytest.fixture
def housing(db: None) -> Organ:
    """住建局, with particulars."""
    return register_organ(
        code="zjj", name="住房和城乡建设局", short_name="住建局", kind=OrganKind.DEPARTMENT, particulars=OURS
    )


def sheet() -> list[list[str]]:
    """Return the stored tree as a sheet."""
    return [list(row) for row in organ_rows()]


def test_particulars_are_kept_and_stay_when_only_the_name_changes(housing: Organ) -> None:
    change = partial(
        change_organ,
        organ_id=housing.pk,
        short_name="住建局",
        kind=OrganKind.DEPARTMENT,
        sort_key="",
        active=True,
    )
    assert change(name="住建和城管局").particulars == OURS
    moved = replace(OURS, address="诺江镇演示路9号")
    assert change(name="住建局", particulars=moved).particulars == moved


def test_a_number_begins_with_the_letter_code_else_the_short_name(housing: Organ) -> None:
    assert housing.number_prefix == "通住建"
    housing.letter_code = ""
    assert housing.number_prefix == "住建局"


def test_two_organs_cannot_share_a_letter_code_but_many_have_none(housing: Organ) -> None:
    for code in ("a", "b"):
        register_organ(code=code, name="某局", kind=OrganKind.DEPARTMENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        register_organ(
            code="c", name="某局", kind=OrganKind.DEPARTMENT, particulars=Particulars(letter_code="通住建")
        )


def test_what_goes_out_in_a_sheet_comes_back_unchanged(housing: Organ) -> None:
    done = import_organs(sheet(), write=True)
    assert (done.created, done.changed, done.unchanged, done.problems) == (0, 0, 1, ())


def test_a_sheet_made_before_there_were_particulars_leaves_them_as_they_are(housing: Organ) -> None:
    old = [row[:8] for row in sheet()]
    old[1][1] = "住房城乡建设局"
    assert import_organs(old, write=True).changed == 1
    housing.refresh_from_db()
    assert (housing.name, housing.particulars) == ("住房城乡建设局", OURS)


def test_a_sheet_sets_empties_and_exchanges_particulars(housing: Organ) -> None:
    other = register_organ(
        code="slj", name="水利局", kind=OrganKind.DEPARTMENT, particulars=Particulars(letter_code="通水")
    )
    rows = sheet()
    for row in rows[1:]:
        row[8:12] = ["", "𠮷路1号", "通水" if row[0] == "zjj" else "通住建", "周一至周五"]
    assert import_organs(rows, write=True).changed == 2
    housing.refresh_from_db()
    other.refresh_from_db()
    assert housing.particulars == Particulars("", "𠮷路1号", "通水", "周一至周五")
    assert other.letter_code == "通住建"


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        (10, "通住建", "已经有单位用了"),
        (10, "通〔2026〕", "只能用汉字和字母"),
        (8, "1" * 41, "办公电话最多40个字符"),
        (9, "路" * 201, "办公地址最多200个字符"),
    ],
)
def test_a_row_that_cannot_be_kept_is_named_and_nothing_is_written(
    housing: Organ, column: int, cell: str, words: str
) -> None:
    fresh = ["slj", "水利局", "水利局", "department", "", "", "", "是", "", "", "", ""]
    fresh[column] = cell
    done = import_organs([*sheet(), fresh], write=True)
    assert any(words in problem.words for problem in done.problems)
    assert not Organ.objects.filter(code="slj").exists()


@pytest.mark.parametrize("text", ["", "通 住", "通1", "通" * 21, "a-b"])
def test_a_letter_code_is_of_characters_only(text: str) -> None:
    assert not is_letter_code(text)
