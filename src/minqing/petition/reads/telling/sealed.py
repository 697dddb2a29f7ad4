"""How standing aside reads on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.interest_declared": (lazy("声明回避"), False),
}
