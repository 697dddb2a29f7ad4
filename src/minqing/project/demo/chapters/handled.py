"""Handling to its end: co-opinions, hearings, settlement, longer terms, carrying out."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from minqing.kernel.clock.public import calendar, now
from minqing.kernel.documents.public import DeliveryWay
from minqing.petition import public as petitions
from minqing.petition.public import clocks, handling
from minqing.project.demo.chapters.telling import Telling, matter_told, petitioner_told

SEATS: Final = "承办人员 {handler} {organ}\n听证员 何春梅 县人大代表\n律师 吴㛃 通江县法律援助中心"


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
    matter, at = matter_told(telling), telling.at(after)
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
        actor=petitioner_told(telling),
        petition_id=telling.id,
        reason="各方说法不一，请求公开听证。",
        at=telling.at(8),
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
    handling.accept_settlement(actor=petitioner_told(telling), petition_id=telling.id, at=telling.at(10))
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
        recipient=matter_told(telling).petitioner_name,
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


def carried_out(telling: Telling) -> None:
    """Report on, and finish, what is still to be carried out."""
    handler = telling.actor("handler")
    for row in handling.open_executions(matter_told(telling)):
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
    rows = handling.open_executions(matter_told(telling))
    carried_out(telling)
    handling.dispute_execution(
        actor=petitioner_told(telling),
        petition_id=telling.id,
        execution_id=rows[0].id,
        said="只修了一半，转弯处没有修。",
        at=telling.at(24),
    )


CHAPTERS: Final[Mapping[str, Callable[[Telling], None]]] = MappingProxyType(
    {
        "co_handling": _co_handling,
        "hearing_announced": _hearing_announced,
        "hearing_held": _hearing_held,
        "settlement": _settlement,
        "extension_waiting": _extension_waiting,
        "extended": _extended,
        "execution": carried_out,
        "execution_disputed": _execution_disputed,
    }
)
