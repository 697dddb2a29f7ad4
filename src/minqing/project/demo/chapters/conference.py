"""Joint conferences of the demo: one being followed, one called for tomorrow; an order of the hall."""

from collections.abc import Mapping
from datetime import date, timedelta

from minqing.kernel.clock.public import now
from minqing.kernel.people.public import Account, Organ, actor_of
from minqing.project.demo.chapters.telling import OFFICE
from minqing.reception.public import conference as rooms
from minqing.reception.public import dispatch

UNITS = ("zjj", "zrzyj", "mzj")


def tell_conferences(today: date, posts: Mapping[tuple[str, str], Account]) -> int:
    """Tell them when there is none; return how many were made."""
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in=UNITS)}
    if rooms.Conference.objects.exists() or len(organs) < len(UNITS):
        return 0
    office, at = actor_of(posts[OFFICE, "registrar"], today), now()
    guests = [rooms.Guest(organs[code].pk, "带有关材料") for code in UNITS]
    made = [
        rooms.convene_conference(
            actor=office,
            kind="conference",
            theme=theme,
            starts_at=at + timedelta(days=after),
            place="信访局二楼会议室",
            host="孙建业",
            agenda=[rooms.Point("各单位说明情况"), rooms.Point("议定一揽子办法")],
            guests=guests,
            at=at - timedelta(days=5),
        )
        for theme, after in (("安置房办证一揽子解决", -2), ("农村道路管护分工", 1))
    ]
    first = made[0].pk
    seats = [rooms.Attended(organs[code].pk, came=True, who="分管副局长", said="同意。") for code in UNITS]
    met = at - timedelta(days=2)
    rooms.record_meeting(actor=office, conference_id=first, held_at=met, attended=seats, at=met)
    for code, text in zip(UNITS, ("完成竣工验收", "补办土地手续", "核实困难群众过渡安置"), strict=True):
        draft = rooms.DecisionDraft(text, organs[code].pk, "分管副局长", today + timedelta(days=14))
        rooms.write_decision(actor=office, conference_id=first, draft=draft, at=met)
    rooms.issue_minutes(actor=office, conference_id=first, at=met)
    order = dispatch.OrderDraft(
        organs["zjj"].pk,
        dispatch.OrderKind.SEND,
        "请派熟悉安置房的人员到大厅当面答复",
        "大厅3号窗口",
        at + timedelta(minutes=30),
    )
    dispatch.send_order(actor=office, draft=order, at=at)
    return len(made)
