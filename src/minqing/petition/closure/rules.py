"""办结 (⑧): the checklist of the four "in place" and what must be done before a matter is closed. Pure.

Articles: 信访工作条例 22(1)(3) (办结报告), 27 (四个到位), 32 (answer each request, urge execution), 34;
民事诉讼法 87-95 by analogy (what proves a delivery).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused
from minqing.petition.matter.rules import REGULATION

FOUR_IN_PLACE: Final = Article(REGULATION, "27")
CLOSES: Final = Article(REGULATION, "34")
EXECUTES: Final = Article(REGULATION, "32(2)")
REPORTS: Final = Article(REGULATION, "22(1)(3)")
PROVES: Final = Article("民事诉讼法", "87")


class Check(StrEnum):
    """四个到位: what is checked off with evidence before closing."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    HELPED = "helped"
    DEALT_WITH = "dealt_with"


CHECKLIST: Final[Mapping[Check, str]] = MappingProxyType(
    {
        Check.SOLVED: "诉求合理的解决问题到位",
        Check.EXPLAINED: "诉求无理的思想教育到位",
        Check.HELPED: "生活困难的帮扶救助到位",
        Check.DEALT_WITH: "行为违法的依法处理",
    }
)


class Mark(StrEnum):
    """How one item of the checklist stands."""

    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Served:
    """What is on record of the answer's delivery."""

    way: str
    recipient: str = ""
    servers: tuple[str, ...] = ()
    consent: bool = False
    picture: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """One supported request as it stands: what, who carries it out, by when."""

    what: str
    organ: str
    status: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ClosureFacts:
    """What decides on closing; ``papers`` are the items of the checklist that a paper on the file shows."""

    delivered: bool
    unanswered: tuple[int, ...]
    checklist: Mapping[str, str]
    served: Served | None = None
    told_orally: bool = False
    executions: Sequence[Followed] = ()
    owed_by: Sequence[str] = ()
    report_due: bool = False
    papers: Collection[str] = field(default=frozenset())
    delivered_on: date | None = None


def read_mark(entry: str) -> tuple[Mark | None, str]:
    """Split one entry into its mark and the evidence in words: ``done：已修好路面`` → (DONE, 已修好路面).

    The mark is the leading word; full-width and half-width colons and spaces separate the evidence.
    """
    for mark in Mark:
        if entry.startswith(mark.value):
            return mark, entry.removeprefix(mark.value).lstrip(":： ").strip()
    return None, entry.strip()


def closure_refusal(facts: ClosureFacts, on: date) -> Refused | None:
    """Return why a matter may not be closed, or None; the first of these that is not in order.

    Delivered and proved, every request answered, no other organ's opinion owed, what was supported carried
    out or followed, the report to the assigner made, four items checked.
    """
    return (
        _delivery_refusal(facts, on)
        or _unanswered_refusal(facts)
        or _owed_refusal(facts.owed_by)
        or execution_refusal(facts.executions, on)
        or _report_refusal(due=facts.report_due)
        or _checklist_refusal(facts)
    )


def _delivery_refusal(facts: ClosureFacts, on: date) -> Refused | None:
    if not facts.delivered:
        return Incomplete("书面答复还没有送达，不能办结。", CLOSES)
    if facts.delivered_on is not None and facts.delivered_on > on:
        day = facts.delivered_on
        return Conflict(
            f"公告到{day.year}年{day.month}月{day.day}日才视为送达，期满以后再办结。",
            Article("民事诉讼法", "95"),
        )
    if facts.told_orally:
        # 简易办理: what was answered by word of mouth is proved by the record of the answer.
        return None
    if facts.served is None:
        return Incomplete("没有送达记录，不能办结：请先登记书面答复怎样送达、有什么凭据。", PROVES)
    gap = proof_gap(facts.served)
    return Incomplete(f"送达没有凭据，不能办结：{gap}。", PROVES) if gap else None


