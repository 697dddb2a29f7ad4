"""Sealing a report: its identity apart, its accused kept away, no thread left from plain matters to it.

Articles: 信访工作条例 30(3), 46(5); 28(3). That an account of the same name is kept away although nobody has
checked that it is the same person is a choice of this program: too many rather than one too few.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from minqing.kernel.people.public import Account, Duty, Post
from minqing.petition.intake.sealed_joining import seal_joiners, unseal_joiners
from minqing.petition.matter.cadres import ManagedBy
from minqing.petition.matter.kept import forget_kept
from minqing.petition.matter.models import Accused, Petition, StandingAside
from minqing.petition.matter.sealing import seal_identity, unseal_identity


@dataclass(frozen=True, slots=True)
class AccusedPerson:
    """被检举控告人: the name as it is written, the post, and who manages such cadres if it is known."""

    name: str
    title: str = ""
    managed_by: ManagedBy | None = None


def seal_report(petition: Petition, accused: Sequence[AccusedPerson]) -> tuple[str, ...]:
    """Seal a matter that was just found to be an accusation; returns the fields to save with the step.

    The accused are written anew. Plain matters that named this one as their first no longer do.
    """
    fields = seal_identity(petition)
    seal_joiners(petition)
    Accused.objects.filter(petition=petition).delete()
    named = [each for each in accused if each.name.strip()]
    accounts = list(Account.objects.filter(name__in=[each.name.strip() for each in named]))
    for person in named:
        same: list[Account | None] = [each for each in accounts if each.name == person.name.strip()]
        for account in same or [None]:
            Accused.objects.create(
                petition=petition,
                name=person.name.strip(),
                title=person.title.strip(),
                managed_by=person.managed_by.value if person.managed_by else "",
                account=account,
            )
    keep_away(petition)
    Petition.objects.filter(repeat_of=petition, sealed=False).update(repeat_of=None)
    return (*fields, "kept_accounts", "kept_organs")


def unseal_report(petition: Petition) -> tuple[str, ...]:
    """Take the seal off a matter that is no accusation after all; who stands aside goes on doing so."""
    Accused.objects.filter(petition=petition).delete()
    fields = unseal_identity(petition)
    unseal_joiners(petition)
    keep_away(petition)
    return (*fields, "kept_accounts", "kept_organs")


def keep_away(petition: Petition) -> None:
    """Set whom a matter is kept from: the accused, who stands aside, and the organs an accused heads."""
    accused = list(
        Accused.objects.filter(petition=petition).exclude(account=None).values_list("account_id", flat=True)
    )
    forget_kept(petition)
    aside = list(StandingAside.objects.filter(petition=petition).values_list("account_id", flat=True))
    petition.kept_accounts = _none_if_empty({each for each in (*accused, *aside) if each is not None})
    # Whatever post it was that they headed an organ from, and whenever: those beneath served under them.
    headed = Post.objects.filter(account_id__in=accused, duty=Duty.LEADER.value) if accused else None
    petition.kept_organs = _none_if_empty(set(headed.values_list("organ_id", flat=True)) if headed else set())


def _none_if_empty(ids: set[UUID]) -> list[UUID] | None:
    return sorted(ids) or None
