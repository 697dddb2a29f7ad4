"""What is done to many matters at once: the daily reminder of due days, up to the leader and the supervisor.

Articles: 信访工作条例 45(1) (liability for delay); the thresholds are settings of the profile, defaults and
not law (``warn_…_percent``).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from minqing.kernel.access.public import superior_path
from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.law.public import Profile
from minqing.kernel.notifications.public import Notice, notify
from minqing.kernel.people.public import Account, Duty, Holder, actor_of, duty_holders
from minqing.kernel.rows.public import fetch
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.gate import ORGANS, verdict_on
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import FINISHED
from minqing.petition.matter.timing.rules import TOLD, Alarm, Thresholds, alarm
from minqing.petition.matter.words import official as _

# One notice a person a day: two hundred overdue matters as two hundred notices would be read by nobody.
SOON_DAYS: Final = 7
DUE_SOON, OVERDUE, WARNED = "petition.due_soon", "petition.overdue", "petition.due_warning"
LINK: Final = "/desk/"

# The nearest duty of each open matter with the day it began, grouped, so that a county's matters are a few
# hundred rows. A paused clock is no duty of the matter (``set_due``), so a pause warns of nothing.
# An objection waits for the organ that referred the matter, not for the one that holds it (23(3)).
# Uses index: petition_due, clock_petition.
_DUTIES: Final = """
SELECT o.id, o.path, p.handler_id, p.sealed, COALESCE(c.started_on, p.due_on), p.due_on,
    p.kept_accounts, CASE WHEN p.sealed THEN p.id END, count(*)
FROM petition_petition p JOIN people_organ o ON o.id =
    CASE p.due_term WHEN 'OBJECT_VERIFY' THEN p.received_by_id ELSE p.holder_id END
LEFT JOIN LATERAL (
    SELECT started_on FROM petition_runningclock r
    WHERE r.petition_id = p.id AND r.term = p.due_term AND r.stopped_on IS NULL ORDER BY id DESC LIMIT 1
) c ON true
WHERE p.due_on IS NOT NULL AND p.state <> ALL(%s) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""
Row = tuple[UUID, str, UUID | None, bool, date, date, list[UUID] | None, UUID | None, int]


class Share(NamedTuple):
    """How many matters somebody is told of: late, due today, due soon, and warned of earlier."""

    late: int = 0
    now: int = 0
    soon: int = 0
    warned: int = 0

    def plus(self, other: "Share") -> "Share":
        """Return the sum."""
        return Share(*(a + b for a, b in zip(self, other, strict=True)))


def thresholds_of(profile: Profile) -> Thresholds:
    """Return from which share of a term on whom to warn; the defaults where the profile says nothing."""
    given = {
        name: profile.settings[key].value
        for name in ("handler", "leader", "supervisor", "last")
        if (key := f"warn_{name}_percent") in profile.settings
    }
    return Thresholds(**given)


def remind_of_due(day: date) -> int:
    """Tell everybody once a day how many of their matters are overdue, due today, due soon, or warned of.

    The handler of each matter; where there is none the registrars of the organ that holds it. From the next
    threshold on (75 % of the term used up) the organ's leaders too, then (85 %) the supervisors whose
    jurisdiction it is in; of what is overdue all of them. Whoever stands in for somebody away is told as they
    would be. Supervisors are told of no sealed matter. A second run on the same day tells nobody twice.
    Returns how many were told. Four queries whatever the number of
    plain matters.
    """
    rows: list[Row] = fetch(_DUTIES, [sorted(state.value for state in FINISHED)])
    holders = duty_holders([Duty.REGISTRAR, Duty.LEADER, Duty.SUPERVISOR], day)
    told = _shares(rows, holders, day, thresholds_of(profile_in_force(day)))
    done = _told_on(day)
    count = 0
    for account, share in told.items():
        for event, title in _titles(share):
            if (account, event) not in done:
                count += notify(account_ids=[account], event_name=event, title=title, link=LINK)
    return count


def _titles(share: Share) -> list[tuple[str, str]]:
    """Return the notices of one person, only those with something to say."""
    said = []
    if share.late:
        said.append((OVERDUE, _("%(late)d件信访事项已超期") % {"late": share.late}))
    if share.now or share.soon:
        words = _("%(now)d件今日到期，%(soon)d件7日内到期") % {"now": share.now, "soon": share.soon}
        said.append((DUE_SOON, words))
    if share.warned:
        said.append((WARNED, _("%(warned)d件期限过半，请抓紧办理") % {"warned": share.warned}))
    return said


def _shares(
    rows: Iterable[Row], holders: Iterable[Holder], day: date, thresholds: Thresholds
) -> dict[UUID, Share]:
    """Return for each account what they are told of."""
    desks: dict[tuple[UUID, Duty], list[UUID]] = defaultdict(list)
    for holder in holders:
        desks[holder.organ_id, holder.duty].append(holder.account_id)
    supervisors = _supervisors(holders)
    told: dict[UUID, Share] = {}
    for organ, path, handler, sealed, started, due, kept, report, number in rows:
        level = alarm(started, due, day, thresholds)
        accounts = {
            "handler": [handler] if handler else desks.get((organ, Duty.REGISTRAR), []),
            "leader": desks.get((organ, Duty.LEADER), []),
            "supervisor": []
            if sealed
            else [account for reach, account in supervisors if path.startswith(reach)],
        }
        for who in {"handler", *TOLD[level]}:
            share = _share(due, day, number, level, first=who == "handler")
            if any(share):
                for account in _entitled(accounts[who], kept, report, day):
                    told[account] = told.get(account, Share()).plus(share)
    return told


def _entitled(accounts: list[UUID], kept: list[UUID] | None, report: UUID | None, day: date) -> list[UUID]:
    """Return those who may know that there is such a matter: none it is kept from, not even in a number.

    A plain matter asks nothing; of a sealed one each is weighed as if they opened it (28(3), 30(3)).
    """
    free = [each for each in accounts if each not in kept] if kept else accounts
    if report is None or not free:
        return free
    petition = Petition.objects.select_related(*ORGANS).get(pk=report)
    found = Account.objects.in_bulk(free)
    return [
        each
        for each in free
        if each in found and verdict_on(actor_of(found[each], day), Doing.READ, petition)
    ]


def _share(due: date, day: date, number: int, level: Alarm, *, first: bool) -> Share:
    """Return what one group of matters adds to somebody's notices."""
    if due < day:
        return Share(late=number)
    if due == day:
        return Share(now=number)
    if due <= day + timedelta(days=SOON_DAYS):
        return Share(soon=number)
    # Far off: the handler is told on the way; leaders and supervisors only once it is their turn.
    return Share(warned=number) if level is not Alarm.CALM or not first else Share()


def _supervisors(holders: Iterable[Holder]) -> list[tuple[str, UUID]]:
    """Return how far each supervisor reaches, as the path of the organ above their own."""
    found = [holder for holder in holders if holder.duty is Duty.SUPERVISOR]
    if not found:
        return []
    paths = dict(
        fetch("SELECT id, path FROM people_organ WHERE id = ANY(%s)", [[each.organ_id for each in found]])
    )
    return [(superior_path(str(paths[each.organ_id])), each.account_id) for each in found]


def _told_on(day: date) -> set[tuple[UUID, str]]:
    start = datetime.combine(day, time(), CIVIL_ZONE)
    rows = Notice.objects.filter(
        event_name__in=[DUE_SOON, OVERDUE, WARNED],
        created_at__gte=start,
        created_at__lt=start + timedelta(days=1),
    )
    return set(rows.values_list("account_id", "event_name"))
