"""Several actions of one screen on one matter: opened and locked once, written in one statement, all or none.

A desk that takes a letter down and registers it, or accepts, answers and sends up, presses one button. Each
action stays whole, with its own checks and ledger entry; only the row is not read and locked again, and what
they write goes out together at the end (``kernel.rows``).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from minqing.kernel.rows.public import gathered
from minqing.petition.matter.models import Petition

T = TypeVar("T")

_open: ContextVar[dict[UUID, Petition] | None] = ContextVar("petition_open", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Do several actions in one transaction; let a refusal leave the block, which then has done nothing."""
    token = _open.set({})
    try:
        with transaction.atomic(), gathered():
            yield
    finally:
        _open.reset(token)


@contextmanager
def whole() -> Iterator[None]:
    """Do one action in a transaction: its own, or the block's when several are done together.

    Inside a block no savepoint is set: a refusal leaves the block, and a savepoint costs two statements.
    """
    with transaction.atomic(savepoint=_open.get() is None), gathered():
        yield


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


def beside(petition: Petition, name: str, read: Callable[[], T]) -> T:
    """Return what belongs to a locked matter under this name: read once, or put there by ``lay_beside``."""
    laid: dict[str, T] = petition.__dict__.setdefault("laid_beside", {})
    if name not in laid:
        laid[name] = read()
    return laid[name]


def lay_beside(petition: Petition, name: str, what: T) -> T:
    """Lay what was just made or changed beside the matter, so that the next action need not read it."""
    petition.__dict__.setdefault("laid_beside", {})[name] = what
    return what
