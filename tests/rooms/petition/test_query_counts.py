"""How many statements each action sends; the path's speed stands on these numbers.

Transaction marks are left out, and who acts is known already (the desk has it in the session). The rooms
below cost their part: an entry in the ledger two, a paper two and its entry, a message to a telephone two.
"""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.clock.public import calendar
from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.people.public import petitioner_actor
from minqing.petition import public as petitions
from minqing.petition.public import AnswerDraft, Mode, Outcome, Purpose, handling
from tests.cast import make_cast
from tests.factories.path import CHECKLIST, STATEMENT, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
MARKS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def sent(act: Callable[[], object]) -> tuple[int, object]:
    """Return how many statements an act sends, and what it returns."""
    with CaptureQueriesContext(connection) as queries:
        made = act()
    return sum(not q["sql"].startswith(MARKS) for q in queries.captured_queries), made


# A paper costs two and its entry, rendering it four more, a message to a telephone two.
LIMITS = {
    "hand_in": 10,
    "register": 13,
    "classify": 4,
    "refer": 14,
    "accept": 13,
    "note": 4,
    "hear": 4,
    "save": 7,
    "submit": 10,
    "approve": 18,
    "deliver": 15,
    "close": 6,
}


def decided(walk: Walk, at: datetime) -> dict[str, Callable[[], object]]:
    """Return the petition office's steps, and the organ's first."""
    cast = walk.cast
    office, handler = walk.actor(cast.registrar, DAY), walk.actor(cast.handler, DAY)
    return {
        "register": lambda: petitions.register_petition(actor=office, petition_id=walk.id, at=at),
        "classify": lambda: petitions.classify_petition(
            actor=office, petition_id=walk.id, purpose=Purpose.CLAIM, procedure="31-6", at=at
        ),
        "refer": lambda: petitions.refer_petition(
            actor=office, petition_id=walk.id, organ_id=cast.housing.id, mode=Mode.TRANSFER, at=at
        ),
        "accept": lambda: petitions.accept_petition(actor=handler, petition_id=walk.id, at=at),
        "note": lambda: petitions.add_note(actor=handler, petition_id=walk.id, text="已查看", at=at),
        "hear": lambda: handling.hear_petitioner(
            actor=handler, petition_id=walk.id, way="telephone", points="塌方三个月", at=at
        ),
    }


def answered(walk: Walk, at: datetime) -> dict[str, Callable[[], object]]:
    """Return the steps from the draft to the closing."""
    cast = walk.cast
    handler, leader = walk.actor(cast.handler, DAY), walk.actor(cast.leader, DAY)
    answers = tuple(
        AnswerDraft(request.id, Outcome.SUPPORT, "已修复", "《公路法》", executed="已验收")
        for request in walk.matter.requests.all()
    )
    return {
        "save": lambda: petitions.save_opinion(
            actor=handler, petition_id=walk.id, facts="已查明", answers=answers, at=at
        ),
        "submit": lambda: petitions.submit_opinion(actor=handler, petition_id=walk.id, at=at),
        "approve": lambda: petitions.approve_opinion(actor=leader, petition_id=walk.id, at=at),
        "deliver": lambda: petitions.deliver_answer(
            actor=handler,
            petition_id=walk.id,
            way=DeliveryWay.IN_PERSON,
            recipient="李桂兰",
            delivered_on=DAY,
            at=at,
        ),
        "close": lambda: petitions.close_petition(
            actor=handler, petition_id=walk.id, checklist=CHECKLIST, at=at
        ),
    }


def test_every_action_of_the_main_line_stays_within_its_statements() -> None:
    walk = Walk(make_cast())
    calendar()
    with on_day(DAY) as at:
        count, walk.handed = sent(  # type: ignore[assignment]
            lambda: petitions.hand_in(actor=petitioner_actor(), statement=STATEMENT, at=at)
        )
        steps = {**decided(walk, at), **answered(walk, at)}
        spent = {"hand_in": count, **{name: sent(act)[0] for name, act in steps.items()}}
    assert set(spent) == set(LIMITS)
    assert {name: count for name, count in spent.items() if count > LIMITS[name]} == {}
