"""Several actions of one screen on one matter: opened and locked once, all done or none.

A desk that takes a letter down and registers it, or accepts, answers and sends up, presses one button. Each
action stays whole, with its own checks and ledger entry; only the row is not read and locked again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import transaction
from django.db.transaction import Atomic

from minqing.petition.matter.models import Petition

_open: ContextVar[dict[UUID, Petition] | None] = ContextVar("petition_open", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Do several actions in one transaction; let a refusal leave the block, which then has done nothing."""
    token = _open.set({})
    try:
        with transaction.atomic():
            yield
    finally:
        _open.reset(token)


def whole() -> Atomic:
    """Return the transaction of one action: its own, or the block's when several are done together.

    Inside a block no savepoint is set: a refusal leaves the block, and a savepoint costs two statements.
    """
    return transaction.atomic(savepoint=_open.get() is None)


def kept(petition_id: UUID) -> Petition | None:
    """Return the matter this block has locked (or made) already."""
    opened = _open.get()
    return opened.get(petition_id) if opened is not None else None


def keep(petition: Petition) -> Petition:
    """Keep a locked (or new) matter until the block ends; outside a block nothing is kept."""
    opened = _open.get()
    if opened is not None:
        opened[petition.pk] = petition
    return petition
