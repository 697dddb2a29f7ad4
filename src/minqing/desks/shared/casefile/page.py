"""Turns a case file into what the case page draws: ribbon, clocks, people, timeline, papers, moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from minqing.desks.shared import words
from minqing.desks.shared.content import content_word
from minqing.desks.shared.listing.columns import STATE_TONES, ribbon_of
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline, Moment
from minqing.kernel.clock import public as clock
from minqing.kernel.documents.public import WAY_WORDS, DeliveryWay
from minqing.petition.public import (
    FINISHED,
    CaseFile,
    ClockLine,
    Level,
    Petition,
    Procedure,
    Purpose,
    TimelineItem,
)
from minqing.petition.public import papers as service
from minqing.petition.public.closing import (
    RATED_BY_WORDS,
    RATING_WORDS,
    RatedBy,
    excluded_as,
    rating_state,
)

from .grouping import grouped
from .moves import BY_KEY, path


@dataclass(frozen=True, slots=True)
class ActionLink:
    """One move in the action bar: open with its address, or shut with the reason."""

    key: str
    label: str
    href: str
    open: bool
    reason: str
    active: bool
    main: bool
    aside: bool = False


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock as the panel draws it."""

    id: str
    name: str
    cite: str
    started_on: date
    due_on: date
    target_on: date | None
    stopped_on: date | None
    state: str
    deadline: Deadline
    provisional: bool
    href: str
    notes: tuple[str, ...] = ()


_SAVED = "opinion_saved"
# Lines people wrote themselves are shown as written; the others tell what happened, in the page's language.
_WRITTEN = frozenset({"note", "material_asked", "material_added"})
# The main line stays in the bar, and what another organ was asked for; the rest is one menu away, and so is
# what happens seldom and should not be pressed by mistake.
_SELDOM = frozenset({"assign", "withdraw"})
# A reviewing organ's main line is the review's own.
_REVIEW = (
    *("review_late", "review_late_sign", "review_accept"),
    *("review_opinion", "review_submit", "review_approve"),
)
ALWAYS_SHOWN: Final = (
    frozenset(spec.key for spec in path.MOVES) - _SELDOM
    | {"opinion", "co_answer", "exec_done"}
    | frozenset(_REVIEW)
)
# What the eye should find first in each state; everything else stays in the bar.
_MAIN = {
    "received": ("register",),
    "registered": ("classify", "refer", "review_late_sign", "review_late", "review_accept"),
    "returned": ("refer",),
    "referred": ("accept",),
    "handling": ("opinion", "review_opinion"),
    "approving": ("approve", "review_approve"),
    "answered": ("deliver",),
    "delivered": ("close",),
}


def case_context(case: CaseFile, today: date, doing: str) -> dict[str, Any]:
    """Return everything the case page shows of a file on a day; ``doing`` is the move whose form is open."""
    matter, rows = case.petition, clock_rows(case, today)
    return {
        "case": case,
        "matter": matter,
        "number": matter.number or _("未编号"),
        "state_words": words.word(words.STATES, matter.state),
        "state_tone": STATE_TONES.get(matter.state, ""),
        "stations": ribbon_of(matter, clock.civil_day(case.evaluation.at) if case.evaluation else None),
        "deadline": deadline_of(matter, today),
        "facts": [*facts_of(matter, today), *_rating_fact(case, today)],
        "clocks": [row for row in rows if row.stopped_on is None],
        "stopped_clocks": [row for row in rows if row.stopped_on is not None],
        "moments": moments(case, today),
        "people": people_rows(case),
        "papers": papers(case),
        "earlier": earlier(case, today),
        "answers": outcome_words(case.answers),
        "evaluation_words": evaluation_words(case),
        "evaluation_way": rated_how(case),
        "bar": (bar := action_bar(case, doing)),
        "more": more_menu(bar),
        "next_step": next_step(case),
        "show_result": bool(
            case.guidance or case.evaluation or (case.opinion and case.opinion.status != "draft")
        ),
        "doing": doing,
        "today": today,
    }


def deadline_of(matter: Petition, today: date) -> Deadline | None:
    """Return the badge of the nearest deadline, none once the matter is finished."""
    if matter.due_on is None or matter.state in {"closed", "withdrawn"}:
        return None
    tone, said = words.due_words(matter.due_on, today)
    return Deadline(tone, said, matter.due_on)


