"""Who is told of a referral: the registrars of the organ it goes to, or comes back to."""

from datetime import date

from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_petitioner, tell_staff
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.rules import Track
from minqing.petition.matter.words import official as _
from minqing.petition.routing.models import Referral


def tell_referred(petition: Petition, actor: Actor, on: date) -> None:
    """Tell the registrars (of a plain matter the handlers too) of the organ that now holds it."""
    few = petition.sealed or petition.track == Track.URGENT
    duties = [Duty.REGISTRAR] if few else [Duty.REGISTRAR, Duty.HANDLER]
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
        title=_("同意异议，信访事项已收回"),
        actor=actor,
    )


def tell_where_it_went(petition: Petition) -> None:
    """Tell the petitioner which organ has the matter now (23(1))."""
    words = _("您的信访事项%(number)s已转送%(organ)s办理，请凭查询码查看。")
    tell_petitioner(
        petition,
        event_name="petition.referred",
        words=words % {"number": petition.number or "", "organ": petition.holder.name},
    )


def tell_objected(petition: Petition, referral: Referral, actor: Actor, on: date) -> None:
    """Tell the registrars of the organ that referred it; the reasons stand on the page of the objection."""
    number = petition.number or ""
    notify(
        account_ids=[
            each
            for each in posts_holding(referral.from_organ_id, [Duty.REGISTRAR], on)
            if each != actor.account_id
        ],
        event_name="petition.objected",
        subject_id=petition.id,
        title=_("%(organ)s对转送提出异议，请核实：%(number)s")
        % {"organ": referral.to_organ.name, "number": number},
        body="",
        link=f"/desk/matters/{petition.id}/objection/",
    )


def tell_objection_refused(petition: Petition, actor: Actor, on: date) -> None:
    """Tell the organ that must go on."""
    tell_staff(
        petition,
        posts_holding(petition.holder_id, [Duty.REGISTRAR, Duty.HANDLER], on),
        event_name="petition.objection_refused",
        title=_("异议未获同意，请依照职责办理"),
        actor=actor,
    )


def tell_designated(petition: Petition, actor: Actor, on: date) -> None:
    """Tell the organ designated, and the petitioner which it is."""
    tell_staff(
        petition,
        posts_holding(petition.holder_id, [Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER], on),
        event_name="petition.designated",
        title=_("指定本单位受理"),
        actor=actor,
    )


def tell_declined(petition: Petition) -> None:
    """Tell the petitioner that there is a notice; what it says stands in the notice."""
    words = _("您的信访事项%(number)s有一份书面告知，请凭查询码查看。")
    tell_petitioner(petition, event_name="petition.declined", words=words % {"number": petition.number or ""})
