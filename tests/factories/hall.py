"""A hall as a steward sets it up: services, windows with departments, hours; and people at the windows."""

from dataclasses import dataclass, field
from datetime import datetime, time

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.people.public import Account, Actor, Duty, Organ, petitioner_actor
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Hall, OpenOn, Period, Service, ServiceKind, Window
from tests.cast import Cast, make_account

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=CIVIL_ZONE)
"""A working day, the hall open."""
KIOSK = petitioner_actor("取号机")
HOURS = {
    OpenOn.WORKDAY: (Period(time(8, 30), time(12)), Period(time(14, 30), time(18))),
    OpenOn.REST: (),
}


@dataclass(frozen=True)
class HallSet:
    """A hall and who works there: ``clerks[i]`` sits at ``windows[i]``."""

    cast: Cast
    hall: Hall
    services: dict[str, Service]
    windows: list[Window]
    clerks: list[Account] = field(default_factory=list)

    def clerk(self, index: int = 0) -> Actor:
        """Return who sits at that window, as an actor."""
        return self.cast.actor(self.clerks[index])

    @property
    def steward(self) -> Actor:
        """Return the hall's steward."""
        return self.cast.actor(self.cast.steward)


def make_hall(cast: Cast, windows: int = 2, *, at: datetime = MONDAY, **limits: int) -> HallSet:
    """Return a hall of the petition office: services A (matters) and B (housing); every window calls both.

    The first window is the petition office's, the second the housing office's, then again from the first.
    """
    steward = cast.actor(cast.steward)
    office = cast.petition_office
    hall = halls.found_hall(
        actor=steward,
        organ_id=office.id,
        code="hall",
        draft=halls.HallDraft("群众来访接待大厅", **limits),
        at=at,
    )
    halls.set_hours(actor=steward, hall_id=hall.id, periods=HOURS, at=at)
    services = {
        prefix: halls.save_service(
            actor=steward,
            hall_id=hall.id,
            draft=halls.ServiceDraft(name, kind, prefix, per_slot=per_slot),
            at=at,
        )
        for prefix, name, kind, per_slot in (
            ("A", "反映信访事项", ServiceKind.PETITION, 1),
            ("B", "住房和城乡建设", ServiceKind.DEPARTMENT, 0),
        )
    }
    organs: tuple[Organ, ...] = (office, cast.housing)
    made, clerks = [], []
    for number in range(windows):
        organ = organs[number % 2]
        draft = halls.WindowDraft(
            f"{number + 1}号窗口", organ.id, tuple(s.id for s in services.values()), sort=number
        )
        made.append(halls.save_window(actor=steward, hall_id=hall.id, draft=draft, at=at))
        clerks.append(make_account(f"counter-{number}", f"窗口{number}", (organ, Duty.COUNTER, "窗口接待员")))
    return HallSet(cast, hall, services, made, clerks)