def facts_of(matter: Petition, today: date) -> list[tuple[str, str]]:
    """Return the short facts of the matter, only those that are there."""
    facts = [
        (_("信访形式"), words.word(words.CHANNELS, matter.channel)),
        (_("信访目的"), words.word(words.PURPOSES, matter.purpose)),
        (_("办理途径"), words.word(words.PROCEDURES, matter.procedure)),
        (_("内容分类"), content_word(matter.content_class)),
        (_("问题发生地"), matter.address),
        (_("被反映的单位"), matter.concerns.name if matter.concerns else ""),
        (_("收到单位"), matter.received_by.name),
        (_("承办单位"), matter.handling.name if matter.handling else ""),
        (_("承办人"), matter.handler.name if matter.handler else ""),
        (_("收到日期"), words.short_day(matter.received_on, today)),
        (_("登记日期"), words.short_day(matter.registered_on, today)),
        (_("受理日期"), words.short_day(matter.accepted_on, today)),
        (_("送达日期"), words.short_day(matter.delivered_on, today)),
        (_("退回次数"), str(matter.bounces) if matter.bounces else ""),
    ]
    return [(label, value) for label, value in facts if value]


def _rating_fact(case: CaseFile, today: date) -> list[tuple[str, str]]:
    """Return the state of the rating once there is an answer to rate."""
    return [(_("满意度评价"), rating_words(case, today))] if case.petition.answered_on else []


def clock_rows(case: CaseFile, today: date) -> list[ClockRow]:
    """Return the clocks, running ones first."""
    rows = []
    for line in sorted(case.clocks, key=lambda c: (c.stopped_on is not None, c.due_on)):
        tone, said = words.due_words(line.due_on, today)
        if line.stopped_on is not None:
            late = line.state == "late"
            tone, said = ("overdue", _("逾期完成")) if late else ("ok", _("按期完成"))
        elif line.state == "paused":
            tone, said = "none", _("中止")
        elif line.state == "lapsed":
            tone, said = "none", _("已过")
        rows.append(
            ClockRow(
                id=str(line.id),
                name=str(line.name),
                cite=str(line.cite),
                started_on=line.started_on,
                due_on=line.due_on,
                target_on=line.target_on,
                stopped_on=line.stopped_on,
                state=str(line.state),
                deadline=Deadline(tone, said, line.due_on),
                provisional=line.provisional,
                href=reverse("casework:clock", args=[case.petition.id, line.id]),
                notes=clock_notes(line),
            )
        )
    return rows


def clock_notes(line: ClockLine) -> tuple[str, ...]:
    """Return what was done to a clock, each in a few words; the page of the clock has the rest."""
    said = (
        (line.extended_days, _("已延长%(n)d日") % {"n": line.extended_days}),
        (
            line.paused_on and line.stopped_on is None,
            _("%(day)s起中止，不计天数") % {"day": words.short_day(line.paused_on)},
        ),
        (line.left_out, _("扣除%(n)d日不计") % {"n": line.left_out}),
        (
            line.recounted_from,
            _("日历变动已重算，原为%(day)s") % {"day": words.short_day(line.recounted_from)},
        ),
        (line.default, _("内部办理期限，不是法定期限")),
    )
    return tuple(note for there, note in said if there)


def moments(case: CaseFile, today: date) -> list[Moment]:
    """Return the timeline, newest first, as the timeline component draws it."""
    return [
        Moment(
            title=str(item.title),
            when=moment_words(item.at, today),
            who=str(item.who),
            body=retold(item.words) if item.kind not in _WRITTEN else str(item.words),
            public=item.public,
        )
        for item in _folded(case.timeline)
    ]


def _folded(timeline: Sequence[TimelineItem]) -> list[TimelineItem]:
    """Return the newest first; a draft that saved itself many times in a row is one line."""
    kept: list[TimelineItem] = []
    for item in reversed(timeline):
        again = bool(kept) and item.kind == kept[-1].kind == _SAVED and item.who == kept[-1].who
        if not again:
            kept.append(item)
    return kept


def moment_words(at: datetime, today: date) -> str:
    """Return an instant as people say it: ``11月30日 14:05``."""
    local = at.astimezone(clock.CIVIL_ZONE)
    return f"{words.short_day(local.date(), today)} {local:%H:%M}"


def action_bar(case: CaseFile, doing: str) -> list[ActionLink]:
    """Return the moves with their addresses, the one expected now first in weight; shut ones say why."""
    matter, here = case.petition, reverse("casework:matter", args=[case.petition.id])
    main = _MAIN.get(matter.state, ())
    links = []
    for move in case.moves:
        key = str(move.move)
        if key == "evaluate":
            # The petitioner's own.
            continue
        label = _("写处理意见") if key == "opinion" else str(BY_KEY[key].label) if key in BY_KEY else ""
        if not label:
            continue
        href = reverse("casework:opinion", args=[matter.id]) if key == "opinion" else f"{here}?do={key}#do"
        links.append(
            ActionLink(
                key=key,
                label=label,
                href=href,
                open=move.allowed,
                reason=str(move.reason),
                active=key == doing,
                main=key in main and move.allowed,
                aside=key not in ALWAYS_SHOWN,
            )
        )
    order = {key: place for place, key in enumerate((*main, "opinion", *BY_KEY))}
    return sorted(links, key=lambda link: (not link.main, order[link.key]))


