"""Reads of this room: who acts today, who is above whom, whose telephone this is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from minqing.kernel.people import rules
from minqing.kernel.people.fields import BlindIndex, EncryptedText
from minqing.kernel.people.models import Absence, Account, Organ, Person, Post, StandIn
from minqing.kernel.people.rules import (
    COMPETENT_KINDS,
    DUTY_WORDS,
    Actor,
    ActorKind,
    Duty,
    OrganKind,
    PostFacts,
)
from minqing.kernel.rows.public import fetch

# Asked at every request of every member of staff: put together anew through the models it costs three times
# what the database takes. The same rule as ``PostQuerySet.on`` and ``Post.facts``; a test holds them equal.
# The second half are the posts of people away for whom the account stands in that day (代办), after its own.
_POSTS_OF = """
SELECT p.id, p.organ_id, o.path, p.duty, p.title, NULL::uuid AS principal, p.valid_from
FROM people_post p JOIN people_organ o ON o.id = p.organ_id
WHERE p.account_id = {account} AND o.active
AND p.valid_from <= %(on)s AND (p.valid_to IS NULL OR p.valid_to >= %(on)s)
UNION ALL
SELECT p.id, p.organ_id, o.path, p.duty, p.title, p.account_id, p.valid_from
FROM people_standin s JOIN people_absence a ON a.id = s.absence_id
JOIN people_post p ON p.id = s.post_id JOIN people_organ o ON o.id = p.organ_id
WHERE s.deputy_id = {account} AND a.first_on <= %(on)s AND a.through_on >= %(on)s
AND o.active AND p.valid_from <= %(on)s AND (p.valid_to IS NULL OR p.valid_to >= %(on)s)
ORDER BY 6 NULLS FIRST, 7, 1
"""
_POSTS: Final = _POSTS_OF.format(account="%(account)s")
# What a request needs of the account; the sealed telephone is read by itself where it is shown.
_OF_ACCOUNT: Final = [
    field.attname
    for field in Account._meta.concrete_fields  # noqa: SLF001 - Django's description of the table
    if not isinstance(field, EncryptedText)
]
_NAMED: Final = f"""
SELECT b.beside, {", ".join(f"k.{name}" for name in _OF_ACCOUNT)},
       h.id, h.organ_id, h.path, h.duty, h.title, h.principal, h.valid_from
FROM ({{named}}) b LEFT JOIN people_account k ON k.id = b.account
LEFT JOIN LATERAL ({_POSTS_OF.format(account="k.id")}) h ON k.is_active
ORDER BY h.principal NULLS FIRST, h.valid_from, h.id
"""  # noqa: S608 - names of our own columns
_ITSELF: Final = "SELECT %(account)s::uuid AS account, NULL::text AS beside"
# Who is to be told: the holders of duties and those who stand in for them. Both halves in one statement.
_HOLDERS = """
SELECT p.organ_id, p.duty, p.account_id, p.valid_from, p.id
FROM people_post p JOIN people_account k ON k.id = p.account_id
WHERE (%s::uuid IS NULL OR p.organ_id = %s) AND p.duty = ANY(%s) AND k.is_active
AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to >= %s)
UNION ALL
SELECT p.organ_id, p.duty, s.deputy_id, p.valid_from, p.id
FROM people_standin s JOIN people_absence a ON a.id = s.absence_id
JOIN people_post p ON p.id = s.post_id JOIN people_account k ON k.id = s.deputy_id
WHERE (%s::uuid IS NULL OR p.organ_id = %s) AND p.duty = ANY(%s) AND k.is_active
AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to >= %s)
AND a.first_on <= %s AND a.through_on >= %s
ORDER BY 4, 5
"""
REVEALABLE = frozenset({"telephone", "identity_number", "address"})


def account_at_work(account_id: UUID, on: date) -> Account | None:
    """Return the account together with its posts in force that day, in one query; None when there is none.

    ``actor_of`` takes the posts from the row; each request loads its own, so that a post withdrawn or a name
    disabled counts from the next request on.
    """
    found = account_named(_ITSELF, {"account": account_id}, on)
    return found[1] if found is not None else None


def account_named(named: str, values: Mapping[str, Any], on: date) -> tuple[Any, Account | None] | None:
    """Return what stands beside the id of an account in one row, and the account with its posts of a day.

    ``named`` is a constant statement for at most one row with the columns ``account`` and ``beside``, such as
    a session. None when there is no such row; no account when it names none, or one that is gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NAMED.format(named=named), {**values, "on": on})
        found = cursor.fetchall()
    if not found:
        return None
    beside, width = found[0][0], 1 + len(_OF_ACCOUNT)
    if found[0][1 + _OF_ACCOUNT.index("id")] is None:
        return beside, None
    account = Account.from_db(connection.alias, _OF_ACCOUNT, found[0][1:width])
    account.found_with = (on, _facts(row[width:] for row in found if row[width] is not None))
    return beside, account


def actor_of(account: Account, on: date) -> Actor:
    """Return the account as an actor with the posts in force that day, in one query (none if disabled).

    None either when the account was loaded by ``account_at_work`` for that day.
    """
    posts: tuple[rules.PostFacts, ...] = ()
    if account.found_with is not None and account.found_with[0] == on:
        posts = account.found_with[1]
    elif account.is_active:
        with connection.cursor() as cursor:
            cursor.execute(_POSTS, {"account": account.pk, "on": on})
            posts = _facts(cursor.fetchall())
    return Actor(account_id=account.pk, name=account.name, posts=posts, kind=ActorKind.STAFF)


