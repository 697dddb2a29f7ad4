"""ACCESS: the reach of an actor as a Django condition selects what ``admits`` admits."""

from enum import StrEnum
from itertools import product
from uuid import UUID

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, UUIDField, Value

from minqing.kernel.access.public import (
    Columns,
    Facts,
    Grant,
    Reach,
    ReachFilter,
    reach_condition,
    reach_filter,
)
from minqing.kernel.people.public import SYSTEM, Duty, Organ
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


class Doing(StrEnum):
    READ = "read"


# Organs stand in for matters: each is held by itself, registered by its parent, handled by itself; its parent
# helps, and it is reviewed by itself.
COLUMNS = Columns(
    holder="pk",
    holder_path="path",
    received_by="parent_id",
    handling="pk",
    handler="worker",
    sealed="label",
    co_organs="helpers",
    reviewing="reviewers",
)


def as_array(column: str) -> Func:
    """Return a column as an array of one."""
    return Func(F(column), template="ARRAY[%(expressions)s]", output_field=ArrayField(UUIDField()))


NOBODY = UUID(int=0)


@pytest.mark.parametrize("sealed", [False, True])
def test_the_condition_selects_exactly_what_the_filter_admits(sealed: bool) -> None:
    cast = make_cast()
    organs = list(Organ.objects.all())
    paths = {organ.pk: organ.path for organ in organs}
    accounts = [cast.handler, cast.township_handler, cast.registrar]
    duties = [Duty.HANDLER, Duty.REGISTRAR]
    matters = Organ.objects.annotate(
        label=Value(sealed, output_field=BooleanField()),
        worker=F("posts__account_id"),
        helpers=as_array("parent_id"),
        reviewers=as_array("id"),
    ).distinct()
    for account, duty, reach, seals in product(accounts, duties, Reach, [False, True]):
        grants = {Doing.READ: (Grant(duty, reach, sealed=seals), Grant(Duty.LEADER, Reach.ANYWHERE))}
        listed = reach_filter(cast.actor(account), Doing.READ, grants)
        selected = {row.pk for row in matters.filter(reach_condition(listed, COLUMNS))}
        workers: dict[UUID, set[UUID]] = {}
        for organ_id, worker in Organ.objects.values_list("pk", "posts__account_id"):
            workers.setdefault(organ_id, set()).add(worker or NOBODY)
        admitted = {
            organ.pk
            for organ in organs
            for worker in workers[organ.pk]
            if listed.admits(
                Facts(
                    holder_organ=organ.pk,
                    received_by_organ=organ.parent_id,
                    handling_organ=organ.pk,
                    handler_account=worker,
                    sealed=sealed,
                    paths=paths,
                    co_organs=frozenset({organ.parent_id} if organ.parent_id else ()),
                    reviewing_organs=frozenset({organ.pk}),
                )
            )
        }
        assert selected == admitted, (account.username, duty, reach, seals)


def test_everything_and_nothing_are_conditions_too() -> None:
    make_cast()
    everything = reach_filter(SYSTEM, Doing.READ, {})
    assert Organ.objects.filter(reach_condition(everything, COLUMNS)).count() == 9
    matters = Organ.objects.annotate(label=Value(value=False))
    assert not matters.filter(reach_condition(ReachFilter(), COLUMNS)).exists()
