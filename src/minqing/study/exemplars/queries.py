"""Reads of exemplars: the list of the desk, what is public, what of the matters must not be told."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.people.public import Actor, Person, reveal_field
from minqing.petition.public import Petition
from minqing.petition.public.coming_in import Joiner
from minqing.study.exemplars.gate import exemplars_for
from minqing.study.exemplars.models import Exemplar
from minqing.study.exemplars.rules import Secrets, Status


def exemplars(actor: Actor, status: str = "") -> QuerySet[Exemplar]:
    """Return the exemplars the actor may work on, the newest first."""
    rows = exemplars_for(actor).select_related("organ", "nominated_by")
    return (rows.filter(status=status) if status else rows).order_by("-id")


def published() -> QuerySet[Exemplar]:
    """Return what everybody may read, the newest first: title, practice, figures and the organ only."""
    rows = Exemplar.objects.filter(status=Status.PUBLISHED).select_related("organ")
    return rows.only("id", "title", "practice", "figures", "organ__name", "published_on").order_by(
        "-published_on", "-id"
    )


def secrets_of(petition_ids: Iterable[UUID]) -> Secrets:
    """Return what of these matters and their people must stand in no public text; a few queries.

    Opened for the comparison only, and shown to nobody but who wrote the text.
    """
    matters = list(Petition.objects.filter(pk__in=list(petition_ids)).select_related("petitioner"))
    keys = [each.pk for each in matters]
    joiners = list(Joiner.objects.filter(petition__in=keys).select_related("person"))
    people = [each.petitioner for each in matters if each.petitioner is not None]
    people += [each.person for each in joiners if each.person is not None]
    accused = Petition.objects.filter(pk__in=keys).values_list("accused__name", flat=True)
    names = {each.petitioner_name for each in matters} | {each.name for each in joiners}
    names |= {person.name for person in people} | {name for name in accused if name}
    codes = {each.query_code for each in matters} | {each.query_code for each in joiners}
    return Secrets(
        names=frozenset(names - {""}),
        telephones=_plain(people, "telephone"),
        identities=_plain(people, "identity_number"),
        codes=frozenset(codes - {""}),
        numbers=frozenset(each.number for each in matters if each.number),
    )


def _plain(people: Iterable[Person], field: str) -> frozenset[str]:
    return frozenset(value for person in people if (value := reveal_field(person, field)))
