"""How the events of coming in read on a timeline; that a report was split off is told on no other file."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

# event name -> (title, seen by the petitioner)
EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.words_read_back": (lazy("口述记录已宣读确认"), True),
    "petition.joiner_added": (lazy("登记共同信访人"), False),
    "petition.joiner_left": (lazy("一名共同信访人退出"), False),
    "petition.split": (lazy("拆分出一件"), True),
    "petition.split_off": (lazy("由另一件拆分而来"), True),
    "petition.linked": (lazy("关联"), False),
    "petition.unlinked": (lazy("解除关联"), False),
    "petition.urgent_found": (lazy("标为重大、紧急"), False),
    "petition.urgent_reported": (lazy("报告重大、紧急情况"), False),
    "petition.urgent_ended": (lazy("不再按重大、紧急办理"), False),
}

# Which matter a link is with stands in the panel, for whoever may read that one: it may be sealed by now.
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.split_off": lazy("原件%(from_number)s"),
    "petition.urgent_found": lazy("应当在%(report_due)s以前报告"),
}
