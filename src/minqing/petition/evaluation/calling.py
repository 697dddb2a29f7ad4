"""回访抽查: matters are drawn, somebody who did not handle them calls, what was said is compared afterwards.

Blind: who calls sees no rating until the call is recorded, and the handler is not told of the draw. Practice,
not law; share, days and tries are settings marked so. Nothing here counts or ranks persons (39(1)).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Coalesce

from minqing.kernel.clock.public import calendar, civil_day, count_days, new_id
from minqing.kernel.law.public import (
    Article,
    Conflict,
    Incomplete,
    NotAllowed,
    Profile,
    Term,
    Unit,
    profile_on,
)
from minqing.kernel.ledger.public import Seal, entries_of, record, seal_until
from minqing.kernel.people.public import SYSTEM, Actor, Duty, Organ, OrganKind, duty_holders
from minqing.petition.evaluation import rules
from minqing.petition.evaluation.events import CallBackAssigned, CallBackDrawn, CallBackEnded, CallBacksDrawn
from minqing.petition.evaluation.models import CallBack, CallBackDraw, Evaluation
from minqing.petition.evaluation.rules import CallStatus, Candidate, Said
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.rules import Annex, Attitude, Level, Resolved
from minqing.petition.matter.steps import account_of, add_annex, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

WINDOW: Final = "EVALUATION_WINDOW"
WEEK: Final = timedelta(days=6)
CALLERS: Final = (Duty.SUPERVISOR, Duty.REGISTRAR)
BASIS: Final = Article("信访工作条例", "21(2)", confidence="D")
LINK: Final = "/desk/call-backs/"


@dataclass(frozen=True, slots=True)
class Call:
    """What one call brought: nobody there, not willing, or the answers."""

    reached: bool
    willing: bool = True
    resolved: str = ""
    office_attitude: str = ""
    organ_attitude: str = ""
    answer_received: bool | None = None
    rated_freely: bool | None = None
    said: str = ""


def _number(profile: Profile, key: str, otherwise: int) -> int:
    found = profile.settings.get(key)
    return found.value if found else otherwise


def draw_call_backs(*, last_on: date, at: datetime) -> CallBackDraw:
    """抽取回访: the share of the matters rated, or no longer to be rated, since the last draw; once a day.

    Drawn by the ledger's seal of ``last_on``, which nobody knew while the matters were worked on and anybody
    can check afterwards. Records ``petition.call_backs_drawn`` on the draw's own chain and
    ``petition.call_back_drawn`` on each matter. Left out: sealed and anonymous matters, and those nobody can
    telephone. Refused for a day that was drawn already.
    """
    profile = profile_on(civil_day(at), settings.MINQING_PLACE)
    with whole():
        last = CallBackDraw.objects.select_for_update().order_by("-last_on").first()
        if last is not None and last.last_on >= last_on:
            raise Conflict("这一天已经抽取过回访。", BASIS)
        first_on = last.last_on + timedelta(days=1) if last else last_on - WEEK
        seed = rules.seed_of(_seal(last_on), last_on)
        population = _population(first_on, last_on)
        percent = _number(profile, "call_back_percent", 10)
        chosen = rules.draw(seed, population, percent)
        draw = CallBackDraw.objects.create(
            first_on=first_on,
            last_on=last_on,
            percent=percent,
            seed=seed,
            population=len(population),
            population_digest=rules.population_digest(population),
            drawn=len(chosen),
            at=at,
        )
        record(actor=SYSTEM, chain=draw.id, event=_drawn(draw, chosen), at=at)
        due_on = _due(profile, civil_day(at))
        for petition in Petition.objects.select_for_update().filter(pk__in=chosen).order_by("id"):
            _put_down(draw, petition, due_on, at)
    return draw


def _seal(day: date) -> str:
    seal_until(day)
    seal = Seal.objects.filter(day=day).first()
    if seal is None:
        raise Conflict("留痕还没有封存到这一天，暂不能抽取。", BASIS)
    return bytes(seal.digest).hex()


def _population(first_on: date, last_on: date) -> list[UUID]:
    """Return the matters whose rating ended in these days, in no order; one query."""
    ended = RunningClock.objects.annotate(ended_on=Coalesce("stopped_on", "due_on"))
    rows = ended.filter(
        term=WINDOW,
        ended_on__range=(first_on, last_on),
        petition__sealed=False,
        petition__anonymous=False,
        petition__level=Level.FIRST.value,
        petition__petitioner__isnull=False,
        petition__call_back=None,
    ).exclude(petition__petitioner__telephone="")
    return list(rows.values_list("petition_id", flat=True).distinct())


def _drawn(draw: CallBackDraw, chosen: Iterable[UUID]) -> CallBacksDrawn:
    return CallBacksDrawn(
        first_on=draw.first_on,
        last_on=draw.last_on,
        percent=draw.percent,
        seed=draw.seed,
        population=draw.population,
        population_digest=draw.population_digest,
        matters=tuple(chosen),
    )


def _due(profile: Profile, day: date) -> date:
    term = Term(
        id="CALL_BACK",
        count=_number(profile, "call_back_days", 10),
        unit=Unit.WORKDAY,
        starts_on="drawn",
        article=BASIS,
        default=True,
    )
    return count_days(day, term, calendar()).due


def _put_down(draw: CallBackDraw, petition: Petition, due_on: date, at: datetime) -> None:
    """Write the call down, give it to somebody, and say so to that person only."""
    day = civil_day(at)
    call = CallBack(
        id=new_id(), petition=petition, draw=draw, organ_id=petition.received_by_id, due_on=due_on
    )
    call.caller_id, call.organ_id = _caller(petition, day)
    call.save(force_insert=True)
    save_step(petition, None, add_annex(petition, Annex.CALL_BACK))
    event = CallBackDrawn(call_back_id=call.id, draw_id=draw.id, due_on=due_on)
    record(actor=SYSTEM, chain=petition.id, event=event, at=at)
    _tell(petition, call, day)


def _tell(petition: Petition, call: CallBack, day: date) -> None:
    """Tell the caller; where nobody is left, the leaders of the office, who name somebody."""
    if call.caller_id is not None:
        tell_staff(petition, [call.caller_id], event_name="petition.call_back", title=_("请回访"))
        return
    leaders = posts_holding(call.organ_id, {Duty.LEADER}, day)
    tell_staff(petition, leaders, event_name="petition.call_back", title=_("请指定回访人"))


def _caller(petition: Petition, day: date) -> tuple[UUID | None, UUID]:
    """Return who calls and from which organ: the office that received it, else petition offices above."""
    worked_on = worked_on_by(petition)
    received = Organ.objects.get(pk=petition.received_by_id)
    above = Organ.objects.filter(kind=OrganKind.PETITION_OFFICE, active=True).order_by("-path")
    offices = [received, *(o for o in above if received.path.startswith(o.path.rsplit(".", 2)[0] + "."))]
    for office in {organ.pk: organ for organ in offices}.values():
        found = rules.caller_for(
            _candidates(office.pk, day), worked_on=worked_on, handling=petition.handling_id
        )
        if found is not None:
            return found, office.pk
    return None, received.pk


def worked_on_by(petition: Petition) -> frozenset[UUID]:
    """Return the accounts that did anything to a matter, its handlers included; one query."""
    acted = entries_of(petition.pk).exclude(account_id=None).values_list("account_id", flat=True)
    return frozenset({*acted, *({petition.handler_id} - {None})})  # type: ignore[arg-type]


def _candidates(organ_id: UUID, day: date) -> list[Candidate]:
    holders = duty_holders(CALLERS, day, organ_id)
    accounts = {holder.account_id for holder in holders}
    open_calls = CallBack.objects.filter(caller__in=accounts, status=CallStatus.DRAWN.value)
    load = dict(open_calls.values_list("caller").annotate(n=Count("id")))
    posts: dict[UUID, set[UUID]] = {}
    for holder in duty_holders(tuple(Duty), day):
        if holder.account_id in accounts:
            posts.setdefault(holder.account_id, set()).add(holder.organ_id)
    return [Candidate(key, frozenset(posts.get(key, ())), load.get(key, 0)) for key in accounts]


def call_for(actor: Actor, call_back_id: UUID, *, lock: bool = False) -> CallBack:
    """Return a call that is this actor's to make, and nobody else's; the petitioner's telephone with it."""
    rows = CallBack.objects.select_related("petition", "petition__petitioner", "petition__handling", "organ")
    if lock:
        rows = rows.select_for_update(of=("self",))
    call = rows.filter(pk=call_back_id, caller_id=actor.account_id).first()
    if call is None or actor.account_id is None:
        raise NotAllowed("没有这件回访，或者不是由您回访。")
    return call


