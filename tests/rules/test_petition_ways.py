"""The table R1-R17: one next act or a named refusal, and nothing rejected without a ground of law."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minqing.kernel.documents.rules import DocumentKind
from minqing.kernel.law.rules import Incomplete, NotAllowed, NotCompetent, Refused
from minqing.kernel.people.rules import OrganKind, is_above_path, paths_upwards
from minqing.petition.matter.rules import Mode, Procedure, Purpose
from minqing.petition.routing.rules import ReferralFacts, Target, referral_refusal, row_of_referral
from minqing.petition.routing.rules.declining import GROUNDS, DeclineFacts, Ground, decline_refusal
from minqing.petition.routing.rules.disputes import common_superior
from minqing.petition.routing.rules.simple import DECLARED, Reason, SimpleFacts, bars_of, simple_refusal
from minqing.petition.routing.rules.table import (
    BY_ID,
    ROWS,
    Arrival,
    Belongs,
    Law,
    Next,
    Receiver,
    Way,
    WayFacts,
    rows_that_fit,
    way_for,
)

maybe = st.none() | st.booleans()
facts = st.builds(
    WayFacts,
    law=st.sampled_from(Law),
    receiver=st.sampled_from(Receiver),
    arrival=st.sampled_from(Arrival),
    in_person=st.booleans(),
    purpose=st.none() | st.sampled_from(Purpose),
    procedure=st.none() | st.sampled_from(Procedure),
    belongs=st.none() | st.sampled_from(Belongs),
    wants_report=maybe,
    organ_gone=maybe,
    named=maybe,
    under_way=maybe,
    finally_reviewed=maybe,
    ended=maybe,
    window_missed=maybe,
    local_rule=st.booleans(),
    other_power=maybe,
)
BARS = ("under_way", "finally_reviewed", "ended", "window_missed", "other_power")


@settings(max_examples=2000)
@given(facts)
def test_every_combination_has_exactly_one_next_act_or_a_named_refusal(given_facts: WayFacts) -> None:
    found = way_for(given_facts)
    if isinstance(found, Refused):
        assert found.reason
        assert found.basis is not None
        assert found.basis.cite
    else:
        assert isinstance(found, Way)
        assert found.article.cite
        assert found.row is not None or found.next is Next.OBJECT
        assert all(row.beside for row in found.beside)


@settings(max_examples=1000)
@given(facts)
def test_nothing_is_rejected_unless_the_facts_of_a_ground_were_stated(given_facts: WayFacts) -> None:
    found = way_for(given_facts)
    if isinstance(found, Way) and found.next is Next.DECLINE:
        assert any(getattr(given_facts, name) for name in BARS)
        assert found.row is not None
        assert found.row.id in {"R12", "R13", "R14", "R15", "R17"}
        assert found.row.paper in {"decline_notice", "no_longer_notice"}
    clean = replace(given_facts, **dict.fromkeys(BARS))
    after = way_for(clean)
    assert not (isinstance(after, Way) and after.next is Next.DECLINE)


@settings(max_examples=1000)
@given(facts)
def test_the_old_ground_holds_only_under_the_old_regulation_and_a_late_review_only_by_local_rule(
    given_facts: WayFacts,
) -> None:
    ids = {fit.row.id for fit in rows_that_fit(given_facts)}
    if given_facts.law is Law.NOW:
        assert "R17" not in ids
    if not given_facts.local_rule:
        assert "R15" not in ids
    for fit in rows_that_fit(given_facts):
        assert given_facts.law in fit.row.articles


@settings(max_examples=500)
@given(facts)
def test_what_was_referred_and_is_not_theirs_an_organ_objects_to_and_never_rejects(
    given_facts: WayFacts,
) -> None:
    referred = replace(
        given_facts,
        law=Law.NOW,
        receiver=Receiver.ORGAN,
        arrival=Arrival.TRANSFERRED,
        purpose=Purpose.PROPOSAL,
        procedure=None,
        belongs=Belongs.ELSEWHERE,
        organ_gone=None,
        **dict.fromkeys(BARS),
    )
    found = way_for(referred)
    assert isinstance(found, Way)
    assert (found.next, found.article.number) == (Next.OBJECT, "23(3)")


EXAMPLES = {
    "R1": WayFacts(purpose=Purpose.PROPOSAL, belongs=Belongs.OWN_LEVEL, wants_report=False),
    "R2": WayFacts(purpose=Purpose.PROPOSAL, belongs=Belongs.SUBORDINATE, wants_report=False),
    "R3": WayFacts(purpose=Purpose.PROPOSAL, belongs=Belongs.OWN_LEVEL, wants_report=True),
    "R4": WayFacts(purpose=Purpose.CLAIM, procedure=Procedure.LITIGATION, belongs=Belongs.OWN_LEVEL),
    "R5": WayFacts(purpose=Purpose.CLAIM, procedure=Procedure.LITIGATION, in_person=True),
    "R6": WayFacts(purpose=Purpose.ACCUSATION, belongs=Belongs.OWN_LEVEL, wants_report=True),
    "R7": WayFacts(receiver=Receiver.ORGAN, purpose=Purpose.PROPOSAL, belongs=Belongs.OWN),
    "R8": WayFacts(receiver=Receiver.ORGAN, purpose=Purpose.PROPOSAL, belongs=Belongs.SUBORDINATE),
    "R9": WayFacts(receiver=Receiver.ORGAN, purpose=Purpose.PROPOSAL, belongs=Belongs.ELSEWHERE),
    "R10": WayFacts(purpose=Purpose.PROPOSAL, belongs=Belongs.SEVERAL),
    "R11": WayFacts(purpose=Purpose.PROPOSAL, belongs=Belongs.OWN_LEVEL, organ_gone=True),
    "R12": WayFacts(purpose=Purpose.PROPOSAL, under_way=True),
    "R13": WayFacts(purpose=Purpose.PROPOSAL, finally_reviewed=True, under_way=True),
    "R14": WayFacts(ended=True),
    "R15": WayFacts(window_missed=True, local_rule=True),
    "R17": WayFacts(law=Law.BEFORE_2022, other_power=True),
}


@pytest.mark.parametrize("row", sorted(EXAMPLES))
def test_each_row_is_reached(row: str) -> None:
    found = way_for(EXAMPLES[row])
    assert isinstance(found, Way)
    assert found.row is BY_ID[row]
    assert found.next is BY_ID[row].next


def test_a_nameless_matter_is_handled_all_the_same() -> None:
    found = way_for(replace(EXAMPLES["R7"], named=False))
    assert isinstance(found, Way)
    assert (found.row, [row.id for row in found.beside]) == (BY_ID["R7"], ["R16"])


def test_what_belongs_to_another_procedure_is_led_there_with_its_own_item_of_the_article() -> None:
    claim = replace(EXAMPLES["R7"], purpose=Purpose.CLAIM, procedure=Procedure.ARBITRATION)
    found = way_for(claim)
    assert isinstance(found, Way)
    assert (found.next, found.article.number) == (Next.GUIDE, "31[2]")


def test_the_table_is_whole() -> None:
    assert [row.id for row in ROWS] == [f"R{number}" for number in range(1, 18)]
    papers = {row.paper for row in ROWS if row.paper}
    assert papers <= {kind.value for kind in DocumentKind}
    assert all(article.number for row in ROWS for article in row.articles.values())
    assert {BY_ID[each].article().confidence for each in ("R1", "R13")} == {"A"}
    assert BY_ID["R15"].article().confidence == "B"


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
stated = st.fixed_dictionaries(
    {
        "other_organ": st.sampled_from(["", "住建局"]),
        "other_number": st.sampled_from(["", "1号"]),
        "other_on": st.none() | days,
        "period_end": st.none() | days,
        "sameness": st.sampled_from(["", "相同"]),
    }
)


@settings(max_examples=800)
@given(
    st.builds(
        DeclineFacts,
        ground=st.sampled_from(Ground),
        law=st.sampled_from(Law),
        holder_kind=st.sampled_from(OrganKind),
        transferred=st.booleans(),
        received_on=days,
        stated=stated,
        explanation=st.sampled_from(["", "相同"]),
        where=st.sampled_from(["", "镇政府"]),
        how=st.sampled_from(["", "查询"]),
        until=st.sampled_from(["", "60日"]),
        local_rule=st.booleans(),
        acting_path=st.sampled_from(["county.", "county.zjj."]),
        other_path=st.sampled_from(["", "county.zjj.", "county."]),
    ),
    days,
)
def test_whatever_may_be_declined_states_its_ground_its_facts_and_where_to_turn(
    asked: DeclineFacts, on: date
) -> None:
    refusal = decline_refusal(asked, on)
    if refusal is not None:
        assert refusal.reason
        assert refusal.basis is not None
        return
    row = GROUNDS[asked.ground]
    assert asked.law in row.row.articles
    assert all(str(asked.stated[key] or "").strip() for key in row.facts)
    assert asked.where
    assert asked.how
    assert asked.until
    assert asked.explanation
    if asked.ground is Ground.NOT_OURS:
        assert not asked.transferred
        assert asked.holder_kind is not OrganKind.PETITION_OFFICE
    if asked.ground is Ground.UNDER_WAY and asked.other_path:
        assert is_above_path(asked.acting_path, asked.other_path)
    if asked.ground is Ground.WINDOW_MISSED:
        assert asked.local_rule


paths = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda c: ".".join(["county", *c]) + ".")


@given(st.lists(paths | st.just("city.x."), min_size=1, max_size=4))
def test_the_common_superior_is_the_nearest_organ_above_all_in_dispute(disputed: list[str]) -> None:
    found = common_superior(disputed)
    shared = set.intersection(*({*paths_upwards(path)[1:]} for path in disputed))
    assert (found == "") == (not shared)
    if found:
        assert all(is_above_path(found, path) for path in disputed)
        assert not any(is_above_path(found, other) for other in shared)


HOUSING = Target(OrganKind.DEPARTMENT, "county.zjj.", "住建局", active=True)
CLAIM = ReferralFacts(Purpose.CLAIM, "", "county.xfj.", "", HOUSING, Mode.TRANSFER, "", None)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (replace(CLAIM, bounces=1, max_bounces=2), type(None)),
        (replace(CLAIM, bounces=2, max_bounces=2), Incomplete),
        (replace(CLAIM, bounces=2, max_bounces=0), type(None)),
        (replace(CLAIM, bounces=2, max_bounces=2, met_at=2, met_path="county.zjj."), type(None)),
        (replace(CLAIM, bounces=2, max_bounces=2, met_at=2, met_path="county.mzj."), NotCompetent),
        (replace(CLAIM, bounces=3, max_bounces=2, met_at=2, met_path="county.zjj."), Incomplete),
    ],
)
def test_a_matter_that_bounced_too_often_goes_on_only_as_a_meeting_decided(
    facts: ReferralFacts, kind: type[object]
) -> None:
    assert type(referral_refusal(facts, date(2026, 9, 15))) is kind


@settings(max_examples=500)
@given(
    st.sampled_from(OrganKind),
    paths,
    st.sampled_from(OrganKind),
    paths,
    st.sampled_from(Purpose),
    st.sampled_from(Procedure),
    st.sampled_from(Mode),
)
def test_every_lawful_referral_rests_on_a_row(  # noqa: PLR0917 - drawn
    holder_kind: OrganKind,
    holder: str,
    kind: OrganKind,
    path: str,
    purpose: Purpose,
    procedure: Procedure,
    mode: Mode,
) -> None:
    asked = ReferralFacts(
        purpose=purpose,
        procedure=procedure if purpose is Purpose.CLAIM else None,
        content_class="",
        holder_path=holder,
        holder_kind=holder_kind,
        concerns_path="",
        target=Target(kind, path, "某单位", active=True),
        mode=mode,
        requirement="核实",
        report_by=date(2026, 12, 1),
    )
    if referral_refusal(asked, date(2026, 9, 15)) is None:
        row = BY_ID[row_of_referral(asked)]
        assert row.next in {Next.TRANSFER, Next.ASSIGN}
        if holder_kind is not OrganKind.PETITION_OFFICE and purpose is not Purpose.ACCUSATION:
            assert is_above_path(holder, path)
        if purpose is Purpose.CLAIM and procedure is Procedure.LITIGATION and row.id == "R4":
            assert kind is OrganKind.POLITICAL_LEGAL


@settings(max_examples=500)
@given(
    st.none() | st.sampled_from(Purpose),
    st.none() | st.sampled_from(Procedure),
    st.booleans(),
    st.none() | st.sampled_from(Mode),
    st.integers(1, 20),
    st.none() | st.sampled_from(Reason),
    st.frozensets(st.sampled_from(DECLARED)),
)
def test_the_short_track_needs_a_first_petition_one_reason_and_no_bar(  # noqa: PLR0917 - drawn
    purpose: Purpose | None,
    procedure: Procedure | None,
    repeated: bool,
    mode: Mode | None,
    people: int,
    reason: Reason | None,
    absent: frozenset[object],
) -> None:
    asked = SimpleFacts(purpose, procedure, repeated, mode, people, reason, absent, "说明")  # type: ignore[arg-type]
    refusal = simple_refusal(asked)
    lawful = (
        purpose is not None
        and purpose is not Purpose.ACCUSATION
        and procedure in {None, Procedure.PETITION}
        and not repeated
        and mode is not Mode.ASSIGN
        and people < 5
        and reason is not None
        and absent == frozenset(DECLARED)
    )
    assert (refusal is None) == lawful
    if bars_of(asked) and purpose is not None:
        assert isinstance(refusal, NotAllowed)
