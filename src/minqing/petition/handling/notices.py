"""Who is told in handling: the petitioner of acceptance and material asked for, the handler of the matter."""

from datetime import date

from minqing.kernel.people.public import Actor, Duty
from minqing.petition.handling.models import TermRequest
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.notices import posts_holding, tell_petitioner, tell_staff
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


def tell_term_asked(petition: Petition, asked: TermRequest, actor: Actor, on: date) -> None:
    """Tell the heads of the organ, and whoever stands in for them, that an application waits."""
    organ = petition.handling_id
    if organ is None:
        return
    words = _("申请延长办理期限，请审批") if asked.kind == "extension" else _("申请中止期限，请审批")
    tell_staff(
        petition,
        posts_holding(organ, {Duty.LEADER}, on),
        event_name="petition.term_asked",
        title=words,
        actor=actor,
    )


def tell_term_decided(petition: Petition, asked: TermRequest, actor: Actor) -> None:
    """Tell the applicant, and who handles the matter now, what was decided."""
    words = {
        ("extension", "approved"): _("延长办理期限已批准"),
        ("extension", "refused"): _("延长办理期限未获批准"),
        ("pause", "approved"): _("中止期限已批准"),
        ("pause", "refused"): _("中止期限未获批准"),
    }
    told = [each for each in (asked.applied_by_id, petition.handler_id) if each is not None]
    tell_staff(
        petition,
        list(dict.fromkeys(told)),
        event_name="petition.term_decided",
        title=words[asked.kind, asked.status],
        body=asked.decision,
        actor=actor,
    )


def tell_term_moved(petition: Petition, clock: RunningClock) -> None:
    """Tell the petitioner by message that the last day moved; why stands in the notice and on the page."""
    if clock.paused_on is not None:
        words = _("您的信访事项%(number)s的办理期限自%(day)s起中止计算，原因和恢复时间请凭查询码查看。")
        day = day_words(clock.paused_on)
    else:
        words = _("您的信访事项%(number)s延长办理，最迟%(day)s答复您；理由见延期告知书，请凭查询码查看。")
        day = day_words(clock.due_on)
    tell_petitioner(
        petition,
        event_name="petition.term_moved",
        words=words % {"number": petition.number or "", "day": day},
    )


def tell_term_resumed(petition: Petition, clock: RunningClock, actor: Actor) -> None:
    """Tell the petitioner and the handler that the term runs on, and until when."""
    words = _("您的信访事项%(number)s恢复计算办理期限，最迟%(day)s答复您。")
    tell_petitioner(
        petition,
        event_name="petition.term_moved",
        words=words % {"number": petition.number or "", "day": day_words(clock.due_on)},
    )
    if petition.handler_id is not None:
        tell_staff(
            petition,
            [petition.handler_id],
            event_name="petition.clock_resumed",
            title=_("期限恢复计算，最迟%(day)s") % {"day": day_words(clock.due_on)},
            actor=actor,
        )


def tell_ordinary(petition: Petition) -> None:
    """Tell the petitioner that the short track was left, and the day that holds now."""
    due = day_words(petition.due_on) if petition.due_on else ""
    words = _("您的信访事项%(number)s转为普通程序办理，最迟%(due)s答复您，理由请凭查询码查看。")
    tell_petitioner(
        petition,
        event_name="petition.simple_left",
        words=words % {"number": petition.number or "", "due": due},
    )
