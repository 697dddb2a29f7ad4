"""问题件: which matters raise a case by themselves, under which key, and what it takes to end one. Pure.

Articles: 信访工作条例 24(1) (disputes on competence), 35-36 (review), 40(1) (repeats show that nothing was
solved). How many bounces or repeats it takes is practice: settings, marked so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused

REGULATION: Final = "信访工作条例"
WORKED_OFF: Final = Article(REGULATION, "40(1)", confidence="D")


class Ground(StrEnum):
    """由什么引起: bounced again and again, redone after review, repeated."""

    BOUNCES = "bounces"
    REDONE = "redone"
    REPEATS = "repeats"


class Status(StrEnum):
    """Open until it is worked off with a result."""

    OPEN = "open"
    DONE = "done"


class Cause(StrEnum):
    """查明的原因: what the case turned out to be about."""

    COMPETENCE = "competence"
    QUALITY = "quality"
    NOT_CARRIED_OUT = "not_carried_out"
    POLICY = "policy"
    NOT_EXPLAINED = "not_explained"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class GroundWords:
    """A ground in words, and the rule behind it."""

    words: str
    basis: Article


GROUNDS: Final[Mapping[Ground, GroundWords]] = MappingProxyType(
    {
        Ground.BOUNCES: GroundWords("多次退回", Article(REGULATION, "24(1)", confidence="D")),
        Ground.REDONE: GroundWords("复查、复核后重新办理", Article(REGULATION, "35,36", confidence="D")),
        Ground.REPEATS: GroundWords("同一人就同类问题反复信访", Article(REGULATION, "40(1)", confidence="D")),
    }
)
CAUSE_WORDS: Final[Mapping[Cause, str]] = MappingProxyType(
    {
        Cause.COMPETENCE: "职责不清",
        Cause.QUALITY: "办理质量不高",
        Cause.NOT_CARRIED_OUT: "处理意见没有落实",
        Cause.POLICY: "政策不完善",
        Cause.NOT_EXPLAINED: "解释疏导不到位",
        Cause.BEYOND: "诉求无依据，已讲明",
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter as the daily look sees it; ``person`` and ``theme`` where a person is known."""

    matter: UUID
    bounces: int = 0
    redone: bool = False
    person: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """A case to be there: its key is the same at every look, so that it is raised once."""

    ground: Ground
    key: str
    matters: tuple[UUID, ...]


def raised_by(seen: Iterable[Seen], *, bounces: int, repeats: int) -> list[Raised]:
    """Return the cases these matters raise: one a matter for bounces or redoing, one a person and theme.

    ``bounces`` and ``repeats`` of 0 raise nothing of that kind.
    """
    rows = sorted(seen, key=lambda each: str(each.matter))
    found = [
        Raised(Ground.BOUNCES, str(each.matter), (each.matter,))
        for each in rows
        if bounces and each.bounces >= bounces
    ]
    found += [Raised(Ground.REDONE, str(each.matter), (each.matter,)) for each in rows if each.redone]
    groups: dict[tuple[str, str], list[UUID]] = {}
    for each in rows:
        if each.person and each.theme:
            groups.setdefault((each.person, each.theme), []).append(each.matter)
    found += [
        Raised(Ground.REPEATS, f"{person}|{theme}", tuple(matters))
        for (person, theme), matters in sorted(groups.items())
        if repeats and len(matters) >= repeats
    ]
    return found


def ending_refusal(status: Status, cause: str, result: str) -> Refused | None:
    """Return why a case cannot be ended: ended already, without cause, without result."""
    if status is not Status.OPEN:
        return Conflict("这件问题件已经办结。", WORKED_OFF)
    if cause not in set(Cause):
        return Incomplete("请选择查明的原因。", WORKED_OFF)
    if not result.strip():
        return Incomplete("请写明办理结果：采取了什么措施，信访人怎么说。", WORKED_OFF)
    return None
