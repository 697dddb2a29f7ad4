"""Foreign keys named by string are invisible to import-linter; the direction rule holds for them too."""

import pytest
from django.apps import apps
from django.db.models import Model

from tests.guards.house import layers


def floors() -> dict[str, int]:
    """Return the height of every room, the kernel's lowest room at 0."""
    rank: dict[str, int] = {}
    for height, row in enumerate(reversed(layers("kernel"))):
        rank |= {f"kernel.{room}": height for room in row}
    base = len(rank)
    for height, row in enumerate(reversed(layers("house"))):
        rank |= dict.fromkeys(row, base + height)
    return rank


def room_of(model: type[Model]) -> str:
    parts = model.__module__.split(".")
    return ".".join(parts[1:3]) if parts[1] == "kernel" else parts[1]


OURS = sorted(
    (
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("minqing.")
    ),
    key=lambda model: model._meta.label,
)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_relations_point_downwards(model: type[Model]) -> None:
    rank = floors()
    for field in model._meta.get_fields():
        there_model = field.related_model
        if not (field.is_relation and field.concrete and there_model in OURS):
            continue
        here, there = room_of(model), room_of(there_model)
        assert here == there or rank[there] < rank[here], f"{model._meta.label}.{field.name} -> {there}"


def test_models_are_seen() -> None:
    assert len(OURS) > 10
