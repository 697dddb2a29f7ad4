"""How the events of the main line read on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

# event name -> (title, seen by the petitioner)
EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.received": (lazy("收到信访事项"), True),
    "petition.registered": (lazy("登记"), True),
    "petition.classified": (lazy("分类"), False),
    "petition.referred": (lazy("转送·交办"), True),
    "petition.objected": (lazy("提出异议，退回"), False),
    "petition.accepted": (lazy("受理"), True),
    "petition.assigned": (lazy("指定承办人"), False),
    "petition.guided": (lazy("导入其他程序"), True),
    "petition.opinion_saved": (lazy("起草处理意见"), False),
    "petition.opinion_submitted": (lazy("送审"), False),
    "petition.opinion_sent_back": (lazy("退回修改"), False),
    "petition.opinion_issued": (lazy("签发"), True),
    "petition.answer_delivered": (lazy("送达"), True),
    "petition.evaluated": (lazy("信访人评价"), True),
    "petition.closed": (lazy("办结"), True),
    "petition.withdrawn": (lazy("撤回"), True),
    "petition.contact_revealed": (lazy("查看联系方式"), False),
    "petition.clocks_recounted": (lazy("期限重新计算"), True),
}

# What the event's own fields say; ids of organs stand as their names.
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.registered": "%(number)s",
    "petition.classified": "%(purpose)s",
    "petition.referred": lazy("%(from_organ)s转给%(to_organ)s"),
    "petition.objected": lazy("%(by_organ)s认为不属于本单位职权，第%(bounces)s次退回"),
    "petition.accepted": lazy("最迟%(due_on)s办结"),
    "petition.answer_delivered": lazy("%(delivered_on)s送达"),
    "petition.clocks_recounted": lazy("%(before)s改为%(after)s"),
}
