"""外出与代办: somebody is away; deputies sign, colleagues have the caseload, and it comes back by itself.

Articles: 信访工作条例 28(1) (done in time, whoever is away), 28(3) (no interested person handles), 34. What
a deputy does is recorded under the title of the post with （代）; nobody approves what they drafted, not
through a deputy either (``extension.rules.decider_refusal``).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import cycle
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import (
    SYSTEM,
    Absence,
    Account,
    Actor,
    Duty,
    Organ,
    Post,
    end_absence,
    is_absent,
    note_absence,
)
from minqing.kernel.rows.public import insert
from minqing.petition.handling.events import (
    AbsenceEnded,
    AbsenceNoted,
    CaseloadPlanned,
    MatterHandedBack,
    MatterHandedOver,
)
from minqing.petition.handling.models import HandedMatter, Handover
from minqing.petition.matter.aside import STANDS_ASIDE
from minqing.petition.matter.kept import without_kept
from minqing.petition.matter.models import OPEN, Petition
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.rules import REGULATION, Annex
from minqing.petition.matter.steps import add_annex, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

DILIGENCE: Final = Article(REGULATION, "28(1)")
PLANNED, RUNNING = Handover.Status.PLANNED, Handover.Status.RUNNING
RETURNED, PERMANENT = Handover.Status.RETURNED, Handover.Status.PERMANENT
AWAY: Final = "/desk/away/"


@dataclass(frozen=True, slots=True)
class Away:
    """An absence as it is noted down: who, from when to when, why, who signs, who has the matters."""

    account_id: UUID
    first: date
    last: date
    reason: str = ""
    deputies: Mapping[UUID, UUID] | None = None
    recipients: Sequence[UUID] = ()


def announce_absence(*, actor: Actor, away: Away, at: datetime) -> Absence:
    """登记外出: deputies stand in for posts, colleagues get the caseload from the first day to the last.

    The person themself, a leader of one of their organs, or the steward. Records ``people.absence_noted`` on
    the account's chain and, with recipients, ``people.caseload_planned``; an absence that begins today hands
    over at once. Refused for days gone by, for deputies of other organs or away themselves, for recipients
    who do not handle in that organ.
    """
    day = civil_day(at)
    with whole():
        account = Account.objects.get(pk=away.account_id)
        _check_may_set(actor, account, day)
        absence = note_absence(
            account=account,
            first=away.first,
            last=away.last,
            deputies=away.deputies or {},
            reason=away.reason,
            set_by=Account.objects.get(pk=_account(actor)),
            at=at,
            on=day,
        )
        stands = dict(away.deputies or {})
        event = AbsenceNoted(
            absence_id=absence.pk,
            account_id=account.pk,
            first_on=away.first,
            last_on=away.last,
            posts=tuple(stands),
            deputies=tuple(stands.values()),
        )
        record(actor=actor, chain=account.pk, event=event, at=at)
        _tell_deputies(actor, account, set(stands.values()), away)
        if away.recipients:
            for organ in _organs_of(account, day):
                _plan(actor, account, organ, away, at, last=away.last, absence_id=absence.pk)
    return absence


def end_absence_early(*, actor: Actor, absence_id: UUID, at: datetime) -> Absence:
    """提前结束外出: from today the person acts again, deputies no more, and the caseload comes back.

    Who may note it may end it. Records ``people.absence_ended`` and a hand-back a matter. Refused when it is
    over already.
    """
    day = civil_day(at)
    with whole():
        absence = Absence.objects.select_related("account").get(pk=absence_id)
        _check_may_set(actor, absence.account, day)
        absence = end_absence(absence_id=absence_id, on=day, at=at)
        event = AbsenceEnded(
            absence_id=absence.pk, account_id=absence.account_id, through_on=absence.through_on
        )
        record(actor=actor, chain=absence.account_id, event=event, at=at)
        rows = Handover.objects.select_for_update().filter(
            absence_id=absence_id, status__in=[PLANNED, RUNNING]
        )
        for handover in rows:
            _return(actor, handover, at)
    return absence


def hand_over_caseload(
    *,
    actor: Actor,
    from_account: UUID,
    organ_id: UUID,
    recipients: Sequence[UUID],
    reason: str,
    last: date | None = None,
    at: datetime,
) -> Handover:
    """整体移交: everything a handler has in an organ goes to colleagues today, until a day or for good.

    The handler themself, a leader of the organ, or the steward. The matters are dealt out in the order of
    their due days, so that nobody gets all that is urgent. Records ``people.caseload_planned`` and, on each
    matter, ``petition.handed_over``. Refused without a reason, to somebody who does not handle there, or who
    is away.
    """
    day = civil_day(at)
    with whole():
        account = Account.objects.get(pk=from_account)
        organ = Organ.objects.get(pk=organ_id)
        _check_may_set(actor, account, day)
        if not reason.strip():
            raise Incomplete("请写明为什么移交。", DILIGENCE)
        if last is not None and last < day:
            raise Incomplete("交还的日子不能早于今天。", DILIGENCE)
        away = Away(from_account, day, last or day, reason.strip())
        return _plan(actor, account, organ, replace(away, recipients=recipients), at, last=last)


def turn_handovers(at: datetime) -> tuple[int, int]:
    """Begin the handovers whose first day has come, give back those whose last day has passed.

    For the job of the day; a second run does nothing. Returns how many began and how many were given back.
    """
    day = civil_day(at)
    due = Q(status=PLANNED, first_on__lte=day) | Q(status=RUNNING, last_on__lt=day)
    begun = returned = 0
    for key in list(Handover.objects.filter(due).order_by("first_on", "id").values_list("id", flat=True)):
        with whole():
            handover = Handover.objects.select_for_update().get(pk=key)
            if handover.last_on is not None and handover.last_on < day:
                _return(SYSTEM, handover, at)
                returned += 1
            elif handover.status == PLANNED:
                _begin(SYSTEM, handover, at)
                begun += 1
    return begun, returned


def handovers_of(organ_ids: Collection[UUID] | None) -> QuerySet[Handover]:
    """Return the handovers of these organs (of all when None), the latest first."""
    rows = Handover.objects.select_related("organ", "from_account", "set_by")
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=list(organ_ids))
    return rows.order_by("-set_at", "-id")


def caseload_of(account_id: UUID, organ_id: UUID) -> QuerySet[Petition]:
    """Return the open matters somebody handles in an organ, the earliest due first."""
    return Petition.objects.filter(OPEN, handler_id=account_id, handling_id=organ_id).order_by("due_on", "id")


# --- parts ---------------------------------------------------------------------------------------------


def may_set(actor: Actor, account_id: UUID, organ_ids: Collection[UUID]) -> bool:
    """Return whether the actor may note an absence of somebody with posts in these organs.

    Themselves, a leader (by an own post, not as a deputy) of one of those organs, or the steward.
    """
    if actor.account_id == account_id or actor.holds(Duty.STEWARD):
        return True
    led = {post.organ_id for post in actor.posts if post.duty is Duty.LEADER and post.standing_for is None}
    return bool(led & set(organ_ids))


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotAllowed("外出和移交由工作人员登记。", DILIGENCE)
    return actor.account_id


def _check_may_set(actor: Actor, account: Account, day: date) -> None:
    organs = set(Post.objects.on(day).filter(account=account).values_list("organ_id", flat=True))
    if not may_set(actor, account.pk, organs):
        raise NotAllowed("只有本人、本单位负责人或者系统管理员可以登记外出、移交事项。", DILIGENCE)


def _organs_of(account: Account, day: date) -> list[Organ]:
    """Return the organs in which somebody handles matters."""
    held = Post.objects.on(day).filter(account=account, duty=Duty.HANDLER.value)
    return list(Organ.objects.filter(pk__in=held.values("organ")))


def _plan(
    actor: Actor,
    account: Account,
    organ: Organ,
    away: Away,
    at: datetime,
    *,
    last: date | None,
    absence_id: UUID | None = None,
) -> Handover:
    """Write a handover down and, when its first day has come, begin it; for good without a last day."""
    chosen = list(dict.fromkeys(away.recipients))
    _check_recipients(account.pk, organ, chosen, away.first, last)
    handover = Handover(
        organ=organ,
        from_account=account,
        recipients=chosen,
        first_on=away.first,
        last_on=last,
        reason=(away.reason or _("外出"))[:200],
        status=PLANNED,
        absence_id=absence_id,
        set_by_id=_account(actor),
        set_at=at,
    )
    handover.save(force_insert=True)
    event = CaseloadPlanned(
        handover_id=handover.pk,
        from_account=account.pk,
        recipients=tuple(chosen),
        first_on=handover.first_on,
        last_on=last,
    )
    record(actor=actor, chain=account.pk, event=event, at=at)
    if handover.first_on <= civil_day(at):
        _refuse_kept(account.pk, organ.pk, chosen)
        _begin(actor, handover, at)
    return handover


def _refuse_kept(from_account: UUID, organ_id: UUID, recipients: Sequence[UUID]) -> None:
    """Refuse when of some matter all the chosen stand aside: it would be with nobody (28(3))."""
    rows = caseload_of(from_account, organ_id).filter(Q(sealed=True) | Q(kept_accounts__overlap=recipients))
    stuck = [each.number or each.title for each in rows if not without_kept(each, recipients)]
    if stuck:
        raise NotAllowed(
            f"所选的接办人对下面的事项都应当回避：{'、'.join(stuck)}。请再选一位没有利害关系的接办人，"
            "或者先由负责人另行指定这几件的承办人。",
            STANDS_ASIDE,
        )


def _free_receiver(handover: Handover, petition: Petition, turn: Iterator[UUID]) -> UUID | None:
    """Return whose turn it is, passing over those the matter is kept from; None when it is from all."""
    free = without_kept(petition, handover.recipients)
    return next(each for each in turn if each in free) if free else None


def _tell_nobody_free(handover: Handover, petition: Petition, at: datetime) -> None:
    """Tell the heads of the organ that a matter stayed where it was: its receivers stand aside by now."""
    tell_staff(
        petition,
        posts_holding(handover.organ_id, (Duty.LEADER,), civil_day(at)),
        event_name="petition.handover_held_back",
        title=_("接办人都应当回避，请另行指定承办人"),
    )


def _check_recipients(
    from_account: UUID, organ: Organ, recipients: Sequence[UUID], first: date, until: date | None
) -> None:
    """Refuse colleagues who cannot have the matters: not handlers there, the same person, or away."""
    if not recipients:
        raise Incomplete("请选择至少一位接办人。", DILIGENCE)
    if from_account in recipients:
        raise Incomplete("不能移交给本人。", DILIGENCE)
    held = Post.objects.on(first).filter(
        organ=organ, duty=Duty.HANDLER.value, account__is_active=True, account_id__in=recipients
    )
    if set(recipients) - set(held.values_list("account_id", flat=True)):
        raise NotAllowed("接办人应当是同一单位的在职承办人员。", DILIGENCE)
    if any(is_absent(each, first, until or first) for each in recipients):
        raise Conflict("接办人这段时间自己也外出，请另选一位。", DILIGENCE)


def _begin(actor: Actor, handover: Handover, at: datetime) -> None:
    """Deal the open matters out among the recipients, in the order of their due days."""
    handover.status = RUNNING if handover.last_on is not None else PERMANENT
    handover.save(update_fields=["status"])
    rows = caseload_of(handover.from_account_id, handover.organ_id).select_for_update(of=("self",))
    turn, counts = cycle(handover.recipients), dict.fromkeys(handover.recipients, 0)
    for petition in rows:
        receiver = _free_receiver(handover, petition, turn)
        if receiver is None:
            _tell_nobody_free(handover, petition, at)
            continue
        petition.handler_id = receiver
        save_step(petition, None, ("handler", *add_annex(petition, Annex.HANDOVER)))
        insert(HandedMatter(handover=handover, petition=petition, to_account_id=receiver))
        event = MatterHandedOver(
            handover_id=handover.pk,
            before=handover.from_account_id,
            after=receiver,
            until=handover.last_on,
        )
        record(actor=actor, chain=petition.pk, event=event, at=at)
        counts[receiver] += 1
    for account, number in counts.items():
        if number:
            _tell(
                account, _("%(name)s的%(number)d件信访事项移交给您"), handover, number, "petition.handed_over"
            )


def _return(actor: Actor, handover: Handover, at: datetime) -> None:
    """Give back what is still open and still with the colleague it went to."""
    begun = handover.status == RUNNING
    handover.status, handover.returned_on = RETURNED, civil_day(at)
    handover.save(update_fields=["status", "returned_on"])
    if not begun:
        return
    handed = {
        each.petition_id: each for each in HandedMatter.objects.filter(handover=handover, returned_on=None)
    }
    returned = []
    open_rows = Petition.objects.filter(OPEN, pk__in=handed).order_by("pk").select_for_update(of=("self",))
    for petition in open_rows:
        each = handed[petition.pk]
        if petition.handler_id != each.to_account_id:
            continue  # somebody else was made responsible meanwhile: that stands
        back = without_kept(petition, [handover.from_account_id])
        if not back:
            continue  # they stand aside meanwhile: it stays with the colleague
        petition.handler_id = handover.from_account_id
        save_step(petition, None, ("handler",))
        event = MatterHandedBack(
            handover_id=handover.pk, before=each.to_account_id, after=handover.from_account_id
        )
        record(actor=actor, chain=petition.pk, event=event, at=at)
        returned.append(each.pk)
    if returned:
        HandedMatter.objects.filter(pk__in=returned).update(returned_on=handover.returned_on)
        words = _("%(number)d件移交的信访事项已交还给您")
        _tell(handover.from_account_id, words, handover, len(returned), "petition.handed_back")


def _tell(account: UUID, words: str, handover: Handover, number: int, event_name: str) -> None:
    title = words % {"number": number, "name": handover.from_account.name}
    notify(account_ids=[account], event_name=event_name, title=title, link="/desk/")


def _tell_deputies(actor: Actor, account: Account, deputies: set[UUID], away: Away) -> None:
    told = [each for each in deputies if each != actor.account_id]
    if told:
        words = _("%(name)s外出期间由您代办，%(first)s至%(last)s")
        values = {"name": account.name, "first": away.first.isoformat(), "last": away.last.isoformat()}
        notify(account_ids=told, event_name="people.stand_in", title=words % values, link=AWAY)
