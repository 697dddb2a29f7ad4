"""A question about matters, apart from its values: who asks and for what, with stand-ins in their place.

What the ORM says for it once is kept for everybody who asks in the same shape (``kernel.rows.Shapes``). The
conditions are those of ``visible_to`` and ``narrow`` themselves, put together with the stand-ins.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from minqing.kernel.access.public import Arm, ReachFilter, reach_filter
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import Marks
from minqing.kernel.search.public import matching_subjects
from minqing.petition.matter.gate import Petitioner, visible_to, within_reach
from minqing.petition.matter.grants import GRANTS, URGENT_GRANTS, Doing
from minqing.petition.matter.models import HAS_CO_ORGANS, OPEN, Petition
from minqing.petition.matter.rules import Annex, State
from minqing.petition.reads.coded import coded_matter
from minqing.petition.reads.criteria import Criteria, due_range

RETURNED: Final = Q(state=State.RETURNED.value) | Q(sent_back=True)
OBJECTED: Final = Q(state=State.REFERRED.value, annexes__contains=[Annex.OBJECTION.value])
# Which column each field of the criteria that names values narrows.
VALUES_OF: Final = {
    "states": "state",
    "channels": "channel",
    "purposes": "purpose",
    "levels": "level",
    "content_classes": "content_class",
    "holder_ids": "holder_id",
    "handling_ids": "handling_id",
    "handler_ids": "handler_id",
}


def narrow(  # noqa: C901 - one line for each thing a list is narrowed by
    rows: QuerySet[Petition], criteria: Criteria, account_id: UUID | None, text: Q | None, today: date
) -> QuerySet[Petition]:
    """Return those of the matters that meet the criteria; ``text`` is the condition of its words."""
    if text is not None:
        rows = rows.filter(text)
    for field, column in VALUES_OF.items():
        values = getattr(criteria, field)
        if values:
            rows = rows.filter(**{f"{column}__in": values})
    if criteria.co_organ_ids:
        # Uses index: petition_co_organs.
        rows = rows.filter(HAS_CO_ORGANS, co_organs__overlap=list(criteria.co_organ_ids))
    if criteria.objected_ids:
        # Uses index: petition_received_by; few matters wait for their acceptance at any time.
        rows = rows.filter(OBJECTED, received_by_id__in=criteria.objected_ids)
    if criteria.mine:
        rows = rows.filter(handler_id=account_id)
    if criteria.repeats is not None:
        rows = rows.filter(repeat_of__isnull=not criteria.repeats)
    if criteria.returned is not None:
        rows = rows.filter(RETURNED if criteria.returned else ~RETURNED)
    if criteria.due:
        first, last = due_range(criteria.due, today)
        rows = rows.filter(OPEN, due_on__isnull=False)
        rows = rows.filter(due_on__gte=first) if first else rows
        rows = rows.filter(due_on__lte=last) if last else rows
    if criteria.received_from:
        rows = rows.filter(received_on__gte=criteria.received_from)
    if criteria.received_to:
        rows = rows.filter(received_on__lte=criteria.received_to)
    return rows


def text_condition(text: str, marks: Marks | None = None) -> tuple[Q | None, Hashable]:
    """Return the condition of a search and its shape; with ``marks`` its values are stand-ins.

    A bar code or a registration number is looked up as it is, all else by its words. The shape of a bar code
    is the code itself.
    """
    text = text.strip()
    if not text:
        return None, ""
    coded = coded_matter(text)
    if coded is not None:
        return coded, text
    number = text.replace("[", "〔").replace("]", "〕").replace("（", "〔").replace("）", "〕")
    if "〔" in number and number.endswith("号"):
        return Q(number=number if marks is None else marks.of(number)), "number"
    found = matching_subjects(text, "petition")
    if marks is not None:
        found = RawSQL(found.sql, tuple(map(marks.raw, found.params)))  # noqa: S611 - the same constant
    return Q(id__in=found), found.sql


@dataclass(frozen=True, slots=True)
class Asking:
    """One question with stand-ins for its values; ``shape`` holds all its text depends on, order excepted."""

    shape: Hashable
    marks: Marks
    criteria: Criteria
    account_id: UUID | None
    text: Q | None
    today: date
    reach: ReachFilter
    few: ReachFilter
    petitioner: Petitioner | None = None

    def rows(self) -> QuerySet[Petition]:
        """Return the matters without order or joins."""
        within = (
            within_reach(self.reach, self.few) if self.petitioner is None else visible_to(self.petitioner)
        )
        return narrow(within, self.criteria, self.account_id, self.text, self.today)


def asking(actor: Actor, criteria: Criteria, today: date, marks: Marks | None = None) -> Asking:
    """Return the question for the matters an actor may read that meet the criteria.

    Two questions with the same ``marks`` can be asked in one statement.
    """
    marks = Marks() if marks is None else marks
    reach = _marked(reach_filter(actor, Doing.READ, GRANTS), marks)
    few = _marked(reach_filter(actor, Doing.READ, URGENT_GRANTS), marks)
    account = None if actor.account_id is None else marks.of(actor.account_id)
    text, words = text_condition(criteria.text, marks)
    values: dict[str, Any] = {f: tuple(map(marks.of, getattr(criteria, f))) for f in VALUES_OF}
    narrowed = replace(
        criteria,
        text="…" if text is not None else "",
        co_organ_ids=tuple(map(marks.of, criteria.co_organ_ids)),
        objected_ids=tuple(map(marks.of, criteria.objected_ids)),
        received_from=criteria.received_from and marks.of(criteria.received_from),
        received_to=criteria.received_to and marks.of(criteria.received_to),
        **values,
    )
    petitioner = actor if isinstance(actor, Petitioner) else None
    # Days counted from today are in the text: such a shape lasts a day.
    day = today if criteria.due else None
    return Asking(
        shape=(reach, few, narrowed, account, words, day, petitioner and petitioner.petition_id),
        marks=marks,
        criteria=narrowed,
        account_id=account,
        text=text,
        today=today,
        reach=reach,
        few=few,
        petitioner=petitioner,
    )


def _marked(reach: ReachFilter, marks: Marks) -> ReachFilter:
    """Return the reach with stand-ins; the same values have the same ones, so it stays as it is."""
    return ReachFilter(
        plain=tuple(_marked_arm(arm, marks) for arm in reach.plain),
        sealed=tuple(_marked_arm(arm, marks) for arm in reach.sealed),
        kept_from_paths=_set(reach.kept_from_paths, marks),
        kept_from_ids=_set(reach.kept_from_ids, marks),
        everything=reach.everything,
        account_id=None if reach.account_id is None else marks.of(reach.account_id),
    )


def _marked_arm(arm: Arm, marks: Marks) -> Arm:
    return Arm(
        arm.reach,
        _set(arm.organ_ids, marks),
        _set(arm.path_prefixes, marks),
        None if arm.account_id is None else marks.of(arm.account_id),
    )


def _set(values: Iterable[Any], marks: Marks) -> frozenset[Any]:
    # In order: the numbers of the stand-ins then depend on the shape only.
    return frozenset(map(marks.of, sorted(values)))
