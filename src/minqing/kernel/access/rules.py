"""May this actor do this to that: grants, reach, sealed matters and doors. Pure.

A room states, for each thing that can be done, which duty reaches how far (``Grant``). ``may`` weighs one
matter's ``Facts``; ``reach_filter`` says the same about all matters at once, so that a list shows exactly
what can be opened. Nothing is allowed unless a grant says so.

Articles: 《信访工作条例》22, 23 (competence), 30(3) and 46(5) (a report never reaches those it accuses);
28(3) (recusal); GB/T 22239-2019 访问控制 (least privilege, security labels).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from minqing.kernel.people.rules import (
    DUTY_WORDS,
    Actor,
    ActorKind,
    Duty,
    PostFacts,
    is_within,
    own_first,
    paths_upwards,
)

D = TypeVar("D", bound=StrEnum)


class Reach(StrEnum):
    """How far a grant reaches from the post that carries it."""

    OWN_ORGAN = "own_organ"
    RECEIVED_BY = "received_by"
    HANDLING = "handling"
    SUBTREE = "subtree"
    JURISDICTION = "jurisdiction"
    HANDLER_SELF = "handler_self"
    REVIEWING = "reviewing"
    CO_HANDLING = "co_handling"
    ANYWHERE = "anywhere"


REACH_WORDS: dict[Reach, str] = {
    Reach.OWN_ORGAN: "事项现由本单位持有",
    Reach.RECEIVED_BY: "事项由本单位登记",
    Reach.HANDLING: "事项由本单位承办",
    Reach.SUBTREE: "事项由本单位或下级单位持有",
    Reach.JURISDICTION: "事项由本级管辖范围内的单位持有",
    Reach.HANDLER_SELF: "本人是承办人",
    Reach.REVIEWING: "本单位正在或者曾经复查、复核这件事项",
    Reach.CO_HANDLING: "本单位协办这件事项或者负责执行",
    Reach.ANYWHERE: "全部事项",
}


@dataclass(frozen=True, slots=True)
class Grant:
    """权限: posts with the duty may do it as far as the reach; to sealed matters only if ``sealed``."""

    duty: Duty
    reach: Reach
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What access needs to know of a matter.

    ``holder_organ`` has it now, ``received_by_organ`` registered it, ``handling_organ`` must answer it,
    ``handler_account`` works on it, ``reviewing_organs`` review (or reviewed) its answer, ``co_organs`` help
    with it. ``paths`` holds the tree path of every organ named here. ``sealed`` is the label of reports and
    accusations; ``kept_from_organs`` are the organs accused in it or headed by somebody accused;
    ``kept_from_accounts`` the people accused in it, and those who stand aside (28(3)).
    """

    holder_organ: UUID | None = None
    received_by_organ: UUID | None = None
    handling_organ: UUID | None = None
    handler_account: UUID | None = None
    sealed: bool = False
    kept_from_organs: frozenset[UUID] = frozenset()
    paths: Mapping[UUID, str] = field(default_factory=dict)
    reviewing_organs: frozenset[UUID] = frozenset()
    co_organs: frozenset[UUID] = frozenset()
    kept_from_accounts: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether, and why (or why not) in plain words; ``post`` is the one it is allowed from."""

    allowed: bool
    reason: str
    post: PostFacts | None = None

    def __bool__(self) -> bool:
        return self.allowed


def kept_from(actor: Actor, facts: Facts) -> bool:
    """Return whether one of the actor's posts lies in, or beneath, an organ the matter is kept from.

    One such post is enough, whatever other posts the person holds (条例 30(3), 46(5)). An organ whose path
    is unknown keeps out its own posts only. A person kept away is so at every post they hold.
    """
    return actor.account_id in facts.kept_from_accounts or any(
        post.organ_id == organ or is_within(post.organ_path, facts.paths.get(organ, ""))
        for organ in facts.kept_from_organs
        for post in actor.posts
    )


def superior_path(path: str) -> str:
    """Return the path of the organ above, or the path itself at the top.

    >>> superior_path("county.xfj.")
    'county.'
    """
    upwards = paths_upwards(path)
    return upwards[1] if len(upwards) > 1 else path


def _reaches(  # noqa: PLR0911 - one answer for each reach
    reach: Reach, post: PostFacts, account: UUID | None, facts: Facts
) -> bool:
    """Return whether one post reaches the matter."""
    holder = facts.paths.get(facts.holder_organ, "") if facts.holder_organ else ""
    match reach:
        case Reach.OWN_ORGAN:
            return post.organ_id == facts.holder_organ
        case Reach.RECEIVED_BY:
            return post.organ_id == facts.received_by_organ
        case Reach.HANDLING:
            return post.organ_id == facts.handling_organ
        case Reach.SUBTREE:
            return is_within(holder, post.organ_path)
        case Reach.JURISDICTION:
            return is_within(holder, superior_path(post.organ_path))
        case Reach.HANDLER_SELF:
            return account is not None and account == facts.handler_account
        case Reach.REVIEWING:
            return post.organ_id in facts.reviewing_organs
        case Reach.CO_HANDLING:
            return post.organ_id in facts.co_organs
        case Reach.ANYWHERE:
            return True


def may(actor: Actor, doing: D, facts: Facts, grants: Mapping[D, Iterable[Grant]]) -> Verdict:
    """Return whether the actor may do this to the matter the facts describe, with the reason in plain words.

    The system itself may do everything (it runs what people decided); a petitioner nothing here (their page
    opens by query code); staff what a grant names, never in a matter kept from their organ.

    >>> from uuid import UUID
    >>> from minqing.kernel.people.rules import Actor, Duty, PostFacts
    >>> class Doing(StrEnum):
    ...     READ = "read"
    >>> organ = UUID(int=1)
    >>> li = Actor(UUID(int=9), "李", (PostFacts(UUID(int=2), organ, "county.zjj.", Duty.HANDLER, "科员"),))
    >>> grants = {Doing.READ: (Grant(Duty.HANDLER, Reach.OWN_ORGAN),)}
    >>> may(li, Doing.READ, Facts(holder_organ=organ), grants).reason
    '承办人可以：事项现由本单位持有'
    """
    if actor.kind is ActorKind.SYSTEM:
        return Verdict(allowed=True, reason="系统自动执行")
    if actor.kind is not ActorKind.STAFF:
        return Verdict(allowed=False, reason="信访人请凭查询码查看自己的事项")
    if not actor.posts:
        return Verdict(allowed=False, reason="您目前没有有效的任职，不能办理事项")
    if kept_from(actor, facts):
        return Verdict(allowed=False, reason="该事项对您所在单位保密或须回避，您不能查看和办理")
    named = tuple(grants.get(doing, ()))
    for grant in named:
        if facts.sealed and not grant.sealed:
            continue
        fitting = [
            post
            for post in actor.posts
            if post.duty is grant.duty and _reaches(grant.reach, post, actor.account_id, facts)
        ]
        if fitting:
            words = f"{DUTY_WORDS[grant.duty]}可以：{REACH_WORDS[grant.reach]}"
            return Verdict(allowed=True, reason=words, post=own_first(fitting))
    return Verdict(allowed=False, reason=_why_not(actor, facts, named))


def _why_not(actor: Actor, facts: Facts, named: tuple[Grant, ...]) -> str:
    """Return what stands in the way, from the most general reason to the most particular."""
    held = [grant for grant in named if actor.holds(grant.duty)]
    if not held:
        who = "、".join(dict.fromkeys(DUTY_WORDS[grant.duty] for grant in named))
        return f"只有{who}可以进行此操作" if who else "没有人可以进行此操作"
    if facts.sealed and not any(grant.sealed for grant in held):
        return "该事项属于检举控告等保密事项，您的职责不在知悉范围内"
    where = "、".join(dict.fromkeys(REACH_WORDS[grant.reach] for grant in held))
    return f"需满足下列条件之一：{where}"


# --- the same for whole lists -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arm:
    """One way into a list: which reach, from which organs or path prefixes, or as which account."""

    reach: Reach
    organ_ids: frozenset[UUID] = frozenset()
    path_prefixes: frozenset[str] = frozenset()
    account_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReachFilter:
    """Which matters somebody may do something to: any arm lets a matter in, ``kept_from_paths`` keep it out.

    ``plain`` are the arms to matters without the label, ``sealed`` those to sealed matters. A matter kept
    from an organ whose path is in ``kept_from_paths``, or whose id is in ``kept_from_ids``, is never in; nor
    one kept from the account itself.
    """

    plain: tuple[Arm, ...] = ()
    sealed: tuple[Arm, ...] = ()
    kept_from_paths: frozenset[str] = frozenset()
    kept_from_ids: frozenset[UUID] = frozenset()
    everything: bool = False
    account_id: UUID | None = None

    @property
    def nothing(self) -> bool:
        """Return whether no matter at all can be in."""
        return not (self.everything or self.plain or self.sealed)

    def admits(self, facts: Facts) -> bool:
        """Return whether a matter is in; agrees with ``may`` for every matter (tests/rules)."""
        if self.everything:
            return True
        if facts.kept_from_organs & self.kept_from_ids or self.account_id in facts.kept_from_accounts:
            return False
        if any(facts.paths.get(organ) in self.kept_from_paths for organ in facts.kept_from_organs):
            return False
        return any(_admits(arm, facts) for arm in (self.sealed if facts.sealed else self.plain))


def _admits(arm: Arm, facts: Facts) -> bool:  # noqa: PLR0911 - one answer for each reach
    """Return whether one arm lets the matter in."""
    match arm.reach:
        case Reach.ANYWHERE:
            return True
        case Reach.HANDLER_SELF:
            return arm.account_id is not None and arm.account_id == facts.handler_account
        case Reach.OWN_ORGAN:
            return facts.holder_organ in arm.organ_ids
        case Reach.RECEIVED_BY:
            return facts.received_by_organ in arm.organ_ids
        case Reach.HANDLING:
            return facts.handling_organ in arm.organ_ids
        case Reach.REVIEWING:
            return bool(facts.reviewing_organs & arm.organ_ids)
        case Reach.CO_HANDLING:
            return bool(facts.co_organs & arm.organ_ids)
        case Reach.SUBTREE | Reach.JURISDICTION:
            holder = facts.paths.get(facts.holder_organ, "") if facts.holder_organ else ""
            return any(is_within(holder, prefix) for prefix in arm.path_prefixes)


def reach_filter(actor: Actor, doing: D, grants: Mapping[D, Iterable[Grant]]) -> ReachFilter:
    """Return, as data, which matters the actor may do this to; a room turns it into a queryset filter."""
    if actor.kind is ActorKind.SYSTEM:
        return ReachFilter(everything=True)
    if actor.kind is not ActorKind.STAFF or not actor.posts:
        return ReachFilter()
    named = tuple(grants.get(doing, ()))
    return ReachFilter(
        plain=_arms(actor, named),
        sealed=_arms(actor, tuple(grant for grant in named if grant.sealed)),
        kept_from_paths=frozenset(p for post in actor.posts for p in paths_upwards(post.organ_path)),
        kept_from_ids=actor.organ_ids(),
        account_id=actor.account_id,
    )


def _arms(actor: Actor, grants: tuple[Grant, ...]) -> tuple[Arm, ...]:
    """Return one arm for each reach the actor's duties are granted."""
    arms: list[Arm] = []
    for reach in Reach:
        duties = {grant.duty for grant in grants if grant.reach is reach}
        posts = [post for post in actor.posts if post.duty in duties]
        if not posts:
            continue
        match reach:
            case Reach.ANYWHERE:
                return (Arm(reach),)
            case Reach.HANDLER_SELF:
                if actor.account_id is not None:
                    arms.append(Arm(reach, account_id=actor.account_id))
            case Reach.SUBTREE:
                arms.append(Arm(reach, path_prefixes=frozenset(p.organ_path for p in posts)))
            case Reach.JURISDICTION:
                prefixes = frozenset(superior_path(p.organ_path) for p in posts)
                arms.append(Arm(reach, path_prefixes=prefixes))
            case _:
                arms.append(Arm(reach, organ_ids=frozenset(p.organ_id for p in posts)))
    return tuple(arms)


