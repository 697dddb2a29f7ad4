"""Who is told of a hearing: the petitioner by message, the matter's handler in the program."""

from minqing.kernel.people.public import Actor
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import tell_petitioner, tell_staff
from minqing.petition.matter.words import official as _


def tell_petitioner_of_hearing(petition: Petition, event_name: str) -> None:
    """Ask the petitioner to look at their page: day and place stand on the notice, not in the message."""
    tell_petitioner(
        petition,
        event_name=event_name,
        words=_("您的信访事项%(number)s有听证方面的通知，请凭查询码查看。")
        % {"number": petition.number or ""},
    )


def tell_applied(petition: Petition, actor: Actor) -> None:
    """Tell the handler that the petitioner asks for a hearing."""
    if petition.handler_id is not None:
        tell_staff(
            petition,
            [petition.handler_id],
            event_name="petition.hearing_applied",
            title=_("信访人申请听证"),
            actor=actor,
        )
