"""How help reads on a timeline: names of events only, the rooms that record them stand elsewhere."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

# event name -> (title, seen by the petitioner)
EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "relief.applied": (lazy("提出救助申请"), True),
    "relief.amended": (lazy("补正救助申请"), False),
    "relief.granted": (lazy("批准救助"), True),
    "relief.refused": (lazy("不予救助"), True),
    "relief.interest_declared": (lazy("声明回避，不参与救助审批"), False),
    "relief.withdrawn": (lazy("撤回救助申请"), True),
    "relief.paid": (lazy("救助金已付款"), True),
    "relief.released": (lazy("批准的救助不再付款"), False),
    "relief.refunded": (lazy("救助金退款"), False),
    "relief.plan_made": (lazy("制定帮扶计划"), True),
    "relief.measure_added": (lazy("增加帮扶措施"), False),
    "relief.measure_done": (lazy("帮扶措施有结果"), True),
    "relief.plan_reviewed": (lazy("复盘帮扶计划"), False),
}
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "relief.granted": lazy("%(yuan)s元"),
    "relief.paid": lazy("%(paid_on)s，%(yuan)s元"),
    "relief.refunded": lazy("%(yuan)s元"),
}
