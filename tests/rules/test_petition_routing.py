"""Where a matter may go (条例 22, 23(3), 30(3)): refusals with their article, never to the accused."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.rules import Incomplete, NotCompetent, Refused, TooLate
from minqing.kernel.people.rules import OrganKind
from minqing.petition.matter.rules import Mode, Purpose
from minqing.petition.routing.rules import ReferralFacts, Target, objection_refusal, referral_refusal

ON = date(2026, 11, 23)
HOUSING = Target(OrganKind.DEPARTMENT, "county.zjj.", "住建局", active=True)
DISCIPLINE = Target(OrganKind.DISCIPLINE, "county.jw.", "县纪委监委", active=True)
CLAIM = ReferralFacts(Purpose.CLAIM, "1201", "county.xfj.", "", HOUSING, Mode.TRANSFER, "", None)
ACCUSATION = replace(CLAIM, purpose=Purpose.ACCUSATION, concerns_path="county.zjj.", target=DISCIPLINE)


@pytest.mark.parametrize(
    ("facts", "kind", "number"),
    [
        (replace(CLAIM, purpose=None), Incomplete, "22(1)"),
        (replace(CLAIM, target=None), NotCompetent, "22(1)"),
        (replace(CLAIM, target=replace(HOUSING, active=False)), NotCompetent, "24(2)"),
        (replace(CLAIM, target=replace(HOUSING, kind=OrganKind.VILLAGE)), NotCompetent, "22(1)"),
        (replace(CLAIM, target=replace(HOUSING, kind=OrganKind.COUNTY)), NotCompetent, "22(1)"),
        (replace(CLAIM, holder_path="county.zjj."), NotCompetent, "22(1)"),
        (replace(CLAIM, mode=Mode.ASSIGN), Incomplete, "22(1)(3)"),
        (replace(CLAIM, mode=Mode.ASSIGN, requirement="核实"), Incomplete, "22(1)(3)"),
        (replace(CLAIM, mode=Mode.ASSIGN, requirement="核实", report_by=ON), Incomplete, "22(1)(3)"),
        (replace(ACCUSATION, target=HOUSING), NotCompetent, "30(3)"),
        (
            replace(ACCUSATION, target=replace(HOUSING, path="county.zjj.ztz.", kind=OrganKind.DISCIPLINE)),
            NotCompetent,
            "30(3)",
        ),
        (replace(ACCUSATION, target=replace(HOUSING, path="county.mzj.")), NotCompetent, "22(2)"),
    ],
)
def test_each_wrong_referral_is_refused_with_its_article(
    facts: ReferralFacts, kind: type[Refused], number: str
) -> None:
    refusal = referral_refusal(facts, ON)
    assert type(refusal) is kind
    assert refusal.basis is not None
    assert refusal.basis.number == number
    assert refusal.reason


def test_a_right_referral_is_not_refused() -> None:
    assert referral_refusal(CLAIM, ON) is None
    assert referral_refusal(ACCUSATION, ON) is None
    assigned = replace(CLAIM, mode=Mode.ASSIGN, requirement="核实", report_by=date(2026, 12, 20))
    assert referral_refusal(assigned, ON) is None


codes = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map(
    lambda c: ".".join(["county", *c]) + "."
)


@given(codes, codes, st.sampled_from(OrganKind))
def test_no_accusation_reaches_the_accused_or_anybody_beneath(
    accused: str, path: str, kind: OrganKind
) -> None:
    target = Target(kind, path, "某单位", active=True)
    refusal = referral_refusal(replace(ACCUSATION, concerns_path=accused, target=target), ON)
    if path.startswith(accused) or kind is not OrganKind.DISCIPLINE:
        assert refusal is not None


@pytest.mark.parametrize(
    ("reason", "due", "kind"),
    [
        ("不归我们管", date(2026, 11, 23), type(None)),
        ("不归我们管", date(2026, 11, 20), TooLate),
        ("  ", date(2026, 11, 23), Incomplete),
        ("不归我们管", None, NotCompetent),
    ],
)
def test_an_objection_needs_reasons_and_comes_within_its_days(
    reason: str, due: date | None, kind: type[Refused]
) -> None:
    assert type(objection_refusal(reason=reason, due_on=due, on=ON)) is kind
