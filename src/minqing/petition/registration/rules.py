"""登记 (②): the number and the classification of a matter. Pure.

Articles: 信访工作条例 22(1), 23(1) (every matter is registered), 28(3) (recusal), 29-31 (three kinds, six
ways), 25 and 46(4) (grave and urgent matters are reported at once).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotCompetent, Refused, UnlawfulMove
from minqing.petition.matter.rules import FINISHED, REGULATION, STATE_WORDS, Procedure, Purpose, State, Track

SPLIT: Final = Article(REGULATION, "31")
RECUSAL: Final = Article(REGULATION, "28(3)")
REGISTERS: Final = Article(REGULATION, "22(1)")


def number_series(*, petition_office: bool, place_name: str, organ_name: str) -> str:
    """Return the word before 〔year〕 in a matter's number: 通信 for 通江县's petition office, else 住建局信.

    >>> number_series(petition_office=True, place_name="通江县", organ_name="信访局")
    '通信'
    """
    head = place_name[:1] if petition_office and place_name else organ_name
    return f"{head}信"


@dataclass(frozen=True, slots=True)
class Classification:
    """分类: what a matter is taken to be, and about whom."""

    purpose: Purpose
    procedure: Procedure | None
    content_class: str
    concerns_path: str = ""
    concerns_active: bool = True
    repeat_of_itself: bool = False
    repeat_of_sealed: bool = False


def classification_refusal(  # noqa: PLR0911 - one answer for each condition
    wanted: Classification, known_classes: Collection[str], actor_paths: Collection[str]
) -> Refused | None:
    """Return why a matter cannot be classified so, or None.

    31: a claim names its procedure, and only a claim has one. 28(3): an organ that is itself complained of in
    an accusation stands aside.
    """
    if wanted.purpose is Purpose.CLAIM and wanted.procedure is None:
        return Incomplete("申诉求决类事项须选定办理途径（第三十一条六种情形之一）。", SPLIT)
    if wanted.purpose is not Purpose.CLAIM and wanted.procedure is not None:
        return Incomplete("只有申诉求决类事项才选办理途径。", SPLIT)
    if wanted.content_class and wanted.content_class not in known_classes:
        return Incomplete(f"没有编号为“{wanted.content_class}”的内容分类。", REGISTERS)
    if wanted.repeat_of_itself:
        return Incomplete("一件信访事项不能是它自己的重复件。", REGISTERS)
    if wanted.repeat_of_sealed and wanted.purpose is not Purpose.ACCUSATION:
        return NotCompetent(
            "所填的前件是检举控告，密封办理；别的事项不能写成它的重复件，否则会透露有过检举控告。", SECRECY
        )
    if wanted.purpose is Purpose.ACCUSATION and wanted.concerns_path:
        involved = [path for path in actor_paths if path.startswith(wanted.concerns_path)]
        if involved:
            return NotCompetent(
                "检举控告的正是本单位，本单位应当回避，请上级机关或者纪检监察机关分类转送。", RECUSAL
            )
    return None


# --- splitting a mixed letter ---------------------------------------------------------------------------

THREE_KINDS: Final = Article(REGULATION, "29(1),30(1),31", confidence="D")
SECRECY: Final = Article(REGULATION, "30(3)")
BEFORE_REFERRAL: Final = frozenset({State.REGISTERED, State.RETURNED})


@dataclass(frozen=True, slots=True)
class SplitFacts:
    """What a splitting is judged by: where the matter stands, what it asks for, what is to leave it."""

    state: State
    requests: frozenset[UUID]
    files: frozenset[UUID]
    leaving: Sequence[UUID]
    leaving_files: Sequence[UUID]
    title: str
    body: str
    sealed_part: bool = False
    sealed_whole: bool = False
    rest: str = ""


def split_refusal(asked: SplitFacts) -> Refused | None:
    """Return why one matter cannot be split off so, or None.

    Before it is referred; at least one request leaves and at least one stays, so that nothing is lost and
    nothing is empty. What leaves for an accusation must not stay readable in the rest (30(3)): the text of
    the rest is then written anew.
    """
    if asked.state not in BEFORE_REFERRAL:
        words = f"只有登记以后、转送以前才能拆分；这件现在是“{STATE_WORDS[asked.state]}”。"
        return UnlawfulMove(words, REGISTERS)
    leaving = set(asked.leaving)
    lacks = (
        (not leaving, "请勾选要分出去的请求，至少一项。"),
        (not leaving <= asked.requests, "勾选的请求不是这一件的，请重新打开页面再选。"),
        (leaving == asked.requests, "不能把请求全部分出去；原件至少留下一项请求。"),
        (not set(asked.leaving_files) <= asked.files, "勾选的附件不是这一件的，请重新打开页面再选。"),
        (not asked.title.strip() or not asked.body.strip(), "请写明分出来这一件的标题和内容。"),
    )
    for lacking, words in lacks:
        if lacking:
            return Incomplete(words, THREE_KINDS)
    if asked.sealed_part and not asked.sealed_whole and not asked.rest.strip():
        return Incomplete(
            "分出来的是检举控告。原件还要转给其他单位，请把留下部分的内容另写一份，不写检举控告的内容；"
            "原文只留在分出来的密封件里。",
            SECRECY,
        )
    return None


# --- links between matters ------------------------------------------------------------------------------


class LinkKind(StrEnum):
    """关联: how two matters belong together."""

    SPLIT = "split"
    MERGED = "merged"
    RELATED = "related"


LINK_WORDS: Final[Mapping[LinkKind, str]] = MappingProxyType(
    {LinkKind.SPLIT: "拆分", LinkKind.MERGED: "并案", LinkKind.RELATED: "相关"}
)


def link_refusal(*, itself: bool, already: bool, kind: LinkKind, reason: str) -> Refused | None:
    """Return why two matters cannot be linked so, or None. A split is made by splitting only."""
    if itself:
        return Incomplete("不能和自己关联，请填另一件的编号。", REGISTERS)
    if kind is LinkKind.SPLIT:
        return Incomplete("拆分关系由“拆分”产生，不能手工添加。", REGISTERS)
    if already:
        return Conflict("这两件已经这样关联了。", REGISTERS)
    if not reason.strip():
        return Incomplete("请写明为什么关联，方便以后的人看懂。", REGISTERS)
    return None


def unlink_refusal(*, kind: LinkKind, undone: bool, reason: str) -> Refused | None:
    """Return why a link cannot be undone, or None; a split stays, because requests have left with it."""
    if kind is LinkKind.SPLIT:
        return Conflict("拆分关系不能解除；分出来的事项可以另行关联或者并案。", REGISTERS)
    if undone:
        return Conflict("这个关联已经解除了。", REGISTERS)
    if not reason.strip():
        return Incomplete("请写明为什么解除。", REGISTERS)
    return None


# --- grave and urgent matters ---------------------------------------------------------------------------

URGENT: Final = Article(REGULATION, "25")
NO_CONCEALING: Final = Article(REGULATION, "46(4)")
URGENT_REPORT: Final = "URGENT_REPORT"


class ReportedTo(StrEnum):
    """报告、通报对象 (25): who is told of a grave or urgent matter."""

    OWN_LEADERSHIP = "own_leadership"
    COMPETENT_DEPARTMENT = "competent_department"
    JOINT_CONFERENCE = "joint_conference"
    SUPERIOR_OFFICE = "superior_office"
    NATIONAL_OFFICE = "national_office"


REPORTED_WORDS: Final[Mapping[ReportedTo, str]] = MappingProxyType(
    {
        ReportedTo.OWN_LEADERSHIP: "本级党委和政府",
        ReportedTo.COMPETENT_DEPARTMENT: "相关主管部门",
        ReportedTo.JOINT_CONFERENCE: "本级信访工作联席会议办公室",
        ReportedTo.SUPERIOR_OFFICE: "上一级信访部门",
        ReportedTo.NATIONAL_OFFICE: "国家信访局",
    }
)
# The report that answers the duty: to one's own Party committee and government. The others are told besides.
STOPS_THE_CLOCK: Final = frozenset({ReportedTo.OWN_LEADERSHIP})


def urgent_refusal(*, state: State, track: Track, reason: str) -> Refused | None:
    """Return why a matter cannot be marked grave and urgent, or None."""
    if state in FINISHED:
        return UnlawfulMove(f"这件信访事项现在是“{STATE_WORDS[state]}”，不再标为重大、紧急。", URGENT)
    if track is Track.URGENT:
        return Conflict("这件已经标为重大、紧急。", URGENT)
    if track is Track.SIMPLE:
        return Conflict("简易办理的事项请先转为普通程序，再标为重大、紧急。", URGENT)
    if not reason.strip():
        return Incomplete("请写明为什么重大、紧急：涉及多少人、可能发生什么、什么时候。", URGENT)
    return None


def report_refusal(
    *, track: Track, to_name: str, told_before_found: bool, told_later: bool
) -> Refused | None:
    """Return why a report upward cannot be recorded so, or None."""
    if track is not Track.URGENT:
        return UnlawfulMove("这件没有标为重大、紧急，不用这样报告。", URGENT)
    if not to_name.strip():
        return Incomplete("请写明报告给了哪个单位、哪位同志。", URGENT)
    if told_before_found:
        return Incomplete("报告时间早于发现的时间，请核对。", NO_CONCEALING)
    if told_later:
        return Incomplete("报告时间不能晚于现在；还没有报告的，报告以后再记。", NO_CONCEALING)
    return None


def calm_refusal(*, track: Track, reported: bool, reason: str) -> Refused | None:
    """Return why a matter cannot leave the urgent track, or None; not before it was reported (46(4))."""
    if track is not Track.URGENT:
        return UnlawfulMove("这件没有标为重大、紧急。", URGENT)
    if not reported:
        return Conflict("还没有报告本级党委和政府，不能解除；瞒报、缓报要承担责任。", NO_CONCEALING)
    if not reason.strip():
        return Incomplete("请写明为什么不再紧急。", URGENT)
    return None
