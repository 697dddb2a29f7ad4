"""The leaders of the demo: a published rota, a swap asked for, appointments, records, two held cases."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from minqing.kernel.clock.public import CIVIL_ZONE, now
from minqing.kernel.people.public import (
    Account,
    Actor,
    Duty,
    Organ,
    accounts_holding,
    actor_of,
    petitioner_actor,
)
from minqing.petition.public import Petition
from minqing.project.demo.chapters.telling import COUNTY, OFFICE
from minqing.reception.public import days as leaders
from minqing.reception.public.days import Kind, LeaderDay, Rhythm
from minqing.supervision.public import held
from minqing.supervision.public.held import Deed, Ground, HoldDraft

Posts = Mapping[tuple[str, str], Account]
HOUSING = "zjj"
PLACES = {COUNTY: "县信访大厅接访一室", OFFICE: "县信访大厅接访二室", HOUSING: "住建局一楼接访室"}
PORTFOLIOS = {
    "孙建业": ("主持全面工作", ()),
    "冉小䶮": ("来访接待，劳动和社会保障、民政方面", ("04", "05")),
    "刘志远": ("住房保障、物业", ("03",)),
}
BEHIND, AHEAD = 14, 30
SLOW, MOVING = "棚改过渡费拖了八个月", "征地三年青苗费没给"


def tell_leaders(today: date, posts: Posts) -> int:
    """Tell the chapter once; return how many reception days were planned."""
    if LeaderDay.objects.exists() or (OFFICE, "leader") not in posts:
        return 0
    chapter = _Chapter(today, posts)
    made = chapter.plan()
    chapter.ask_to_swap()
    chapter.expect_people()
    chapter.receive()
    chapter.hold()
    return made


class _Chapter:
    """Who plans and receives, and on which days."""

    def __init__(self, today: date, posts: Posts) -> None:
        self.today, self.posts = today, posts
        self.office = self.actor(OFFICE, "registrar")
        codes = [code for code in PLACES if (code, "leader") in posts]
        self.organs = {organ.code: organ for organ in Organ.objects.filter(code__in=codes)}
        held_by = accounts_holding(Duty.LEADER, self.organs[OFFICE], today)
        self.receiving = {account.pk: actor_of(account, today) for account in held_by}

    def actor(self, code: str, duty: str) -> Actor:
        return actor_of(self.posts[code, duty], self.today)

    def at(self, day: date, hour: int = 9) -> datetime:
        """Return an hour of a day, never in the future."""
        return min(datetime.combine(day, time(hour), CIVIL_ZONE), now())

    def plan(self) -> int:
        """Plan and publish from a fortnight ago until a month ahead; only the office has past days."""
        made = 0
        for code, organ in self.organs.items():
            begin = self.today - timedelta(days=BEHIND) if code == OFFICE else self.today
            at = self.at(begin, 0)
            led = list(accounts_holding(Duty.LEADER, organ, self.today))
            for account in led:
                words, subjects = PORTFOLIOS.get(account.name, ("", ()))
                if words:
                    leaders.save_portfolio(
                        actor=self.office,
                        organ_id=organ.pk,
                        account_id=account.pk,
                        words=words,
                        subjects=subjects,
                        at=at,
                    )
            made += self._months(organ, led, begin, at)
        return made

    def _months(self, organ: Organ, led: list[Account], begin: date, at: datetime) -> int:
        draft = leaders.RotationDraft(
            kind=Kind.FIXED,
            # The office receives every working day, the others once a week: their gaps stand red in the plan.
            rhythm=Rhythm.WORKDAYS if organ.code == OFFICE else Rhythm.WEEKLY,
            nth=0 if organ.code == OFFICE else 3,
            leaders=tuple(account.pk for account in led),
            place=PLACES[organ.code],
            starts=time(9),
            ends=time(11, 30),
        )
        end, made = self.today + timedelta(days=AHEAD), 0
        year, month = begin.year, begin.month
        while (year, month) <= (end.year, end.month):
            days = leaders.generate_month(
                actor=self.office, organ_id=organ.pk, draft=draft, year=year, month=month, at=at
            ).days
            if days:
                leaders.publish_month(actor=self.office, organ_id=organ.pk, year=year, month=month, at=at)
            made += len(days)
            year, month = leaders.month_beside(year, month, 1)
        return made

    def _days(self, *, past: bool) -> list[LeaderDay]:
        """Return the office's days before today, or from today on, in order."""
        rows = LeaderDay.objects.filter(organ=self.organs[OFFICE]).select_related("organ")
        rows = rows.filter(day__lt=self.today) if past else rows.filter(day__gte=self.today)
        return list(rows.order_by("day"))

    def ask_to_swap(self) -> None:
        """A leader asks another one to exchange two days of next week; the answer is still to come."""
        coming = [day for day in self._days(past=False) if day.day > self.today]
        for first in coming[1:2]:
            for second in leaders.days_to_swap(first, self.today + timedelta(days=2))[:1]:
                asks = self.receiving[first.leader_id]
                reason = "当天要到市里开会"
                leaders.ask_swap(
                    actor=asks, day_id=first.pk, other_id=second.pk, reason=reason, at=self.at(self.today)
                )

    def expect_people(self) -> None:
        """Two people have booked the next day of reception, one of whom has come if it is today."""
        day = self._days(past=False)[0]
        at = self.at(day.day, 8)
        slots = leaders.free_slots(day, at)
        about = next(iter(day.subjects), "03")
        told = (
            ("向晓东", "13900003018", "公租房轮候的先后怎么排"),
            ("尹素芳", "13900003029", "工伤待遇一直没有发"),
        )
        for slot, (name, telephone, reason) in zip(slots, told, strict=False):
            booked = leaders.book_leader(
                actor=petitioner_actor(),
                day_id=day.pk,
                draft=leaders.BookingDraft(slot, name, telephone, leaders.Stage.NEW, about, reason),
                at=at,
            )
        if day.day == self.today:
            leaders.check_in_booking(actor=self.office, code=booked.code, at=now())

    def receive(self) -> None:
        """Two receptions of the past fortnight: one instruction being carried out, one found done."""
        past = self._days(past=True)
        if len(past) < 3 or (HOUSING, "handler") not in self.posts:  # noqa: PLR2004 - one old, one new, one between
            return
        done = self._record(
            past[0], "小区门口的路灯三个月没有亮", "要求尽快修好路灯", "请住建局五个工作日内修好。"
        )
        unit, giver = self.actor(HOUSING, "handler"), self.receiving[past[0].leader_id]
        after = self.at(past[1].day, 15)
        leaders.report_instruction(
            actor=unit, instruction_id=done, words="六盏路灯已经换好，晚上去看过，都亮了。", at=after
        )
        leaders.confirm_instruction(
            actor=giver, instruction_id=done, words="已经电话问过来访人，属实。", at=self.at(past[2].day, 16)
        )
        going = self._record(
            past[-1], "安置房漏水，物业不管", "要求查明原因，维修", "请住建局牵头查明原因，提出维修办法。"
        )
        leaders.note_progress(
            actor=unit,
            instruction_id=going,
            words="已约施工单位到现场，查明是外墙裂缝。",
            at=self.at(self.today),
        )

    def _record(self, day: LeaderDay, title: str, what: str, instruction: str) -> UUID:
        leader = self.receiving[day.leader_id]
        draft = leaders.RecordDraft(
            title=title, what=f"{title}，{what}。", visitors=(leaders.Visitor("苟大全", "13900003030"),)
        )
        at = self.at(day.day, 10)
        found = leaders.record_reception(actor=leader, day_id=day.pk, draft=draft, at=at)
        return leaders.give_instruction(
            actor=leader,
            record_id=found.pk,
            text=instruction,
            organ_id=self.organs[HOUSING].pk,
            owner_id=self.posts[HOUSING, "handler"].pk,
            workdays=10,
            at=at,
        ).pk

    def hold(self) -> None:
        """Two held cases: one that moves, one without progress for a month."""
        titles = {SLOW: (HOUSING, 32), MOVING: (COUNTY, 24)}
        rows = Petition.objects.filter(title__in=titles, source_ref__startswith="demo-").exclude(holder=None)
        for matter in rows.order_by("title"):
            code, ago = titles[matter.title]
            if code in self.organs and matter.holder_id is not None:
                self._hold(matter, matter.holder_id, code, ago)

    def _hold(self, matter: Petition, unit: UUID, code: str, ago: int) -> None:
        begun = self.today - timedelta(days=ago)
        case = held.hold_case(
            actor=self.actor(OFFICE, "supervisor"),
            petition_id=matter.pk,
            draft=HoldDraft(
                leader_id=self.posts[code, "leader"].pk,
                leader_organ_id=self.organs[code].pk,
                organ_id=unit,
                ground=Ground.LONG,
                why="来过三次，两个单位各有说法，没有人拍板。",
                plan="一个月内查清欠发数额和原因，与群众当面核对；资金到位后一次补发，逐户签收。",
                due_on=self.today + timedelta(days=40),
            ),
            at=self.at(begun),
        )
        deeds = [(Deed.MEETING, "与来访代表当面商量，把各户的数额核对了一遍。", 2)]
        if matter.title == MOVING:
            deeds += [
                (Deed.VISIT, "到村里走访了七户，逐户核实青苗。", 9),
                (Deed.PROGRESS, "财政、自然资源两家商定了资金来源，正在走审批。", ago - 2),
            ]
        leader = actor_of(self.posts[code, "leader"], self.today)
        for deed, words, after in deeds:
            on = begun + timedelta(days=after)
            held.tell_deed(actor=leader, case_id=case.pk, deed=deed, words=words, on=on, at=self.at(on, 17))
