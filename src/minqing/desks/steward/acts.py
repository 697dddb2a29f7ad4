"""The steward's acts: the kernel does them, and each is recorded in the same transaction.

``people`` and ``clock`` lie below the ledger and record nothing themselves.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock import public as clock
from minqing.kernel.ledger import public as ledger
from minqing.kernel.people import public as people
from minqing.kernel.people.public import (
    Account,
    Actor,
    Duty,
    Organ,
    OrganImport,
    OrganKind,
    Particulars,
    Post,
    Standing,
)

from . import events


@transaction.atomic
def add_organ(
    *,
    actor: Actor,
    at: datetime,
    parent: Organ | None,
    kind: OrganKind,
    particulars: Particulars | None = None,
    **facts: str,
) -> Organ:
    """Add an organ beneath another; ``facts`` are code, name, short_name, sort_key."""
    organ = people.register_organ(parent=parent, kind=kind, particulars=particulars, **facts)
    _kept(actor, organ, at)
    return organ


@transaction.atomic
def change_organ(*, actor: Actor, at: datetime, organ_id: UUID, parent: Organ | None, **facts: Any) -> Organ:
    """Change an organ's names, kind, order, use or particulars, and where it stands."""
    organ = people.change_organ(organ_id=organ_id, **facts)
    if organ.parent_id != (parent.pk if parent else None):
        organ = people.move_organ(organ=organ, parent=parent)
    _kept(actor, organ, at)
    return organ


def place_organ(*, organ: Organ, standing: Standing) -> Organ:
    """Set who stands above an organ outside its tree; ``add_organ`` or ``change_organ`` has recorded it."""
    if organ.standing == standing:
        return organ
    return people.place_organ(organ_id=organ.pk, standing=standing)


def succeed_organ(*, organ: Organ, successor: Organ | None) -> Organ:
    """Set who took over an organ's powers; ``add_organ`` or ``change_organ`` has recorded it."""
    if organ.successor_id == (successor.pk if successor else None):
        return organ
    return people.succeed_organ(organ_id=organ.pk, successor_id=successor.pk if successor else None)


def _kept(actor: Actor, organ: Organ, at: datetime) -> None:
    event = events.OrganKept(organ_id=organ.pk, code=organ.code, active=organ.active)
    ledger.record(actor=actor, chain=organ.pk, event=event, at=at)


@transaction.atomic
def import_organs(*, actor: Actor, at: datetime, rows: Sequence[Sequence[str]]) -> OrganImport:
    """Bring the tree to what a sheet says; all rows or none."""
    done = people.import_organs(rows, write=True)
    if done.ok:
        event = events.OrgansImported(created=done.created, changed=done.changed)
        ledger.record(actor=actor, chain=clock.new_id(), event=event, at=at)
    return done


@transaction.atomic
def open_account(*, actor: Actor, at: datetime, password: str, **facts: str) -> Account:
    """Open an account; it may do nothing until it is given a post."""
    account = people.open_account(password=None, **facts)
    people.set_password(account_id=account.pk, password=password)
    event = events.AccountKept(account_id=account.pk, active=True)
    ledger.record(actor=actor, chain=account.pk, event=event, at=at)
    return account


@transaction.atomic
def change_account(*, actor: Actor, at: datetime, account_id: UUID, **facts: Any) -> Account:
    """Change an account's particulars, or shut it."""
    account = people.change_account(account_id=account_id, **facts)
    event = events.AccountKept(account_id=account.pk, active=account.is_active)
    ledger.record(actor=actor, chain=account.pk, event=event, at=at)
    return account


@transaction.atomic
def set_password(*, actor: Actor, at: datetime, account_id: UUID, password: str) -> Account:
    """Give an account a new password."""
    account = people.set_password(account_id=account_id, password=password)
    ledger.record(actor=actor, chain=account.pk, event=events.PasswordSet(account_id=account.pk), at=at)
    return account


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    at: datetime,
    account: Account,
    organ: Organ,
    duty: Duty,
    title: str,
    valid_from: date,
    valid_to: date | None,
) -> Post:
    """Give an account a post from one day to another."""
    post = people.appoint(
        account=account, organ=organ, duty=duty, title=title, valid_from=valid_from, valid_to=valid_to
    )
    _post(actor, post, at)
    return post


@transaction.atomic
def end_post(*, actor: Actor, at: datetime, post_id: UUID, valid_to: date) -> Post:
    """Let a post end with a day."""
    post = people.end_post(post_id=post_id, valid_to=valid_to)
    _post(actor, post, at)
    return post


def _post(actor: Actor, post: Post, at: datetime) -> None:
    event = events.PostKept(
        account_id=post.account_id,
        organ_id=post.organ_id,
        duty=str(post.duty),
        valid_from=post.valid_from,
        valid_to=post.valid_to,
    )
    ledger.record(actor=actor, chain=post.account_id, event=event, at=at)


@transaction.atomic
def import_year(
    *, actor: Actor, at: datetime, rows: Sequence[Mapping[str, Any]], source: str
) -> clock.ImportedYear:
    """Take over the published plan of a year; terms counted provisionally are counted again by the sweep."""
    done = clock.import_year(rows, source)
    event = events.YearImported(year=done.year, holidays=done.holidays, swapped=done.swapped)
    ledger.record(actor=actor, chain=clock.new_id(), event=event, at=at)
    return done
