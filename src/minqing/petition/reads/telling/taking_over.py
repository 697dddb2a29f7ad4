"""How taking a matter over from another system reads on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.taken_over": (lazy("从原系统接收"), True),
}
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.taken_over": lazy("原编号%(external_id)s，%(received_on)s收到"),
}
