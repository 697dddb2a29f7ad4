"""The acts of closing and of rights: rating at the counter, report, archive, what petitioners ask for."""

from typing import Final

from minqing.petition.evaluation.rules import excluded_as
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Level, State
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.reads.acts.kinds import Act, Seen

ANSWERED: Final = frozenset({State.DELIVERED, State.CLOSED})
KNOWN: Final = frozenset(State) - {State.RECEIVED, State.WITHDRAWN}


def _rated(seen: Seen) -> bool:
    petition = seen.petition
    return excluded_as(purpose_of(petition), procedure_of(petition), Level(petition.level)) is None


def _assigned(seen: Seen) -> bool:
    # The day of feedback is the nearest duty, or hides behind a nearer day of execution; no query either way.
    return seen.petition.due_term == "ASSIGN_REPORT" or (
        seen.petition.due_term == "EXECUTION" and seen.petition.holder_id != seen.petition.received_by_id
    )


ACTS: Final = (
    Act("take_evaluation", Doing.TAKE_EVALUATION, states=ANSWERED, fits=_rated),
    Act("report_closure", Doing.CLOSE, states=frozenset({State.DELIVERED}), fits=_assigned),
    Act("archive", Doing.ARCHIVE, states=frozenset({State.CLOSED})),
    Act("right_ask", Doing.TAKE_RIGHT, states=KNOWN),
)
