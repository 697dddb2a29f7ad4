"""The door of the room of study (学习·考评): exemplars."""

from minqing.study.exemplars.actions import (
    amend_exemplar,
    nominate_exemplar,
    publish_exemplar,
    review_exemplar,
    withdraw_exemplar,
)
from minqing.study.exemplars.gate import exemplar_for, reviews
from minqing.study.exemplars.models import Exemplar
from minqing.study.exemplars.queries import exemplars, published
from minqing.study.exemplars.rules import STATUS_WORDS, Nomination, Status

__all__ = [
    "STATUS_WORDS",
    "Exemplar",
    "Nomination",
    "Status",
    "amend_exemplar",
    "exemplar_for",
    "exemplars",
    "nominate_exemplar",
    "publish_exemplar",
    "published",
    "review_exemplar",
    "reviews",
    "withdraw_exemplar",
]
