"""重新办理的意见: whether it says the same as the one that was sent back on review.

山东省信访条例 45, 北京市信访条例 50 (local): who must handle a matter anew may not come to the same or
basically the same opinion. The program counts and says so; it does not decide.
"""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty
from minqing.kernel.rows.public import update
from minqing.kernel.text.public import normalise
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.rules import Level
from minqing.petition.matter.words import official as _
from minqing.petition.reply.events import OpinionRepeated
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.reply.rules import opinion_likeness

SETTING = "redo_likeness"


def sent_back_matter(redo: Petition) -> Petition | None:
    """Return the matter whose opinion was sent back; None for a matter that is not handled anew."""
    below = redo.review_of
    while below is not None and below.level != Level.FIRST:
        below = below.review_of
    return below


def decided(opinion_id: UUID) -> list[tuple[str, str]]:
    """Return outcome and reason of each request, as they are compared; one query."""
    answers = Answer.objects.filter(opinion=opinion_id).order_by("request__seq")
    return [(each.outcome, normalise(each.reason)) for each in answers]


def threshold(on: datetime) -> int:
    """Return from how many hundredths on two opinions count as basically the same."""
    return profile_in_force(civil_day(on)).setting(SETTING)


def note_likeness(redo: Petition, opinion: Opinion) -> None:
    """Keep on a redone opinion how like the one sent back it is; nothing for any other matter."""
    before = sent_back_matter(redo)
    if before is None:
        return
    issued = Opinion.objects.filter(petition=before, status=Opinion.Status.ISSUED).order_by("-pk").first()
    if issued is None:
        return
    opinion.likeness = opinion_likeness(decided(issued.pk), decided(opinion.pk))
    update(opinion, ["likeness"])


def warn_if_repeated(actor: Actor, redo: Petition, opinion: Opinion, at: datetime) -> None:
    """Record a redone opinion issued although basically the same, and tell who sent the first one back."""
    if opinion.likeness is None or opinion.likeness < threshold(at):
        return
    event = OpinionRepeated(opinion_id=opinion.pk, likeness=opinion.likeness)
    chains = {redo.pk} | ({redo.review_of_id} if redo.review_of_id else set())
    for chain in chains:
        record(actor=actor, chain=chain, event=event, at=at)
    if redo.review_of is not None:
        tell_staff(
            redo,
            posts_holding(redo.review_of.holder_id, [Duty.REVIEWER, Duty.LEADER], civil_day(at)),
            event_name="petition.opinion_repeated",
            title=_("重新办理的意见与被撤销的意见基本相同"),
            actor=actor,
        )
