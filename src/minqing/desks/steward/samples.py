"""Invented contents for looking at each kind of paper; no person, place or matter in it is real."""

from collections.abc import Mapping
from typing import Any, Final

from minqing.kernel.documents.public import REQUIRED, WORDS, DocumentKind
from minqing.kernel.people.public import Organ

_HANDLER: Final = "王建国"

_COMMON: Final[Mapping[str, Any]] = {
    "matter_number": "通信〔2026〕12号",
    "petitioner_name": "李桂兰",
    "summary": "村道塌方三个月没人修",
    "received_on": "2026年9月14日",
    "received_by": "通江县信访局",
    "received_way": "由通江县信访局转送、交办",
    "channel": "来信",
    "query_code": "7K3M-9QXP",
    "how_to_query": "凭查询码和手机号后四位在网上查询，或者到信访局窗口查询。",
    "to_organ": "通江县住房和城乡建设局",
    "basis": "《信访工作条例》第二十二条",
    "contact": "通江县住房和城乡建设局 王建国",
    "category": "申诉求决",
    "procedure": "听取陈述，调查核实，出具信访处理意见书",
    "limit": "自受理之日起60日内办结，最迟2026年11月13日",
    "ground": "《信访工作条例》第三十一条第二项",
    "competent_organ": "通江县劳动人事争议仲裁委员会",
    "how_to_start": "自知道权利被侵害之日起一年内书面申请",
    "where_to_turn": "通江县劳动人事争议仲裁委员会",
    "facts": "经现场查看，路基塌方长十二米，已列入水毁修复计划。",
    "review_organ": "通江县人民政府",
    "items": [
        {
            "request": "尽快修复塌方路段",
            "opinion": "予以支持。施工队已进场。",
            "basis": "《公路法》第三十五条",
        },
        {
            "request": "说明为什么拖了三个月",
            "opinion": "解释说明。汛期内不具备施工条件。",
            "basis": "《防洪法》第三十八条",
        },
    ],
    "servers": ["王建国", "陈明"],
    "document_title": "信访事项处理意见书",
    "document_number": "通住建信访处〔2026〕12号",
    "recipient_name": "李桂兰",
    "place": "诺水河镇梓潼村三组",
    "delivered_on": "2026年11月10日",
    "way": "in_person",
    "original_due": "2026年11月13日",
    "new_due": "2026年12月13日",
    "reason": "需要第三方鉴定路基",
    "approved_by": "刘志远",
    "approved_on": "2026年11月5日",
    "reply": "您的建议已经采纳，红绿灯将在年底前装好。",
}


def sample_of(kind: DocumentKind, organ: Organ | None) -> dict[str, Any]:
    """Return invented data with everything a kind must say; what has no sample shows its own name.

    With an organ its own telephone and address stand on the paper, beside an invented handler.
    """
    missing = {key: WORDS.get(key, key) for key in REQUIRED[kind] if key not in _COMMON}
    if organ is None:
        return {**_COMMON, **missing}
    contact = " ".join(part for part in (organ.name, _HANDLER, organ.telephone) if part)
    return {**_COMMON, **missing, "contact": contact, "organ_address": organ.address}
