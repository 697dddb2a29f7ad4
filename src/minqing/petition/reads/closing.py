"""What the pages of closing read: call-backs of one's own, their results, the evidence on a file.

Results are listed matter by matter; nothing counts or ranks persons (信访工作条例 39(1)).
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.documents.public import documents_of
from minqing.kernel.law.public import Incomplete, NotAllowed
from minqing.kernel.ledger.public import accounts_in, record, record_reading
from minqing.kernel.people.public import Account, Actor, Duty, duty_holders
from minqing.petition.closure.models import Archive
from minqing.petition.closure.volume import ARCHIVE_KINDS
from minqing.petition.evaluation.calling import CALLERS, call_for
from minqing.petition.evaluation.models import CallBack, CallBackDraw
from minqing.petition.evaluation.rules import CallStatus
from minqing.petition.matter.events import ContactRevealed
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Attachment, Note, Petition
from minqing.petition.matter.notebook import write_note
from minqing.petition.matter.together import whole

SHOWN = 100


def calls_waiting(actor: Actor) -> list[CallBack]:
    """Return the calls this account is to make, what is due first on top; one query.

    Uses index: call_back_open.
    """
    if actor.account_id is None:
        return []
    rows = CallBack.objects.select_related("petition").filter(
        caller_id=actor.account_id, status=CallStatus.DRAWN.value
    )
    return list(rows.order_by("due_on", "id")[:SHOWN])


def open_call(actor: Actor, call_back_id: UUID, at: datetime) -> CallBack:
    """Return a call for whoever makes it; that they saw whom to call is recorded as a reading of the file."""
    call = call_for(actor, call_back_id)
    record_reading(actor=actor, chain=call.petition_id, what="petition.call_back", at=at)
    return call


def calls_ended(actor: Actor) -> list[CallBack]:
    """Return what calls of the actor's offices brought, the latest first: supervisors and leaders there."""
    organs = actor.organ_ids(Duty.SUPERVISOR) | actor.organ_ids(Duty.LEADER)
    if not organs:
        return []
    rows = CallBack.objects.select_related("petition", "petition__evaluation", "caller").filter(
        organ_id__in=sorted(organs)
    )
    return list(rows.exclude(status=CallStatus.DRAWN.value).order_by("-ended_at", "-id")[:SHOWN])


def to_be_assigned(actor: Actor) -> list[CallBack]:
    """Return the calls of the actor's offices that are open, so that somebody else may be named."""
    organs = actor.organ_ids(Duty.SUPERVISOR) | actor.organ_ids(Duty.LEADER)
    if not organs:
        return []
    rows = CallBack.objects.select_related("petition", "caller").filter(
        organ_id__in=sorted(organs), status=CallStatus.DRAWN.value
    )
    return list(rows.order_by("due_on", "id")[:SHOWN])


def callers_for(calls: Sequence[CallBack], on: date) -> dict[UUID, list[Account]]:
    """Return for each call who may be named: supervisors and registrars there who did nothing to the matter.

    The same people ``assign_call_back`` accepts, deputies of that day included; four queries for any number
    of calls, none for no call.
    """
    if not calls:
        return {}
    fit = duty_holders(CALLERS, on)
    posts: dict[UUID, set[UUID]] = defaultdict(set)
    for holder in duty_holders(tuple(Duty), on):
        posts[holder.account_id].add(holder.organ_id)
    acted = accounts_in({call.petition_id for call in calls})
    organs = {call.organ_id for call in calls}
    wanted = {holder.account_id for holder in fit if holder.organ_id in organs}
    accounts = {each.pk: each for each in Account.objects.filter(pk__in=wanted)}
    found: dict[UUID, list[Account]] = {}
    for call in calls:
        worked = acted[call.petition_id] | {call.petition.handler_id}
        keys = {
            holder.account_id
            for holder in fit
            if holder.organ_id == call.organ_id
            and holder.account_id not in worked
            and call.petition.handling_id not in posts[holder.account_id]
        }
        found[call.pk] = sorted((accounts[key] for key in keys), key=lambda each: (each.name, str(each.pk)))
    return found


def draws() -> list[CallBackDraw]:
    """Return the last draws with seed, range and result, so that anybody can draw again and compare."""
    return list(CallBackDraw.objects.order_by("-last_on")[:12])


def evidence_of(petition: Petition) -> list[tuple[str, str]]:
    """Return what may show an item of the checklist: papers and attachments of the file; two queries."""
    papers = documents_of(petition.pk).exclude(kind__in=ARCHIVE_KINDS)
    files = Attachment.objects.filter(petition=petition).order_by("at")
    return [
        *((str(row.id), f"{row.title} {row.number}") for row in papers),
        *((str(row.pk), row.name) for row in files),
    ]


def open_sealed_volume(
    *, actor: Actor, petition_id: UUID, archive_id: UUID, reason: str, at: datetime
) -> Archive:
    """调阅密封副卷: who asked stands in it, so the reason is written down and the opening recorded.

    Records ``petition.contact_revealed`` with the field ``sealed_volume``. Refused without a reason.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.OPEN_SEALED_VOLUME, lock=True)
        if not reason.strip():
            raise Incomplete("请写明为什么要调阅密封副卷。")
        archive = (
            Archive.objects.select_related("sealed_file").filter(petition=petition, pk=archive_id).first()
        )
        if archive is None or archive.sealed_file is None:
            raise NotAllowed("没有这个案卷。")
        note = write_note(
            actor,
            petition,
            kind=Note.Kind.NOTE,
            text=f"调阅密封副卷：{reason.strip()}",
            shown=False,
            at=at,
            event=False,
        )
        event = ContactRevealed(field="sealed_volume", note_id=note.id)
        record(actor=actor, chain=petition.id, event=event, at=at)
    return archive


__all__ = [
    "callers_for",
    "calls_ended",
    "calls_waiting",
    "draws",
    "evidence_of",
    "open_call",
    "open_sealed_volume",
    "to_be_assigned",
]
