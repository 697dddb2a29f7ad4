"""固定用语: the fixed sentences of every kind of paper, and what a changed one must still say. Pure.

Own wording after the articles of each kind.  No paper of the petition procedure names a court remedy: the
only remedies are review and final review (35, 36; law.md 1.7).  A steward may change the wording of the
papers, never the slots and the words listed in ``MUST``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from minqing.kernel.documents.rules import meeting, relief
from minqing.kernel.documents.rules.kinds import DocumentKind
from minqing.kernel.documents.rules.parts import SLOT
from minqing.kernel.documents.rules.slots import shown, unknown_names

_K = DocumentKind
_QUERY = "您可以凭查询码{query_code}随时查询办理进展。{how_to_query}"

SENTENCES: Final[Mapping[DocumentKind, Mapping[str, str]]] = {
    _K.RECEIPT: {
        "advice": "{how_to_query}\n请妥善保管本凭证和查询码，不要把查询码告诉他人。",
    },
    _K.REFERRAL_LETTER: {
        "transferred": (
            "现将{petitioner_name}反映的信访事项（编号：{matter_number}）转送你单位，主要内容如下："
        ),
        "assigned": (
            "现将{petitioner_name}反映的信访事项（编号：{matter_number}）交由你单位办理，主要内容如下："
        ),
        "inform": (
            "属于你单位职权范围的，请自收到本函之日起15日内书面告知信访人接收情况以及处理途径和程序，"
            "并通过信访信息系统反馈。"
        ),
        "object": (
            "不属于你单位职权范围的，请自收到本函之日起5个工作日内提出异议，并详细说明理由，"
            "经我单位核实同意后，交还相关材料；不得自行转送其他单位。"
        ),
        "feedback": "请于{feedback_due}前反馈办理结果，并提交办结报告。",
        "secrecy": (
            "请注意保护信访人隐私，不得将检举、控告材料及有关情况透露或者转给被检举、控告的人员或者单位。"
        ),
    },
    _K.ACCEPTANCE_NOTICE: {
        "received": "您反映的下列事项，我单位于{received_on}收到（{received_way}）：",
        "decided": "经审查，该事项属于我单位职权范围，决定{decision|受理}。现告知如下：",
        "query": _QUERY,
    },
    _K.PROCEDURE_NOTICE: {"received": "您反映的下列事项收悉："},
    _K.DECLINE_NOTICE: {
        "received": "您反映的下列事项收悉：",
        "decided": "经审查，该事项不属于我单位受理范围，决定不予受理。",
    },
    _K.NO_LONGER_NOTICE: {
        "received": "您反映的下列事项收悉：",
        "barred": (
            "经核查，该事项已经{final_organ|复核机关、单位}于{final_on}作出复核意见（{final_number}）。"
            "您本次提出的投诉请求与该事项属于同一事实和理由。"
            "依据《信访工作条例》第三十六条第三款，决定不再受理。"
        ),
        "missed": (
            "经核查，您于{original_delivered_on}收到书面答复（{original_number}），"
            "可以请求{remedy|复查}的期限于{window_end}届满。您在期限内没有提出，也没有说明正当理由，决定不再受理。"
        ),
        "new_facts": "您有新的事实或者理由的，可以作为新的信访事项提出。",
    },
    _K.TRANSFER_NOTICE: {
        "received": "您反映的下列事项，我单位于{received_on}收到：",
        "decided": (
            "经审查，该事项依照职权应当由{to_organ}处理。我单位已于{referred_on}将该事项和相关材料转送{to_organ}。"
        ),
        "next": "{to_organ}收到后，应当在15日内书面告知您接收情况以及处理途径和程序。",
        "query": _QUERY,
    },
    _K.EXTENSION_APPROVAL: {
        "rule": (
            "说明：信访事项应当自受理之日起60日内办结；情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限，"
            "但延长期限不得超过30日，并告知信访人延期理由（《信访工作条例》第三十四条）。"
        ),
    },
    _K.EXTENSION_NOTICE: {
        "received": "您反映的下列事项正在办理：",
        "complex": "该事项原办理期限至{original_due}。因情况复杂，需要延长办理时间，理由如下：",
        "decided": (
            "依据《信访工作条例》第三十四条，经本机关、单位负责人{approved_by}于{approved_on}批准，"
            "办理期限延长至{new_due}，延长期限不超过30日。"
        ),
    },
    _K.OBJECTION_LETTER: {
        "received": (
            "你单位于{referred_on}转送、交办的{petitioner_name}反映的信访事项（编号：{matter_number}）收悉，"
            "主要内容如下："
        ),
        "decided": "经审查，该事项不属于我单位职权范围。依据《信访工作条例》第二十三条第三款，提出异议如下。",
        "ask": "请予核实。经你单位核实同意后，我单位随即交还相关材料；核实期间不自行转送其他单位。",
    },
    _K.DESIGNATION_LETTER: {
        "received": "{petitioner_name}反映的信访事项（编号：{matter_number}），主要内容如下：",
        "decided": (
            "依据《信访工作条例》第二十四条第一款，经研究，决定由{designated_organ}受理、办理该事项。"
        ),
        "demands": (
            "请{designated_organ}自收到本函之日起15日内书面告知信访人接收情况以及处理途径和程序，依法按期办理。"
            "其他有关单位应当配合，不得推诿。"
        ),
    },
    _K.COORDINATION_MINUTES: {
        "carry": "各有关单位应当按照议定事项办理。办理中出现新的争议的，及时报告主持协调的单位。",
    },
    _K.STATEMENT_RECORD: {
        "rights": (
            "我们是{organ_name}的工作人员。依据《信访工作条例》第三十一条第六项，现听取您陈述事实和理由，"
            "请您如实陈述。您认为办理人员与本事项或者与您有直接利害关系的，可以申请回避。"
        ),
    },
    _K.INQUIRY_RECORD: {
        "rights": (
            "我们是{organ_name}的工作人员。依据《信访工作条例》第三十一条第六项，现就有关信访事项向您调查核实，"
            "请您如实说明情况。您认为调查人员与本事项有直接利害关系的，可以申请回避。"
        ),
    },
    _K.HEARING_NOTICE: {
        "decided": (
            "您反映的下列事项，依据《信访工作条例》{basis_article|第三十一条第六项}，我单位决定举行听证："
        ),
        "rights": (
            "您可以本人参加，也可以委托代理人参加；可以陈述事实和理由、提交证据，对有关单位的意见进行质询和辩论；"
            "认为主持人或者听证人员与本事项有直接利害关系的，可以申请回避。"
        ),
        "absence": (
            "您不能按时参加的，请在听证举行前告知我单位。无正当理由不参加的，视为放弃本次听证，不影响本事项继续办理。"
        ),
    },
    _K.HEARING_RECORD: {
        "rights": (
            "主持人核对参加人身份，宣布听证事由、听证人员和记录人，告知参加人有权陈述、质询、辩论、提交证据和申请回避。"
        ),
    },
    _K.HEARING_OPINION: {
        "held": (
            "依据《信访工作条例》{basis_article|第三十一条第六项}，于{time}在{place}，由{host}主持，"
            "对下列信访事项（编号：{matter_number}）举行了听证："
        ),
        "use": "本听证意见附卷，作为作出书面意见的重要依据。",
    },
    _K.HANDLING_OPINION: {
        "received": (
            "您反映的事项，我单位于{received_on}收到，现已办理完毕，依据《信访工作条例》第三十二条提出处理意见如下。"
        ),
        "remedy": "如不服本处理意见，您可以自收到本意见书之日起30日内，向{review_organ}书面请求复查。",
    },
    _K.SUGGESTION_REPLY: {
        "received": "您于{received_on}提出的建议收悉，感谢您对我们工作的关心和支持。您的建议是：",
        "decided": "经认真研究论证，现答复如下：",
    },
    _K.REVIEW_APPLICATION: {
        "first": (
            "申请人于{original_delivered_on}收到{respondent}作出的书面意见（{original_number}），对该意见不服。"
            "依据《信访工作条例》第三十五条，现向{to_organ}请求复查。"
        ),
        "final": (
            "申请人于{original_delivered_on}收到复查意见（{review_number}），对该意见不服。"
            "依据《信访工作条例》第三十六条第一款，现向{to_organ}请求复核。"
        ),
    },
    _K.REVIEW_OPINION: {
        "received": (
            "您不服{respondent}作出的信访处理意见（{original_number}）提出的复查请求，我单位于{received_on}收到，"
            "现已复查完毕，依据《信访工作条例》第三十五条提出复查意见如下。"
        ),
        "grounds": "依据：{basis}",
        "remedy": (
            "如不服本复查意见，您可以自收到本意见书之日起30日内，向{final_review_organ}书面请求复核。"
        ),
    },
    _K.FINAL_REVIEW_OPINION: {
        "received": (
            "您不服{respondent}作出的复查意见（{review_number}）提出的复核请求，我单位于{received_on}收到，"
            "现已复核完毕，依据《信访工作条例》第三十六条提出复核意见如下。"
        ),
        "grounds": "依据：{basis}",
        "finality": (
            "本复核意见是信访程序的最终意见。您对本复核意见不服，仍然以同一事实和理由提出投诉请求的，"
            "依据《信访工作条例》第三十六条第三款，各级党委和政府信访部门和其他机关、单位不再受理。"
        ),
    },
    _K.CLOSURE_REPORT: {
        "done": (
            "你单位交办的{petitioner_name}反映的信访事项（编号：{matter_number}）已经办结。"
            "依据《信访工作条例》第二十二条第一款第三项，现将办理情况报告如下。"
        ),
    },
    _K.MEDIATION_AGREEMENT: {
        "agreed": (
            "依据《信访工作条例》第三十三条，在裁量权范围内，经{mediator}调解，各方当事人自愿达成如下协议。"
        ),
        "effect": "本协议自各方当事人签名、盖章或者按指印之日起生效，各方当事人应当按照约定履行。",
        "copies": "本协议一式{copy_count|三}份，各方当事人各执一份，承办单位存档一份。",
        "signed": "签订日期：{signed_on}。信访事项编号：{matter_number}。",
    },
    _K.SETTLEMENT_AGREEMENT: {
        "agreed": (
            "依据《信访工作条例》第三十三条，在裁量权范围内，各方当事人经协商，自愿和解，达成如下协议。"
        ),
        "effect": "本协议自各方当事人签名、盖章或者按指印之日起生效，各方当事人应当按照约定履行。",
        "copies": "本协议一式{copy_count|三}份，各方当事人各执一份，承办单位存档一份。",
        "signed": "签订日期：{signed_on}。信访事项编号：{matter_number}。",
    },
    _K.SUPERVISION_LETTER: {
        "received": "{petitioner_name|信访人}反映的信访事项（编号：{matter_number}），主要内容如下：",
        "basis": (
            "《信访工作条例》第四十条规定，对违反信访工作规定受理、办理信访事项，推诿、敷衍、拖延、弄虚作假或者"
            "拒不执行信访处理意见等情形，应当及时督办，并提出改进工作的建议。"
        ),
        "answer": "请于{reply_due}前将办理情况书面反馈我单位。",
    },
    _K.RECOMMENDATION: {
        "found": "我单位在信访工作中发现下列问题，依据《信访工作条例》第四十条提出建议如下。",
        "answer": "请认真研究，并向我单位书面反馈采纳情况。",
    },
    _K.DELIVERY_RECEIPT: {},
    _K.ARCHIVE_COVER: {},
    _K.ARCHIVE_CONTENTS: {},
    **relief.SENTENCES,
    **meeting.SENTENCES,
}

# Words and slots a changed sentence must keep, because the law asks for them.
MUST: Final[Mapping[tuple[DocumentKind, str], tuple[str, ...]]] = {
    (_K.REFERRAL_LETTER, "inform"): ("15日", "书面告知"),
    (_K.REFERRAL_LETTER, "object"): ("5个工作日", "异议"),
    (_K.REFERRAL_LETTER, "feedback"): ("{feedback_due}", "办结报告"),
    (_K.NO_LONGER_NOTICE, "barred"): ("{final_number}", "同一事实和理由", "第三十六条第三款"),
    (_K.EXTENSION_NOTICE, "decided"): ("{approved_by}", "{approved_on}", "{new_due}", "30日"),
    (_K.OBJECTION_LETTER, "decided"): ("异议",),
    (_K.TRANSFER_NOTICE, "decided"): ("{to_organ}",),
    (_K.HANDLING_OPINION, "remedy"): ("30日", "{review_organ}", "复查"),
    (_K.REVIEW_OPINION, "remedy"): ("30日", "{final_review_organ}", "复核"),
    (_K.FINAL_REVIEW_OPINION, "finality"): ("第三十六条第三款", "同一事实和理由", "不再受理"),
    (_K.SUPERVISION_LETTER, "answer"): ("{reply_due}",),
    (_K.RECOMMENDATION, "answer"): ("书面反馈", "采纳情况"),
    **relief.MUST,
    **meeting.MUST,
}

# What no paper of the petition procedure may promise (law.md 1.7: the courts do not take these suits).
NEVER: Final = ("行政诉讼", "提起诉讼", "向人民法院起诉", "法院起诉", "行政复议")
LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Wording:
    """One fixed sentence of one kind in force: its name, its words, whether they are our own."""

    kind: DocumentKind
    name: str
    text: str
    changed: bool = False


def slots_of(text: str) -> frozenset[str]:
    """Return the elements a sentence has slots for."""
    return frozenset(match[1] for match in SLOT.finditer(text))


def wording_refusal(kind: DocumentKind, name: str, text: str) -> str:
    """Return in plain Chinese why a fixed sentence may not be changed to this, or "" when it may.

    Slots may be moved and left out, never invented; what the law asks for stays; no court remedy is named.
    """
    default = SENTENCES[kind].get(name)
    if default is None:
        return "这种文书没有这段用语。"
    unknown = [*(f"{{{slot}}}" for slot in sorted(slots_of(text) - slots_of(default))), *unknown_names(text)]
    lost = [word for word in MUST.get((kind, name), ()) if word not in plain_slots(text)]
    promised = [word for word in NEVER if word in text]
    faults = (
        (not text.strip(), "请写出这段用语；想用回原来的，请点“恢复原文”。"),
        (len(text) > LONGEST, f"一段用语不能超过{LONGEST}字。"),
        (bool(unknown), f"不认识的填充项：{'、'.join(unknown)}。"),
        (bool(set("{}") & set(SLOT.sub("", text))), "花括号只能用在填充项上，请检查是否成对。"),
        (bool(lost), f"法律要求写明的内容不能去掉：{'、'.join(shown(word) for word in lost)}。"),
        (bool(promised), f"信访文书不能写“{'、'.join(promised)}”，救济途径只有复查、复核。"),
    )
    return next((words for wrong, words in faults if wrong), "")


def plain_slots(text: str) -> str:
    """Return a sentence with every slot in its short form: ``{decision|受理}`` as ``{decision}``."""
    return SLOT.sub(lambda slot: "{" + slot[1] + "}", text)


NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "absence": "不参加听证",
        "advice": "凭证说明",
        "called": "通知正文",
        "agreed": "协议开头",
        "answer": "要求反馈",
        "ask": "请求核实",
        "assigned": "交办开头",
        "barred": "复核终结的决定",
        "basis": "督办依据",
        "carry": "落实要求",
        "complex": "延期原因",
        "copies": "协议份数",
        "decided": "决定",
        "demands": "办理要求",
        "done": "办结报告开头",
        "effect": "协议效力",
        "feedback": "反馈期限",
        "final": "请求复核",
        "finality": "终局说明",
        "first": "请求复查",
        "found": "建议书开头",
        "grounds": "法律法规依据",
        "held": "听证情况",
        "inform": "告知要求",
        "missed": "逾期的决定",
        "new_facts": "新的事实和理由",
        "next": "后续办理",
        "object": "异议办法",
        "query": "查询办法",
        "received": "收到情况",
        "remedy": "救济途径",
        "rights": "权利告知",
        "rule": "填表说明",
        "secrecy": "保密要求",
        "signed": "签订日期",
        "transferred": "转送开头",
        "use": "听证意见的用途",
    }
)
