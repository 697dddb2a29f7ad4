"""Key rotation: every sealed column of every room is sealed again with the newest key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from minqing.kernel.people.fields import BlindIndex, EncryptedText, Sealed, binding
from minqing.kernel.people.vault import ring


@dataclass(frozen=True, slots=True)
class Rotated:
    """How far a rotation is: the table, rows of it sealed anew in this run, rows still due."""

    table: str
    done: int
    left: int


def sealed_models() -> list[tuple[type[models.Model], list[EncryptedText]]]:
    """Return every model with sealed columns, in a fixed order."""
    found = []
    for model in apps.get_models():
        fields = [f for f in model._meta.local_concrete_fields if isinstance(f, EncryptedText)]  # noqa: SLF001
        if fields:
            found.append((model, fields))
    return sorted(found, key=lambda pair: pair[0]._meta.db_table)  # noqa: SLF001


def _due(fields: list[EncryptedText]) -> Q:
    """Return the condition of rows not yet sealed with the newest key and cipher."""
    due = Q(pk__in=[])
    for field in fields:
        due |= ~Q(**{f"{field.name}__startswith": Sealed(ring().prefix)}) & ~Q(**{field.name: ""})
    return due


def rotate_keys(*, batch: int = 500, progress: Callable[[Rotated], None] | None = None) -> int:
    """Seal every personal field anew with the newest key of the ring; return how many rows changed.

    Each batch is a transaction of its own, so a killed run loses at most one batch and the next run goes on
    where it stopped. Work goes on meanwhile: rows are locked for the length of their batch only.
    """
    total = 0
    for model, fields in sealed_models():
        left = model._default_manager.filter(_due(fields)).count()  # noqa: SLF001
        done = 0
        for changed in _batches(model, fields, batch):
            done += changed
            if progress is not None:
                progress(Rotated(model._meta.db_table, done, max(left - done, 0)))  # noqa: SLF001
        total += done
    return total


def _batches(model: type[models.Model], fields: list[EncryptedText], batch: int) -> Iterator[int]:
    """Seal one batch after another in the order of the ids; yield how many rows each changed."""
    last = None
    while True:
        with transaction.atomic():
            rows = model._default_manager.filter(_due(fields)).order_by("pk")  # noqa: SLF001
            if last is not None:
                rows = rows.filter(pk__gt=last)
            taken = list(rows.select_for_update()[:batch])
            for row in taken:
                _seal_again(row, fields)
        if not taken:
            return
        last = taken[-1].pk
        yield len(taken)


def _seal_again(row: models.Model, fields: list[EncryptedText]) -> None:
    """Write one row's sealed texts and blind indexes with the newest key."""
    values: dict[str, str] = {}
    plain = {field.attname: str(getattr(row, field.attname) or "") for field in fields}
    for field in fields:
        text = plain[field.attname]
        values[field.attname] = Sealed(ring().seal(text, binding(row, field))) if text else ""
    for index in row._meta.local_concrete_fields:  # noqa: SLF001
        if isinstance(index, BlindIndex) and index.source in plain:
            values[index.attname] = index.of(plain[index.source])
    type(row)._default_manager.filter(pk=row.pk).update(**values)  # noqa: SLF001
