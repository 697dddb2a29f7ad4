"""密封: who stands behind a report is kept in a compartment of its own, apart from the file.

While a matter is sealed its row names nobody: the person, the name and everything they can be searched by
are in ``SealedIdentity`` alone. Nothing else reads that table. Plain matters pay no query for any of it.

Articles: 信访工作条例 30(3), 46(5) (nothing of a report reaches those it accuses);
纪检监察机关处理检举控告工作规则 47 (the reporter's name, unit and address are strictly secret).
"""

from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.people.public import Person
from minqing.kernel.search.public import index_subject
from minqing.petition.matter.models import Petition, RequestItem, SealedIdentity

SEALED_NAME: Final = "（密封）"


def person_of(petition: Petition) -> Person | None:
    """Return who asks, to reach them: off the file, or for a sealed matter out of the compartment.

    One query for a sealed matter. For messages, papers addressed to them and recorded reveals; never a page.
    """
    if not petition.sealed:
        return petition.petitioner
    found = SealedIdentity.objects.select_related("person").filter(petition=petition).first()
    return found.person if found else None


def true_name(petition: Petition) -> str:
    """Return the name a paper addressed to the petitioner bears; one query for a sealed matter."""
    if not petition.sealed:
        return petition.petitioner_name
    found = SealedIdentity.objects.filter(petition=petition).first()
    return found.name if found else petition.petitioner_name


def seal_identity(petition: Petition) -> tuple[str, ...]:
    """Move the identity into the compartment and out of the search; returns the fields to save with the step.

    The caller holds the row locked and sets ``sealed`` afterwards. Of a sealed matter nothing changes.
    """
    if petition.sealed:
        index_sealed(petition, true_name(petition))
        return ()
    SealedIdentity.objects.get_or_create(
        petition_id=petition.pk,
        defaults={"person_id": petition.petitioner_id, "name": petition.petitioner_name},
    )
    name = petition.petitioner_name
    petition.petitioner = None
    if not petition.anonymous:
        petition.petitioner_name = SEALED_NAME
    index_sealed(petition, name)
    return ("petitioner", "petitioner_name")


def unseal_identity(petition: Petition) -> tuple[str, ...]:
    """Move the identity back onto the file of a matter that is no accusation; returns the fields to save."""
    found = SealedIdentity.objects.select_related("person").filter(petition=petition).first()
    if found is None:
        return ()
    petition.petitioner, petition.petitioner_name = found.person, found.name
    found.delete()
    return ("petitioner", "petitioner_name")


def correct_identity(petition: Petition, person: Person, name: str) -> None:
    """Put a corrected person behind a sealed matter; the file goes on naming nobody."""
    SealedIdentity.objects.update_or_create(petition=petition, defaults={"person": person, "name": name})
    index_sealed(petition, name)


def index_sealed(petition: Petition, name: str) -> None:
    """Write what can be searched of a sealed matter: its words without the name, no names, no numbers.

    Only posts that may open the matter find it so; the reporter is found by nobody.
    """
    requests = RequestItem.objects.filter(petition=petition).values_list("text", flat=True)
    words = "\n".join((petition.title, petition.body, *requests))
    index_subject(petition.pk, "petition", words.replace(name, "") if name else words, names=[], numbers=[])


def others_of_the_same(petition: Petition) -> QuerySet[SealedIdentity, UUID]:
    """Return the ids of other sealed matters of the person behind a sealed one: a repeat, nobody named.

    Plain matters of the same person are never among them: they would name the reporter.
    """
    behind = SealedIdentity.objects.filter(petition=petition).exclude(person=None).values("person_id")
    others = SealedIdentity.objects.filter(person_id__in=behind).exclude(petition=petition)
    return others.values_list("petition_id", flat=True)