# --- doors --------------------------------------------------------------------------------------------


class DoorKind(StrEnum):
    """What a page asks of whoever comes in."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    QUERY_CODE = "query_code"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Door:
    """What a route declares; a desk names the duties of which one is needed."""

    kind: DoorKind
    duties: frozenset[Duty] = frozenset()


PUBLIC = Door(DoorKind.PUBLIC)
SIGNED_IN = Door(DoorKind.SIGNED_IN)
QUERY_CODE = Door(DoorKind.QUERY_CODE)


def desk(*duties: Duty) -> Door:
    """Return the door of a desk: one of these duties opens it.

    Raises:
        ValueError: no duty was named; a door nobody can open is a slip.
    """
    if not duties:
        raise ValueError("a desk needs at least one duty")
    return Door(DoorKind.DESK, frozenset(duties))


def opens(door: Door, actor: Actor | None) -> Verdict:  # noqa: PLR0911 - one answer for each door
    """Return whether the door opens for the actor (``None``: nobody signed in and no code proved)."""
    if door.kind is DoorKind.PUBLIC:
        return Verdict(allowed=True, reason="公开页面")
    if door.kind is DoorKind.QUERY_CODE:
        if actor is not None and actor.kind is ActorKind.PETITIONER:
            return Verdict(allowed=True, reason="已凭查询码核验")
        return Verdict(allowed=False, reason="请先输入查询码和手机号后四位")
    if actor is None or actor.kind is not ActorKind.STAFF or actor.account_id is None:
        return Verdict(allowed=False, reason="请先登录")
    if door.kind is DoorKind.SIGNED_IN:
        return Verdict(allowed=True, reason="已登录")
    if actor.duties & door.duties:
        return Verdict(allowed=True, reason="职责相符")
    who = "、".join(DUTY_WORDS[duty] for duty in Duty if duty in door.duties)
    return Verdict(allowed=False, reason=f"此页面供{who}使用，您目前没有这项任职")
