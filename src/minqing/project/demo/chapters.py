"""What can happen beside the straight path, told of letters of the demo: one function for each thing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final, Protocol
from uuid import UUID

from minqing.kernel.clock.public import calendar, now
from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.people.public import Actor, actor_of
from minqing.petition import public as petitions
from minqing.petition.public import Attitude, Petition, Resolved, clocks, closing, handling, review, rights
from minqing.petition.public import coming_in as coming
from minqing.petition.public import routing as ways

OFFICE: Final = "xfj"
COUNTY: Final = "tjx"
NO_BARS: Final = frozenset(ways.DECLARED)
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
SEATS: Final = "承办人员 {handler} {organ}\n听证员 何春梅 县人大代表\n律师 吴㛃 通江县法律援助中心"


class Telling(Protocol):
    """One letter being told: whose steps, on which days after its receipt."""

    id: UUID
    first: date
    organ: str

    def at(self, after: int, *, hour: int = 9) -> datetime:
        """Return an instant so many days after receipt, never in the future."""

    def actor(self, duty: str, organ: str = "") -> Actor:
        """Return who holds a duty, in the organ of the letter unless another one is named."""

    def organ_id(self, code: str) -> UUID:
        """Return the id of an organ of the demo."""

    def draft(self) -> None:
        """Hear the petitioner and draft the answer."""


def tell_chapter(name: str, telling: Telling) -> None:
    """Tell what else happened to a letter; ``name`` as in the letters' ``then``. Unknown: ``KeyError``."""
    CHAPTERS[name](telling)


def _matter(telling: Telling) -> Petition:
    return Petition.objects.select_related("handler", "handling", "petitioner").get(pk=telling.id)


def _me(telling: Telling) -> petitions.Petitioner:
    return petitions.petitioner_of(_matter(telling))


# --- coming in ----------------------------------------------------------------------------------------


def _split(telling: Telling) -> None:
    second = petitions.requests_of(_matter(telling))[1]
    part = coming.Part(
        title=second.text,
        body=f"{second.text}。来信中同时反映的另一件事，拆分后单独办理。",
        requests=(second.id,),
        procedure="31-6",
    )
    office = telling.actor("registrar", OFFICE)
    coming.split_petition(actor=office, petition_id=telling.id, part=part, at=telling.at(1))


def _joint(telling: Telling) -> None:
    office = telling.actor("registrar", OFFICE)
    for number, (name, speaks) in enumerate((("龚秀珍", True), ("䶮建华", True), ("文小菊", False))):
        coming.add_joiner(
            actor=office,
            petition_id=telling.id,
            name=name,
            telephone=f"1390000{7001 + number}",
            representative=speaks,
            at=telling.at(0, hour=11),
        )


def _urgent(telling: Telling) -> None:
    office, found = telling.actor("registrar", OFFICE), telling.at(0, hour=9)
    coming.mark_urgent(
        actor=office,
        petition_id=telling.id,
        reason="山体有裂缝，下方住着十一户人，随时可能垮塌。",
        at=found,
    )
    told = telling.at(0, hour=10)
    coming.report_urgent(
        actor=office,
        petition_id=telling.id,
        to=coming.ReportedTo.OWN_LEADERSHIP,
        to_name="县委办公室、县政府办公室值班室",
        told_at=told,
        way="电话，随后报送书面材料",
        measures="已通知属地乡镇组织十一户群众转移，应急局到场。",
        at=told,
    )


# --- deciding the way ---------------------------------------------------------------------------------


def _objection(telling: Telling) -> None:
    petitions.object_to_referral(
        actor=telling.actor("handler"),
        petition_id=telling.id,
        reason="该路段是村道，按照职责清单由属地乡镇负责管护。",
        proposed_organ_id=telling.organ_id("slj"),
        materials="原信一份",
        at=telling.at(3),
    )


