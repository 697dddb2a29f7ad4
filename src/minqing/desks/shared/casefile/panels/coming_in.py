"""Panels of coming in: arrival, links, joint petition, urgent track; one or two queries each."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared import words
from minqing.desks.shared.casefile.forms.coming_in import CONFIRMED
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.urgent import rung_line
from minqing.kernel.clock.public import now
from minqing.kernel.people.public import Actor, mask_name
from minqing.petition.public import Annex, Channel, Doing, Petition, urgent, visible_to
from minqing.petition.public import coming_in as coming

from .kinds import Panel


def _arrival(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    row = coming.arrival_of(matter)
    if row is None:
        return None
    days = coming.CHANNEL_DAYS[Channel(matter.channel)]
    return {
        "row": row,
        "day_words": retold(days.words),
        "received_on": matter.received_on,
        "basis": days.basis.cite,
        "confirmed": CONFIRMED[coming.Confirmed(row.confirmed)] if row.confirmed else "",
        "to_confirm": row.oral and row.read_back_at is None,
        "matter": matter,
        "paper_id": coming.oral_record_of(matter) if row.oral and row.read_back_at else None,
    }


def _links(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    lines = coming.links_of(actor, matter)
    if not lines:
        return None
    rows = [
        {
            "line": line,
            "kind": _kind_words(line),
            "state": words.word(words.STATES, line.other.state),
            "day": words.short_day(line.other.received_on, today),
        }
        for line in lines
    ]
    return {
        "rows": rows,
        "matter": matter,
        "undoable": any(line.kind != coming.LinkKind.SPLIT for line in lines),
    }


def _kind_words(line: coming.LinkLine) -> str:
    if line.kind == coming.LinkKind.SPLIT:
        return retold("分出来的") if line.from_here else retold("从这一件分来")
    return retold(coming.LINK_WORDS[coming.LinkKind(line.kind)])


def _joint(actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    joiners = coming.joiners_of(matter)
    near = bool({matter.holder_id, matter.handling_id, matter.received_by_id} & actor.organ_ids())
    secret = matter.confidential or matter.sealed
    rows = [
        {
            "joiner": each,
            "name": each.name if near and not secret else mask_name(each.name),
            "telephone": each.person.masked_telephone if each.person else "",
            "code": each.query_code if near and each.left_at is None else "",
            "tail": coming.tail_of_joiner(each) if near and not coming.has_telephone(each) else "",
        }
        for each in joiners
    ]
    return {
        "rows": rows,
        "matter": matter,
        "standing": sum(each.left_at is None for each in joiners),
        "speaking": sum(each.representative and each.left_at is None for each in joiners),
    }


def _urgent(actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    rows = [
        {
            "urgency": each,
            "rungs": [rung_line(rung) for rung in urgent.rungs_of(each, now())],
            "reports": [
                {"report": report, "to": retold(coming.REPORTED_WORDS[coming.ReportedTo(report.to)])}
                for report in each.reports.all()
            ],
        }
        for each in coming.urgencies_of(matter)
    ]
    may_report = visible_to(actor, Doing.MARK_URGENT).filter(pk=matter.pk).exists()
    return {"rows": rows, "matter": matter, "may_report": may_report}


PANELS: Final = (
    Panel(Annex.URGENT, "casefile/panel_urgent.html", _urgent),
    Panel(Annex.ARRIVAL, "casefile/panel_arrival.html", _arrival),
    Panel(Annex.JOINT, "casefile/panel_joint.html", _joint),
    Panel(Annex.LINKS, "casefile/panel_links.html", _links),
)
