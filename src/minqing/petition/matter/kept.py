"""Whom a matter is kept from, as it stands at the moment of asking.

Who is accused is written down with the names of that day. An account opened, renamed or given a post later
is the same person all the same, so for sealed matters names and posts are compared when somebody asks; a
plain matter is answered from its own row, without a query.

Articles: 信访工作条例 28(3) (standing aside), 30(3), 46(5) (nothing of a report reaches those it accuses).
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.people.public import Account, Duty, Organ, Post
from minqing.petition.matter.models import Accused, Petition

_REMEMBERED = "_kept_away"


@dataclass(frozen=True, slots=True)
class KeptAway:
    """The accounts and organs a matter is kept from, with the paths of those organs."""

    accounts: frozenset[UUID] = frozenset()
    organs: frozenset[UUID] = frozenset()
    paths: dict[UUID, str] = field(default_factory=dict)


def kept_away(petition: Petition) -> KeptAway:
    """Return whom a matter is kept from now; a plain matter: no query, a sealed one: two, once a row.

    Of a sealed one also every account that bears the name of somebody accused today, and every organ such
    an account heads or headed. The organ complained of itself is not among them.
    """
    accounts = frozenset(petition.kept_accounts or ())
    if not petition.sealed:
        return KeptAway(accounts)
    found: KeptAway | None = petition.__dict__.get(_REMEMBERED)
    if found is None:
        named = Accused.objects.filter(petition_id=petition.pk)
        same = Q(name__in=named.values("name")) | Q(pk__in=named.exclude(account=None).values("account_id"))
        accused = set(Account.objects.filter(same).values_list("pk", flat=True))
        headed = Post.objects.filter(account_id__in=accused, duty=Duty.LEADER.value).values("organ_id")
        among = Q(pk__in=petition.kept_organs or ()) | Q(pk__in=headed)
        paths = dict(Organ.objects.filter(among).values_list("pk", "path"))
        found = KeptAway(accounts | accused, frozenset(paths), paths)
        petition.__dict__[_REMEMBERED] = found
    return found


def forget_kept(petition: Petition) -> None:
    """Forget whom a loaded row was kept from, once its accused were written anew."""
    petition.__dict__.pop(_REMEMBERED, None)


def without_kept(petition: Petition, account_ids: Collection[UUID]) -> list[UUID]:
    """Return the accounts the matter is not kept from, in their order; a plain matter: no query."""
    if not petition.sealed and not petition.kept_accounts:
        return list(account_ids)
    away = kept_away(petition).accounts
    return [each for each in account_ids if each not in away]


def kept_by_name(account_id: UUID, accused_side: QuerySet[Organ]) -> QuerySet[Accused]:
    """Return the ids of sealed matters in which somebody of this account's name is accused, or a head above.

    ``accused_side`` are the organs at or above the posts of the account, as a subquery of ids. The same as
    ``kept_away`` says of one matter; a subquery that depends on no row, so it is worked out once a list.
    """
    own_name = Account.objects.filter(pk=account_id).values("name")
    heads = Post.objects.filter(duty=Duty.LEADER.value, organ_id__in=accused_side.values("id"))
    return Accused.objects.filter(
        Q(name__in=own_name)
        | Q(account_id=account_id)
        | Q(name__in=heads.values("account__name"))
        | Q(account_id__in=heads.values("account_id"))
    ).values("petition_id")  # type: ignore[return-value]