def assign_call_back(*, actor: Actor, call_back_id: UUID, account_id: UUID, at: datetime) -> CallBack:
    """指定回访人: a leader or supervisor of the calling office names somebody else, who did not handle it.

    Records ``petition.call_back_assigned``. Refused: somebody who acted on the matter or is of the organ that
    handled it, somebody who is neither supervisor nor registrar there, a call that has ended.
    """
    with whole():
        call = CallBack.objects.select_for_update().filter(pk=call_back_id).first()
        if call is None or not (
            actor.holds(Duty.LEADER, call.organ_id) or actor.holds(Duty.SUPERVISOR, call.organ_id)
        ):
            raise NotAllowed("没有这件回访，或者不能由您指定回访人。")
        if call.status != CallStatus.DRAWN:
            raise Conflict("这件回访已经结束。", BASIS)
        petition, day = Petition.objects.select_for_update().get(pk=call.petition_id), civil_day(at)
        fit = [each for each in _candidates(call.organ_id, day) if each.account_id == account_id]
        if rules.caller_for(fit, worked_on=worked_on_by(petition), handling=petition.handling_id) is None:
            raise NotAllowed("回访人应当没有办理过这件事项，也不在承办单位任职。", BASIS)
        call.caller_id = account_id
        call.save(update_fields=["caller"])
        event = CallBackAssigned(call_back_id=call.id, account_id=account_id)
        record(actor=actor, chain=petition.id, event=event, at=at)
        _tell(petition, call, day)
    return call