def more_menu(bar: Sequence[ActionLink]) -> list[tuple[str, list[ActionLink]]]:
    """Return the open acts that do not stand in the bar, under their headings."""
    aside = {link.key: link for link in bar if link.open and link.aside}
    return [(heading, [aside[key] for key in keys]) for heading, keys in grouped(aside)]


def next_step(case: CaseFile) -> str:
    """Return in one plain sentence who must do what next."""
    if case.petition.state in FINISHED:
        return _("%(state)s。") % {"state": case.holder_words}
    return _("下一步：%(who)s。") % {"who": case.holder_words}


@dataclass(frozen=True, slots=True)
class MaskedField:
    """One personal field as it may be shown without a reason."""

    field: str
    label: str
    masked: str


def people_rows(case: CaseFile) -> list[tuple[str, str, list[MaskedField]]]:
    """Return each person as role, name and masked fields."""
    labels = {
        "name": _("姓名"),
        "telephone": _("电话"),
        "identity_number": _("身份证号"),
        "address": _("住址"),
    }
    return [
        (
            str(person.role),
            person.name,
            [MaskedField(field, labels[field], str(getattr(person, field))) for field in person.fields],
        )
        for person in case.people
    ]


def papers(case: CaseFile) -> list[tuple[Any, str, Any]]:
    """Return each paper with how and when it was delivered, and by when it should be if it was not.

    The last is a day, ``True`` when no clock asks for one, or ``False``; no query.
    """
    due: dict[str, date] = {line.term: line.due_on for line in case.clocks}
    rows: list[tuple[Any, str, Any]] = []
    for paper in case.papers:
        delivered = ""
        waits: date | bool = False
        if paper.delivered_on:
            way = retold(WAY_WORDS[DeliveryWay(paper.way)])
            delivered = _("%(day)s%(way)s") % {"day": words.short_day(paper.delivered_on), "way": way}
        elif service.must_be_served(paper.document):
            waits = service.due_of(paper.document.kind, due) or True
        rows.append((paper.document, delivered, waits))
    return rows


def earlier(case: CaseFile, today: date) -> list[tuple[Petition, str]]:
    """Return the person's other matters, each with number, state and day in words."""
    return [
        (
            other,
            " · ".join(
                part
                for part in (
                    other.number or _("未编号"),
                    words.word(words.STATES, other.state),
                    words.short_day(other.received_on, today),
                )
                if part
            ),
        )
        for other in case.earlier
    ]


def evaluation_words(case: CaseFile) -> str:
    """Return what the petitioner said of the work."""
    said = case.evaluation
    if said is None:
        return ""
    return _("问题：%(resolved)s；对信访部门：%(office)s；对承办单位：%(organ)s") % {
        "resolved": words.word(words.RESOLVED, said.resolved),
        "office": words.word(words.ATTITUDES, said.office_attitude),
        "organ": words.word(words.ATTITUDES, said.organ_attitude),
    }


def rated_how(case: CaseFile) -> str:
    """Return how the rating came when it was taken down by staff, "" for the petitioner's own."""
    said = case.evaluation
    if said is None or said.taken_by_id is None:
        return ""
    return retold(RATED_BY_WORDS[RatedBy(said.way)])


def rating_words(case: CaseFile, today: date) -> str:
    """Return how the rating stands: 待评价, 未评价, 已评价, 超期未评价, 不作评价; from what is loaded."""
    matter = case.petition
    purpose = Purpose(matter.purpose) if matter.purpose else None
    procedure = Procedure(matter.procedure) if matter.procedure else None
    window = next((line for line in reversed(case.clocks) if line.term == "EVALUATION_WINDOW"), None)
    state = rating_state(
        excluded=excluded_as(purpose, procedure, Level(matter.level)) is not None,
        window_ends=window.due_on if window else None,
        rated=case.evaluation is not None or (window is not None and window.stopped_on is not None),
        on=today,
    )
    return retold(RATING_WORDS[state])


def outcome_words(answers: Sequence[Any]) -> list[tuple[int, str, str, str, str]]:
    """Return each answer as number, request, outcome, reason and basis."""
    return [
        (a.request.seq, a.request.text, words.word(words.OUTCOMES, a.outcome), a.reason, a.basis)
        for a in sorted(answers, key=lambda answer: answer.request.seq)
    ]
