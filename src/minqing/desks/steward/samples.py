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
    "case": "final_review",
    "final_number": "巴府信访核〔2026〕3号",
    "final_on": "2026年8月20日",
    "referred_on": "2026年9月18日",
    "accepted_on": "2026年9月20日",
    "applied_by": "王建国",
    "applied_on": "2026年11月3日",
    "days": "30日",
    "materials": ["信访材料复印件1份", "现场照片3张"],
    "dispute": "两个单位都认为塌方路段由对方养护。",
    "designated_organ": "通江县交通运输局",
    "time": "2026年10月12日9时30分至11时",
    "host": "陈明",
    "members": ["赵六", "孙梅"],
    "recorder": "周洁",
    "participants": ["信访人李桂兰", "承办人员王建国", "村民代表吴㛃"],
    "views": ["交通运输局：塌方路段是村道。", "镇政府：路基修复需要县里安排资金。"],
    "decision": "由交通运输局牵头修复，镇政府配合。",
    "asker": "王建国",
    "speaker": "李桂兰",
    "exchanges": [
        {"question": "请您说说反映的情况。", "answer": "村道塌方三个月，孩子上学要绕路。"},
        {"question": "您有什么请求？", "answer": "尽快修好。"},
    ],
    "read_over": "以上笔录已向我宣读，与我所说的一致。",
    "votes": "听证人员3人，一致认为信访人的主要请求成立。",
    "opinion": "建议支持信访人尽快修复的请求。",
    "respondent": "通江县住房和城乡建设局",
    "original_number": "通住建信访处〔2026〕12号",
    "original_delivered_on": "2026年11月10日",
    "review_number": "通府信访查〔2026〕2号",
    "requests": ["撤销原处理意见第二项。"],
    "final_review_organ": "巴中市人民政府",
    "handling": "9月20日受理，9月25日到现场查看，10月12日协调。",
    "result": "塌方路段已经修复通车。",
    "attitude": "信访人表示满意。",
    "service_proof": "处理意见书已直接送达信访人。",
    "parties": [
        {"name": "李桂兰", "details": "住诺水河镇梓潼村三组"},
        {"name": "诺水河镇人民政府", "details": "负责人：张明"},
    ],
    "terms": ["镇政府一次性补偿李桂兰人民币三千元", "李桂兰不再就本次占地主张其他补偿"],
    "performance": "2026年12月31日前转账支付。",
    "mediator": "陈明",
    "signed_on": "2026年11月20日",
    "default_facts": "该事项已经到期，至今没有出具处理意见。",
    "demands": "立即查明原因，依法作出处理意见并送达信访人。",
    "reply_due": "2026年11月30日",
    "problem": "水毁村道没有固定的修复资金，今年反映此类问题的信访事项有二十三件。",
    "evidence": ["二十三件信访事项清单", "三个乡镇的实地查看记录"],
    "recommendation": ["设立水毁村道应急修复资金。", "汛期后一个月内完成排查。"],
    "matter_title": "李桂兰反映村道塌方",
    "closed_on": "2026年12月20日",
    "retention": "30年",
    "page_count": "26页",
    "filed_by": "周洁",
    "filed_on": "2026年12月25日",
    "entries": [
        {
            "title": "信访处理意见书",
            "number": "通住建信访处〔2026〕12号",
            "date": "2026年11月10日",
            "page": "1",
        },
        {"title": "送达回证", "number": "通住建信访送〔2026〕8号", "date": "2026年11月10日", "page": "4"},
    ],
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
