"""The query code and its four-digit tail: made, digested, compared in constant time.

The tail is never stored; its digest is keyed with the installation's secret, so that a stolen table opens
nothing.
"""

import secrets
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from minqing.petition.intake.rules import CODE_LENGTH, CODE_LETTERS, TAIL_LENGTH, tail_of


def new_code() -> str:
    """Return ten letters of thirty-one: 49 bits, which nobody guesses within the rate limit."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def tail_for(petition_id: UUID, telephone: str) -> str:
    """Return the telephone's last four digits, or four made from the matter's id for those without one.

    Made the same way each time, so a repeated hand-in prints the same receipt.
    """
    made = int(salted_hmac("petition.tail.made", str(petition_id), algorithm="sha256").hexdigest(), 16)
    return tail_of(telephone) or f"{made % 10**TAIL_LENGTH:0{TAIL_LENGTH}d}"


def digest_of_tail(code: str, tail: str) -> str:
    """Return what is stored of a tail."""
    return salted_hmac("petition.tail", f"{code}:{tail}", algorithm="sha256").hexdigest()


def tail_fits(code: str, tail: str, digest: str) -> bool:
    """Return whether the tail belongs to the code, in constant time."""
    return constant_time_compare(digest_of_tail(code, tail), digest)
