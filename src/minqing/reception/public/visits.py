"""A leaf of the reception room's door: what was done with whoever stood at a window, and the hall's sheets.

``__all__`` is the contract of verbs and reads; their types are re-exported beside it under their own names.
"""

from minqing.reception.visits.actions import VisitDraft as VisitDraft
from minqing.reception.visits.actions import Visitor as Visitor
from minqing.reception.visits.actions import most_speakers, record_visit
from minqing.reception.visits.gate import visit_for, visits_for
from minqing.reception.visits.models import Visit as Visit
from minqing.reception.visits.queries import Sheet as Sheet
from minqing.reception.visits.queries import earlier_visits, persons_known, sheet_of, tickets_between
from minqing.reception.visits.rules import MATTERS as MATTERS
from minqing.reception.visits.rules import SAID as SAID
from minqing.reception.visits.rules import WORDS as WORDS
from minqing.reception.visits.rules import Outcome as Outcome
from minqing.reception.visits.rules import Tally as Tally
from minqing.reception.visits.rules import outcome_of

__all__ = [
    "earlier_visits",
    "most_speakers",
    "outcome_of",
    "persons_known",
    "record_visit",
    "sheet_of",
    "tickets_between",
    "visit_for",
    "visits_for",
]
