"""The papers of relief: application, approval sheet, receipt, with all their parts. Pure.

《信访工作条例》 27 (帮扶救助到位), 37(2); 《行政事业单位内部控制规范（试行）》 15 (signatures).
No text fixes their form; the parts follow what such sheets usually hold.
"""

from collections.abc import Mapping
from typing import Final

from minqing.kernel.documents.rules.kinds import Addressee, DocumentKind, Kind, Layout
from minqing.kernel.documents.rules.parts import Part, grid, head, say, signed, table, text
from minqing.kernel.law.rules import Article

_APPLICATION, _APPROVAL = DocumentKind.RELIEF_APPLICATION, DocumentKind.RELIEF_APPROVAL
_RECEIPT = DocumentKind.RELIEF_RECEIPT
_HELPS: Final = Article("信访工作条例", "27,37(2)")
_CONTROL: Final = Article("行政事业单位内部控制规范（试行）", "15", confidence="B")

TITLES: Final[Mapping[DocumentKind, str]] = {
    _APPLICATION: "信访救助申请表",
    _APPROVAL: "信访救助审批表",
    _RECEIPT: "信访救助金领款单",
}
MARKS: Final[Mapping[DocumentKind, str]] = {
    _APPLICATION: "信访救申",
    _APPROVAL: "信访救批",
    _RECEIPT: "信访救领",
}


def _form(kind: DocumentKind, basis: Article, *required: str) -> Kind:
    return Kind(TITLES[kind], MARKS[kind], basis, Addressee.FILE, Layout.FORM, required)


KINDS: Final[Mapping[DocumentKind, Kind]] = {
    _APPLICATION: _form(
        _APPLICATION,
        _HELPS,
        *(
            "matter_number",
            "applicant",
            "helped",
            "need",
            "need_days",
            "amount",
            "reason",
            "filed_for",
            "proofs",
        ),
    ),
    _APPROVAL: _form(
        _APPROVAL,
        _CONTROL,
        *("matter_number", "application_number", "applicant", "fund", "need", "amount", "opinions"),
    ),
    _RECEIPT: _form(
        _RECEIPT,
        _CONTROL,
        *("matter_number", "application_number", "payee", "amount", "capitals", "paid_on", "voucher"),
    ),
}

_HELPED: Final = grid(
    "helped", ("序号", "seq"), ("姓名", "name"), ("与申请人的关系", "relation"), ("身份证号", "identity")
)

PLANS: Final[Mapping[DocumentKind, tuple[Part, ...]]] = {
    _APPLICATION: (
        table(
            ("信访事项编号", "matter_number"),
            ("申请人", "applicant"),
            ("救助事由", "need"),
            ("困难发生的时间", "need_days"),
            ("申请金额（元）", "amount"),
            ("提出单位和人员", "filed_for"),
            ("证明材料", "proofs"),
        ),
        head("受助人"),
        _HELPED,
        head("困难情况和用途"),
        text("reason"),
        say("rights"),
        signed("申请人（签名、按指印）", "提出人（签名）"),
    ),
    _APPROVAL: (
        table(
            ("信访事项编号", "matter_number"),
            ("申请编号", "application_number"),
            ("申请人", "applicant"),
            ("资金", "fund"),
            ("救助事由", "need"),
            ("批准金额（元）", "amount"),
            ("大写", "capitals"),
        ),
        head("审签意见"),
        grid(
            "opinions",
            ("步骤", "step"),
            ("意见", "opinion"),
            ("同意金额（元）", "amount"),
            ("姓名、职务", "by"),
            ("日期", "on"),
        ),
        say("rights"),
    ),
    _RECEIPT: (
        table(
            ("信访事项编号", "matter_number"),
            ("申请编号", "application_number"),
            ("领款人", "payee"),
            ("金额（元）", "amount"),
            ("大写", "capitals"),
            ("付款方式", "way"),
            ("付款日期", "paid_on"),
            ("凭证号", "voucher"),
            ("资金", "fund"),
        ),
        say("rights"),
        signed("领款人（签名、按指印）", "经办人（签名）"),
    ),
}

_RIGHTS: Final = "领取救助金不需要放弃任何权利；信访、申请复查复核和依法维护自己权益的其他权利都不受影响。"
SENTENCES: Final[Mapping[DocumentKind, Mapping[str, str]]] = {
    _APPLICATION: {"rights": _RIGHTS},
    _APPROVAL: {"rights": _RIGHTS},
    _RECEIPT: {"rights": _RIGHTS},
}
# The sentence may be worded anew, but never without this.
MUST: Final[Mapping[tuple[DocumentKind, str], tuple[str, ...]]] = {
    (_APPLICATION, "rights"): ("不需要放弃", "不受影响"),
    (_APPROVAL, "rights"): ("不需要放弃", "不受影响"),
    (_RECEIPT, "rights"): ("不需要放弃", "不受影响"),
}
WORDS: Final[Mapping[str, str]] = {
    "amount": "金额",
    "applicant": "申请人",
    "application_number": "申请编号",
    "capitals": "金额大写",
    "filed_for": "提出单位和人员",
    "fund": "资金",
    "helped": "受助人",
    "need": "救助事由",
    "need_days": "困难发生的时间",
    "opinions": "审签意见",
    "paid_on": "付款日期",
    "payee": "领款人",
    "proofs": "证明材料",
    "voucher": "凭证号",
}
