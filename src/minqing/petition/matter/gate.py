"""The only way from an id to a matter for somebody.

An unknown id and a forbidden one look alike (30(3): not even the existence of a report is told).
"""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet

from minqing.kernel.access.public import Arm, Facts, Reach, ReachFilter, Verdict, may, reach_filter
from minqing.kernel.law.public import Article, NotAllowed
from minqing.kernel.ledger.public import acting_from
from minqing.kernel.people.public import Actor, ActorKind, Organ
from minqing.kernel.rows.public import Prepared
from minqing.petition.matter.grants import GRANTS, PETITIONER_MAY, URGENT_GRANTS, Doing
from minqing.petition.matter.kept import kept_away, kept_by_name
from minqing.petition.matter.models import HAS_CO_ORGANS, IS_REVIEWED, Petition
from minqing.petition.matter.rules import REGULATION, Track
from minqing.petition.matter.together import keep, kept

UNKNOWN = "没有这件信访事项，或者您无权查看。"
PRIVACY = Article(REGULATION, "30(3)")
ORGANS = ("holder", "received_by", "handling", "concerns")


@dataclass(frozen=True, slots=True)
class Petitioner(Actor):
    """信访人: somebody who proved the query code of one matter, and may act on that one only."""

    petition_id: UUID | None = None


def petitioner_of(petition: Petition) -> Petitioner:
    """Return the petitioner's side of a matter opened by its query code."""
    return Petitioner(
        account_id=None,
        name=petition.petitioner_name,
        kind=ActorKind.PETITIONER,
        petition_id=petition.id,
    )


def facts_of(petition: Petition) -> Facts:
    """Return what access weighs; needs the organs of ``ORGANS`` loaded."""
    organs = (petition.holder, petition.received_by, petition.handling, petition.concerns)
    paths = {organ.id: organ.path for organ in organs if organ is not None}
    away = kept_away(petition)
    organs_kept = {*away.organs, petition.concerns_id} if petition.sealed else set()
    return Facts(
        holder_organ=petition.holder_id,
        received_by_organ=petition.received_by_id,
        handling_organ=petition.handling_id,
        handler_account=petition.handler_id,
        sealed=petition.sealed,
        kept_from_organs=frozenset(each for each in organs_kept if each is not None),
        kept_from_accounts=away.accounts,
        paths=paths | away.paths,
        co_organs=frozenset(petition.co_organs),
        reviewing_organs=frozenset(petition.reviewed_by),
    )


def verdict_on(actor: Actor, doing: Doing, petition: Petition) -> Verdict:
    """Return whether the actor may do this to a matter whose organs are loaded, and why."""
    if isinstance(actor, Petitioner):
        allowed = actor.petition_id == petition.id and doing in PETITIONER_MAY
        return Verdict(allowed=allowed, reason="信访人本人" if allowed else "只能由经办单位进行")
    grants = URGENT_GRANTS if petition.track == Track.URGENT else GRANTS
    return may(actor, doing, facts_of(petition), grants)


def helps_only(actor: Actor, petition: Petition) -> bool:
    """Return whether an actor reads a file only because their organ helps with it (协办、执行).

    Such a reader sees the letter, its material and their own question – as far as the task needs.
    """
    if isinstance(actor, Petitioner) or not petition.co_organs:
        return False
    others = tuple(grant for grant in GRANTS[Doing.READ] if grant.reach is not Reach.CO_HANDLING)
    return not may(actor, Doing.READ, facts_of(petition), {Doing.READ: others})


def petition_for(
    actor: Actor, petition_id: UUID, doing: Doing, *, lock: bool = False, joins: tuple[str, ...] = ()
) -> Petition:
    """Return the matter with its organs, for this actor to do this.

    With ``lock`` nobody else moves it meanwhile.

    One query, none when ``together`` holds it locked. Raises ``NotAllowed``: the same words for an unknown
    id and one the actor may not read; the verdict's own words when they may read it but not do this.
    """
    petition = kept(petition_id) if lock else None
    if petition is None:
        petition = _opening(joins, lock=lock).first(petition_id)
        if petition is None:
            raise NotAllowed(UNKNOWN, PRIVACY)
        if lock:
            keep(petition)
    verdict = verdict_on(actor, doing, petition)
    if verdict:
        if lock:
            acting_from(actor=actor, chain=petition.id, post=verdict.post)
        return petition
    if doing is not Doing.READ and verdict_on(actor, Doing.READ, petition):
        raise NotAllowed(verdict.reason)
    raise NotAllowed(UNKNOWN, PRIVACY)


