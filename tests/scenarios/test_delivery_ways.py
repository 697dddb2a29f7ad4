"""Every way an answer reaches the petitioner, with its receipt (送达回证) and the days that begin with it.

《信访工作条例》 35 (thirty days from receiving the answer); 《民事诉讼法》 87-95 by analogy for the way.
"""

import io
from dataclasses import dataclass, field
from datetime import date, timedelta

import pypdf
import pytest

from minqing.kernel.documents.public import Delivery, DeliveryWay, Document, Outcome, blank_receipt
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Refused, TooLate
from minqing.kernel.ledger.public import entries_of, verify_chain
from minqing.petition import public as petitions
from minqing.petition.public import State, papers
from tests.cast import Cast, make_cast
from tests.factories.path import Walk, on_day
from tests.factories.review import Remedy, make_upper

pytestmark = pytest.mark.django_db
ISSUED = date(2026, 9, 14)
ACTED = date(2026, 9, 16)


@dataclass(frozen=True)
class Told:
    """One way: what its receipt says, what it is refused without, and the days the law counts from it."""

    way: DeliveryWay
    article: str
    # The thirty days for review and the county's fifteen for rating, each rolled to a working day.
    reached: date
    review_until: date
    rate_until: date
    details: str = ""
    witnesses: str = ""
    picture: bool = False
    lacking: bool = True
    receipt: dict[str, object] = field(default_factory=dict)


# From Wednesday the 16th: thirty days end on Friday 16 October, fifteen on Thursday 1 October, a holiday that
# lasts to the 7th. Announced on the 16th: served on 16 October, so counted from there.
SAME_DAY = (ACTED, date(2026, 10, 16), date(2026, 10, 8))
WAYS = (
    Told(DeliveryWay.IN_PERSON, "87", *SAME_DAY, lacking=False, picture=True),
    Told(
        DeliveryWay.POST, "91", *SAME_DAY, details="EMS1023456789", receipt={"post_number": "EMS1023456789"}
    ),
    Told(
        DeliveryWay.HOUSEHOLD,
        "88",
        *SAME_DAY,
        details="配偶，同住",
        picture=True,
        receipt={"relation": "配偶，同住"},
    ),
    Told(DeliveryWay.ELECTRONIC, "90", *SAME_DAY, details="查询页面", receipt={"consent": True}),
    Told(
        DeliveryWay.ANNOUNCEMENT,
        "95",
        date(2026, 10, 16),
        date(2026, 11, 16),
        date(2026, 11, 2),
        details="下落不明，邮件退回",
        picture=True,
        receipt={"remarks": "下落不明，邮件退回"},
    ),
    Told(
        DeliveryWay.REFUSED,
        "89",
        *SAME_DAY,
        details="认为不该这样处理，拒绝签字",
        witnesses="赵六，孙梅",
        receipt={"witnesses": ["赵六", "孙梅"], "refusal_reason": "认为不该这样处理，拒绝签字"},
    ),
)
EACH = pytest.mark.parametrize("told", WAYS, ids=[told.way.value for told in WAYS])


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def walk(cast: Cast) -> Walk:
    """An opinion signed on Monday the 14th."""
    return Walk(cast).to_answered(ISSUED)


def opinion(walk: Walk) -> Document:
    return Document.objects.get(subject_id=walk.id, kind="handling_opinion")


def served(walk: Walk, told: Told) -> Delivery:
    """Given what the way needs, when the handler enters the receipt, then it is delivered."""
    if told.way is DeliveryWay.ELECTRONIC:
        with on_day(ACTED) as at:
            papers.set_delivery_consent(
                actor=petitions.petitioner_of(walk.matter),
                petition_id=walk.id,
                agrees=True,
                how="在查询页面上",
                at=at,
            )
    picture = files.take_in(io.BytesIO(b"%PDF-1.7 receipt"), "回证.pdf").id if told.picture else None
    return walk.deliver(
        ACTED, told.way, details=told.details, witnesses=told.witnesses, receipt_file_id=picture
    )


