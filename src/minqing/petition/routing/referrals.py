"""Reads of the referral under way, of the organs that had to do with it, of what the short track asks."""

from typing import Final
from uuid import UUID

from minqing.kernel.people.public import Organ
from minqing.kernel.rows.public import Prepared
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex, Mode, State
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.routing.models import Referral
from minqing.petition.routing.rules.simple import Bar, Reason, SimpleFacts

_LATEST: Final = Prepared(
    lambda key: (
        Referral.objects.select_related("from_organ", "to_organ", "proposed_organ")
        .filter(petition=key)
        .order_by("-id")
    ),
    UUID,
)


def latest_referral(petition: Petition) -> Referral | None:
    """Return the last referral of a matter with its organs, or nothing; one query."""
    return _LATEST.first(petition.pk)


def open_objection(petition: Petition) -> Referral | None:
    """Return the referral whose objection waits for the sender, or nothing; no query when there is none."""
    if Annex.OBJECTION.value not in petition.annexes or petition.state != State.REFERRED:
        return None
    referral = latest_referral(petition)
    return referral if referral and referral.objected_on and not referral.verified_on else None


def paths_in_dispute(petition: Petition) -> list[str]:
    """Return the paths of the organs that said it was not theirs, in order; one query."""
    found = Referral.objects.filter(petition=petition).exclude(objected_on=None).order_by("id")
    return list(dict.fromkeys(found.values_list("to_organ__path", flat=True)))


def organ_at(path: str) -> Organ | None:
    """Return the organ at a path, or nothing."""
    return Organ.objects.filter(path=path).first() if path else None


def simple_facts(
    petition: Petition, mode: Mode | None, reason: Reason | None, absent: frozenset[Bar], explanation: str
) -> SimpleFacts:
    """Return what the short track is judged by; ``mode`` is how the matter came to the organ."""
    return SimpleFacts(
        purpose=purpose_of(petition),
        procedure=procedure_of(petition),
        repeated=petition.repeat_of_id is not None,
        mode=mode,
        people_count=petition.people_count,
        reason=reason,
        declared_absent=absent,
        explanation=explanation,
    )
