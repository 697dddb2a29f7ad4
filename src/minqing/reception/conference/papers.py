"""The papers of a conference: one notice for each unit, the minutes. Called by actions."""

from collections.abc import Sequence
from datetime import date, datetime

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.documents.public import Document, DocumentKind, issue_document
from minqing.kernel.people.public import Actor
from minqing.reception.conference.models import Conference, Decision, Invitation


def time_words(at: datetime) -> str:
    """Return an instant as papers write it: 2026年11月30日15:00."""
    local = at.astimezone(CIVIL_ZONE)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def _agenda(conference: Conference) -> list[str]:
    return [f"{item.seq}. {item.text}" for item in conference.items.all()]


def issue_notices(actor: Actor, conference: Conference, day: date) -> list[Document]:
    """Issue the notice to every unit invited."""
    rows = list(Invitation.objects.select_related("organ").filter(conference=conference))
    names = [row.organ.name for row in rows]
    organ = conference.organ
    contact = " ".join(part for part in (organ.name, actor.name, organ.telephone) if part)
    return [
        issue_document(
            actor=actor,
            kind=DocumentKind.CONFERENCE_NOTICE,
            subject_id=conference.id,
            organ=organ,
            data={
                "to_organ": row.organ.name,
                "theme": conference.theme,
                "time": time_words(conference.starts_at),
                "place": conference.place,
                "host": conference.host,
                "agenda": _agenda(conference),
                "units": names,
                "asked": row.asked,
                "contact": contact,
            },
            on=day,
        )
        for row in rows
    ]


def issue_minutes(
    actor: Actor,
    conference: Conference,
    decisions: Sequence[Decision],
    matter_numbers: Sequence[str],
    day: date,
) -> Document:
    """Issue the minutes: who came, what was said, every decision with owner and day."""
    rows = list(Invitation.objects.select_related("organ").filter(conference=conference))
    absent = [f"{row.organ.name}（{row.absence}）" for row in rows if not row.came]
    return issue_document(
        actor=actor,
        kind=DocumentKind.CONFERENCE_MINUTES,
        subject_id=conference.id,
        organ=conference.organ,
        data={
            "matter_number": "、".join(matter_numbers) or "（专题研究，不涉及单件事项）",
            "theme": conference.theme,
            "time": time_words(conference.held_at or conference.starts_at),
            "place": conference.place,
            "host": conference.host,
            "agenda": _agenda(conference),
            "participants": [f"{row.organ.name}（{row.came_who}）" for row in rows if row.came],
            "absentees": "、".join(absent) or "无",
            "views": [f"{row.organ.name}：{row.said}" for row in rows if row.said] or ["（没有发言记录）"],
            "decisions": [
                {
                    "seq": str(each.seq),
                    "what": each.text,
                    "unit": each.organ.name,
                    "person": each.person,
                    "until": each.due_on.isoformat(),
                    "basis": each.basis,
                }
                for each in decisions
            ],
        },
        on=day,
    )