def record_call_back(*, actor: Actor, call_back_id: UUID, call: Call, at: datetime) -> CallBack:
    """记录回访: nobody there (after so many tries the call ends), not willing, or what the petitioner said.

    Only whoever the call was given to. With the answers it is compared with the petitioner's own rating, and
    only then may the caller see that. Records ``petition.call_back_ended`` when it ends; the supervisors are
    told where the two differ. Refused: a call of somebody else, one that ended, an answer left out.
    """
    account_of(actor)
    with transaction.atomic(), whole():
        row = call_for(actor, call_back_id, lock=True)
        if row.status != CallStatus.DRAWN:
            raise Conflict("这件回访已经结束。", BASIS)
        row.tries = [*row.tries, {"at": at.isoformat(), "reached": call.reached, "said": call.said.strip()}]
        ended = _ended(row, call, civil_day(at))
        if ended is None:
            row.save(update_fields=["tries"])
            return row
        row.status, row.ended_at = ended.value, at
        if ended is CallStatus.DONE:
            _write_answers(row, call)
        row.save()
        petition = Petition.objects.select_for_update().get(pk=row.petition_id)
        save_step(petition, None)
        event = CallBackEnded(
            call_back_id=row.id, status=row.status, agrees=row.agrees, said_digest=digest_of(call.said)
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
        if row.differs:
            supervisors = posts_holding(row.organ_id, {Duty.SUPERVISOR}, civil_day(at))
            title = _("回访与评价不一致，请核查")
            tell_staff(
                petition, supervisors, event_name="petition.call_back_differs", title=title, actor=actor
            )
    return row


def _ended(row: CallBack, call: Call, day: date) -> CallStatus | None:
    """Return how the call ends with this try, None while somebody is to call again."""
    if not call.reached:
        tries = _number(profile_on(day, settings.MINQING_PLACE), "call_back_tries", 3)
        return CallStatus.UNREACHED if len(row.tries) >= tries else None
    return CallStatus.DONE if call.willing else CallStatus.DECLINED


def _write_answers(row: CallBack, call: Call) -> None:
    gaps = [
        words
        for value, allowed, words in (
            (call.resolved, set(Resolved), "问题解决了没有"),
            (call.office_attitude, set(Attitude), "对信访部门的评价"),
            (call.organ_attitude, set(Attitude), "对办理单位的评价"),
        )
        if value not in {str(each) for each in allowed}
    ]
    refuse_if(Incomplete(f"请记下信访人的回答：{'、'.join(gaps)}。", BASIS) if gaps else None)
    row.resolved, row.office_attitude = call.resolved, call.office_attitude
    row.organ_attitude, row.said = call.organ_attitude, call.said.strip()
    row.answer_received, row.rated_freely = call.answer_received, call.rated_freely
    rated = Evaluation.objects.filter(petition_id=row.petition_id).first()
    own = Said(rated.resolved, rated.office_attitude, rated.organ_attitude) if rated else None
    row.differs = rules.differences(own, Said(row.resolved, row.office_attitude, row.organ_attitude))
    row.agrees = None if own is None else not row.differs


def questions() -> dict[str, Any]:
    """Return what is asked on the telephone, for the page: the same three as of the rating, and two more."""
    return {"resolved": list(Resolved), "attitudes": list(Attitude)}
