"""听证: when, announced how long ahead, before whom, and what its record and conclusion need. Pure.

Articles: 信访工作条例 31[6] 「对重大、复杂、疑难的信访事项，可以举行听证」. The Regulation says nothing of
the procedure: notice, host and panel follow local rules and stand in the profile as defaults that say so. At
the first level a hearing stops no clock (36(2) leaves its time out of the final review only).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused, TooLate
from minqing.petition.matter.rules import REGULATION

MAY_HEAR: Final = Article(REGULATION, "31[6]", "对重大、复杂、疑难的信访事项，可以举行听证")
NOTICE_DAYS: Final = "hearing_notice_days"


class Ground(StrEnum):
    """听证事由."""

    GRAVE = "grave"
    COMPLEX = "complex"
    DIFFICULT = "difficult"
    APPLICATION = "application"


GROUND_WORDS: Final[Mapping[Ground, str]] = MappingProxyType(
    {
        Ground.GRAVE: "重大",
        Ground.COMPLEX: "复杂",
        Ground.DIFFICULT: "疑难",
        Ground.APPLICATION: "信访人申请",
    }
)
# Who sits at the table, as people write the list: 角色 姓名 单位.
ROLES: Final = (
    "信访人",
    "代理人",
    "利害关系人",
    "承办人员",
    "听证员",
    "人大代表",
    "政协委员",
    "律师",
    "专家",
    "群众代表",
    "旁听",
)
# Those who weigh and vote beside the host; the parties and the handling staff do not.
PANEL: Final = frozenset({"听证员", "人大代表", "政协委员", "律师", "专家", "群众代表"})


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant: in what role, who, from where."""

    role: str
    name: str
    organ: str = ""

    @property
    def words(self) -> str:
        """Return the seat as papers write it: 听证员王建国（县人大代表）."""
        return f"{self.role}{self.name}" + (f"（{self.organ}）" if self.organ else "")


@dataclass(frozen=True, slots=True)
class HearingPlan:
    """听证安排: day, hour, place, host and who takes part."""

    held_on: date | None
    times: str
    place: str
    host: str
    recorder: str
    seats: tuple[Seat, ...]
    is_public: bool
    closed_reason: str
    ground: Ground | str
    reason: str
    # How and when the petitioner agreed to a shorter notice; empty when they did not.
    shorter_notice: str = ""


def seats_of(text: str) -> tuple[Seat, ...]:
    r"""Return the participants from a list as people write it, one a line: 角色 姓名 单位.

    A line whose first word is no role is a seat of an unknown role, so that the refusal can name it.

    >>> seats_of("信访人 李桂兰\n听证员 王建国 县人大代表")[1].organ
    '县人大代表'
    """
    seats = []
    for line in text.replace("　", " ").splitlines():
        parts = line.replace("：", " ").replace(":", " ").split(maxsplit=2)
        if parts:
            seats.append(Seat(parts[0], *parts[1:]) if len(parts) > 1 else Seat("", parts[0]))
    return tuple(seats)


def plan_refusal(
    plan: HearingPlan, *, investigators: Sequence[str], notice_days: int, on: date
) -> Refused | None:
    """Return why a hearing may not be announced so on that day, or None.

    Everything on the notice is there; the host has not investigated the matter; the petitioner, whoever
    handled it and at least one of a panel sit at the table; the day is at least ``notice_days`` ahead, or the
    petitioner, for whom that time is, has agreed to less and it is written down how.
    Announced on 14 September with seven days: 21 September is in time, the 20th is not.
    """
    gaps = _plan_gaps(plan)
    if gaps:
        return Incomplete(f"听证通知还缺：{'、'.join(gaps)}。", MAY_HEAR)
    unknown = [seat.words for seat in plan.seats if seat.role not in ROLES]
    if unknown:
        return Incomplete(
            f"参加人每行写“角色 姓名 单位”，角色是{'、'.join(ROLES)}之一；请改：{'、'.join(unknown)}。",
            MAY_HEAR,
        )
    if plan.host.strip() in {name.strip() for name in investigators}:
        return NotAllowed(f"{plan.host}参与了这件事项的调查，不能主持听证；请另选主持人。", MAY_HEAR)
    roles = {seat.role for seat in plan.seats}
    lacking = [role for role in ("信访人", "承办人员") if role not in roles]
    if not roles & PANEL:
        lacking.append("听证员（或者人大代表、政协委员、律师、专家、群众代表）")
    if lacking:
        return Incomplete(f"参加人中还缺：{'、'.join(lacking)}。", MAY_HEAR)
    return _notice_refusal(plan, notice_days, on)


