"""A reach filter as a Django condition, for tables that hold organs by foreign key."""

from dataclasses import dataclass

from django.db.models import Q

from minqing.kernel.access.rules import Arm, Reach, ReachFilter


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table keeps what ``Facts`` names; lookups as Django writes them.

    ``holder_path`` is the lookup of the holder's path. ``co_organs`` and ``reviewing`` are array columns of
    the organs that help and of those that review; "" in a table that has none, where nobody reaches a row so.
    """

    holder: str = "holder_organ"
    holder_path: str = "holder_organ__path"
    received_by: str = "received_by_organ"
    handling: str = "handling_organ"
    handler: str = "handler_account"
    sealed: str = "sealed"
    co_organs: str = ""
    reviewing: str = ""


def reach_condition(reach: ReachFilter, columns: Columns) -> Q:
    """Return the condition of the plain and sealed arms; ``Q(pk__in=[])`` when nothing can be in.

    What is kept from the actor's organs is not in it, since each room stores that in its own way: exclude
    rows kept from an organ whose id is in ``kept_from_ids`` or whose path is in ``kept_from_paths``.
    """
    if reach.everything:
        return Q()
    if reach.plain == reach.sealed and reach.plain:
        return _any(reach.plain, columns)
    return (Q(**{columns.sealed: False}) & _any(reach.plain, columns)) | (
        Q(**{columns.sealed: True}) & _any(reach.sealed, columns)
    )


def _any(arms: tuple[Arm, ...], columns: Columns) -> Q:  # noqa: C901 - one condition for each reach
    """Return the condition that one of the arms lets a row in."""
    condition = Q(pk__in=[])
    for arm in arms:
        match arm.reach:
            case Reach.ANYWHERE:
                return Q()
            case Reach.HANDLER_SELF:
                condition |= Q(**{columns.handler: arm.account_id})
            case Reach.OWN_ORGAN:
                condition |= Q(**{f"{columns.holder}__in": sorted(arm.organ_ids)})
            case Reach.RECEIVED_BY:
                condition |= Q(**{f"{columns.received_by}__in": sorted(arm.organ_ids)})
            case Reach.HANDLING:
                condition |= Q(**{f"{columns.handling}__in": sorted(arm.organ_ids)})
            case Reach.CO_HANDLING:
                condition |= _among(columns.co_organs, arm)
            case Reach.REVIEWING:
                condition |= _among(columns.reviewing, arm)
            case Reach.SUBTREE | Reach.JURISDICTION:
                for prefix in sorted(arm.path_prefixes):
                    condition |= Q(**{f"{columns.holder_path}__startswith": prefix})
    return condition


def _among(column: str, arm: Arm) -> Q:
    """Return the condition that an organ of the arm is in an array column; nothing without the column."""
    return Q(**{f"{column}__overlap": sorted(arm.organ_ids)}) if column else Q(pk__in=[])