def proof_gap(served: Served) -> str:
    """Return what still proves a delivery not enough, "" when it is proved (民事诉讼法 87-95 by analogy).

    The picture of the receipt proves every way. Without it: in person and at home, who received it and who
    served it; by post, the number of the mail; electronically, the consent; refused, the record of it.
    """
    if served.picture:
        return ""
    named = bool(served.recipient.strip()) and bool(served.servers)
    lacks: Mapping[str, tuple[bool, str]] = {
        "in_person": (named, "请写明受送达人和送达人，或者附送达回证影像"),
        "household": (named and bool(served.note.strip()), "请写明代收人与受送达人的关系和送达人"),
        "post": (bool(served.note.strip()), "请填写邮件号码，或者附邮件回执影像"),
        "electronic": (served.consent, "请取得并记录信访人同意电子送达"),
        "refused": (bool(served.note.strip()), "请记明拒收事由和见证人"),
        "announcement": (False, "请附公告的影像"),
    }
    proved, words = lacks.get(served.way, (False, "请附送达回证影像"))
    return "" if proved else words


def _unanswered_refusal(facts: ClosureFacts) -> Refused | None:
    if not facts.unanswered:
        return None
    numbers = "、".join(f"第{seq}项" for seq in facts.unanswered)
    return Incomplete(f"还有请求没有答复：{numbers}。", Article(REGULATION, "32(1)"))


def _owed_refusal(organs: Sequence[str]) -> Refused | None:
    if not organs:
        return None
    return Conflict(
        f"还有协办意见没有收到：{'、'.join(organs)}。收到或者撤回协办以后再办结。",
        Article(REGULATION, "28(1)"),
    )


def execution_refusal(rows: Sequence[Followed], on: date) -> Refused | None:
    """Return why what is still to be carried out stands in the way of closing, or None.

    The Regulation ends handling after 60 days (34) and asks the organ to urge execution (32(2)); it does not
    make one wait for the other. So a request whose day lies ahead is followed after closing, by its owner and
    on its clock; one past its day, disputed or refused is not in place, and the matter stays open (ADR 0015).
    """
    words = {"disputed": "信访人说没有执行到位", "refused": "拒不执行，已报督查"}
    left = [
        f"{row.what}（{row.organ}，{words.get(row.status, '已过执行期限')}，最迟{row.due_on.isoformat()}）"
        for row in rows
        if row.status in words or row.due_on < on
    ]
    if not left:
        return None
    return Conflict(f"还有没有执行到位的：{'；'.join(left)}。执行到位以后再办结。", EXECUTES)


def _report_refusal(*, due: bool) -> Refused | None:
    if not due:
        return None
    return Incomplete("这是交办件，请先向交办单位提交办结报告，再办结。", REPORTS)


def _checklist_refusal(facts: ClosureFacts) -> Refused | None:
    gaps = []
    done = 0
    for check, words in CHECKLIST.items():
        mark, evidence = read_mark(facts.checklist.get(check.value, ""))
        if mark is None:
            gaps.append(f"“{words}”未核对")
        elif mark is Mark.DONE and not evidence and check.value not in facts.papers:
            gaps.append(f"“{words}”未写依据")
        done += mark is Mark.DONE
    unknown = sorted(set(facts.checklist) - {c.value for c in Check})
    if unknown:
        gaps.append(f"清单中没有：{'、'.join(unknown)}")
    if gaps:
        return Incomplete(f"办结清单不完整：{'；'.join(gaps)}。", FOUR_IN_PLACE)
    return None if done else Incomplete("四个到位至少有一项应当已经做到，并写明依据。", FOUR_IN_PLACE)


def report_refusal(*, assigned: bool, already: bool, lacks: Sequence[str]) -> Refused | None:
    """Return why a report to the assigner may not be made, or None (22(1)(3))."""
    if not assigned:
        return Conflict("这件事项不是交办件，不需要办结报告。", REPORTS)
    if already:
        return Conflict("已经提交过办结报告。", REPORTS)
    return Incomplete(f"办结报告还缺：{'、'.join(lacks)}。", REPORTS) if lacks else None
