"""The moves of closing and of rights. A table, no rules."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.archiving import make_archive
from minqing.desks.shared.casefile.forms import closing as forms
from minqing.petition.public import closing, rights

from .spec import Maker, MoveSpec


def _ask_archive(**facts: Any) -> closing.Archive:
    """Ask for the package and hand its making to a job."""
    archive = closing.ask_archive(**facts)
    make_archive.defer(archive_id=str(archive.pk))
    return archive


def _organs(maker: Maker) -> Mapping[str, Any]:
    """Return the organs that had to do with the matter, each once."""
    matter = maker.matter
    there = (matter.holder, matter.handling, matter.received_by)
    return {"organs": list({str(o.id): (str(o.id), o.name) for o in there if o is not None}.values())}


MOVES: Final = (
    MoveSpec(
        "report_closure",
        _("提交办结报告"),
        closing.report_closure,
        forms.ReportForm,
        confirm=_("交办件的反馈期限，提交办结报告才停止计算；提交以后再办结。"),
        done=_("办结报告已提交交办单位。"),
    ),
    MoveSpec(
        "take_evaluation",
        _("代为登记评价"),
        closing.take_evaluation,
        forms.TakeEvaluationForm,
        confirm=_("只登记信访人自己说的；登记人、方式都会写明，信访人在查询页上看得到。承办单位不能代登。"),
        done=_("评价已登记。"),
        uploads=True,
    ),
    MoveSpec(
        "archive",
        _("归档"),
        _ask_archive,
        forms.ArchiveForm,
        confirm=_("把封面、卷内目录、全部文书和留痕摘录装订成一个PDF；信访人身份信息另订密封副卷。"),
        done=_("正在装订，完成以后在“归档案卷”里下载。"),
    ),
    MoveSpec(
        "right_ask",
        _("信访人的权利请求"),
        rights.ask_right,
        forms.RightForm,
        offers=_organs,
        done=_("已登记，由负责答复的人办理，信访人在查询页上看得到进展。"),
    ),
)
