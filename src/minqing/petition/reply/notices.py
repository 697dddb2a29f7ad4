"""Who is told of the reply: leaders asked to approve, the handler of the decision.

The petitioner of the answer.
"""

from datetime import date
from uuid import UUID

from minqing.kernel.people.public import Actor, Duty
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_petitioner, tell_staff
from minqing.petition.matter.words import official as _


def tell_approval_asked(petition: Petition, actor: Actor, on: date) -> None:
    """Tell the leaders of the handling organ that an opinion waits for them."""
    tell_staff(
        petition,
        posts_holding(petition.holder_id, [Duty.LEADER], on),
        event_name="petition.opinion_submitted",
        title=_("处理意见待您签发"),
        actor=actor,
    )


def tell_simple_waiting(petition: Petition, actor: Actor, on: date) -> None:
    """Tell the leaders of the handling organ that an answer of the short track waits to be confirmed."""
    tell_staff(
        petition,
        posts_holding(petition.holder_id, [Duty.LEADER], on),
        event_name="petition.simple_drafted",
        title=_("简易答复待您确认"),
        actor=actor,
    )


def tell_decided(petition: Petition, drafter: UUID, actor: Actor, *, sent_back: bool) -> None:
    """Tell the drafter that the opinion was sent back or issued."""
    tell_staff(
        petition,
        [drafter],
        event_name="petition.opinion_sent_back" if sent_back else "petition.opinion_issued",
        title=_("处理意见被退回修改") if sent_back else _("处理意见已签发，请送达"),
        actor=actor,
    )


def tell_answered(petition: Petition) -> None:
    """Tell the petitioner that the written answer is there."""
    tell_petitioner(
        petition,
        event_name="petition.answered",
        words=_("您的信访事项%(number)s已作出书面答复，请凭查询码查看，并对办理情况作出评价。")
        % {"number": petition.number or ""},
    )
