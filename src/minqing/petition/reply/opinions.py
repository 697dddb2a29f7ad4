"""The opinion under work and its answers, read once an act however many steps need them."""

from typing import Final
from uuid import UUID

from minqing.kernel.rows.public import Prepared
from minqing.petition.matter.models import Petition
from minqing.petition.matter.together import beside
from minqing.petition.reply.models import Answer, Opinion

OPEN: Final = "open_opinion"
ANSWERS: Final = "answers"
OPEN_STATUSES: Final = (Opinion.Status.DRAFT, Opinion.Status.SUBMITTED, Opinion.Status.SENT_BACK)

_OPEN: Final = Prepared(lambda key: Opinion.objects.filter(petition=key, status__in=OPEN_STATUSES), UUID)
_ISSUED: Final = Prepared(
    lambda key: Opinion.objects.filter(petition=key, status=Opinion.Status.ISSUED).order_by("pk"), UUID
)
_ANSWERS: Final = Prepared(
    lambda key: Answer.objects.select_related("request").filter(opinion=key).order_by("request__seq"), UUID
)


def open_opinion(petition: Petition) -> Opinion | None:
    """Return the opinion not yet issued, or nothing; there is never more than one."""
    return beside(petition, OPEN, lambda: _OPEN.first(petition.pk))


def issued_opinion(petition: Petition) -> Opinion | None:
    """Return the opinion that was issued, or nothing."""
    return _ISSUED.first(petition.pk)


def answers_of(petition: Petition, opinion: Opinion) -> list[Answer]:
    """Return the answers of the matter's open opinion with their requests, in the order of these."""
    return beside(petition, ANSWERS, lambda: _ANSWERS.rows(opinion.pk))
