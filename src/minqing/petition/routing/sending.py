"""Send a matter to the organ beneath or beside: what is asked first, and all that follows. Called by actions.

Articles: 信访工作条例 22(1)-(2), 23(1), 23(2), 24(2), 30(3).
"""

from collections.abc import Sequence
from datetime import date, datetime

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import insert
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Step
from minqing.petition.matter.steps import refuse_if, save_step
from minqing.petition.routing import rules
from minqing.petition.routing.handing_over import hand_over, referred_event, starting_clocks
from minqing.petition.routing.inspection import wrong_inspection
from minqing.petition.routing.lettering import letter_data, tell_in_writing
from minqing.petition.routing.models import Referral
from minqing.petition.routing.notices import tell_referred


def competent_target(
    petition: Petition, target: Organ | None, facts: rules.ReferralFacts, day: date
) -> Organ:
    """Return the organ a matter may be sent to so on that day; refuses with what the table says."""
    refuse_if(rules.referral_refusal(facts, day))
    if target is None:
        raise Incomplete("没有这个机关、单位。", rules.ROUTES)
    refuse_if(wrong_inspection(petition, target))
    return target


def send_to(
    petition: Petition,
    target: Organ,
    facts: rules.ReferralFacts,
    *,
    actor: Actor,
    step: Step | None,
    fields: Sequence[str] = (),
    at: datetime,
) -> Referral:
    """Put the matter into the hands of the organ: clocks, letter, ledger, the word to both sides.

    ``step`` is the step taken (None: the state stays), ``fields`` what else is saved with it.
    """
    sender, row, day = petition.holder, rules.row_of_referral(facts), civil_day(at)
    starts = starting_clocks(petition, facts, target.id, day)
    turn_clocks(petition, on=day, stop=EFFECTS[Act.REFER].stops, start=starts)
    referral = Referral(
        petition=petition,
        from_organ=sender,
        to_organ=target,
        mode=facts.mode.value,
        requirement=facts.requirement.strip(),
        report_by=facts.report_by,
        referred_on=day,
        row=row,
    )
    hand_over(petition, target, referral)
    save_step(petition, step, ("holder", "handling", "referred_on", *fields, *DUE_FIELDS))
    referral.document_id = issue_document(
        actor=actor,
        kind=DocumentKind.REFERRAL_LETTER,
        subject_id=petition.id,
        organ=sender,
        data=letter_data(facts, petition, sender, target, actor, row),
        on=day,
    ).id
    insert(referral)
    record(actor=actor, chain=petition.id, event=referred_event(referral), at=at)
    tell_referred(petition, actor, day)
    tell_in_writing(petition, sender, target, actor, row, day)
    return referral
