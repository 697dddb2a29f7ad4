"""密封的共同信访人: who joined a matter that became a report is kept apart as its first petitioner is.

Nothing else reads ``SealedJoiner``. A matter nobody joined pays no query.

Articles: 信访工作条例 30(3), 46(5); 纪检监察机关处理检举控告工作规则 47.
"""

from minqing.kernel.people.public import Person, reveal_field
from minqing.petition.intake.models import Joiner, SealedJoiner
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex
from minqing.petition.matter.sealing import SEALED_NAME


def seal_joiners(petition: Petition) -> None:
    """Move everybody who joined into the compartment; done twice it changes nothing."""
    if Annex.JOINT.value not in petition.annexes:
        return
    for joiner in Joiner.objects.filter(petition=petition).exclude(person=None):
        seal_joiner(joiner)


def seal_joiner(joiner: Joiner) -> None:
    """Move one who joined into the compartment; their code and what they opened with it go on working."""
    if joiner.person_id is None:
        return
    SealedJoiner.objects.create(joiner=joiner, person_id=joiner.person_id, name=joiner.name)
    joiner.person, joiner.name = None, SEALED_NAME
    joiner.save(update_fields=["person", "name"])


def unseal_joiners(petition: Petition) -> None:
    """Move them back onto the file of a matter that is no report after all."""
    if Annex.JOINT.value not in petition.annexes:
        return
    for kept in SealedJoiner.objects.select_related("joiner").filter(joiner__petition=petition):
        kept.joiner.person_id, kept.joiner.name = kept.person_id, kept.name
        kept.joiner.save(update_fields=["person", "name"])
        kept.delete()


def person_who_joined(joiner: Joiner) -> Person | None:
    """Return who joined, to reach them or to tell them apart; one query for one of a sealed matter."""
    if joiner.person_id is not None:
        return joiner.person
    found = SealedJoiner.objects.select_related("person").filter(joiner=joiner).first()
    return found.person if found else None


def has_telephone(joiner: Joiner) -> bool:
    """Return whether one who joined left a number, whose last digits open their page."""
    person = person_who_joined(joiner)
    return person is not None and bool(person.telephone)


def plain_of_joiners(petition: Petition, field: str) -> tuple[str, ...]:
    """Return one field of everybody who joined a sealed matter, for a reveal on record; else ()."""
    if not petition.sealed or Annex.JOINT.value not in petition.annexes:
        return ()
    kept = (
        SealedJoiner.objects.select_related("person").filter(joiner__petition=petition).order_by("joiner_id")
    )
    values = (each.name if field == "name" else reveal_field(each.person, field) for each in kept)
    return tuple(value for value in values if value)
