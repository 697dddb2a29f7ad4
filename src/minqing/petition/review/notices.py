"""Who is told in review: the reviewing organ, the organ whose opinion is reviewed, the petitioner."""

from datetime import date
from uuid import UUID

from minqing.kernel.people.public import Actor, Duty
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_petitioner, tell_staff
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.rules import Level
from minqing.petition.matter.words import official as _
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.rules import LEVEL_WORDS, OUTCOME_WORDS, ReviewOutcome

_WORKERS = (Duty.REVIEWER, Duty.REGISTRAR)


def tell_requested(request: ReviewRequest, actor: Actor, on: date) -> None:
    """Tell the reviewing organ of the request, and the organ that answered to send its file."""
    name = LEVEL_WORDS[Level(request.level)]
    if request.matter is not None and request.organ_id is not None:
        tell_staff(
            request.matter,
            posts_holding(request.organ_id, _WORKERS, on),
            event_name="petition.review_requested",
            title=_("收到%(level)s申请") % {"level": name},
            actor=actor,
        )
    _tell_respondent(
        request, actor, on, title=_("信访人申请%(level)s，请提交案卷和情况说明") % {"level": name}
    )
    if request.matter is not None:
        tell_petitioner(
            request.matter,
            event_name="petition.review_requested",
            words=_("您的%(level)s申请%(organ)s已经收到，最迟%(day)s书面答复您，查询码%(code)s。")
            % {
                "level": name,
                "organ": request.organ_name,
                "day": day_words(request.matter.due_on) if request.matter.due_on else "",
                "code": request.matter.query_code,
            },
        )


def _tell_respondent(request: ReviewRequest, actor: Actor, on: date, *, title: str) -> None:
    told = set(posts_holding(request.respondent_id, [Duty.REGISTRAR, Duty.LEADER], on))
    if request.of.handler_id:
        told.add(request.of.handler_id)
    tell_staff(request.of, sorted(told), event_name="petition.review_asked", title=title, actor=actor)


def tell_statement(request: ReviewRequest, actor: Actor, on: date) -> None:
    """Tell the reviewers that file and statement are there."""
    if request.matter is None:
        return
    told = [request.matter.handler_id] if request.matter.handler_id else []
    if request.organ_id is not None and not told:
        told = list(posts_holding(request.organ_id, _WORKERS, on))
    tell_staff(
        request.matter,
        told,
        event_name="petition.review_statement_given",
        title=_("原办理单位已提交案卷和情况说明"),
        actor=actor,
    )


def tell_review_decided(request: ReviewRequest, actor: Actor, on: date) -> None:
    """Tell the organ that answered how its opinion fared."""
    said = {
        "level": LEVEL_WORDS[Level(request.level)],
        "outcome": OUTCOME_WORDS[ReviewOutcome(request.outcome)],
    }
    _tell_respondent(request, actor, on, title=_("%(level)s意见：%(outcome)s") % said)


def tell_late_refusal(request: ReviewRequest, matter: Petition, actor: Actor, on: date) -> None:
    """Ask the leaders of the reviewing organ to sign that a late request is refused."""
    tell_staff(
        matter,
        posts_holding(matter.holder_id, [Duty.LEADER], on),
        event_name="petition.late_refusal_proposed",
        title=_("逾期的%(level)s申请拟不予准许，请签批") % {"level": LEVEL_WORDS[Level(request.level)]},
        actor=actor,
    )


def tell_late_sent_back(matter: Petition, proposer: UUID | None, actor: Actor) -> None:
    """Tell who proposed it that the leader does not agree."""
    tell_staff(
        matter,
        [proposer] if proposer else [],
        event_name="petition.late_refusal_sent_back",
        title=_("负责人不同意不予准许，请重新决定"),
        actor=actor,
    )
