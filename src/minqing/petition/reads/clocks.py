"""What a clock says of itself: how it stands, its count day by day, its law, and everything that moved it.

Articles: 信访工作条例 34 (the petitioner is told of an extension and why), 36(2).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.kernel.clock.public import DayLine
from minqing.kernel.law.public import Article, NotAllowed, Profile, Term
from minqing.kernel.people.public import Actor
from minqing.petition.handling.models import TermRequest
from minqing.petition.handling.running_on import AT_WORK
from minqing.petition.matter.clocks import explained, profile_in_force, summed_up
from minqing.petition.matter.gate import petition_for, visible_to
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import ClockChange, ClockPause, Petition, RunningClock
from minqing.petition.matter.rules import SET_ARTICLES, Annex, term_named
from minqing.petition.matter.timing.rules import ChangeKind, Standing
from minqing.petition.matter.words import spoken_day
from minqing.petition.reads.bundle import Bundle
from minqing.petition.reads.lines import ClockLine, clock_line

CHANGES: Final[dict[ChangeKind, str | Promise]] = {
    ChangeKind.EXTENDED: lazy("延长"),
    ChangeKind.PAUSED: lazy("中止"),
    ChangeKind.RESUMED: lazy("恢复计算"),
    ChangeKind.EXCLUDED: lazy("扣除不计入的日子"),
    ChangeKind.RECOUNTED: lazy("按日历重新计算"),
    ChangeKind.KEPT: lazy("日历变动，期限不提前"),
}
STANDINGS: Final[dict[Standing, str | Promise]] = {
    Standing.RUNNING: lazy("正在计算"),
    Standing.PAUSED: lazy("中止"),
    Standing.OVERDUE: lazy("已超期"),
    Standing.MET: lazy("按期完成"),
    Standing.MISSED: lazy("逾期完成"),
    Standing.LAPSED: lazy("已过"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moved a clock: what, when, by how much, on what basis, asked and approved by whom."""

    kind: str
    on: date
    before: date
    after: date
    days: int
    basis: str
    reason: str
    applied_by: str
    approved_by: str
    document_id: UUID | None


@dataclass(frozen=True, slots=True)
class ClockStory:
    """期限的来历: everything the page of one clock shows."""

    line: ClockLine
    standing: str
    summary: str
    days: tuple[DayLine, ...]
    profile: Profile
    term: Term | None
    article: Article | None
    changes: tuple[Change, ...]
    pause_limit: date | None


def clock_story(actor: Actor, petition_id: UUID, clock_id: UUID, today: date) -> ClockStory:
    """Return the story of a clock of a matter the actor may read; four queries.

    Raises ``NotAllowed`` for a clock of another matter.
    """
    petition = petition_for(actor, petition_id, Doing.READ)
    clock = RunningClock.objects.filter(petition=petition, pk=clock_id).first()
    if clock is None:
        raise NotAllowed(_("这件信访事项没有这个期限。"))
    profile = profile_in_force(clock.started_on)
    term = term_named(profile, clock.term)
    pause = ClockPause.objects.filter(clock=clock, last_on=None).first() if clock.paused_on else None
    line = clock_line(clock, today)
    return ClockStory(
        line=line,
        standing=str(STANDINGS[line.standing]),
        summary=summed_up(clock),
        days=explained(clock, today),
        profile=profile,
        term=term,
        article=term.article if term else SET_ARTICLES.get(clock.term),
        changes=changes_of([clock.pk]),
        pause_limit=pause.limit_on if pause else None,
    )


def changes_of(clock_ids: list[UUID]) -> tuple[Change, ...]:
    """Return what moved these clocks, the earliest first; one query."""
    rows = ClockChange.objects.filter(clock_id__in=clock_ids).select_related("applied_by", "approved_by")
    return tuple(
        Change(
            kind=str(CHANGES[ChangeKind(row.kind)]),
            on=row.on,
            before=row.before,
            after=row.after,
            days=row.days,
            basis=row.basis,
            reason=row.reason,
            applied_by=row.applied_by.name if row.applied_by else "",
            approved_by=f"{row.approved_title} {row.approved_by.name}".strip() if row.approved_by else "",
            document_id=row.document_id,
        )
        for row in rows.order_by("at", "id")
    )


