"""Elements of papers: their words, and what a paper still lacks (law.md 8.1). Pure."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from minqing.kernel.documents.rules import meeting, relief
from minqing.kernel.documents.rules.kinds import DocumentKind
from minqing.kernel.documents.rules.table import KINDS, REQUIRED

# Lists of rows: what each row is called, and the elements every row must carry. Every request of a handling
# opinion is answered on its own, with its own legal basis (32); every question of a record has its answer.
ROWS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "items": ("项", ("request", "opinion", "basis")),
        "exchanges": ("问", ("question", "answer")),
        "parties": ("方当事人", ("name",)),
        "entries": ("件材料", ("title", "page")),
    }
)

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accepted_on": "受理日期",
        "answer": "回答",
        "applied_by": "提出延期的承办人",
        "applied_on": "提出延期的日期",
        "approved_by": "批准延期的负责人",
        "approved_on": "批准日期",
        "asker": "询问人",
        "attitude": "信访人的态度",
        "basis": "依据",
        "case": "不再受理的情形",
        "category": "分类处理的类别",
        "channel": "信访形式",
        "closed_on": "办结日期",
        "competent_organ": "有权处理的机关",
        "contact": "联系人和联系方式",
        "days": "延长的天数",
        "decision": "决定",
        "default_facts": "违反规定的事实",
        "delivered_on": "送达日期",
        "demands": "办理要求",
        "designated_organ": "指定的办理机关",
        "dispute": "争议情况和各方意见",
        "document_number": "送达文书的文号",
        "document_title": "送达文书的名称",
        "entries": "卷内材料",
        "evidence": "证据材料",
        "exchanges": "问答记录",
        "facts": "查明的事实",
        "feedback_due": "反馈期限",
        "filed_by": "立卷人",
        "filed_on": "立卷日期",
        "final_number": "复核意见的文号",
        "final_on": "复核意见的日期",
        "final_review_organ": "复核机关",
        "ground": "法律依据和理由",
        "handling": "办理经过",
        "host": "主持人",
        "how_to_query": "查询办法",
        "how_to_start": "提起的办法和期限",
        "items": "逐项请求与处理意见",
        "limit": "法定办理期限",
        "materials": "材料清单",
        "matter_number": "信访事项编号",
        "matter_title": "信访事项标题",
        "mediator": "调解人",
        "members": "听证人员",
        "name": "姓名或者名称",
        "new_due": "延期后的期限",
        "opinion": "处理意见",
        "original_delivered_on": "收到原意见的日期",
        "original_due": "原办理期限",
        "original_number": "原意见的文号",
        "page": "页号",
        "page_count": "总页数",
        "participants": "参加人",
        "parties": "当事人",
        "performance": "履行方式和期限",
        "petitioner_name": "信访人",
        "place": "地点",
        "problem": "发现的问题",
        "procedure": "办理途径和程序",
        "query_code": "查询码",
        "question": "提问",
        "read_over": "核对情况",
        "reason": "理由",
        "received_by": "登记机关",
        "received_on": "收到日期",
        "received_way": "收到的方式",
        "recipient_name": "受送达人",
        "recommendation": "具体建议",
        "recorder": "记录人",
        "referred_on": "转送日期",
        "reply": "答复意见",
        "reply_due": "回复期限",
        "request": "投诉请求",
        "requests": "请求",
        "respondent": "被申请人",
        "result": "办理结果",
        "retention": "保管期限",
        "review_number": "复查意见的文号",
        "review_organ": "复查机关",
        "servers": "送达人",
        "service_proof": "送达情况",
        "signed_on": "签订日期",
        "speaker": "被询问人",
        "summary": "事项概要",
        "terms": "协议事项",
        "time": "时间",
        "title": "标题",
        "to_organ": "主送机关",
        "views": "各方意见",
        "votes": "评议情况",
        "way": "送达方式",
        "where_to_turn": "应当向哪个机关、按什么程序和期限提出",
        "window_end": "期限届满日",
        **relief.WORDS,
        **meeting.WORDS,
    }
)


def _empty(value: object) -> bool:
    """Return whether an element says nothing: absent, blank text, or a list without anything in it."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Sequence):
        return not value or all(_empty(part) for part in value)
    return value is None


def required_of(kind: DocumentKind, data: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys this very paper must carry: the row's, and those its own data call for.

    An assigned matter (交办) names its demands and the day of feedback besides (22(1)).
    """
    more = [name for when in KINDS[kind].when if data.get(when.key) == when.value for name in when.required]
    return (*REQUIRED[kind], *more)


def missing(kind: DocumentKind, data: Mapping[str, object]) -> tuple[str, ...]:
    """Return in plain Chinese what the paper still lacks, in the order of its row.

    信访工作条例 第三十二条: a handling opinion answers every request with facts, opinion and basis, so each
    of its items is looked at on its own: two items, the second without basis, give ("第2项的依据",).
    """
    names = required_of(kind, data)
    lacks = [WORDS[name] for name in names if _empty(data.get(name))]
    for key in names:
        rows = data.get(key)
        if key not in ROWS or not isinstance(rows, Sequence) or isinstance(rows, str):
            continue
        called, needed = ROWS[key]
        for position, row in enumerate(rows, start=1):
            found = row if isinstance(row, Mapping) else {}
            lacks += [f"第{position}{called}的{WORDS[name]}" for name in needed if _empty(found.get(name))]
    return tuple(lacks)


def title_of(kind: DocumentKind, data: Mapping[str, object]) -> str:
    """Return the title of a paper; an assigned matter (交办) has its own letter."""
    for when in KINDS[kind].when:
        if when.title and data.get(when.key) == when.value:
            return when.title
    return KINDS[kind].title


def number_text(mark: str, year: int, seq: int) -> str:
    """Return a number as GB/T 9704-2012 7.2.5 writes it: ``信访处〔2026〕12号``, no zeros ahead."""
    return f"{mark}〔{year}〕{seq}号"
