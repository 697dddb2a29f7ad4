"""How serving papers reads on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.paper_served": (lazy("文书送达"), True),
    "petition.service_failed": (lazy("送达未果"), False),
    "petition.service_corrected": (lazy("更正送达日期"), True),
    "petition.delivery_consent_changed": (lazy("电子送达的意愿有变化"), True),
    "petition.paper_copy_asked": (lazy("请求提供纸质文书"), True),
}
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.paper_served": lazy("%(delivered_on)s送达"),
    "petition.service_failed": lazy("%(attempted_on)s没有送到"),
    "petition.service_corrected": lazy("更正为%(delivered_on)s送达"),
}
