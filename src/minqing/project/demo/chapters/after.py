"""After the answer: review and final review, rights, calling back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import now
from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.people.public import actor_of
from minqing.petition import public as petitions
from minqing.petition.public import Attitude, Petition, Resolved, closing, review, rights
from minqing.project.demo.chapters.handled import carried_out
from minqing.project.demo.chapters.telling import COUNTY, Telling, matter_told, petitioner_told

ASKED: Final = review.ReviewDraft(
    requests="撤销原处理意见中部分支持的一项，重新核实后答复",
    facts="处理意见没有说明为什么只支持一部分，也没有附现场核查的材料。",
)
UPHELD: Final = review.DecisionDraft(
    facts="经调阅案卷、询问经办人员，原处理意见认定的事实有现场照片和登记材料证明。",
    outcome=review.ReviewOutcome.UPHOLD,
    reasons="原处理意见事实清楚，依据正确，程序合法，对部分支持的理由已经作了说明。",
    basis="《信访工作条例》第三十五条",
)


def _ask_review(telling: Telling, of: UUID, after: int) -> Petition | None:
    matter = Petition.objects.get(pk=of)
    tier = review.Tier.GOVERNMENT if matter.level == petitions.Level.FIRST else ""
    asked = review.request_review(
        actor=petitions.petitioner_of(matter),
        petition_id=of,
        draft=replace(ASKED, tier=tier),
        at=telling.at(after),
    )
    return asked.request.matter


def _take_on(telling: Telling) -> UUID:
    matter = _ask_review(telling, telling.id, 20)
    if matter is None:
        raise LookupError(telling.organ)
    reviewer = telling.actor("reviewer", COUNTY)
    petitions.register_petition(actor=reviewer, petition_id=matter.id, at=telling.at(21))
    review.accept_review(actor=reviewer, petition_id=matter.id, at=telling.at(22))
    return matter.id


def _review_open(telling: Telling) -> None:
    matter = _take_on(telling)
    review.give_statement(
        actor=telling.actor("handler"),
        petition_id=telling.id,
        text="原处理意见对部分支持的理由已经当面说明，案卷随附。",
        at=telling.at(25),
    )
    reviewer = telling.actor("reviewer", COUNTY)
    review.save_review(actor=reviewer, petition_id=matter, draft=UPHELD, at=telling.at(27))


def _review_decided(telling: Telling) -> None:
    matter, reviewer = _take_on(telling), telling.actor("reviewer", COUNTY)
    review.save_review(actor=reviewer, petition_id=matter, draft=UPHELD, at=telling.at(34))
    review.submit_review(actor=reviewer, petition_id=matter, at=telling.at(35))
    review.approve_review(actor=telling.actor("leader", COUNTY), petition_id=matter, at=telling.at(36))
    served = telling.at(38)
    petitions.deliver_answer(
        actor=reviewer,
        petition_id=matter,
        way=DeliveryWay.IN_PERSON,
        recipient=matter_told(telling).petitioner_name,
        delivered_on=served.date(),
        details="当面送达并签收",
        at=served,
    )
    carried_out(telling)


def _final_review(telling: Telling) -> None:
    _review_decided(telling)
    first = Petition.objects.get(review_of=telling.id)
    _ask_review(telling, first.id, 44)
    sent = telling.at(46)
    review.send_outside(
        actor=telling.actor("registrar", COUNTY),
        petition_id=first.id,
        sent_on=sent.date(),
        how="挂号寄出，邮件号存卷",
        at=sent,
    )


def _right(telling: Telling) -> None:
    rights.ask_right(
        actor=petitioner_told(telling),
        petition_id=telling.id,
        kind=rights.Right.ACCESS,
        text="请提供我在这件事项中的个人信息副本。",
        at=now() - timedelta(days=2),
    )


def draw_calls(today: date) -> closing.CallBackDraw:
    """Draw the call-backs of the last week and record the first, as the weekly job does."""
    draw = closing.draw_call_backs(last_on=today - timedelta(days=1), at=now())
    for call in draw.calls.exclude(caller=None).select_related("caller").order_by("id")[:1]:
        if call.caller is not None:
            closing.record_call_back(
                actor=actor_of(call.caller, today),
                call_back_id=call.id,
                call=closing.Call(
                    reached=True,
                    resolved=Resolved.PARTLY.value,
                    office_attitude=Attitude.SATISFIED.value,
                    organ_attitude=Attitude.SATISFIED.value,
                    answer_received=True,
                    rated_freely=True,
                    said="路是修了，路边的护栏还没有装。",
                ),
                at=now(),
            )
    return draw


CHAPTERS: Final[Mapping[str, Callable[[Telling], None]]] = MappingProxyType(
    {
        "review_open": _review_open,
        "review_decided": _review_decided,
        "final_review": _final_review,
        "right": _right,
    }
)