def _designated(telling: Telling) -> None:
    office = telling.actor("registrar", OFFICE)
    for after, code in ((1, telling.organ), (4, "slj")):
        petitions.refer_petition(
            actor=office,
            petition_id=telling.id,
            organ_id=telling.organ_id(code),
            mode=petitions.Mode.TRANSFER,
            at=telling.at(after),
        )
        petitions.object_to_referral(
            actor=telling.actor("handler", code),
            petition_id=telling.id,
            reason="经核对职责清单，该事项不属于本单位法定职权。",
            materials="原信一份",
            at=telling.at(after, hour=14),
        )
        ways.take_back(
            actor=office, petition_id=telling.id, reason="两个单位各执一词。", at=telling.at(after, hour=16)
        )
    met = telling.at(6)
    ways.record_coordination(
        actor=office,
        petition_id=telling.id,
        met_on=met.date(),
        place="信访局二楼会议室",
        host="孙建业",
        voices=(
            ways.Said(telling.organ_id(telling.organ), "堰塘旁的道路由本局维护，塘埂不属于道路。", "刘志远"),
            ways.Said(telling.organ_id("slj"), "堰塘属于村集体，本局负责技术指导。", "何立夏"),
        ),
        decision="由水利局牵头受理，交通局配合。",
        decided_organ_id=telling.organ_id("slj"),
        at=met,
    )
    ways.designate_organ(
        actor=office,
        petition_id=telling.id,
        organ_id=telling.organ_id("slj"),
        reason="两个单位都认为不属于本单位职权，由共同的上一级机关决定。",
        decision_ref="通府办函〔2026〕18号",
        at=telling.at(7),
    )


def _simple(telling: Telling) -> None:
    office = telling.actor("registrar", OFFICE)
    ways.propose_simple(
        actor=office,
        petition_id=telling.id,
        reason=ways.Reason.DAILY_LIFE,
        absent=NO_BARS,
        at=telling.at(0, hour=11),
    )
    petitions.refer_petition(
        actor=office,
        petition_id=telling.id,
        organ_id=telling.organ_id(telling.organ),
        mode=petitions.Mode.TRANSFER,
        at=telling.at(0, hour=15),
    )
    ways.accept_simply(
        actor=telling.actor("handler"),
        petition_id=telling.id,
        reason=ways.Reason.DAILY_LIFE,
        absent=NO_BARS,
        paper_wanted=False,
        told=ways.Told.TELEPHONE,
        at=telling.at(1),
    )


def _simple_answered(telling: Telling) -> None:
    _simple(telling)
    telling.draft()
    ways.tell_answer(
        actor=telling.actor("handler"), petition_id=telling.id, told=ways.Told.MESSAGE, at=telling.at(13)
    )


# --- handling -----------------------------------------------------------------------------------------


def _co_handling(telling: Telling) -> None:
    handler = telling.actor("handler")
    asked = [
        handling.ask_co_opinion(
            actor=handler,
            petition_id=telling.id,
            organ_id=telling.organ_id(code),
            question=question,
            due_on=(telling.at(8) + timedelta(days=days)).date(),
            at=telling.at(8),
        )
        for code, question, days in (
            ("zrzyj", "塌方地段的土地权属是谁的？", 10),
            ("slj", "排水沟是否属于水利设施，由谁清淤？", 40),
        )
    ]
    handling.give_co_opinion(
        actor=telling.actor("handler", "zrzyj"),
        petition_id=telling.id,
        co_handling_id=asked[0].id,
        opinion="经查地籍档案，该地段属于村集体所有。",
        at=telling.at(12),
    )


def _announce(telling: Telling, after: int) -> handling.Hearing:
    matter, at = _matter(telling), telling.at(after)
    handler, organ = matter.handler, matter.handling
    names = SEATS.format(handler=handler.name if handler else "", organ=organ.short_name if organ else "")
    plan = handling.HearingPlan(
        held_on=calendar().next_workday(at.date() + timedelta(days=9)),
        times="9时30分",
        place="信访局听证室",
        host="赵明山",
        recorder="陈𠮷",
        seats=handling.seats_of(f"信访人 {matter.petitioner_name}\n{names}"),
        is_public=True,
        closed_reason="",
        ground=handling.Ground.COMPLEX,
        reason="涉及三十多户的利益，各方说法不一。",
    )
    return handling.announce_hearing(actor=telling.actor("handler"), petition_id=telling.id, plan=plan, at=at)


def _hearing_announced(telling: Telling) -> None:
    handling.apply_for_hearing(
        actor=_me(telling), petition_id=telling.id, reason="各方说法不一，请求公开听证。", at=telling.at(8)
    )
    _announce(telling, 10)


