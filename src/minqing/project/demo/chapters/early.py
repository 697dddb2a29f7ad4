"""Coming in and deciding the way: split, joint, urgent, disputed, designated, simple."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from minqing.petition import public as petitions
from minqing.petition.public import coming_in as coming
from minqing.petition.public import routing as ways
from minqing.project.demo.chapters.telling import OFFICE, Telling, matter_told

NO_BARS: Final = frozenset(ways.DECLARED)


def _split(telling: Telling) -> None:
    second = petitions.requests_of(matter_told(telling))[1]
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
    ways.confirm_simple_answer(actor=telling.actor("leader"), petition_id=telling.id, at=telling.at(12))
    ways.tell_answer(
        actor=telling.actor("handler"), petition_id=telling.id, told=ways.Told.MESSAGE, at=telling.at(13)
    )


CHAPTERS: Final[Mapping[str, Callable[[Telling], None]]] = MappingProxyType(
    {
        "split": _split,
        "joint": _joint,
        "urgent": _urgent,
        "objection": _objection,
        "designated": _designated,
        "simple": _simple,
        "simple_answered": _simple_answered,
    }
)
