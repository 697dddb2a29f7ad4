"""Who is told in co-handling: the organ asked, reminded or freed; the handler who asked."""

from datetime import date

from minqing.kernel.people.public import Actor, Duty
from minqing.petition.handling.models import CoHandling
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.words import official as _

WORKING = (Duty.HANDLER, Duty.LEADER)


def tell_asked(petition: Petition, row: CoHandling, actor: Actor, on: date, *, again: bool) -> None:
    """Tell handlers and leaders of the organ asked; the question stands on the file, not in the notice."""
    due = f"{row.due_on.month}月{row.due_on.day}日"
    title = _("协办催办，最迟%(due)s") if again else _("请您单位协办，最迟%(due)s")
    tell_staff(
        petition,
        posts_holding(row.organ_id, WORKING, on),
        event_name="petition.co_opinion_reminded" if again else "petition.co_opinion_asked",
        title=title % {"due": due},
        actor=actor,
    )


def tell_freed(petition: Petition, row: CoHandling, actor: Actor, on: date) -> None:
    """Tell the organ asked that nothing is wanted of it any more."""
    tell_staff(
        petition,
        posts_holding(row.organ_id, WORKING, on),
        event_name="petition.co_opinion_withdrawn",
        title=_("协办已撤回，不用再办"),
        actor=actor,
    )


def tell_lead(petition: Petition, row: CoHandling, actor: Actor) -> None:
    """Tell the handler who asked, and the matter's handler, that an answer came."""
    declined = row.status == CoHandling.Status.DECLINED
    told = [each for each in (row.asked_by_id, petition.handler_id) if each is not None]
    tell_staff(
        petition,
        list(dict.fromkeys(told)),
        event_name="petition.co_opinion_declined" if declined else "petition.co_opinion_given",
        title=_("协办单位说不能协办") if declined else _("协办意见到了"),
        actor=actor,
    )
