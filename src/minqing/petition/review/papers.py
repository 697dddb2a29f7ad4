"""What the papers of review say: the application, the acceptance, both opinions, the notice to late ones."""

from typing import Any

from minqing.kernel.people.public import Actor, Organ
from minqing.petition.matter.higher import review_organ_words
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import common, contact_of, day_words
from minqing.petition.matter.rules import Level
from minqing.petition.matter.words import official as _
from minqing.petition.reply.models import Opinion
from minqing.petition.review.models import ReviewDecision, ReviewRequest
from minqing.petition.review.rules import (
    FINAL,
    GROUND_WORDS,
    LEVEL_WORDS,
    Ground,
    ReviewOutcome,
)


def numbers_of(request: ReviewRequest) -> dict[str, str]:
    """Return the number of the first opinion, and that of the review when a final review is asked for."""
    if request.level != Level.FINAL_REVIEW:
        return {"original_number": request.opinion_number}
    return {"original_number": _first_number(request), "review_number": request.opinion_number}


def _first_number(request: ReviewRequest) -> str:
    """Return the number of the handling opinion beneath a review."""
    earlier = (
        ReviewRequest.objects.filter(matter=request.of).first()
        if request.of.level == Level.REVIEW
        else ReviewRequest.objects.filter(of=request.of, level=Level.REVIEW).order_by("-pk").first()
    )
    return earlier.opinion_number if earlier else ""


def application(request: ReviewRequest, files: int) -> dict[str, Any]:
    """Return the application: who against whom, which opinion and when received, what for, and why."""
    attached = [_("原处理意见书")]
    if request.level == Level.FINAL_REVIEW:
        attached.append(_("复查意见书"))
    if files:
        attached.append(_("证据材料%(count)s件") % {"count": files})
    late = request.late_reason.strip()
    facts = f"{request.facts}\n{_('逾期申请的理由')}：{late}" if late else request.facts
    return {
        "to_organ": request.organ_name,
        "level": request.level,
        "petitioner_name": request.of.petitioner_name,
        "respondent": request.respondent.name,
        "original_delivered_on": day_words(request.opinion_served_on),
        "requests": request.requests,
        "facts": facts,
        "attachments": "、".join(attached),
        "summary": request.of.title,
        "matter_number": request.of.number or "",
        "query_code": request.matter.query_code if request.matter else request.of.query_code,
        **numbers_of(request),
    }


def acceptance(request: ReviewRequest, matter: Petition, actor: Actor) -> dict[str, Any]:
    """Return the notice that a request for review was taken on, with its last day."""
    name = LEVEL_WORDS[Level(request.level)]
    due = day_words(matter.due_on) if matter.due_on else ""
    return {
        **common(matter, matter.holder, actor),
        "received_way": _("信访人申请%(level)s") % {"level": name},
        "procedure": _("%(level)s程序：审查原意见，出具信访%(level)s意见书") % {"level": name},
        "limit": _("自收到%(level)s请求之日起30日内提出%(level)s意见，最迟%(day)s")
        % {"level": name, "day": due},
    }


def late_refused(request: ReviewRequest, matter: Petition, actor: Actor) -> dict[str, Any]:
    """Return the notice that a late request is not accepted (R15), with the reasons."""
    name = LEVEL_WORDS[Level(request.level)]
    return {
        **common(matter, matter.holder, actor),
        "case": "window_missed",
        "level": name,
        "ground": _("超过申请%(level)s的期限，所述理由不成立：%(reason)s")
        % {"level": name, "reason": request.admission_reason},
        "original_number": request.opinion_number,
        "original_delivered_on": day_words(request.opinion_served_on),
        "window_end": day_words(request.window_ends_on),
    }


def opinion_paper(
    request: ReviewRequest, matter: Petition, opinion: Opinion, decision: ReviewDecision, actor: Actor
) -> dict[str, Any]:
    """Return the review opinion: both sides, the request, facts found, decision and basis, what remains.

    The only remedy printed is final review (35, 36); a final opinion says that it is final (36(3)).
    """
    organ: Organ = matter.holder
    handler = matter.handler.name if matter.handler else ""
    data: dict[str, Any] = {
        **common(matter, organ, actor),
        "contact": contact_of(organ, handler),
        "received_on": day_words(request.received_on),
        "respondent": request.respondent.name,
        "requests": request.requests,
        "facts": opinion.facts,
        "outcome": decision.outcome,
        "decision": decision_words(request, decision),
        "basis": decision.basis,
        **numbers_of(request),
    }
    if request.level == Level.FINAL_REVIEW:
        data["finality"] = _(
            "本意见是信访程序的最终意见。依照%(cite)s，信访人仍然以同一事实和理由提出投诉请求的，各级党委和政府信访部门和其他机关、单位不再受理。"
        ) % {"cite": FINAL.cite}
    else:
        data["final_review_organ"] = review_organ_words(organ)
    return data


def decision_words(request: ReviewRequest, decision: ReviewDecision) -> str:
    """Return the decision in words, with its grounds and reasons."""
    outcome = ReviewOutcome(decision.outcome)
    number = request.opinion_number
    said = {"number": number, "organ": request.respondent.name}
    if outcome is ReviewOutcome.UPHOLD:
        head = _("维持%(organ)s《%(number)s》。") % said
    elif outcome is ReviewOutcome.CHANGE:
        head = _("变更%(organ)s《%(number)s》，处理意见变更为：") % said + decision.change.strip()
    else:
        day = day_words(decision.redo_by) if decision.redo_by else ""
        head = _(
            "撤销%(organ)s《%(number)s》，责令于%(day)s前重新办理，不得作出与原意见相同或者基本相同的意见。"
        ) % {
            **said,
            "day": day,
        }
    grounds = "；".join(GROUND_WORDS[Ground(each)] for each in decision.grounds)
    because = _("理由：") + "；".join(part for part in (grounds, decision.reasons.strip()) if part)
    return f"{head}\n{because}"
