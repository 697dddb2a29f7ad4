"""Who is told in handling: the petitioner of acceptance and material asked for, the handler of the matter."""

from minqing.kernel.people.public import Actor
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import tell_petitioner, tell_staff
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.words import official as _


def tell_accepted(petition: Petition) -> None:
    """Tell the petitioner who has it now and until when."""
    organ = petition.holder.name
    due = day_words(petition.due_on) if petition.due_on else ""
    words = _("您的信访事项%(number)s已由%(organ)s受理，最迟%(due)s书面答复您。")
    tell_petitioner(
        petition,
        event_name="petition.accepted",
        words=words % {"number": petition.number, "organ": organ, "due": due},
    )


def tell_assigned(petition: Petition, actor: Actor) -> None:
    """Tell the new handler."""
    if petition.handler_id is not None:
        tell_staff(
            petition,
            [petition.handler_id],
            event_name="petition.assigned",
            title=_("信访事项由您承办"),
            actor=actor,
        )


def tell_material_asked(petition: Petition) -> None:
    """Ask the petitioner to look at their page; what is asked stands there, not in the message."""
    tell_petitioner(
        petition,
        event_name="petition.material_asked",
        words=_("您的信访事项%(number)s需要补充材料，请凭查询码查看。") % {"number": petition.number or ""},
    )
