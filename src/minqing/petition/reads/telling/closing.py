"""How closing and rights read on a timeline; a draw is not told, nor is a complaint about conduct."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

# event name -> (title, seen by the petitioner)
EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.closure_reported": (lazy("提交办结报告"), False),
    "petition.archive_asked": (lazy("要求归档"), False),
    "petition.archived": (lazy("已归档"), True),
    "petition.call_back_ended": (lazy("回访结束"), False),
    "petition.right_asked": (lazy("信访人提出权利请求"), True),
    "petition.right_answered": (lazy("书面答复权利请求"), True),
    "petition.data_copy_taken": (lazy("取得个人信息副本"), True),
}

SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.closure_reported": "%(to_organ)s",
    "petition.archived": lazy("第%(seq)s次，%(pages)s页"),
}
