"""Reads of this room: who acts today, who is above whom, whose telephone this is."""

from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from minqing.kernel.people import rules
from minqing.kernel.people.fields import BlindIndex
from minqing.kernel.people.models import Account, Organ, Person, Post
from minqing.kernel.people.rules import (
    COMPETENT_KINDS,
    DUTY_WORDS,
    Actor,
    ActorKind,
    Duty,
    OrganKind,
    PostFacts,
)

# Asked at every request of every member of staff: put together anew through the models it costs three times
# what the database takes. The same rule as ``PostQuerySet.on`` and ``Post.facts``; a test holds them equal.
_POSTS = """
SELECT p.id, p.organ_id, o.path, p.duty, p.title
FROM people_post p JOIN people_organ o ON o.id = p.organ_id
WHERE p.account_id = %s AND o.active AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to >= %s)
ORDER BY p.valid_from, p.id
"""
REVEALABLE = frozenset({"telephone", "identity_number", "address"})


def actor_of(account: Account, on: date) -> Actor:
    """Return the account as an actor with the posts in force that day, in one query (none if disabled)."""
    posts: tuple[rules.PostFacts, ...] = ()
    if account.is_active:
        with connection.cursor() as cursor:
            cursor.execute(_POSTS, [account.pk, on, on])
            held = cursor.fetchall()
        posts = tuple(
            PostFacts(
                post_id=post_id,
                organ_id=organ_id,
                organ_path=path,
                duty=Duty(duty),
                title=title or DUTY_WORDS[Duty(duty)],
            )
            for post_id, organ_id, path, duty, title in held
        )
    return Actor(account_id=account.pk, name=account.name, posts=posts, kind=ActorKind.STAFF)


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
    """Return the active organs a matter can be handed to (有权处理机关), in the steward's order."""
    return Organ.objects.filter(active=True, kind__in=[str(kind) for kind in COMPETENT_KINDS])


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
