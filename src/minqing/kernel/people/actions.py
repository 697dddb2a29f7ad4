"""Writes of this room: organs, posts and persons.

The ledger stands above this room, so these actions record nothing themselves: they return what they made,
and ``events.py`` holds the events with which the steward's desk records them in the same transaction.
"""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from minqing.kernel.people import rules
from minqing.kernel.people.models import Account, Organ, Person, Post
from minqing.kernel.people.queries import persons_by_identity, persons_by_telephone, subtree
from minqing.kernel.people.rules import Duty


def remember_person(
    *,
    name: str,
    telephone: str = "",
    identity_number: str = "",
    address: str = "",
    place_code: str | None = None,
) -> Person:
    """Return the person of that name with that identity or telephone number, new if there was none.

    What was not known before is added to the person found; what was known is never overwritten, because a
    slip at one counter must not change another matter's addressee. Without any number nobody can be told
    apart, so a new person is made each time. Safe when two counters do it at once.
    """
    name = rules.normal_name(name)
    given = {
        "telephone": telephone.strip(),
        "identity_number": identity_number.strip(),
        "address": address.strip(),
    }
    with transaction.atomic(savepoint=False):  # its callers' own transaction is enough
        person = _known(name, given["telephone"], given["identity_number"])
        if person is None:
            return Person.objects.create(name=name, place_id=place_code or None, **given)
        blanks = [field for field, value in given.items() if value and not person.__dict__[field]]
        for field in blanks:
            setattr(person, field, given[field])
        if place_code and person.place_id is None:
            person.place_id = place_code
            blanks.append("place")
        if blanks:
            person.save(update_fields=blanks)
        return person


def _known(name: str, telephone: str, identity_number: str) -> Person | None:
    """Return the stored person, the identity number first; holds a lock against a second counter."""
    for number, find, normal in (
        (identity_number, persons_by_identity, rules.normal_identity),
        (telephone, persons_by_telephone, rules.normal_telephone),
    ):
        if not normal(number):
            continue
        _wait_turn(normal(number), name)
        person = find(number).filter(name=name).order_by("id").first()
        if person is not None:
            return person
    return None


def _wait_turn(number: str, name: str) -> None:
    """Let whoever remembers the same person now finish first; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7411))", [f"person {number} {name}"]
        )


def register_organ(
    *,
    code: str,
    name: str,
    kind: rules.OrganKind,
    parent: Organ | None = None,
    short_name: str = "",
    place_code: str | None = None,
    sort_key: str = "",
    particulars: rules.Particulars | None = None,
) -> Organ:
    """Return a new organ beneath ``parent``.

    Raises:
        ValueError: the code holds other characters than lower-case letters, digits, ``-`` and ``_``.
        IntegrityError: the code, or the 机关代字, is taken.
    """
    facts = particulars or rules.Particulars()
    return Organ.objects.create(
        code=code,
        name=name,
        kind=str(kind),
        parent=parent,
        short_name=short_name or name,
        place_id=place_code or None,
        sort_key=sort_key,
        **asdict(facts),
    )


def move_organ(*, organ: Organ, parent: Organ | None) -> Organ:
    """Put an organ and everything beneath it under another one (机构改革).

    Raises:
        ValueError: the new parent is the organ itself or stands beneath it.
    """
    if parent is not None and rules.is_within(parent.path, organ.path):
        raise ValueError("an organ cannot stand beneath itself")
    with transaction.atomic():
        old = organ.path
        new = rules.path_under(parent.path if parent else "", organ.code)
        subtree(organ).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
        organ.refresh_from_db()
        organ.parent = parent
        organ.save()
    return organ


def open_account(
    *, username: str, name: str, password: str | None = None, email: str = "", telephone: str = ""
) -> Account:
    """Return a new account; it may do nothing until it is given a post (no default accounts)."""
    return Account.objects.create_user(username, password, name=name, email=email, telephone=telephone)


def appoint(
    *,
    account: Account,
    organ: Organ,
    duty: Duty,
    valid_from: date,
    title: str = "",
    valid_to: date | None = None,
) -> Post:
    """Return a new post (任职): the account holds the duty in the organ from one day to another."""
    return Post.objects.create(
        account=account, organ=organ, duty=str(duty), title=title, valid_from=valid_from, valid_to=valid_to
    )


def end_post(*, post_id: UUID, valid_to: date) -> Post:
    """Let a post end with that day; it stays in the record, because old acts name it."""
    post = Post.objects.select_related("organ").get(pk=post_id)
    post.valid_to = valid_to
    post.save(update_fields=["valid_to"])
    return post