def requests_waiting(actor: Actor, today: date) -> tuple[TermRequest, ...]:
    """Return the applications the actor may decide on, the earliest last day first; one query.

    What was not decided by its last day can no longer be granted and is left out.
    """
    rows = TermRequest.objects.filter(
        status=TermRequest.Status.PENDING,
        clock__due_on__gte=today,
        petition__in=visible_to(actor, Doing.DECIDE_TERM).filter(state__in=[s.value for s in AT_WORK]),
    )
    return tuple(rows.select_related("petition", "applied_by", "clock").order_by("clock__due_on", "id"))


@dataclass(frozen=True, slots=True)
class PlainClock:
    """One of the petitioner's clocks in plain words: what, how it stands, and what was done to it and why."""

    name: str
    said: str
    moved: tuple[str, ...]


# What concerns the petitioner: the answer they wait for, and their own rights.
CONCERNING: Final = frozenset(
    {
        "HANDLE",
        "PRACTICE_HANDLE",
        "SIMPLE_HANDLE",
        "REVIEW1_DECIDE",
        "REVIEW2_DECIDE",
        "REVIEW_OUTSIDE",
        "REVIEW1_APPLY",
        "REVIEW2_APPLY",
        "EVALUATION_WINDOW",
    }
)
_PLAIN: Final[dict[Standing, str | Promise]] = {
    Standing.RUNNING: lazy("最后一天是%(due)s。"),
    Standing.PAUSED: lazy("从%(paused)s起暂停计算，恢复以后接着算剩下的日子。"),
    Standing.OVERDUE: lazy("最后一天是%(due)s，已经过了，还没有办完。"),
    Standing.MET: lazy("已经按期办完（%(stopped)s）。"),
    Standing.MISSED: lazy("%(stopped)s才办完，比最后一天（%(due)s）晚了。"),
    Standing.LAPSED: lazy("最后一天是%(due)s，已经过了。"),
}
_MOVED: Final[dict[str, str | Promise]] = {
    "extended": lazy(
        "%(on)s经%(by)s批准延长%(days)s日，最后一天由%(before)s改为%(after)s。理由：%(reason)s（%(basis)s）"
    ),
    "paused": lazy("%(on)s起暂停计算。理由：%(reason)s（%(basis)s）"),
    "resumed": lazy("%(on)s恢复计算，中间%(days)s日不算，最后一天是%(after)s。"),
    "excluded": lazy("有%(days)s日不算在内，最后一天是%(after)s。理由：%(reason)s（%(basis)s）"),
    "recounted": lazy("国家放假安排公布以后重新算过，最后一天由%(before)s改为%(after)s。"),
    "kept": lazy("国家放假安排公布以后，您的最后一天不提前，仍是%(after)s。"),
}


def plain_clocks(petition: Petition, bundle: Bundle, today: date) -> tuple[PlainClock, ...]:
    """Return the clocks that concern the petitioner; one query only where one was ever moved."""
    clocks = [clock for clock in bundle.clocks if clock.term in CONCERNING]
    moved: dict[UUID, list[str]] = {}
    annexed = {Annex.EXTENSION.value, Annex.PAUSE.value} & set(petition.annexes)
    if clocks and (annexed or any(clock.recounted_from for clock in clocks)):
        rows = ClockChange.objects.filter(clock__in=[clock.pk for clock in clocks]).order_by("at", "id")
        for row in rows:
            moved.setdefault(row.clock_id, []).append(_said_of(row))
    return tuple(
        PlainClock(
            name=clock_line(clock, today).name,
            said=_plain(clock, today),
            moved=tuple(moved.get(clock.pk, ())),
        )
        for clock in clocks
    )


def _plain(clock: RunningClock, today: date) -> str:
    return str(_PLAIN[clock_line(clock, today).standing]) % {
        "due": spoken_day(clock.due_on),
        "paused": spoken_day(clock.paused_on),
        "stopped": spoken_day(clock.stopped_on),
    }


def _said_of(row: ClockChange) -> str:
    return str(_MOVED[row.kind]) % {
        "on": spoken_day(row.on),
        "by": row.approved_title or _("单位负责人"),
        "days": row.days,
        "before": spoken_day(row.before),
        "after": spoken_day(row.after),
        "reason": row.reason,
        "basis": row.basis,
    }
