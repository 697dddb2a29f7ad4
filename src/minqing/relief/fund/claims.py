"""Who is helped: the same human being and household found again by blind index, and locked while deciding.

Plain numbers are compared in memory only; nothing of them is stored here or told.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from minqing.kernel.people.public import Person, persons_by_identity, reveal_field
from minqing.relief.fund.models import Application, Beneficiary, Household
from minqing.relief.fund.rules.doubles import Claim, Double, double_of
from minqing.relief.fund.rules.kinds import HELD, Need

_SEED: Final = 7412


def household_of(number: str) -> Household | None:
    """Return the household of that number, new if it was not known; None without a number.

    Two counters that write the same number at once find one household.
    """
    if not number.strip():
        return None
    field = Household._meta.get_field("number_index")  # noqa: SLF001 - the blind index answers for its column
    digests = field.lookup(number)
    lock([f"household number {hashlib.sha256(field.of(number).encode()).hexdigest()}"])
    known = Household.objects.filter(number_index__in=digests).order_by("id").first()
    return known or Household.objects.create(number=number.strip())


def lock(keys: Iterable[str]) -> None:
    """Hold these keys until the transaction ends; always taken in one order, so nobody waits in a circle."""
    with connection.cursor() as cursor:
        for key in sorted(set(keys)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, _SEED])


def helped(application: Application) -> tuple[Person, ...]:
    """Return the persons an application helps; one query."""
    rows = Beneficiary.objects.filter(application=application).select_related("person")
    return tuple(row.person for row in rows)


def alike(people: Iterable[Person]) -> dict[UUID, UUID]:
    """Return every person row of the same human beings -> one key for each human being.

    Somebody is known by the identity number; without one only by the row itself.
    """
    keys: dict[UUID, UUID] = {}
    for person in people:
        number = reveal_field(person, "identity_number")
        same = {person.pk, *(persons_by_identity(number).values_list("pk", flat=True) if number else ())}
        keys |= dict.fromkeys(same, min(same))
    return keys


def lock_keys(application: Application, people: Iterable[Person]) -> list[str]:
    """Return what must stand still while an application is decided: matter, people, household."""
    keys = [f"relief matter {application.subject_id}"]
    for person in people:
        number = reveal_field(person, "identity_number")
        known = hashlib.sha256(number.upper().encode()).hexdigest() if number else str(person.pk)
        keys.append(f"relief person {known}")
    if application.household_id is not None:
        keys.append(f"relief household {application.household_id}")
    return keys


def claim_of(application: Application, people: Iterable[UUID], keys: dict[UUID, UUID]) -> Claim:
    """Return an application as the rule of doubles sees it."""
    return Claim(
        id=application.pk,
        subject_id=application.subject_id,
        need=Need(application.need),
        first_on=application.need_from,
        last_on=application.need_to,
        people=frozenset(keys.get(each, each) for each in people),
        household=application.household_id,
        number=application.number,
        held_fen=application.held,
        granted_on=application.granted_on,
    )


def earlier_of(application: Application, keys: dict[UUID, UUID]) -> list[Claim]:
    """Return the granted applications that helped one of these people or the household; two queries."""
    same = Q(people__person__in=list(keys))
    if application.household_id is not None:
        same |= Q(household=application.household_id)
    rows = (
        Application.objects.filter(same, status__in=[each.value for each in HELD])
        .exclude(pk=application.pk)
        .distinct()
        .prefetch_related("people")
    )
    return [claim_of(row, [each.person_id for each in row.people.all()], keys) for row in rows]


def find_double(application: Application, *, on: date, months: int) -> Double | None:
    """Return the earlier grant for the same need, None when there is none."""
    people = helped(application)
    keys = alike(people)
    claim = claim_of(application, [each.pk for each in people], keys)
    return double_of(claim, earlier_of(application, keys), on=on, months=months)


def held_by_case(subject_id: UUID) -> int:
    """Return what is held on a matter over all funds and years, in 分."""
    return _held(Application.objects.filter(subject_id=subject_id, status__in=[each.value for each in HELD]))


def held_by_person(keys: dict[UUID, UUID], year: int) -> int:
    """Return the most one of these people holds of the funds of a year, in 分; a query for each of them."""
    most = 0
    for key in set(keys.values()):
        rows = [each for each, human in keys.items() if human == key]
        ids = Beneficiary.objects.filter(person__in=rows).values("application")
        found = Application.objects.filter(
            pk__in=ids, fund__year=year, status__in=[each.value for each in HELD]
        )
        most = max(most, _held(found))
    return most


def granted_between(fund_id: UUID, first: date, after: date) -> int:
    """Return what a fund granted in a period and did not get back, in 分."""
    return _held(
        Application.objects.filter(
            fund=fund_id,
            granted_on__gte=first,
            granted_on__lt=after,
            status__in=[each.value for each in HELD],
        )
    )


def _held(rows: QuerySet[Application]) -> int:
    sums = rows.aggregate(granted=Sum("granted"), refunded=Sum("refunded"))
    return int(sums["granted"] or 0) - int(sums["refunded"] or 0)
