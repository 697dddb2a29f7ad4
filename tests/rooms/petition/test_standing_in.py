"""外出与代办: deputies act for the post, matters go out and come back, nobody signs for themselves."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import entries_of, verify_chain
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import Account, Duty, Post, actor_of, appoint, open_account
from minqing.petition import public as petitions
from minqing.petition.models import HandedMatter, Handover
from minqing.petition.public import clocks
from tests.cast import APPOINTED, Cast, make_account, make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 11, 23), date(2026, 11, 27)
ONE = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def post_of(account: Account, duty: Duty) -> UUID:
    return Post.objects.get(account=account, duty=duty.value).pk


def leave(
    cast: Cast,
    who: Account,
    *,
    by: Account | None = None,
    deputies: dict[UUID, UUID] | None = None,
    recipients: tuple[UUID, ...] = (),
    first: date = FIRST,
    last: date = LAST,
) -> UUID:
    with on_day(FIRST) as at:
        away = clocks.Away(who.pk, first, last, "参加培训", deputies or {}, recipients)
        absence = clocks.announce_absence(actor=actor_of(by or who, FIRST), away=away, at=at)
    return absence.pk


def test_a_deputy_signs_while_the_absence_runs_and_is_named_as_one(cast: Cast) -> None:
    walk = Walk(cast).to_approving(FIRST)
    deputy = make_account("deputy", "冯晓岚", (cast.housing, Duty.REGISTRAR, "办公室主任"))
    with pytest.raises(NotAllowed):
        walk.approve(FIRST, deputy)
    leave(cast, cast.leader, deputies={post_of(cast.leader, Duty.LEADER): deputy.pk})
    for day in (FIRST - ONE, LAST + ONE):
        assert not actor_of(deputy, day).holds(Duty.LEADER)
    assert actor_of(deputy, FIRST).post_for(Duty.LEADER, cast.housing.id).standing_for == cast.leader.pk  # type: ignore[union-attr]
    opinion = walk.approve(FIRST, deputy)
    assert opinion.approved_by_id == deputy.pk
    entry = entries_of(walk.id).get(name="petition.opinion_issued")
    assert (entry.account_id, entry.post_title) == (deputy.pk, "副局长（代）")
    assert verify_chain(walk.id).ok


def test_nobody_signs_what_they_drafted_by_standing_in_nor_lets_a_deputy_do_it(cast: Cast) -> None:
    walk = Walk(cast).to_approving(FIRST)
    leave(cast, cast.leader, deputies={post_of(cast.leader, Duty.LEADER): cast.handler.pk})
    with pytest.raises(NotAllowed, match="起草人不能签发"):
        walk.approve(FIRST, cast.handler)
    own = Walk(cast).to_referred(FIRST)
    appoint(account=cast.leader, organ=cast.housing, duty=Duty.HANDLER, title="", valid_from=APPOINTED)
    own.accept(FIRST, cast.leader).draft(FIRST)
    own.submit(FIRST)
    with pytest.raises(NotAllowed, match="代起草人签发"):
        own.approve(FIRST, cast.handler)


def test_a_deputy_decides_on_an_extension_but_not_on_their_own(cast: Cast) -> None:
    walk = Walk(cast).to_handling(FIRST)
    deputy = make_account("deputy", "冯晓岚", (cast.housing, Duty.REGISTRAR, "办公室主任"))
    leave(cast, cast.leader, deputies={post_of(cast.leader, Duty.LEADER): deputy.pk})
    with on_day(FIRST) as at:
        clocks.apply_for_extension(
            actor=actor_of(cast.handler, FIRST), petition_id=walk.id, days=15, reason="案情复杂", at=at
        )
        assert Notice.objects.filter(account=deputy, event_name="petition.term_asked").exists()
        asked = clocks.approve_term(actor=actor_of(deputy, FIRST), petition_id=walk.id, at=at)
    assert asked.decided_title == "副局长（代）"
    assert entries_of(walk.id).get(name="petition.handling_extended").post_title == "副局长（代）"


def test_whatever_a_deputy_does_bears_the_post_they_did_it_from(cast: Cast) -> None:
    walk = Walk(cast).to_handling(FIRST)
    leave(cast, cast.leader, deputies={post_of(cast.leader, Duty.LEADER): cast.second_handler.pk})
    with on_day(FIRST) as at:
        petitions.assign_handler(
            actor=actor_of(cast.second_handler, FIRST),
            petition_id=walk.id,
            account_id=cast.second_handler.pk,
            at=at,
        )
    entry = entries_of(walk.id).get(name="petition.assigned")
    assert (entry.account_id, entry.post_title) == (cast.second_handler.pk, "副局长（代）")


def test_who_may_stand_in(cast: Cast) -> None:
    leads = post_of(cast.leader, Duty.LEADER)
    wrong = [
        ({leads: cast.leader.pk}, "不能由本人代办"),
        ({leads: cast.other_handler.pk}, "同一单位"),
    ]
    for deputies, words in wrong:
        with pytest.raises(NotAllowed, match=words):
            leave(cast, cast.leader, deputies=deputies)
    leave(cast, cast.handler)
    with pytest.raises(NotAllowed, match="自己也外出"):
        leave(cast, cast.leader, deputies={leads: cast.handler.pk})
    with pytest.raises(Incomplete, match="已经记过外出"):
        leave(cast, cast.handler, first=LAST, last=LAST)
    with pytest.raises(Incomplete, match="不能补记"):
        leave(cast, cast.second_handler, first=FIRST - ONE)
    steward = post_of(cast.steward, Duty.STEWARD)
    with pytest.raises(NotAllowed, match="系统管理员"):
        leave(cast, cast.steward, deputies={steward: cast.registrar.pk})
    watching = post_of(cast.supervisor, Duty.SUPERVISOR)
    with pytest.raises(NotAllowed, match="督查与经办"):
        leave(cast, cast.supervisor, deputies={watching: cast.registrar.pk})


def test_who_may_note_an_absence(cast: Cast) -> None:
    for stranger in (cast.second_handler, cast.other_leader, cast.registrar):
        with pytest.raises(NotAllowed):
            leave(cast, cast.handler, by=stranger)
    leave(cast, cast.handler, by=cast.leader)
    leave(cast, cast.second_handler, by=cast.steward)


def test_a_caseload_goes_out_by_due_days_and_comes_back_by_itself(cast: Cast) -> None:
    walks = [Walk(cast).to_handling(FIRST_DAY + n * ONE) for n in range(4)]
    third = make_account("third", "罗文静", (cast.housing, Duty.HANDLER, "科员"))
    second = cast.second_handler
    leave(cast, cast.handler, recipients=(second.pk, third.pk))
    assert [walk.matter.handler_id for walk in walks] == [second.pk, third.pk, second.pk, third.pk]
    assert all("handover" in walk.matter.annexes for walk in walks)
    assert entries_of(walks[0].id).filter(name="petition.handed_over").count() == 1
    titles = Notice.objects.filter(account=third, event_name="petition.handed_over")
    assert titles.get().title == "王建国的2件信访事项移交给您"
    # One is given to somebody else meanwhile: that stands.
    with on_day(FIRST + ONE) as at:
        actor = actor_of(cast.leader, FIRST + ONE)
        petitions.assign_handler(actor=actor, petition_id=walks[3].id, account_id=second.pk, at=at)
    with on_day(LAST) as at:
        assert clocks.turn_handovers(at) == (0, 0)
    with on_day(LAST + ONE) as at:
        assert clocks.turn_handovers(at) == (0, 1)
        assert clocks.turn_handovers(at) == (0, 0)
    back = cast.handler.pk
    assert [walk.matter.handler_id for walk in walks] == [back, back, back, second.pk]
    assert HandedMatter.objects.filter(returned_on=None).count() == 1


def test_a_planned_absence_begins_on_its_day_and_may_end_early(cast: Cast) -> None:
    walk = Walk(cast).to_handling(FIRST_DAY)
    begins = FIRST + 2 * ONE
    absence = leave(cast, cast.handler, recipients=(cast.second_handler.pk,), first=begins)
    assert walk.matter.handler_id == cast.handler.pk
    with on_day(begins) as at:
        assert clocks.turn_handovers(at) == (1, 0)
    assert walk.matter.handler_id == cast.second_handler.pk
    with on_day(begins + ONE) as at:
        clocks.end_absence_early(actor=actor_of(cast.handler, begins + ONE), absence_id=absence, at=at)
        with pytest.raises(Conflict, match="已经结束"):
            clocks.end_absence_early(actor=actor_of(cast.handler, begins + ONE), absence_id=absence, at=at)
    assert walk.matter.handler_id == cast.handler.pk
    assert Handover.objects.get().status == "returned"


def test_a_caseload_may_go_for_good(cast: Cast) -> None:
    walk = Walk(cast).to_handling(FIRST_DAY)
    with on_day(FIRST) as at:
        facts = {"from_account": cast.handler.pk, "organ_id": cast.housing.id, "at": at}
        leader = actor_of(cast.leader, FIRST)
        for recipients, reason, refusal in (
            ((), "调离", Incomplete),
            ((cast.handler.pk,), "调离", Incomplete),
            ((cast.other_handler.pk,), "调离", NotAllowed),
            ((cast.second_handler.pk,), " ", Incomplete),
        ):
            with pytest.raises(refusal):
                clocks.hand_over_caseload(actor=leader, recipients=recipients, reason=reason, **facts)
        clocks.hand_over_caseload(actor=leader, recipients=(cast.second_handler.pk,), reason="调离", **facts)
    with on_day(LAST + 90 * ONE) as at:
        assert clocks.turn_handovers(at) == (0, 0)
    assert walk.matter.handler_id == cast.second_handler.pk


def test_a_shut_account_stands_in_for_nobody(cast: Cast) -> None:
    shut = open_account(username="shut", name="蒋一", password="correct horse battery")
    appoint(account=shut, organ=cast.housing, duty=Duty.HANDLER, title="", valid_from=APPOINTED)
    shut.is_active = False
    shut.save()
    with pytest.raises(NotAllowed, match="停用"):
        leave(cast, cast.leader, deputies={post_of(cast.leader, Duty.LEADER): shut.pk})
