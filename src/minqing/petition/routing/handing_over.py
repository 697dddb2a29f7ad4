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
    """Return the clocks a referral starts: to notify, to object, and the day of feedback of an assignment.

    Without a name or an address nobody can be told (23(2), R16): a practice stands in for that duty. An organ
    that was designated cannot object. Proposed for the short track, its three working days run too.
    """
    starts = [Start(_telling(petition, day), organ_id, day)]
    if not designated and knows_term("ORG_OBJECT", day):
        starts.append(Start("ORG_OBJECT", organ_id, day))
    if facts.mode is Mode.ASSIGN:
        starts.append(Start(ASSIGN_REPORT, organ_id, day, set_due=facts.report_by))
    if petition.track == Track.SIMPLE and knows_term("SIMPLE_ACCEPT", day):
        starts.append(Start("SIMPLE_ACCEPT", organ_id, day))
    return starts


def _telling(petition: Petition, day: date) -> str:
    """Return the term in which the petitioner is told: 15 working days for a report in one's own name."""
    if petition.anonymous:
        return "PRACTICE_ACCEPT"
    if petition.sealed and knows_term("JJKG_NOTIFY", day):
        # A repeated report is not answered anew: it runs on the default of practice.
        return "PRACTICE_ACCEPT" if petition.repeat_of_id else "JJKG_NOTIFY"
    return "ORG_NOTIFY_TRANSFER"
