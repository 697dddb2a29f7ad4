"""Titles of the papers and the words of their numbers. Pure."""

from collections.abc import Mapping
from typing import Final

from minqing.kernel.documents.rules import meeting, relief
from minqing.kernel.documents.rules.kinds import DocumentKind

_K = DocumentKind

TITLES: Final[Mapping[DocumentKind, str]] = {
    _K.RECEIPT: "信访事项登记受理凭证",
    _K.REFERRAL_LETTER: "信访事项转送函",
    _K.ACCEPTANCE_NOTICE: "信访事项受理告知书",
    _K.PROCEDURE_NOTICE: "信访事项程序告知书",
    _K.DECLINE_NOTICE: "信访事项不予受理告知书",
    _K.NO_LONGER_NOTICE: "信访事项不再受理告知书",
    _K.TRANSFER_NOTICE: "信访事项转送告知书",
    _K.EXTENSION_APPROVAL: "信访事项延期办理审批表",
    _K.EXTENSION_NOTICE: "信访事项延期办理告知书",
    _K.OBJECTION_LETTER: "信访事项异议函",
    _K.DESIGNATION_LETTER: "信访事项指定办理函",
    _K.COORDINATION_MINUTES: "信访事项协调会议纪要",
    _K.STATEMENT_RECORD: "听取陈述笔录",
    _K.INQUIRY_RECORD: "调查笔录",
    _K.HEARING_NOTICE: "信访事项听证通知书",
    _K.HEARING_RECORD: "信访事项听证笔录",
    _K.HEARING_OPINION: "信访事项听证意见书",
    _K.HANDLING_OPINION: "信访处理意见书",
    _K.SUGGESTION_REPLY: "信访建议答复书",
    _K.REVIEW_APPLICATION: "信访事项复查申请书",
    _K.REVIEW_OPINION: "信访事项复查意见书",
    _K.FINAL_REVIEW_OPINION: "信访事项复核意见书",
    _K.CLOSURE_REPORT: "信访事项办结报告",
    _K.MEDIATION_AGREEMENT: "调解协议书",
    _K.SETTLEMENT_AGREEMENT: "和解协议书",
    _K.SUPERVISION_LETTER: "信访事项督办函",
    _K.RECOMMENDATION: "信访工作建议书",
    _K.DELIVERY_RECEIPT: "送达回证",
    _K.ARCHIVE_COVER: "信访事项案卷封面",
    _K.ARCHIVE_CONTENTS: "卷内目录",
    **relief.TITLES,
    **meeting.TITLES,
}

# The word of the number: 机关代字 + mark + 〔year〕 + sequence.
MARKS: Final[Mapping[DocumentKind, str]] = {
    _K.RECEIPT: "信访登",
    _K.REFERRAL_LETTER: "信访转",
    _K.ACCEPTANCE_NOTICE: "信访受",
    _K.PROCEDURE_NOTICE: "信访导",
    _K.DECLINE_NOTICE: "信访不受",
    _K.NO_LONGER_NOTICE: "信访不再",
    _K.TRANSFER_NOTICE: "信访转告",
    _K.EXTENSION_APPROVAL: "信访延审",
    _K.EXTENSION_NOTICE: "信访延",
    _K.OBJECTION_LETTER: "信访异",
    _K.DESIGNATION_LETTER: "信访指",
    _K.COORDINATION_MINUTES: "信访协",
    _K.STATEMENT_RECORD: "信访听",
    _K.INQUIRY_RECORD: "信访调",
    _K.HEARING_NOTICE: "信访听通",
    _K.HEARING_RECORD: "信访听录",
    _K.HEARING_OPINION: "信访听意",
    _K.HANDLING_OPINION: "信访处",
    _K.SUGGESTION_REPLY: "信访复",
    _K.REVIEW_APPLICATION: "信访查申",
    _K.REVIEW_OPINION: "信访查",
    _K.FINAL_REVIEW_OPINION: "信访核",
    _K.CLOSURE_REPORT: "信访结",
    _K.MEDIATION_AGREEMENT: "信访调解",
    _K.SETTLEMENT_AGREEMENT: "信访和解",
    _K.SUPERVISION_LETTER: "信访督",
    _K.RECOMMENDATION: "信访建",
    _K.DELIVERY_RECEIPT: "信访送",
    _K.ARCHIVE_COVER: "信访卷",
    _K.ARCHIVE_CONTENTS: "信访目",
    **relief.MARKS,
    **meeting.MARKS,
}
