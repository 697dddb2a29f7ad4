"""Complete data for the papers of relief; all names are invented."""

from typing import Any

from minqing.kernel.documents.rules import DocumentKind

RELIEF: dict[DocumentKind, dict[str, Any]] = {
    DocumentKind.RELIEF_APPLICATION: {
        "matter_number": "511921-2026-000123",
        "applicant": "李桂兰",
        "helped": [{"name": "李桂兰", "relation": "本人", "identity": "511921********1029"}],
        "need": "医疗",
        "need_days": "2026年3月1日至2026年5月31日",
        "amount": "3,000.00",
        "reason": "丈夫住院三个月，自付一万二千元。",
        "filed_for": "通江县住房和城乡建设局 王建国",
        "proofs": "住院结算单.pdf",
    },
    DocumentKind.RELIEF_APPROVAL: {
        "matter_number": "511921-2026-000123",
        "application_number": "通信访救申〔2026〕3号",
        "applicant": "李桂兰",
        "fund": "2026年信访专项资金",
        "need": "医疗",
        "amount": "3,000.00",
        "capitals": "叁仟元整",
        "opinions": [
            {
                "step": "审核",
                "opinion": "情况属实。",
                "amount": "3,000.00",
                "by": "周洁 登记员",
                "on": "2026-06-02",
            }
        ],
    },
    DocumentKind.RELIEF_RECEIPT: {
        "matter_number": "511921-2026-000123",
        "application_number": "通信访救申〔2026〕3号",
        "payee": "李桂兰",
        "amount": "3,000.00",
        "capitals": "叁仟元整",
        "way": "银行转账",
        "paid_on": "2026-06-05",
        "voucher": "记-0061",
        "fund": "2026年信访专项资金",
    },
    DocumentKind.CONFERENCE_NOTICE: {
        "to_organ": "通江县自然资源局",
        "theme": "安置房办证问题",
        "time": "2026年6月3日15:00",
        "place": "信访局二楼会议室",
        "host": "孙建业",
        "agenda": ["1. 土地手续补办", "2. 竣工验收"],
        "units": ["通江县自然资源局", "通江县住房和城乡建设局"],
        "asked": "带土地出让档案",
        "contact": "通江县信访局 李桂兰 0827-7220000",
    },
    DocumentKind.CONFERENCE_MINUTES: {
        "matter_number": "511921-2026-000123",
        "theme": "安置房办证问题",
        "time": "2026年6月3日15:00",
        "place": "信访局二楼会议室",
        "host": "孙建业",
        "agenda": ["1. 土地手续补办", "2. 竣工验收"],
        "participants": ["通江县自然资源局（郑小川，副局长）", "通江县住房和城乡建设局（刘志远，副局长）"],
        "absentees": "无",
        "views": ["通江县自然资源局：土地手续可以补办。"],
        "decisions": [
            {
                "seq": "1",
                "what": "补办土地手续",
                "unit": "通江县自然资源局",
                "person": "郑小川",
                "until": "2026-06-30",
                "basis": "土地管理法",
            }
        ],
    },
    DocumentKind.DISPATCH_ORDER: {
        "to_organ": "通江县住房和城乡建设局",
        "order_kind": "派人到大厅",
        "request": "请派熟悉安置房的人员到大厅当面答复。",
        "place": "群众来访接待大厅3号窗口",
        "until": "2026年6月3日10:30",
        "contact": "通江县信访局 李桂兰 0827-7220000",
    },
}
