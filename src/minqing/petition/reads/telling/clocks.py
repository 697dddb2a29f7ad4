"""How extension, pause and handing over read on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.term_asked": (lazy("申请延长或者中止期限"), False),
    "petition.term_refused": (lazy("不予批准延长或者中止"), False),
    "petition.handling_extended": (lazy("延长办理期限，已告知信访人"), True),
    "petition.clock_paused": (lazy("期限中止计算"), True),
    "petition.clock_resumed": (lazy("期限恢复计算"), True),
    "petition.clock_days_left_out": (lazy("扣除不计入期限的日子"), True),
    "petition.handed_over": (lazy("承办人外出，事项移交同事"), False),
    "petition.handed_back": (lazy("外出结束，事项交还"), False),
}
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.handling_extended": lazy("延长%(days)s日，%(before)s改为%(after)s"),
    "petition.clock_paused": lazy("自%(paused_on)s起中止，最迟%(limit_on)s恢复"),
    "petition.clock_resumed": lazy("扣除%(days)s日，最迟%(due_on)s"),
    "petition.clock_days_left_out": lazy("%(first)s至%(last)s不计算在内，最迟%(due_on)s"),
}
