"""A unit's published reception days, and what people bring to them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.people.public import Account, Actor, Duty, Organ, actor_of, petitioner_actor
from minqing.reception.public import days
from minqing.reception.public.days import (
    BookingDraft,
    DayBooking,
    Instruction,
    Kind,
    LeaderDay,
    ReceptionRecord,
    Rhythm,
    Stage,
)
from tests.cast import Cast, make_account

BRINGS = BookingDraft(time(9), "李桂兰", "13812345678", Stage.NEW, "03", "安置房漏水")


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """Return an instant of a day in civil time."""
    return datetime.combine(day, time(hour, minute), CIVIL_ZONE)


@dataclass(frozen=True)
class Rota:
    """The petition office's rota: two leaders in turn on every working day, nine to ten, two slots."""

    cast: Cast
    first: Account
    second: Account
    begun: date

    @property
    def organ(self) -> Organ:
        """Return the unit."""
        return self.cast.petition_office

    @property
    def clerk(self) -> Actor:
        """Return who plans."""
        return actor_of(self.cast.registrar, self.begun)

    def leader(self, day: LeaderDay) -> Actor:
        """Return who receives that day, as an actor."""
        account = self.first if day.leader_id == self.first.pk else self.second
        return actor_of(account, self.begun)

    def draft(self, **changed: object) -> days.RotationDraft:
        """Return the rule."""
        said: dict[str, object] = {
            "kind": Kind.FIXED,
            "rhythm": Rhythm.WORKDAYS,
            "leaders": (self.first.pk, self.second.pk),
            "place": "接访大厅",
            "starts": time(9),
            "ends": time(10),
            **changed,
        }
        return days.RotationDraft(**said)  # type: ignore[arg-type]

    def generate(self, **changed: object) -> days.MonthMade:
        """Generate the month of the first day."""
        return days.generate_month(
            actor=self.clerk,
            organ_id=self.organ.pk,
            draft=self.draft(**changed),
            year=self.begun.year,
            month=self.begun.month,
            at=at(self.begun),
        )

    def publish(self) -> int:
        """Publish the month."""
        return days.publish_month(
            actor=self.clerk,
            organ_id=self.organ.pk,
            year=self.begun.year,
            month=self.begun.month,
            at=at(self.begun),
        )

    def days(self) -> list[LeaderDay]:
        """Return the days as they stand, in order."""
        return list(LeaderDay.objects.filter(organ=self.organ, cancelled=False).select_related("organ"))

    def book(self, day: LeaderDay, hour: datetime | None = None, **changed: object) -> DayBooking:
        """A resident books."""
        draft = replace(BRINGS, **changed)  # type: ignore[arg-type]
        return days.book_leader(
            actor=petitioner_actor(), day_id=day.pk, draft=draft, at=hour or at(self.begun)
        )

    def receive(self, day: LeaderDay, booking: DayBooking | None = None) -> ReceptionRecord:
        """The leader of the day writes down who came."""
        draft = days.RecordDraft(
            "安置房漏水",
            "楼顶漏了三个月。",
            visitors=() if booking else (days.Visitor("王建国", "13800005678"),),
            booking_id=booking.pk if booking else None,
        )
        return days.record_reception(
            actor=self.leader(day), day_id=day.pk, draft=draft, at=at(day.day, 9, 30)
        )

    def instruct(self, record: ReceptionRecord, workdays: int = 5) -> Instruction:
        """The leader has the housing office's handler see to it."""
        return days.give_instruction(
            actor=self.leader(record.day),
            record_id=record.pk,
            text="查明原因，提出维修办法。",
            organ_id=self.cast.housing.pk,
            owner_id=self.cast.handler.pk,
            workdays=workdays,
            at=at(record.day.day, 10),
        )


def make_rota(cast: Cast, begun: date) -> Rota:
    """Return the published rota of the rest of a month."""
    second = make_account("second_leader", "冉小䶮", (cast.petition_office, Duty.LEADER, "副局长"))
    rota = Rota(cast, cast.office_leader, second, begun)
    rota.generate()
    rota.publish()
    return rota
