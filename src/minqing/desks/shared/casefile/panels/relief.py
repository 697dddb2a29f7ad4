"""What a case page shows of help: applications for relief with how far they are, plans of assistance."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared import words
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.relief.public.assistance import plans_of
from minqing.relief.public.fund import applications_on, openable, yuan
from minqing.relief.public.words import (
    GROUND_WORDS,
    KIND_WORDS,
    NEED_WORDS,
    OUTCOME_WORDS,
    STATUS_WORDS,
    STEP_WORDS,
    Ground,
    MeasureKind,
    Need,
    PlanOutcome,
    Status,
    Step,
)

from .kinds import Panel

TONES: Final = {
    "granted": "active",
    "paid": "done",
    "refused": "bad",
    "withdrawn": "stopped",
    "returned": "bad",
}
RESULTS: Final = {"agree": "同意", "return": "退回补正", "refuse": "不予救助"}


def applications(actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    """Return the applications on a matter; names of people helped stay on the application's own page."""
    rows = applications_on(matter.pk)
    may_open = openable(actor, rows)
    return {
        "applications": [
            {
                "row": row,
                "opens": row.pk in may_open,
                "need": retold(NEED_WORDS[Need(row.need)]),
                "state": retold(STATUS_WORDS[Status(row.status)]),
                "tone": TONES.get(row.status, "active"),
                "asked": yuan(row.asked),
                "granted": yuan(row.granted) if row.granted else "",
                "ground": retold(GROUND_WORDS[Ground(row.ground)]) if row.ground else "",
                "steps": [
                    (
                        retold(STEP_WORDS[Step(each.step)]),
                        retold(RESULTS[each.result]),
                        each.at,
                        yuan(each.amount) if each.amount else "",
                    )
                    for each in row.signatures.all()
                ],
                "payments": [(each.paid_on, yuan(each.amount)) for each in row.payments.all()],
            }
            for row in rows
        ]
    }


def plans(_actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return the plans of assistance with their measures."""
    return {
        "plans": [
            {
                "row": plan,
                "outcome": retold(OUTCOME_WORDS[PlanOutcome(plan.outcome)]) if plan.outcome else "",
                "measures": [
                    {
                        "row": each,
                        "kind": retold(KIND_WORDS[MeasureKind(each.kind)]),
                        "deadline": None if each.done_on else _due(each.due_on, today),
                    }
                    for each in plan.measures.all()
                ],
            }
            for plan in plans_of(matter.pk)
        ]
    }


def _due(day: date, today: date) -> Deadline:
    tone, said = words.due_words(day, today)
    return Deadline(tone, said, day)


PANELS: Final = (
    Panel(Annex.RELIEF, "casefile/panel_relief.html", applications),
    Panel(Annex.ASSISTANCE, "casefile/panel_assistance.html", plans),
)
