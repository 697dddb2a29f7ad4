"""Decline, or no longer accept, on a ground of the law and no other.

Articles: 信访工作条例 19(3), 23(1), 31[1], 36(3), 44; 信访条例 (2005) 21(1)(1).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, OrganKind
from minqing.kernel.rows.public import insert
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import Annex, Move, State
from minqing.petition.matter.steps import add_annex, drop_annex, open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.routing.events import PetitionDeclined
from minqing.petition.routing.laws import late_review_declined, law_of
from minqing.petition.routing.models import Decline
from minqing.petition.routing.notices import tell_declined
from minqing.petition.routing.rules.declining import GROUNDS, DeclineFacts, Ground, decline_refusal


@dataclass(frozen=True, slots=True)
class Stated:
    """What a ground must state: the other organ, its paper's number and day, the end of a period."""

    other_organ: str = ""
    other_number: str = ""
    other_on: date | None = None
    period_end: date | None = None
    sameness: str = ""

    def by_key(self) -> dict[str, str | date | None]:
        """Return the facts under the keys of ``GROUNDS``."""
        return {name: getattr(self, name) for name in self.__slots__}


def decline_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    ground: Ground | str,
    stated: Stated,
    explanation: str,
    where: str,
    how: str,
    until: str,
    at: datetime,
    version: int | None = None,
) -> Decline:
    """不予受理·不再受理: the petitioner is told in writing why, and organ, procedure and time limit instead.

    Registrars, handlers and leaders of the holding organ. The visit stays recorded; the matter is answered,
    its clock runs until the notice is delivered. Records ``petition.declined`` and the notice. Refused for
    every reason the law does not name, and while any fact the ground needs is missing (44: to refuse what is
    within one's powers is a ground of liability).
    """
    with whole():
        petition, found = open_for_move(
            actor, petition_id, Doing.DECLINE, Move.DECLINE, version=version, joins=("repeat_of__handling",)
        )
        wanted, day = Ground(ground), civil_day(at)
        facts = _facts(petition, wanted, stated, explanation, where, how, until)
        refuse_if(decline_refusal(facts, day))
        petition.handling = petition.holder
        petition.answered_on = day
        turn_clocks(petition, on=day, stop=EFFECTS[Act.DECLINE].stops)
        fields = (*add_annex(petition, Annex.DECLINE), *drop_annex(petition, Annex.OBJECTION))
        save_step(petition, found, ("handling", "answered_on", *fields, *DUE_FIELDS))
        decline = Decline(
            petition=petition,
            ground=wanted.value,
            row=GROUNDS[wanted].row.id,
            other_organ=stated.other_organ.strip(),
            other_number=stated.other_number.strip(),
            other_on=stated.other_on,
            period_end=stated.period_end,
            sameness=stated.sameness.strip(),
            explanation=explanation.strip(),
            where=where.strip(),
            how=how.strip(),
            until=until.strip(),
            declined_on=day,
        )
        decline.document_id = _notice(petition, facts, decline, actor)
        insert(decline)
        record(
            actor=actor,
            chain=petition.id,
            event=PetitionDeclined(
                decline_id=decline.id, ground=decline.ground, row=decline.row, document_id=decline.document_id
            ),
            at=at,
        )
        tell_declined(petition)
    return decline


def _notice(petition: Petition, facts: DeclineFacts, decline: Decline, actor: Actor) -> UUID:
    """Issue the notice of the ground; return its id."""
    return issue_document(
        actor=actor,
        kind=DocumentKind(GROUNDS[facts.ground].paper),
        subject_id=petition.id,
        organ=petition.holder,
        data={**common(petition, petition.holder, actor), **_elements(facts, decline)},
        on=decline.declined_on,
    ).id


def _facts(  # noqa: PLR0917 - a private helper
    petition: Petition, ground: Ground, stated: Stated, explanation: str, where: str, how: str, until: str
) -> DeclineFacts:
    holder, earlier = petition.holder, petition.repeat_of
    parent = holder.path.rstrip(".").rpartition(".")[0]
    acting = f"{parent}." if holder.organ_kind is OrganKind.PETITION_OFFICE and parent else holder.path
    accepted = earlier is not None and earlier.accepted_on is not None and earlier.handling is not None
    return DeclineFacts(
        ground=ground,
        law=law_of(petition),
        holder_kind=holder.organ_kind,
        transferred=State(petition.state) is State.REFERRED,
        received_on=petition.received_on,
        stated=stated.by_key(),
        explanation=explanation,
        where=where,
        how=how,
        until=until,
        local_rule=late_review_declined(petition),
        acting_path=acting,
        other_path=earlier.handling.path if accepted and earlier and earlier.handling else "",
    )


def _elements(facts: DeclineFacts, decline: Decline) -> dict[str, object]:
    """Return what the notice says beside what all papers share."""
    row = GROUNDS[facts.ground]
    said = [f"{words}：{_value(decline, key)}" for key, words in row.facts.items()]
    article = row.row.article(facts.law).cite
    return {
        "ground": f"{article}：{row.row.situation}。{'；'.join([*said, decline.explanation])}",
        "where_to_turn": _("%(where)s；程序：%(how)s；时限：%(until)s")
        % {"where": decline.where, "how": decline.how, "until": decline.until},
        "case": row.case,
        "final_number": decline.other_number,
        "final_on": _value(decline, "other_on"),
        "original_number": decline.other_number,
        "original_delivered_on": _value(decline, "other_on"),
        "window_end": _value(decline, "period_end"),
        "basis": article,
    }


def _value(decline: Decline, key: str) -> str:
    value = getattr(decline, key)
    return day_words(value) if isinstance(value, date) else str(value or "")