def _facts(held: Iterable[Sequence[Any]]) -> tuple[PostFacts, ...]:
    return tuple(
        PostFacts(
            post_id=post_id,
            organ_id=organ_id,
            organ_path=path,
            duty=Duty(duty),
            title=_title(title or DUTY_WORDS[Duty(duty)], principal),
            standing_for=principal,
        )
        for post_id, organ_id, path, duty, title, principal, _since in held
    )


def _title(title: str, principal: UUID | None) -> str:
    return title if principal is None else rules.deputy_title(title)


class Holder(NamedTuple):
    """Somebody who exercises a duty in an organ on a day, from a post of their own or as a deputy."""

    organ_id: UUID
    duty: Duty
    account_id: UUID


def duty_holders(duties: Collection[Duty], on: date, organ_id: UUID | None = None) -> list[Holder]:
    """Return who exercises these duties that day, deputies included, of one organ or of all; one query.

    Names both tables it reads, so that gathered writes wait on. Nobody twice for one duty of one organ.
    """
    wanted = sorted(str(duty) for duty in duties)
    asked = [organ_id, organ_id, wanted, on, on]
    rows = fetch(_HOLDERS, [*asked, *asked, on, on])
    return list(dict.fromkeys(Holder(organ, Duty(duty), account) for organ, duty, account, *_ in rows))


def absences_of(organ_id: UUID | None, first: date, last: date) -> QuerySet[Absence]:
    """Return the absences that touch these days, of people with a post in the organ or of everybody."""
    rows = Absence.objects.running(first, last)
    if organ_id is not None:
        rows = rows.filter(account__in=Post.objects.filter(organ_id=organ_id).values("account"))
    return rows.select_related("account").prefetch_related(
        Prefetch("stand_ins", StandIn.objects.select_related("deputy", "post__organ"))
    )


def is_absent(account_id: UUID, first: date, last: date) -> bool:
    """Return whether somebody is away on one of these days."""
    return Absence.objects.running(first, last).filter(account_id=account_id).exists()


def organ_above(organ: Organ) -> Organ | None:
    """Return the organ directly above (上级机关), or nothing at the top."""
    return organ.parent


def organs_above(organ: Organ) -> QuerySet[Organ]:
    """Return all organs above, the nearest first."""
    return Organ.objects.filter(path__in=rules.paths_upwards(organ.path)[1:]).order_by("-path")


def is_above(a: Organ, b: Organ) -> bool:
    """Return whether ``a`` stands above ``b``; nobody is above itself."""
    return rules.is_above_path(a.path, b.path)


def subtree(organ: Organ) -> QuerySet[Organ]:
    """Return the organ and everything beneath it."""
    return Organ.objects.filter(path__startswith=organ.path)  # Uses index: people_organ_path_*_like


def petition_office_of(organ: Organ) -> Organ | None:
    """Return the petition office (信访部门) of an organ: itself, else the nearest office on the way up.

    For a township's village that is the township's own office if it has one, else the county's.
    """
    upwards = rules.paths_upwards(organ.path)
    offices = Organ.objects.filter(
        Q(path=organ.path) | Q(parent__path__in=upwards), kind=OrganKind.PETITION_OFFICE, active=True
    )
    return max(offices, key=lambda office: (office.path == organ.path, office.path.count(".")), default=None)


def competent_organs() -> QuerySet[Organ]:
    """Return the active organs a matter can be handed to (有权处理机关), in the steward's order.

    Organs that do not work with this system can be sent papers, not matters.
    """
    return Organ.objects.filter(active=True, outside=False, kind__in=[str(kind) for kind in COMPETENT_KINDS])


def accounts_holding(duty: rules.Duty, organ: Organ, on: date) -> QuerySet[Account]:
    """Return the active accounts that hold the duty in that organ on that day, by name."""
    held = Post.objects.on(on).filter(duty=duty, organ=organ)
    return Account.objects.filter(is_active=True, pk__in=held.values("account")).order_by("name", "username")


def _index(name: str) -> BlindIndex:
    field = Person._meta.get_field(name)  # noqa: SLF001
    if not isinstance(field, BlindIndex):
        raise TypeError(f"{name} is no blind index")
    return field


def persons_by_telephone(number: str) -> QuerySet[Person]:
    """Return everybody stored under this telephone number, in any of its usual spellings."""
    found = _index("telephone_index").lookup(number)
    return Person.objects.filter(telephone_index__in=found)  # Uses index: person_telephone


def persons_by_identity(number: str) -> QuerySet[Person]:
    """Return everybody stored under this identity number."""
    found = _index("identity_index").lookup(number)
    return Person.objects.filter(identity_index__in=found)  # Uses index: person_identity


def reveal_field(person: Person, field: str) -> str:
    """Return a sealed field of a person in plain text.

    Showing it to somebody is an act: the caller states the reason and records it in the ledger
    (《个人信息保护法》51; GB/T 22239-2019 个人信息保护).

    Raises:
        ValueError: the field is not one of telephone, identity_number, address.
    """
    if field not in REVEALABLE:
        raise ValueError(f"not a sealed field of a person: {field}")
    return str(getattr(person, field))
