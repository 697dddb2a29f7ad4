"""Steps of deciding the way, each on its day by the person of the cast whose step it is."""

from datetime import date
from typing import Any

from minqing.kernel.people.public import Account
from minqing.petition import public as petitions
from minqing.petition.public import Petition, Referral
from minqing.petition.public import routing as ways
from tests.factories.path import Walk, on_day

NO_BARS = frozenset(ways.DECLARED)
WHERE = {"where": "诺水河镇人民政府", "how": "凭查询码查询办理情况", "until": "2026年11月30日以前"}


def objects(walk: Walk, day: date, account: Account | None = None, **more: Any) -> Referral:
    """The organ objects."""
    with on_day(day) as at:
        return petitions.object_to_referral(
            actor=walk.actor(account or walk.cast.handler, day),
            petition_id=walk.id,
            reason=more.pop("reason", "该路段由乡镇管护"),
            at=at,
            **more,
        )


def agrees(walk: Walk, day: date, account: Account | None = None) -> Referral:
    """The sender agrees; the matter comes back."""
    with on_day(day) as at:
        actor = walk.actor(account or walk.cast.registrar, day)
        return ways.take_back(actor=actor, petition_id=walk.id, reason="情况属实", at=at)


def refuses(walk: Walk, day: date, reason: str = "职责清单已经列明") -> Referral:
    """The sender does not agree."""
    with on_day(day) as at:
        actor = walk.actor(walk.cast.registrar, day)
        return ways.refuse_objection(actor=actor, petition_id=walk.id, reason=reason, at=at)


def bounces(walk: Walk, day: date, **more: Any) -> None:
    """The organ objects and the sender agrees, the same day."""
    objects(walk, day, **more)
    agrees(walk, day)


def meets(walk: Walk, day: date, **more: Any) -> ways.Coordination:
    """The petition office records a coordination meeting of the housing bureau and the township."""
    cast = walk.cast
    with on_day(day) as at:
        return ways.record_coordination(
            actor=walk.actor(cast.registrar, day),
            petition_id=walk.id,
            met_on=more.pop("met_on", day),
            place="信访局二楼会议室",
            host="孙建业",
            voices=more.pop(
                "voices",
                (
                    ways.Said(cast.housing.id, "村道不在本局职责清单", "刘志远"),
                    ways.Said(cast.township.id, "同意按属地牵头"),
                ),
            ),
            decision=more.pop("decision", "由属地乡镇受理，住建局提供技术支持。"),
            decided_organ_id=more.pop("decided", cast.township).id,
            at=at,
        )


def designates(walk: Walk, day: date, account: Account | None = None, **more: Any) -> ways.Designation:
    """The decision of the common superior is recorded."""
    with on_day(day) as at:
        return ways.designate_organ(
            actor=walk.actor(account or walk.cast.registrar, day),
            petition_id=walk.id,
            organ_id=more.pop("organ", walk.cast.township).id,
            reason=more.pop("reason", "两个单位都认为不属于本单位职权"),
            decision_ref=more.pop("decision_ref", "通府办函〔2026〕18号"),
            at=at,
        )


def declines(
    walk: Walk, day: date, ground: ways.Ground, account: Account | None = None, **more: Any
) -> ways.Decline:
    """The holding organ tells the petitioner why it does not accept."""
    with on_day(day) as at:
        return ways.decline_petition(
            actor=walk.actor(account or walk.cast.registrar, day),
            petition_id=walk.id,
            ground=ground,
            stated=more.pop("stated", ways.Stated()),
            explanation=more.pop("explanation", "与原事项相同。"),
            **{**WHERE, **more},
            at=at,
        )


def accepts_simply(walk: Walk, day: date, account: Account | None = None, **more: Any) -> Petition:
    """The competent organ accepts on the short track."""
    with on_day(day) as at:
        return ways.accept_simply(
            actor=walk.actor(account or walk.cast.handler, day),
            petition_id=walk.id,
            reason=more.pop("reason", ways.Reason.CLEAR_AND_MINOR),
            absent=more.pop("absent", NO_BARS),
            paper_wanted=more.pop("paper_wanted", False),
            told=more.pop("told", ways.Told.TELEPHONE),
            at=at,
            **more,
        )
