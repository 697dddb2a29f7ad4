"""ACCESS rules: a table of who may, and a second, naive opinion over generated trees."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.access.rules import (
    PUBLIC,
    QUERY_CODE,
    REACH_WORDS,
    SIGNED_IN,
    Door,
    DoorKind,
    Facts,
    Grant,
    Reach,
    ReachFilter,
    desk,
    may,
    opens,
    reach_filter,
)
from minqing.kernel.people.rules import SYSTEM, Actor, Duty, PostFacts, petitioner_actor


class Doing(StrEnum):
    READ = "read"
    REFER = "refer"
    DESTROY = "destroy"


def organ(number: int) -> UUID:
    return UUID(int=number)


COUNTY, OFFICE, HOUSING, HOUSING_TEAM, TOWN, VILLAGE, DISCIPLINE = map(organ, range(1, 8))
PATHS = {
    COUNTY: "county.",
    OFFICE: "county.xfj.",
    HOUSING: "county.zjj.",
    HOUSING_TEAM: "county.zjj.dui.",
    TOWN: "county.nsh.",
    VILLAGE: "county.nsh.zt.",
    DISCIPLINE: "county.jw.",
}


def staff(*posts: tuple[UUID, Duty], account: int = 50) -> Actor:
    return Actor(
        account_id=UUID(int=account),
        name="王建国",
        posts=tuple(PostFacts(UUID(int=900 + n), o, PATHS[o], d, "") for n, (o, d) in enumerate(posts)),
    )


HANDLER = staff((HOUSING, Duty.HANDLER))
MATTER = Facts(
    holder_organ=HOUSING,
    received_by_organ=OFFICE,
    handling_organ=HOUSING,
    handler_account=UUID(int=50),
    paths=PATHS,
)


def grants(*of: Grant) -> dict[Doing, tuple[Grant, ...]]:
    return {Doing.READ: of}


@pytest.mark.parametrize(
    ("reach", "actor", "facts", "allowed"),
    [
        (Reach.OWN_ORGAN, HANDLER, MATTER, True),
        (Reach.OWN_ORGAN, staff((HOUSING_TEAM, Duty.HANDLER)), MATTER, False),
        (Reach.OWN_ORGAN, HANDLER, Facts(paths=PATHS), False),
        (Reach.RECEIVED_BY, staff((OFFICE, Duty.HANDLER)), MATTER, True),
        (Reach.RECEIVED_BY, HANDLER, MATTER, False),
        (Reach.HANDLING, HANDLER, replace(MATTER, holder_organ=OFFICE), True),
        (Reach.HANDLING, HANDLER, replace(MATTER, handling_organ=TOWN), False),
        (Reach.SUBTREE, staff((COUNTY, Duty.HANDLER)), MATTER, True),
        (Reach.SUBTREE, HANDLER, replace(MATTER, holder_organ=HOUSING_TEAM), True),
        (Reach.SUBTREE, staff((HOUSING_TEAM, Duty.HANDLER)), MATTER, False),
        (Reach.SUBTREE, staff((TOWN, Duty.HANDLER)), MATTER, False),
        (Reach.SUBTREE, staff((COUNTY, Duty.HANDLER)), Facts(paths=PATHS), False),
        (Reach.JURISDICTION, staff((OFFICE, Duty.HANDLER)), replace(MATTER, holder_organ=VILLAGE), True),
        (Reach.JURISDICTION, staff((VILLAGE, Duty.HANDLER)), MATTER, False),
        (Reach.HANDLER_SELF, HANDLER, replace(MATTER, holder_organ=None), True),
        (Reach.HANDLER_SELF, staff((HOUSING, Duty.HANDLER), account=51), MATTER, False),
        (Reach.HANDLER_SELF, HANDLER, Facts(), False),
        (Reach.ANYWHERE, staff((VILLAGE, Duty.HANDLER)), Facts(), True),
    ],
)
def test_each_reach_goes_as_far_as_its_name_says(
    reach: Reach, actor: Actor, facts: Facts, allowed: bool
) -> None:
    named = grants(Grant(Duty.HANDLER, reach))
    verdict = may(actor, Doing.READ, facts, named)
    assert verdict.allowed is allowed
    assert bool(verdict) is allowed
    assert REACH_WORDS[reach] in verdict.reason
    assert reach_filter(actor, Doing.READ, named).admits(facts) is allowed
    assert not may(actor, Doing.REFER, facts, named)
    assert not may(actor, Doing.READ, facts, grants(Grant(Duty.LEADER, reach)))


def test_the_reason_says_what_stands_in_the_way_in_plain_chinese() -> None:
    own = grants(Grant(Duty.HANDLER, Reach.OWN_ORGAN))

    def reason(actor: Actor, facts: Facts = MATTER, doing: Doing = Doing.READ) -> str:
        return may(actor, doing, facts, own).reason

    assert reason(HANDLER) == "承办人可以：事项现由本单位持有"
    assert reason(staff((TOWN, Duty.HANDLER))) == "需满足下列条件之一：事项现由本单位持有"
    assert reason(staff((HOUSING, Duty.LEADER))) == "只有承办人可以进行此操作"
    assert reason(HANDLER, doing=Doing.DESTROY) == "没有人可以进行此操作"
    assert reason(staff()) == "您目前没有有效的任职，不能办理事项"
    assert reason(petitioner_actor()) == "信访人请凭查询码查看自己的事项"
    assert reason(SYSTEM) == "系统自动执行"
    assert reason(HANDLER, replace(MATTER, sealed=True)).startswith("该事项属于检举控告等保密事项")
    assert reason(HANDLER, replace(MATTER, kept_from_organs=frozenset({HOUSING}))).startswith(
        "该事项对您所在"
    )


def test_a_sealed_matter_opens_only_to_a_grant_that_names_it() -> None:
    sealed = replace(MATTER, sealed=True, holder_organ=DISCIPLINE)
    named = grants(Grant(Duty.SUPERVISOR, Reach.ANYWHERE), Grant(Duty.HANDLER, Reach.OWN_ORGAN, sealed=True))
    assert may(staff((DISCIPLINE, Duty.HANDLER)), Doing.READ, sealed, named)
    supervisor = staff((OFFICE, Duty.SUPERVISOR))
    assert not may(supervisor, Doing.READ, sealed, named)
    assert may(supervisor, Doing.READ, replace(sealed, sealed=False), named)


@pytest.mark.parametrize("post", [HOUSING, HOUSING_TEAM])
def test_nobody_of_the_accused_organ_or_beneath_it_gets_in_whatever_else_they_hold(post: UUID) -> None:
    kept = replace(MATTER, holder_organ=OFFICE, kept_from_organs=frozenset({HOUSING}))
    named = grants(Grant(Duty.HANDLER, Reach.ANYWHERE, sealed=True))
    assert may(staff((COUNTY, Duty.HANDLER)), Doing.READ, kept, named)
    assert not may(staff((post, Duty.HANDLER)), Doing.READ, kept, named)
    both = staff((OFFICE, Duty.HANDLER), (post, Duty.LEADER))
    assert not may(both, Doing.READ, kept, named)
    assert not reach_filter(both, Doing.READ, named).admits(kept)


def test_an_accused_organ_whose_path_is_unknown_still_keeps_its_own_posts_out() -> None:
    kept = Facts(kept_from_organs=frozenset({HOUSING}))
    named = grants(Grant(Duty.HANDLER, Reach.ANYWHERE))
    assert not may(HANDLER, Doing.READ, kept, named)
    assert not reach_filter(HANDLER, Doing.READ, named).admits(kept)


# --- a second opinion ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """A tree given by parents, and everything in it; paths are derived, never trusted by the oracle."""

    parents: tuple[int, ...]
    actor: Actor
    facts: Facts
    grants: tuple[Grant, ...]

    def line(self, number: int) -> list[int]:
        """The organ and all above it, walked parent by parent."""
        found = [number]
        while number:
            number = self.parents[number]
            found.append(number)
        return found


@st.composite
def worlds(draw: st.DrawFn) -> World:
    size = draw(st.integers(1, 8))
    parents = (0, *(draw(st.integers(0, n - 1)) for n in range(1, size)))
    paths: dict[UUID, str] = {}
    for n in range(size):
        # Codes of which one begins another: a prefix without its dot would let strangers in.
        above = paths[organ(parents[n])] if n else ""
        paths[organ(n)] = f"{above}{'a' * (n + 1)}."
    any_organ = st.integers(0, size - 1).map(organ)
    posts = tuple(
        PostFacts(UUID(int=100 + i), o, paths[o], d, "")
        for i, (o, d) in enumerate(draw(st.lists(st.tuples(any_organ, st.sampled_from(Duty)), max_size=3)))
    )
    account = st.sampled_from([UUID(int=50), UUID(int=51)])
    facts = Facts(
        holder_organ=draw(st.none() | any_organ),
        received_by_organ=draw(st.none() | any_organ),
        handling_organ=draw(st.none() | any_organ),
        handler_account=draw(st.none() | account),
        sealed=draw(st.booleans()),
        kept_from_organs=frozenset(draw(st.lists(any_organ, max_size=2))),
        paths=paths,
        reviewing_organs=frozenset(draw(st.lists(any_organ, max_size=2))),
        co_organs=frozenset(draw(st.lists(any_organ, max_size=2))),
    )
    named = draw(
        st.lists(st.builds(Grant, st.sampled_from(Duty), st.sampled_from(Reach), st.booleans()), max_size=4)
    )
    return World(parents, Actor(draw(account), "李桂兰", posts), facts, tuple(named))


def naive(world: World) -> bool:
    """The same answer by the words of the rule: walking the tree, one post and one grant at a time."""
    facts = world.facts
    for post in world.actor.posts:
        for kept in facts.kept_from_organs:
            if kept.int in world.line(post.organ_id.int):
                return False
    for post in world.actor.posts:
        for grant in world.grants:
            if post.duty != grant.duty or (facts.sealed and not grant.sealed):
                continue
            top = world.parents[post.organ_id.int]
            holders = world.line(facts.holder_organ.int) if facts.holder_organ else []
            reached = {
                Reach.OWN_ORGAN: facts.holder_organ == post.organ_id,
                Reach.RECEIVED_BY: facts.received_by_organ == post.organ_id,
                Reach.HANDLING: facts.handling_organ == post.organ_id,
                Reach.SUBTREE: post.organ_id.int in holders,
                Reach.JURISDICTION: top in holders,
                Reach.HANDLER_SELF: facts.handler_account == world.actor.account_id,
                Reach.REVIEWING: post.organ_id in facts.reviewing_organs,
                Reach.CO_HANDLING: post.organ_id in facts.co_organs,
                Reach.ANYWHERE: True,
            }
            if reached[grant.reach]:
                return True
    return False


@given(worlds())
def test_may_agrees_with_a_naive_reading_of_the_rule(world: World) -> None:
    verdict = may(world.actor, Doing.READ, world.facts, grants(*world.grants))
    assert verdict.allowed is naive(world)
    assert verdict.reason


@given(worlds())
def test_a_list_shows_exactly_what_can_be_opened(world: World) -> None:
    named = grants(*world.grants)
    listed = reach_filter(world.actor, Doing.READ, named)
    assert listed.admits(world.facts) is may(world.actor, Doing.READ, world.facts, named).allowed
    if listed.nothing:
        assert not listed.admits(world.facts)


def test_the_system_sees_every_list_and_a_petitioner_none() -> None:
    everything = grants(Grant(Duty.HANDLER, Reach.ANYWHERE))
    assert reach_filter(SYSTEM, Doing.READ, everything) == ReachFilter(everything=True)
    assert reach_filter(SYSTEM, Doing.READ, everything).admits(MATTER)
    assert reach_filter(petitioner_actor(), Doing.READ, everything).nothing
    assert reach_filter(staff(), Doing.READ, everything).nothing


# --- doors --------------------------------------------------------------------------------------------

DESK = desk(Duty.REGISTRAR, Duty.LEADER)


@pytest.mark.parametrize(
    ("door", "who", "reason", "allowed"),
    [
        (PUBLIC, None, "公开页面", True),
        (PUBLIC, HANDLER, "公开页面", True),
        (QUERY_CODE, None, "请先输入查询码和手机号后四位", False),
        (QUERY_CODE, HANDLER, "请先输入查询码和手机号后四位", False),
        (QUERY_CODE, petitioner_actor(), "已凭查询码核验", True),
        (SIGNED_IN, None, "请先登录", False),
        (SIGNED_IN, petitioner_actor(), "请先登录", False),
        (SIGNED_IN, SYSTEM, "请先登录", False),
        (SIGNED_IN, staff(), "已登录", True),
        (DESK, None, "请先登录", False),
        (DESK, petitioner_actor(), "请先登录", False),
        (DESK, HANDLER, "此页面供登记员、负责人使用，您目前没有这项任职", False),
        (DESK, staff((OFFICE, Duty.REGISTRAR)), "职责相符", True),
        (DESK, staff((HOUSING, Duty.HANDLER), (HOUSING, Duty.LEADER)), "职责相符", True),
    ],
)
def test_each_door_opens_to_whom_it_names(door: Door, who: Actor | None, reason: str, allowed: bool) -> None:
    verdict = opens(door, who)
    assert (verdict.allowed, verdict.reason) == (allowed, reason)


def test_a_desk_without_a_duty_is_a_slip() -> None:
    with pytest.raises(ValueError, match="at least one duty"):
        desk()
    assert DESK.kind is DoorKind.DESK