@cache
def _opening(joins: tuple[str, ...], *, lock: bool) -> Prepared[Petition]:
    """Return the query that opens a matter with its organs and these joins."""
    rows = Petition.objects.select_related(*ORGANS, *joins)
    if lock:
        rows = rows.select_for_update(of=("self",))
    return Prepared(lambda key: rows.filter(pk=key), UUID)


def visible_to(actor: Actor, doing: Doing = Doing.READ) -> QuerySet[Petition]:
    """Return every matter the actor may read (or do this to); agrees with ``may`` row by row."""
    if isinstance(actor, Petitioner):
        if actor.petition_id is None or doing not in PETITIONER_MAY:
            return Petition.objects.none()
        return Petition.objects.filter(pk=actor.petition_id)
    return within_reach(reach_filter(actor, doing, GRANTS), reach_filter(actor, doing, URGENT_GRANTS))


def within_reach(reach: ReachFilter, few: ReachFilter) -> QuerySet[Petition]:
    """Return every matter within a reach; of urgent ones only those within ``few``."""
    if reach.nothing:
        return Petition.objects.none()
    if reach.everything:
        return Petition.objects.all()
    rows = Petition.objects.filter(
        Q(sealed=False) & _within(reach.plain) | Q(sealed=True) & _within(reach.sealed)
        if reach.plain != reach.sealed
        else _within(reach.plain)
    )
    if few.plain != reach.plain or few.sealed != reach.sealed:
        # Somebody whose desk shows every matter of the organ: of urgent ones only what they may know.
        known = Q(sealed=False) & _within(few.plain) | Q(sealed=True) & _within(few.sealed)
        rows = rows.filter(~Q(track=Track.URGENT.value) | known)
    if reach.sealed:
        # Sealed matters about an organ at or above one of the actor's posts are kept from the actor.
        above = Organ.objects.filter(path__in=sorted(reach.kept_from_paths))
        accused = above.values("id")
        free = (Q(concerns=None) | ~Q(concerns__in=accused)) & (
            Q(kept_organs=None) | ~Q(kept_organs__overlap=ArraySubquery(accused))
        )
        if reach.account_id is not None:
            free &= ~Q(pk__in=kept_by_name(reach.account_id, above))
        rows = rows.filter(Q(sealed=False) | free)
    if reach.account_id is not None:
        # Absent on nearly every matter, and whether it is absent costs next to nothing to see.
        rows = rows.filter(Q(kept_accounts=None) | ~Q(kept_accounts__contains=[reach.account_id]))
    return rows


def _within(arms: tuple[Arm, ...]) -> Q:  # noqa: C901 - one arm for each reach
    """Return the condition that one of the arms lets a matter in; nothing without arms."""
    condition = Q(pk__in=[])
    for arm in arms:
        match arm.reach:
            case Reach.ANYWHERE:
                return Q()
            case Reach.HANDLER_SELF:
                condition |= Q(handler_id=arm.account_id)
            case Reach.OWN_ORGAN:
                condition |= Q(holder_id__in=sorted(arm.organ_ids))
            case Reach.RECEIVED_BY:
                condition |= Q(received_by_id__in=sorted(arm.organ_ids))
            case Reach.HANDLING:
                condition |= Q(handling_id__in=sorted(arm.organ_ids))
            case Reach.CO_HANDLING:
                # Uses index: petition_co_organs.
                condition |= HAS_CO_ORGANS & Q(co_organs__overlap=sorted(arm.organ_ids))
            case Reach.REVIEWING:
                # Uses index: petition_reviewed_by.
                condition |= IS_REVIEWED & Q(reviewed_by__overlap=sorted(arm.organ_ids))
            case Reach.SUBTREE | Reach.JURISDICTION:
                for prefix in sorted(arm.path_prefixes):
                    condition |= Q(_held_beneath(prefix))
    return condition


def _held_beneath(prefix: str) -> Func:
    """Return ``holder = ANY(ARRAY(organs at or beneath a path))``: the organs are found before the matters.

    A join on the organ's path inside an OR keeps PostgreSQL from every index of the matters; an array known
    beforehand does not.
    """
    organs = Organ.objects.filter(path__startswith=prefix).order_by().values("id")
    return Func(
        F("holder_id"),
        ArraySubquery(organs),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


def sealed_one(column: str) -> Exists:
    """Return the condition that the matter whose id is in this column of another table is sealed."""
    return Exists(Petition.objects.filter(pk=OuterRef(column), sealed=True))
