"""What every act on a conference does: refuse, say who, take the digest of words."""

from hashlib import sha256
from uuid import UUID

from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Actor


def refuse_if(refusal: Refused | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise refusal


def digest_of(*texts: str) -> str:
    """Return what stands in the ledger for texts."""
    return sha256("\x00".join(texts).encode()).hexdigest()


def account_of(actor: Actor) -> UUID:
    """Return the account of a member of staff."""
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以进行此操作。")
    return actor.account_id
