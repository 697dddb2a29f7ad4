"""How supervision reads on a timeline: orders, replies and checks are the organs' own, not told outside."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

# event name -> (title, seen by the petitioner)
EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "supervision.order_issued": (lazy("催办、督办"), False),
    "supervision.order_acknowledged": (lazy("签收督办"), False),
    "supervision.order_replied": (lazy("反馈督办"), False),
    "supervision.order_sent_back": (lazy("督办反馈退回"), False),
    "supervision.order_closed": (lazy("督办办结"), False),
    "supervision.order_withdrawn": (lazy("撤销督办"), False),
    "supervision.order_checked": (lazy("督办实地核查"), False),
}

SENTENCES: Final[Mapping[str, str | Promise]] = {
    "supervision.order_issued": lazy("%(number)s，%(organ)s，%(reply_due)s前反馈"),
    "supervision.order_acknowledged": "%(number)s",
    "supervision.order_replied": "%(number)s",
    "supervision.order_sent_back": "%(number)s",
    "supervision.order_closed": "%(number)s",
    "supervision.order_withdrawn": "%(number)s",
    "supervision.order_checked": "%(number)s",
}
