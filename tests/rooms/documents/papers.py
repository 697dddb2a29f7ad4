"""Complete data for every kind of paper; all names and matters are invented."""

from typing import Any

from minqing.kernel.documents.rules import DocumentKind

SUMMARY = (
    "2026年3月起，雁鸣湖镇工业园污水夜间直排入河，河水发黑发臭，周边村民井水不能饮用。"
    "我们多次向镇里反映，一直没有结果。"
)
CONTACT = "王建国，0827-7200000"
COMMON: dict[str, Any] = {"petitioner_name": "李桂兰", "summary": SUMMARY, "contact": CONTACT}

DATA: dict[DocumentKind, dict[str, Any]] = {
    DocumentKind.RECEIPT: {
        "matter_number": "511921-2026-000123",
        "received_on": "2026-03-05",
        "received_by": "通江县信访局",
        "channel": "网上信访",
        "petitioner_name": "李桂兰",
        "summary": SUMMARY,
        "query_code": "7K3M-9QXA",
        "how_to_query": "在 https://example.cn/q 输入查询码和手机号后四位查询。",
    },
    DocumentKind.REFERRAL_LETTER: {
        **COMMON,
        "mode": "transfer",
        "to_organ": "通江县住房和城乡建设局",
        "matter_number": "511921-2026-000123",
        "basis": "《信访工作条例》第二十二条第一款第二项。",
        "attachments": ["信访材料复印件", "现场照片3张"],
    },
    DocumentKind.ACCEPTANCE_NOTICE: {
        **COMMON,
        "received_on": "2026-03-05",
        "received_way": "通江县信访局转送",
        "procedure": "按照《信访工作条例》第三十一条第六项，由本机关依照职责办理。",
        "category": "申诉求决类。",
        "limit": "自受理之日起60日内办结，最迟2026年5月11日。",
        "query_code": "7K3M-9QXA",
    },
    DocumentKind.PROCEDURE_NOTICE: {
        **COMMON,
        "ground": "《信访工作条例》第三十一条第四项。",
        "procedure": "劳动人事争议仲裁。",
        "competent_organ": "通江县劳动人事争议仲裁委员会。",
        "how_to_start": "自知道或者应当知道权利被侵害之日起一年内书面申请。",
        "materials": ["信访件1份"],
    },
    DocumentKind.DECLINE_NOTICE: {
        **COMMON,
        "ground": "该事项已经依法进入诉讼程序。",
        "where_to_turn": "请向受理案件的人民法院提出。",
    },
    DocumentKind.EXTENSION_NOTICE: {
        **COMMON,
        "original_due": "2026-05-04",
        "reason": "需要委托检测。",
        "approved_by": "张明",
        "approved_on": "2026-04-28",
        "new_due": "2026-06-03",
    },
    DocumentKind.HANDLING_OPINION: {
        **COMMON,
        "received_on": "2026-03-05",
        "items": [
            {
                "request": "停止夜间直排。",
                "opinion": "已责令停止违法行为。",
                "basis": "《水污染防治法》第八十三条。",
            },
            {
                "request": "恢复井水水质。",
                "opinion": "已接通自来水。",
                "basis": "《水污染防治法》第六十九条。",
            },
        ],
        "facts": "经现场检查，企业夜间通过暗管排放生产废水。",
        "review_organ": "通江县人民政府",
        "copies": ["通江县信访局"],
    },
    DocumentKind.SUGGESTION_REPLY: {
        **COMMON,
        "received_on": "2026-03-05",
        "study": "经实地勘查，日客流约三百人。",
        "reply": "予以采纳，年内建成。",
    },
    DocumentKind.DELIVERY_RECEIPT: {
        "document_title": "信访处理意见书",
        "document_number": "住建局信访处〔2026〕12号",
        "recipient_name": "李桂兰",
        "place": "雁鸣湖镇建设街12号",
        "delivered_on": "2026-05-06",
        "way": "直接送达",
        "servers": ["王建国", "张明"],
    },
}
