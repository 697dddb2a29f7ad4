"""How the events of deciding the way read on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.objected": (lazy("提出异议，等待核实"), False),
    "petition.taken_back": (lazy("同意异议，收回"), False),
    "petition.objection_refused": (lazy("不同意异议"), False),
    "petition.coordinated": (lazy("协调会"), False),
    "petition.agreed": (lazy("协商受理"), True),
    "petition.designated": (lazy("指定受理机关"), True),
    "petition.succeeded": (lazy("由承继职权的单位接办"), True),
    "petition.declined": (lazy("书面告知不予（不再）受理"), True),
    "petition.simple_proposed": (lazy("建议简易办理"), False),
    "petition.simple_chosen": (lazy("适用简易办理"), True),
    "petition.simple_left": (lazy("转为普通程序"), True),
    "petition.simple_confirmed": (lazy("负责人确认简易答复"), False),
    "petition.answer_told": (lazy("简易答复"), True),
}
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.referred": lazy("%(from_organ)s转给%(to_organ)s%(row)s"),
    "petition.objected": lazy("%(by_organ)s认为不属于本单位职权，转送单位核实以前仍由它承担告知义务"),
    "petition.taken_back": lazy("第%(bounces)s次退回，原期限接着计算"),
    "petition.objection_refused": lazy("%(to_organ)s应当依照职责办理"),
    "petition.coordinated": lazy("协调会%(met_on)s召开%(row)s"),
    "petition.agreed": lazy("有关单位商定由%(to_organ)s受理，不得再提出异议"),
    "petition.designated": lazy("由%(to_organ)s受理，不得再提出异议%(row)s"),
    "petition.succeeded": lazy("原承办单位已撤销或者合并，期限接着计算%(row)s"),
    "petition.declined": lazy("依据%(row)s"),
    "petition.simple_left": lazy("期限仍从受理之日起算，最迟%(due_on)s"),
    "petition.answer_told": lazy("%(delivered_on)s答复"),
}
