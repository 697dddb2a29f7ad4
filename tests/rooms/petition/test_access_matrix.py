"""The access matrix in docs/law/access.md is what the program does: asked of ``may`` and of the database."""

from datetime import date

import pytest

from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import Account, Actor, Duty, Organ, OrganKind, PostFacts
from minqing.petition import public as petitions
from minqing.petition.matter.gate import verdict_on
from minqing.petition.public import Doing, Petition
from minqing.project.law.access import ABOVE, BENEATH, FAR, ME, OWN, RELATIONS, SIBLING, WORDS, cells
from tests.cast import make_account, make_organ
from tests.factories.path import at_noon

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)


def county() -> dict[object, Organ]:
    """The tree of the matrix as rows: its paths are those of the page."""
    above = make_organ("top", "县政府", OrganKind.COUNTY)
    own = make_organ("own", "本单位", OrganKind.DEPARTMENT, above)
    return {
        ABOVE: above,
        OWN: own,
        BENEATH: make_organ("sub", "下级", OrganKind.OTHER, own),
        SIBLING: make_organ("next", "同级", OrganKind.DEPARTMENT, above),
        FAR: make_organ("far", "外县", OrganKind.COUNTY),
    }


def rows(organs: dict[object, Organ], account: Account) -> dict[tuple[str, bool], Petition]:
    """One matter for each side and label, made from the facts of the page."""
    made = {}
    for relation in RELATIONS:
        for sealed in (False, True):
            facts = relation.facts
            kept = next(iter(facts.kept_from_organs), None)
            made[relation.key, sealed] = Petition.objects.create(
                query_code=str(new_id())[-12:],
                query_tail="-",
                channel="online",
                title="事项",
                body="内容",
                petitioner_name="某人",
                received_by=organs[facts.received_by_organ],
                holder=organs[facts.holder_organ],
                handling=organs[facts.handling_organ] if facts.handling_organ else None,
                handler=account if facts.handler_account == ME else None,
                concerns=organs[kept] if kept and sealed else None,
                kept_accounts=[account.pk] if facts.kept_from_accounts else None,
                co_organs=[organs[each].pk for each in facts.co_organs],
                reviewed_by=[organs[each].pk for each in facts.reviewing_organs],
                sealed=sealed,
                received_at=at_noon(DAY),
                received_on=DAY,
            )
    return made


def test_every_cell_of_the_matrix_is_what_the_database_answers() -> None:
    organs = county()
    account = make_account("me", "甲")
    made = rows(organs, account)
    wrong, seen = [], {}
    own = organs[OWN]
    for cell in cells():
        actor = Actor(account.pk, "甲", (PostFacts(new_id(), own.pk, own.path, cell.duty, ""),))
        if (cell.doing, cell.duty) not in seen:
            found = petitions.visible_to(actor, cell.doing).values_list("id", flat=True)
            seen[cell.doing, cell.duty] = set(found)
        row = made[cell.relation.key, cell.sealed]
        listed, opened = row.pk in seen[cell.doing, cell.duty], bool(verdict_on(actor, cell.doing, row))
        if {listed, opened} != {cell.allowed}:
            wrong.append((cell.doing, cell.duty, cell.relation.key, cell.sealed, cell.allowed))
    assert not wrong


def test_nobody_of_the_accused_side_and_nobody_who_stands_aside_may_do_anything() -> None:
    away = {"accused", "under_accused", "aside"}
    assert [cell for cell in cells() if cell.relation.key in away and cell.allowed] == []


def test_oversight_and_administration_reach_no_sealed_matter() -> None:
    duties = {Duty.SUPERVISOR, Duty.STEWARD, Duty.REVIEWER}
    assert [cell for cell in cells() if cell.sealed and cell.duty in duties and cell.allowed] == []


def test_every_action_has_its_words() -> None:
    assert set(WORDS) == set(Doing)
