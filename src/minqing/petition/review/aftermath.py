"""What follows from a decision: the matter handled anew, and the end of the chain. Called by actions."""

from datetime import date, datetime

from minqing.kernel.clock.public import civil_day, new_id
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.kernel.search.public import index_subject
from minqing.petition.intake.codes import digest_of_tail, new_code, tail_for
from minqing.petition.intake.rules import TITLE_MAX
from minqing.petition.matter.clocks import Start, counted, set_due
from minqing.petition.matter.models import Petition, RequestItem
from minqing.petition.matter.notices import tell_staff
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.rules import Annex, Level, State
from minqing.petition.matter.words import official as _
from minqing.petition.review.events import RedoOrdered, ReviewFinished
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.queries import family_of
from minqing.petition.review.rules import REDO_TERM

_COPIED = (
    "channel",
    "purpose",
    "procedure",
    "content_class",
    "anonymous",
    "confidential",
    "electronic_delivery",
    "body",
    "place_id",
    "address",
    "petitioner_id",
    "petitioner_name",
    "people_count",
    "received_by_id",
)


def first_of(request: ReviewRequest) -> Petition:
    """Return the matter of the first instance beneath a request."""
    below = request.of
    while below.level != Level.FIRST and below.review_of is not None:
        below = below.review_of
    return below


def open_redo(
    actor: Actor, request: ReviewRequest, reviewed: Petition | None, redo_by: date, at: datetime
) -> Petition:
    """责令限期重新办理: the first organ has the matter again, accepted, with the day set for it.

    It has the requests of the first matter, each to be answered anew; its own number and code; its first
    handler is named and may be replaced. ``reviewed`` is the review matter, none when it came from outside.
    """
    first, day = first_of(request), civil_day(at)
    organ = first.handling or first.holder
    redo_id, code = new_id(), new_code()
    telephone = first.petitioner.telephone if first.petitioner else ""
    times = ReviewRequest.objects.filter(redo__number__startswith=f"{first.number}重办").count() + 1
    redo = Petition(
        id=redo_id,
        number=f"{first.number}重办{times}",
        query_code=code,
        query_tail=digest_of_tail(code, tail_for(redo_id, telephone)),
        state=State.HANDLING.value,
        level=Level.FIRST.value,
        review_of=reviewed or request.of,
        title=_("重新办理：%(title)s") % {"title": first.title.removeprefix(_("重新办理："))},
        holder=organ,
        handling=organ,
        handler_id=first.handler_id,
        received_at=at,
        received_on=day,
        registered_on=day,
        accepted_on=day,
        annexes=[Annex.REVIEW.value],
        reviewed_by=list(first.reviewed_by),
        **{name: getattr(first, name) for name in _COPIED},
    )
    redo.title = redo.title[:TITLE_MAX]
    clock = counted(redo, Start(REDO_TERM, organ.pk, day, set_due=redo_by))
    set_due(redo, [clock])
    asked = [RequestItem(petition=redo, seq=each.seq, text=each.text) for each in first.requests.all()]
    insert(redo, clock, *asked)
    request.redo = redo
    update(request, ["redo"])
    words = "\n".join((redo.title, redo.body, *(each.text for each in asked)))
    index_subject(
        redo.pk, "petition", words, names=[redo.petitioner_name], numbers=[telephone] if telephone else []
    )
    event = RedoOrdered(request_id=request.pk, redo_id=redo.pk, to_organ=organ.pk, redo_by=redo_by)
    for chain in {first.pk, redo.pk, *([reviewed.pk] if reviewed else [])}:
        record(actor=actor, chain=chain, event=event, at=at)
    tell_staff(
        redo,
        [redo.handler_id] if redo.handler_id else [],
        event_name="petition.redo_ordered",
        title=_("原处理意见已撤销，请于%(day)s前重新办理") % {"day": day_words(redo_by)},
        actor=actor,
    )
    return redo


def finish_chain(actor: Actor, request: ReviewRequest, reviewed: Petition | None, at: datetime) -> None:
    """复核终结 (36(3)): every matter of the chain bears the final opinion's number and day."""
    on = request.decided_on or civil_day(at)
    start = reviewed or request.of
    family_of(start).update(final_number=request.result_number, final_on=on)
    start.final_number, start.final_on = request.result_number, on
    event = ReviewFinished(request_id=request.pk, number=request.result_number, on=on)
    record(actor=actor, chain=start.pk, event=event, at=at)