def _hearing_held(telling: Telling) -> None:
    hearing, handler = _announce(telling, 9), telling.actor("handler")
    after = ((hearing.held_on or telling.first) - telling.first).days
    handling.hold_hearing(
        actor=handler,
        petition_id=telling.id,
        table=handling.HearingTable(
            "问：主持人问信访人，请求是什么？\n答：请求按照登记面积补发。\n问：承办人员的意见？\n答：面积有出入，正在核实。",
            "已宣读，各方签名",
        ),
        at=telling.at(after),
    )
    handling.conclude_hearing(
        actor=handler,
        petition_id=telling.id,
        facts="登记面积与实际面积相差一亩二分，各方没有异议。",
        conclusion="请求的主要部分应予支持。",
        votes=(2, 1, 0),
        at=telling.at(after, hour=16),
    )


def _settlement(telling: Telling) -> None:
    handler = telling.actor("handler")
    handling.propose_settlement(
        actor=handler,
        petition_id=telling.id,
        kind="mediation",
        other_party="通江县某物业服务公司",
        mediator="何春梅",
        proposal="物业公司修好漏水处，赔偿天花板损失三千元。",
        at=telling.at(9),
    )
    handling.accept_settlement(actor=_me(telling), petition_id=telling.id, at=telling.at(10))
    handling.accept_settlement(
        actor=handler,
        petition_id=telling.id,
        side=handling.Side.OTHER,
        how="来函同意，函件存卷",
        at=telling.at(11),
    )
    at = telling.at(14)
    agreement = handling.Agreement(
        facts="楼上管道漏水泡坏天花板，双方对责任没有争议。",
        terms="物业公司修好漏水处，赔偿三千元。",
        performance="银行转账",
        signed_on=at.date(),
        execute_by=max(at.date(), now().date()) + timedelta(days=20),
    )
    handling.settle_petition(actor=handler, petition_id=telling.id, agreement=agreement, at=at)
    petitions.deliver_answer(
        actor=handler,
        petition_id=telling.id,
        way=DeliveryWay.IN_PERSON,
        recipient=_matter(telling).petitioner_name,
        delivered_on=telling.at(15).date(),
        details="当面送达并签收",
        at=telling.at(15),
    )


def _ask_extension(telling: Telling, after: int) -> None:
    clocks.apply_for_extension(
        actor=telling.actor("handler"),
        petition_id=telling.id,
        days=30,
        reason="鉴定机构的报告还没有出，情况复杂。",
        at=telling.at(after),
    )


def _extension_waiting(telling: Telling) -> None:
    _ask_extension(telling, 52)


def _extended(telling: Telling) -> None:
    _ask_extension(telling, 50)
    clocks.approve_term(
        actor=telling.actor("leader"),
        petition_id=telling.id,
        opinion="情况属实，同意延长。",
        at=telling.at(51),
    )


def _execution(telling: Telling) -> None:
    handler = telling.actor("handler")
    for row in handling.open_executions(_matter(telling)):
        handling.report_progress(
            actor=handler,
            petition_id=telling.id,
            execution_id=row.id,
            words="材料已经进场，完成了一半。",
            at=telling.at(18),
        )
        handling.finish_execution(
            actor=handler,
            petition_id=telling.id,
            execution_id=row.id,
            evidence="验收单和照片存卷",
            at=telling.at(22),
        )


def _execution_disputed(telling: Telling) -> None:
    rows = handling.open_executions(_matter(telling))
    _execution(telling)
    handling.dispute_execution(
        actor=_me(telling),
        petition_id=telling.id,
        execution_id=rows[0].id,
        said="只修了一半，转弯处没有修。",
        at=telling.at(24),
    )


# --- review, rights, calling back ---------------------------------------------------------------------


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
        recipient=_matter(telling).petitioner_name,
        delivered_on=served.date(),
        details="当面送达并签收",
        at=served,
    )
    _execution(telling)


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
        actor=_me(telling),
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
        "split": _split,
        "joint": _joint,
        "urgent": _urgent,
        "objection": _objection,
        "designated": _designated,
        "simple": _simple,
        "simple_answered": _simple_answered,
        "co_handling": _co_handling,
        "hearing_announced": _hearing_announced,
        "hearing_held": _hearing_held,
        "settlement": _settlement,
        "extension_waiting": _extension_waiting,
        "extended": _extended,
        "execution": _execution,
        "execution_disputed": _execution_disputed,
        "review_open": _review_open,
        "review_decided": _review_decided,
        "final_review": _final_review,
        "right": _right,
    }
)
