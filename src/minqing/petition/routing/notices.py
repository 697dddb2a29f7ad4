"""Who is told of a referral: the registrars of the organ it goes to, or comes back to."""

from datetime import date

from minqing.kernel.people.public import Actor, Duty
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.words import official as _


def tell_referred(petition: Petition, actor: Actor, on: date) -> None:
    """Tell the registrars (of a plain matter the handlers too) of the organ that now holds it."""
    duties = [Duty.REGISTRAR] if petition.sealed else [Duty.REGISTRAR, Duty.HANDLER]
    words = (
        _("请于%(day)s前书面告知信访人。") % {"day": day_words(petition.due_on)} if petition.due_on else ""
    )
    tell_staff(
        petition,
        posts_holding(petition.holder_id, duties, on),
        event_name="petition.referred",
        title=_("新转来信访事项"),
        body=words,
        actor=actor,
    )


def tell_returned(petition: Petition, actor: Actor, on: date) -> None:
    """Tell the registrars of the organ it came back to."""
    tell_staff(
        petition,
        posts_holding(petition.holder_id, [Duty.REGISTRAR], on),
        event_name="petition.objected",
        title=_("转送的信访事项被退回"),
        actor=actor,
    )
