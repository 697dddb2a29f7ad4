"""Who is told of execution: who must carry it out, who follows it, and supervision."""

from datetime import date

from minqing.kernel.people.public import Actor, Duty, Post
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_petitioner, tell_staff
from minqing.petition.matter.words import official as _
from minqing.petition.reply.models import Execution


def tell_executor(petition: Petition, row: Execution, actor: Actor, on: date) -> None:
    """Tell another organ that it must carry something out; the lead organ has decided so itself."""
    if row.organ_id == petition.holder_id:
        return
    tell_staff(
        petition,
        posts_holding(row.organ_id, (Duty.HANDLER, Duty.LEADER), on),
        event_name="petition.execution_started",
        title=_("请执行处理意见，最迟%(due)s") % {"due": f"{row.due_on.month}月{row.due_on.day}日"},
        actor=actor,
    )


def tell_follower(petition: Petition, actor: Actor, *, done: bool) -> None:
    """Tell the handler, and of something done the petitioner, who may say whether it is so."""
    if petition.handler_id is not None:
        tell_staff(
            petition,
            [petition.handler_id],
            event_name="petition.execution_done" if done else "petition.execution_disputed",
            title=_("执行单位报告执行完毕") if done else _("信访人说没有执行到位"),
            actor=actor,
        )
    if done:
        tell_petitioner(
            petition,
            event_name="petition.execution_done",
            words=_("您的信访事项%(number)s，办理单位说已经执行，是不是这样，请凭查询码查看、确认。")
            % {"number": petition.number or ""},
        )


def tell_supervisors(petition: Petition, actor: Actor, on: date, title: str) -> None:
    """Tell the supervisors of the office the matter came through, and of the organ above who handles it."""
    organs = [petition.received_by_id, petition.holder.parent_id]
    held = Post.objects.on(on).filter(
        organ_id__in=[each for each in organs if each is not None], duty=Duty.SUPERVISOR.value
    )
    told = sorted(set(held.filter(account__is_active=True).values_list("account_id", flat=True)))
    tell_staff(petition, told, event_name="petition.execution_refused", title=title, actor=actor)
