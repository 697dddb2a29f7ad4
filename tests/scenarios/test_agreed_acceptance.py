"""协商受理 (R10): the organs concerned agree among themselves who accepts; nobody above has to decide."""

from datetime import date
from typing import Any

import pytest

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, NotCompetent
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Account
from minqing.petition.public import Purpose, State
from minqing.petition.public import routing as ways
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day
from tests.factories.routing import objects

pytestmark = pytest.mark.django_db
WORDS = "村道由镇政府管护，住建局提供技术支持，由镇政府受理。"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def agrees(walk: Walk, day: date, account: Account | None = None, **more: Any) -> ways.Agreement:
    cast = walk.cast
    both = (ways.Party(cast.housing.id, "刘志远"), ways.Party(cast.township.id, "马䶮"))
    with on_day(day) as at:
        return ways.agree_acceptance(
            actor=walk.actor(account or cast.registrar, day),
            petition_id=walk.id,
            organ_id=more.pop("organ", cast.township).id,
            parties=more.pop("parties", both),
            agreed_on=more.pop("agreed_on", day),
            text=more.pop("text", WORDS),
            at=at,
        )


def test_the_organ_agreed_on_holds_the_matter_and_the_agreement_is_on_the_file(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    agreement = agrees(walk, FIRST_DAY)
    matter = walk.matter
    assert (matter.state, matter.holder, matter.due_term) == (
        State.REFERRED,
        cast.township,
        "ORG_NOTIFY_TRANSFER",
    )
    assert [(each.organ, each.speaker) for each in agreement.parties.order_by("id")] == [
        (cast.housing, "刘志远"),
        (cast.township, "马䶮"),
    ]
    assert (agreement.agreed_on, agreement.text, agreement.recorded_by) == (FIRST_DAY, WORDS, cast.registrar)
    assert entries_of(walk.id).filter(name="petition.agreed").count() == 1
    letter = Document.objects.get(subject_id=walk.id, kind="referral_letter")
    assert "第二十四条第一款" in letter.data["basis"]
    assert ways.coordination_view(matter).agreements == (agreement,)


def test_who_agreed_cannot_object_afterwards(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    agrees(walk, FIRST_DAY)
    with pytest.raises(NotAllowed, match="协商确定"):
        objects(walk, FIRST_DAY, account=cast.township_handler)


def test_an_agreement_ends_an_open_objection(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    objects(walk, FIRST_DAY)
    agrees(walk, FIRST_DAY)
    matter = walk.matter
    assert (matter.holder, matter.bounces, "objection" in matter.annexes) == (cast.township, 0, False)


@pytest.mark.parametrize(
    ("facts", "wrong", "words"),
    [
        ({"text": " "}, Incomplete, "商定的内容"),
        ({"agreed_on": date(2026, 9, 15)}, Incomplete, "不能晚于今天"),
        ({"parties": 1}, Incomplete, "至少两个"),
        ({"parties": 2}, Incomplete, "每个单位的代表"),
        ({"organ": "resources"}, NotCompetent, "参加协商的一方"),
    ],
)
def test_an_agreement_with_gaps_is_refused_before_anything_is_written(
    cast: Cast, facts: dict[str, Any], wrong: type[Exception], words: str
) -> None:
    walk = Walk(cast).to_registered()
    if facts.get("parties") == 1:
        facts = {"parties": (ways.Party(cast.township.id, "马䶮"),)}
    elif facts.get("parties") == 2:
        facts = {"parties": (ways.Party(cast.township.id, "马䶮"), ways.Party(cast.housing.id, " "))}
    elif "organ" in facts:
        facts = {"organ": cast.resources}
    before = entries_of(walk.id).count()
    with pytest.raises(wrong, match=words):
        agrees(walk, FIRST_DAY, **facts)
    assert (walk.matter.state, entries_of(walk.id).count()) == (State.REGISTERED, before)


def test_who_holds_it_already_simply_accepts(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    with pytest.raises(Conflict, match="请它直接受理"):
        agrees(walk, FIRST_DAY, organ=cast.housing)


def test_a_report_is_never_agreed_about(cast: Cast) -> None:
    walk = Walk(cast).hand_in().register().classify(purpose=Purpose.ACCUSATION, procedure="")
    with pytest.raises((NotCompetent, NotAllowed)):
        agrees(walk, FIRST_DAY)


def test_only_who_registered_it_records_the_agreement(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    with pytest.raises(NotAllowed):
        agrees(walk, FIRST_DAY, cast.other_handler)