@EACH
def test_the_receipt_of_each_way_is_kept_and_the_days_begin_where_the_law_puts_them(
    walk: Walk, told: Told
) -> None:
    blank = blank_receipt(opinion(walk), recipient_name="李桂兰", on=ACTED)
    printed = "".join(pypdf.PdfReader(io.BytesIO(blank)).pages[0].extract_text().split())
    assert opinion(walk).number in printed
    assert "□留置□公告" in printed

    delivery = served(walk, told)

    assert (delivery.way, delivery.acted_on, delivery.delivered_on) == (told.way, ACTED, told.reached)
    assert (delivery.recipient_name, delivery.details["servers"]) == ("李桂兰", [walk.cast.handler.name])
    assert {key: delivery.details[key] for key in told.receipt} == told.receipt
    assert (delivery.attachment is not None) == told.picture
    matter = walk.matter
    assert (matter.state, matter.delivered_on, matter.due_on) == (State.DELIVERED, told.reached, None)
    running = {c.term: (c.started_on, c.due_on) for c in matter.clocks.filter(stopped_on=None)}
    assert running == {
        "REVIEW1_APPLY": (told.reached, told.review_until),
        "EVALUATION_WINDOW": (told.reached, told.rate_until),
    }
    assert matter.clocks.get(term="HANDLE").stopped_on == ACTED
    entry = entries_of(walk.id).get(name="petition.answer_delivered")
    assert entry.payload["way"] == told.way.value
    assert entry.payload["delivered_on"] == told.reached.isoformat()
    assert not verify_chain(walk.id).problems


@EACH
def test_what_a_way_needs_is_asked_for_and_without_it_no_day_begins(walk: Walk, told: Told) -> None:
    before = entries_of(walk.id).count()
    if told.lacking:
        with pytest.raises(Refused) as refusal:
            walk.deliver(ACTED, told.way)
        assert refusal.value.basis is not None
        assert refusal.value.basis.number == told.article
    for day in (ISSUED - timedelta(1), ACTED + timedelta(1)):
        with pytest.raises(Refused):
            walk.deliver(ACTED, told.way, details=told.details, witnesses=told.witnesses, delivered_on=day)
    assert entries_of(walk.id).count() == before
    assert (walk.matter.state, walk.matter.delivered_on) == (State.ANSWERED, None)
    assert not walk.matter.clocks.filter(term="REVIEW1_APPLY").exists()


@EACH
def test_each_way_proves_the_delivery_at_closing_and_review_is_in_time_until_the_last_day(
    cast: Cast, walk: Walk, told: Told
) -> None:
    served(walk, told)
    walk.close(told.reached + timedelta(1))
    assert walk.matter.state == State.CLOSED
    remedy = Remedy(walk, make_upper(cast))
    with pytest.raises(TooLate):
        remedy.ask(told.review_until + timedelta(1), tier="government")
    assert not remedy.ask(told.review_until, tier="government").request.late


def test_a_try_at_the_door_that_failed_is_kept_and_starts_nothing_then_it_is_announced(walk: Walk) -> None:
    with on_day(ACTED) as at:
        papers.note_failed_service(
            actor=walk.actor(walk.cast.handler, ACTED),
            petition_id=walk.id,
            document_id=opinion(walk).id,
            way=DeliveryWay.IN_PERSON,
            place="诺水河镇梓潼村三组",
            attempted_on=ACTED,
            outcome=Outcome.UNKNOWN_WHEREABOUTS,
            at=at,
        )
    assert not walk.matter.clocks.filter(term="REVIEW1_APPLY").exists()
    (line,) = [each for each in papers.service_of(walk.matter).lines if each.document == opinion(walk)]
    assert line.next_ways == (DeliveryWay.ANNOUNCEMENT,)
    announced = next(told for told in WAYS if told.way is DeliveryWay.ANNOUNCEMENT)
    assert served(walk, announced).delivered_on == announced.reached
