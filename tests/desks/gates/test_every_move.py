"""Every move of the tables, posted: it goes through when filled in well, and hostile words get words back."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from minqing.desks.shared.casefile.moves import BY_KEY
from tests.cast import Cast
from tests.desks.gates.every_move import PLACES, Scene, faults_of, scene_of
from tests.desks.gates.hostile import HOSTILE


def test_every_move_of_the_tables_has_a_place_here() -> None:
    assert set(PLACES) == set(BY_KEY)


def posted(scene: Scene, who: str, key: str, data: dict[str, Any]) -> Any:
    """Post a move and take back what it did, so that the next words meet the same file."""
    with transaction.atomic():
        answer = scene.post(who, key, data)
        transaction.set_rollback(True)
    cache.clear()
    return answer


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_each_move_goes_through_and_answers_hostile_words_with_words(
    key: str, cast: Cast, today: date
) -> None:
    scene, who = scene_of(key, cast), PLACES[key].who
    assert scene.client(who).get(f"/desk/matters/{scene.matter.pk}/?do={key}").status_code == 200
    good = scene.good(who, key)
    fair = posted(scene, who, key, good)
    assert fair.status_code == 302, faults_of(fair)
    assert posted(scene, who, key, {}).status_code in {302, 422}
    # Each field meets every fifth of the values, each of them another fifth.
    for turn, field in enumerate(scene.form(who, key).fields):
        for value in HOSTILE[turn % 5 :: 5]:
            answer = posted(scene, who, key, {**good, field: value})
            assert answer.status_code in {302, 422}, (field, value[:40], answer.status_code)
            assert not answer.has_header("X-Injected")
            if answer.status_code == 422:
                assert "<script>alert(1)" not in answer.content.decode()
