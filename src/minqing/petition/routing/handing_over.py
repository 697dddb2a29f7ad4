"""What every hand-over to an organ does, referred or designated: hands, clocks, event. Called by actions.

Articles: 信访工作条例 22(1), 23(2), 23(3).
"""

from datetime import date
from uuid import UUID

from minqing.kernel.people.public import Organ
from minqing.petition.matter.clocks import Start, knows_term
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import ASSIGN_REPORT, Mode, Track
from minqing.petition.routing import rules
from minqing.petition.routing.events import PetitionReferred
from minqing.petition.routing.models import Referral
from minqing.petition.routing.rules.starting import Handed, starting_terms


def hand_over(petition: Petition, target: Organ, referral: Referral) -> Referral:
    """Put the matter into the hands of the organ; the caller saves holder, handling and referred_on."""
    petition.holder = petition.handling = target
    petition.referred_on = referral.referred_on
    return referral


def referred_event(referral: Referral) -> PetitionReferred:
    """Return what the ledger keeps of a referral."""
    return PetitionReferred(
        referral_id=referral.id,
        from_organ=referral.from_organ_id,
        to_organ=referral.to_organ_id,
        mode=referral.mode,
        report_by=referral.report_by,
        row=referral.row,
    )


def starting_clocks(
    petition: Petition, facts: rules.ReferralFacts, organ_id: UUID, day: date, *, designated: bool = False
) -> list[Start]:
    """Return the clocks a referral starts; a day of feedback is the one the assignment sets."""
    handed = Handed(
        anonymous=petition.anonymous,
        sealed=petition.sealed,
        repeated=petition.repeat_of_id is not None,
        designated=designated,
        assigned=facts.mode is Mode.ASSIGN,
        simple=petition.track == Track.SIMPLE,
    )
    return [
        Start(term, organ_id, day, set_due=facts.report_by if term == ASSIGN_REPORT else None)
        for term in starting_terms(handed, lambda term: knows_term(term, day))
    ]