def _notice_refusal(plan: HearingPlan, notice_days: int, on: date) -> Refused | None:
    """Return why the notice is too short, or None."""
    if plan.held_on is not None and plan.held_on <= on:
        return TooLate("听证日期应当在通知以后，最早是明天。", MAY_HEAR)
    short = plan.held_on is not None and (plan.held_on - on).days < notice_days
    if short and not plan.shorter_notice.strip():
        return TooLate(
            f"听证应当至少提前{notice_days}天通知参加人（惯例默认值，来自地方规定）；请把日期往后安排，"
            "或者写明信访人什么时候、怎样同意缩短通知时间。",
            MAY_HEAR,
        )
    return None


def _plan_gaps(plan: HearingPlan) -> list[str]:
    gaps = [
        words
        for words, value in (
            ("事由的说明", plan.reason),
            ("时间", plan.times),
            ("地点", plan.place),
            ("主持人", plan.host),
            ("记录人", plan.recorder),
        )
        if not value.strip()
    ]
    if plan.held_on is None:
        gaps.append("日期")
    if not plan.seats:
        gaps.append("参加人")
    if not plan.is_public and not plan.closed_reason.strip():
        gaps.append("不公开举行的理由（国家秘密、商业秘密、个人隐私）")
    if str(plan.ground) not in set(Ground):
        gaps.append("听证事由")
    return gaps


def holding_refusal(*, held_on: date | None, on: date) -> Refused | None:
    """Return why a record may not be made yet, or None: a hearing is recorded from its day on."""
    if held_on is not None and on < held_on:
        return Conflict(f"听证定在{held_on.month}月{held_on.day}日，还没有举行。", MAY_HEAR)
    return None


def conclusion_refusal(
    *, facts: str, conclusion: str, votes: tuple[int, int, int], panel: int
) -> Refused | None:
    """Return why a panel's conclusion does not stand, or None.

    ``votes`` are for, against and abstaining; together exactly the panel, the host included, and the
    conclusion carried by more than half of it.
    """
    if not facts.strip() or not conclusion.strip():
        return Incomplete("请写明听证查明的事实和听证意见。", MAY_HEAR)
    if sum(votes) != panel:
        return Incomplete(f"参加评议的共{panel}人（含主持人），票数合计应当是{panel}。", MAY_HEAR)
    if votes[0] * 2 <= panel:
        return Incomplete("听证意见应当由过半数的评议人员赞成；请按多数意见写。", MAY_HEAR)
    return None


def panel_of(seats: Sequence[Mapping[str, str]]) -> int:
    """Return how many vote: the panel among the participants and the host."""
    return 1 + sum(each["role"] in PANEL for each in seats)


def unfinished_refusal(status: str) -> Refused | None:
    """Return why an opinion may not be sent up while a hearing is asked for or under way, or None."""
    if status == "applied":
        return Conflict("信访人申请听证，还没有答复；请决定举行听证，或者写明不举行的理由。", MAY_HEAR)
    if status == "noticed":
        return Conflict("听证已经通知，还没有举行；请举行以后再送审，或者写明理由取消。", MAY_HEAR)
    if status == "held":
        return Conflict("听证已经举行，还没有听证意见；请先写听证意见。", MAY_HEAR)
    return None
