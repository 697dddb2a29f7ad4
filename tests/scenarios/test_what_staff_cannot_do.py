"""What staff, and the program itself, cannot do: one test for each prohibition, and it tries.

The rows are those of docs/rooms/access.md; each names its article.
"""

import inspect
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import Error, transaction
from django.test import Client

from minqing.kernel.documents.models import Document
from minqing.kernel.documents.public import documents_of
from minqing.kernel.law.public import NotAllowed, NotCompetent, Refused, UnlawfulMove
from minqing.kernel.ledger.models import Entry
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import notices_for
from minqing.petition import public as petitions
from minqing.petition.matter.rules import FINISHED, MOVES, Move
from minqing.petition.public import Criteria, Petition, Purpose, State, clocks, coming_in, handling, routing
from minqing.petition.reply.rules import opinion_likeness
from minqing.project.urls import DESKS
from minqing.supervision.public import OrganLoad
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, STATEMENT, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def report(cast: Cast) -> Walk:
    walk = Walk(cast).hand_in(DAY, title="反映收受好处").register(DAY)
    return walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=cast.housing.id)


def fields() -> list[str]:
    """Every column of the program's own tables, as room.table.column."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("minqing.")]
    return [f"{model._meta.label_lower}.{field.name}" for model in ours for field in model._meta.fields]


def test_30_3_report_material_is_not_sent_to_the_accused_nor_beneath(cast: Cast) -> None:
    walk = report(cast)
    before = entries_of(walk.id).count()
    with pytest.raises(NotCompetent, match="被检举、控告的单位"):
        walk.refer(DAY, cast.housing)
    assert entries_of(walk.id).count() == before


def test_30_3_no_notice_search_or_list_reaches_the_accused(cast: Cast) -> None:
    walk = report(cast).refer(DAY, cast.discipline).accept(DAY, cast.discipline_handler)
    for account in (cast.handler, cast.second_handler, cast.leader):
        actor = walk.actor(account, DAY)
        assert not petitions.visible_to(actor).exists()
        assert not petitions.matching(actor, Criteria(text="好处"), DAY).exists()
        assert not list(notices_for(account.id))


def test_28_3_an_interested_person_cannot_be_made_the_handler(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    Petition.objects.filter(pk=walk.id).update(kept_accounts=[cast.second_handler.id])
    with on_day(DAY) as at, pytest.raises(NotAllowed, match="回避"):
        petitions.assign_handler(
            actor=walk.actor(cast.leader, DAY),
            petition_id=walk.id,
            account_id=cast.second_handler.id,
            at=at,
        )
    assert walk.matter.handler_id == cast.handler.id


def test_44_registration_cannot_be_refused_and_not_accepting_needs_a_ground_of_the_law(cast: Cast) -> None:
    leaving = {move for state, move in MOVES if state is State.RECEIVED}
    assert leaving == {Move.REGISTER, Move.WITHDRAW}
    walk = Walk(cast).to_registered()
    with on_day(DAY) as at:
        with pytest.raises(ValueError, match="不想受理"):
            routing.Ground("不想受理")
        with pytest.raises(Refused):
            routing.decline_petition(
                actor=walk.actor(cast.registrar, DAY),
                petition_id=walk.id,
                ground=next(iter(routing.Ground)),
                stated=routing.Stated(),
                explanation="",
                where="",
                how="",
                until="",
                at=at,
            )
    assert walk.matter.state == State.REGISTERED


def test_44_3_a_notice_clock_runs_from_receipt_and_no_day_can_be_dated_back(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    assert walk.matter.due_on is not None
    given = {
        "registered_on",
        "accepted_on",
        "answered_on",
        "closed_on",
        "referred_on",
        "started_on",
        "due_on",
    }
    verbs = [getattr(petitions, name) for name in petitions.__all__]
    taken = {
        verb.__name__: given & set(inspect.signature(verb).parameters)
        for verb in verbs
        if inspect.isfunction(verb)
    }
    assert {name: names for name, names in taken.items() if names} == {}
    entry = entries_of(walk.id).first()
    assert entry is not None
    with pytest.raises(Error), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(at=entry.at - timedelta(days=9))


def test_43_to_45_what_is_on_record_is_neither_changed_nor_deleted(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    paper = documents_of(walk.id).first()
    assert paper is not None
    tries = (
        lambda: Entry.objects.filter(chain=walk.id).update(payload={}),
        lambda: Entry.objects.filter(chain=walk.id).delete(),
        lambda: Document.objects.filter(pk=paper.pk).update(data={}),
        lambda: Document.objects.filter(pk=paper.pk).delete(),
        lambda: Petition.objects.filter(pk=walk.id).delete(),
    )
    for attempt in tries:
        with pytest.raises(Error), transaction.atomic():
            attempt()
    assert Petition.objects.filter(pk=walk.id).exists()


def test_34_nobody_extends_by_themselves_and_the_petitioner_is_told(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    due = walk.matter.due_on
    handler = walk.actor(cast.handler, DAY)
    with on_day(DAY) as at:
        clocks.apply_for_extension(actor=handler, petition_id=walk.id, days=30, reason="情况复杂", at=at)
        assert walk.matter.due_on == due
        with pytest.raises(Refused):
            clocks.approve_term(actor=handler, petition_id=walk.id, at=at)
        assert walk.matter.due_on == due
        clocks.approve_term(actor=walk.actor(cast.leader, DAY), petition_id=walk.id, at=at)
    assert documents_of(walk.id).filter(kind="extension_notice").exists()


def test_the_same_opinion_after_a_redo_is_seen_as_the_same() -> None:
    said = [("not_support", "不符合条件，不予支持。")]
    assert opinion_likeness(said, said) == 100
    assert opinion_likeness(said, [("support", "予以支持，限期三十日修复。")]) < 100


def test_32_nothing_closes_without_a_delivered_answer(cast: Cast) -> None:
    for stage in ("to_registered", "to_handling", "to_answered"):
        walk = getattr(Walk(cast), stage)()
        with pytest.raises(UnlawfulMove):
            walk.close(DAY)
        assert State(walk.matter.state) not in FINISHED


def test_18_4_no_table_scores_labels_or_blacklists_a_petitioner() -> None:
    scoring = re.compile(
        r"risk|score|blacklist|watch|danger|credit|threat|stabil|grade|troubl|abnormal|"
        r"(person|petitioner|joiner)\w*\.(level|label|rank|tag|flag|category|rating)"
    )
    assert len(fields()) > 300
    # A side of a booking of the fund; and why a closed file was drawn to be read again: neither says anything
    # of a person.
    known = {"relief.booking.credit", "supervision.reading.risks"}
    assert [each for each in fields() if scoring.search(each) and each not in known] == []


def test_25_results_are_not_published_with_personal_data(cast: Cast) -> None:
    Walk(cast).to_delivered()
    for address in ("/", "/privacy/", "/procedures/", "/matter/"):
        page = Client().get(address, follow=True).content.decode()
        assert STATEMENT.name not in page
        assert STATEMENT.telephone not in page
        assert STATEMENT.title not in page


def test_46_4_what_is_urgent_runs_on_a_clock_and_cannot_be_left_unreported(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    with on_day(DAY) as at:
        coming_in.mark_urgent(
            actor=walk.actor(cast.registrar, DAY), petition_id=walk.id, reason="可能塌方", at=at
        )
    clock = walk.matter.clocks.get(term="URGENT_REPORT")
    assert clock.stopped_on is None
    assert clock.due_on <= DAY + timedelta(days=1)


def test_39_1_organs_are_not_ranked_by_how_many_petitions_they_have() -> None:
    shown = set(OrganLoad.__dataclass_fields__)
    assert not {name for name in shown if re.search(r"rank|total|petitions|volume|per_head", name)}, shown


def test_mediation_goes_nowhere_without_the_petitioner_and_nothing_is_paid_here(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    with on_day(DAY) as at:
        handler = walk.actor(cast.handler, DAY)
        handling.propose_settlement(
            actor=handler,
            petition_id=walk.id,
            kind="mediation",
            other_party="施工单位",
            proposal="三十日内修复",
            mediator="梓潼村调解委员会",
            at=at,
        )
        resident = petitions.petitioner_of(walk.matter)
        handling.refuse_settlement(actor=resident, petition_id=walk.id, reason="不同意", at=at)
        with pytest.raises(Refused):
            handling.accept_settlement(actor=resident, petition_id=walk.id, at=at)
    assert walk.matter.state == State.HANDLING
    paying = re.compile(r"\b(fee|price|amount|payment|charge|deposit)\b|_fee$|pay_")
    # The fund pays out; no other table knows money, and nobody pays in.
    elsewhere = [each for each in fields() if not each.startswith("relief.")]
    assert [each for each in elsewhere if paying.search(each.rsplit(".", 1)[1])] == []


def test_labour_levies_are_no_part_of_the_program() -> None:
    """一事一议筹资筹劳 has no desk yet; until it has its validator, nothing can force or exceed it."""
    assert not [desk for desk in DESKS if re.search(r"levy|labour", desk)]
    assert not [each for each in fields() if re.search(r"levy|labour", each)]


def test_a_handler_cannot_sign_what_they_drafted_nor_read_what_is_not_theirs(cast: Cast) -> None:
    walk = Walk(cast).to_approving()
    with pytest.raises(NotAllowed):
        walk.approve(DAY, cast.handler)
    with pytest.raises(NotAllowed):
        petitions.petition_for(walk.actor(cast.other_handler, DAY), walk.id, petitions.Doing.READ)
