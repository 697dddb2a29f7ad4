"""The forms of co-handling, records, hearings, settlement and execution; they check shape only."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.retelling import retold
from minqing.kernel.people.public import Organ
from minqing.petition.public import handling

from .base import (
    LONG,
    SHORT,
    Choice,
    DayInput,
    MoveForm,
    OrganSelect,
    OrgansForm,
    choose,
    organ_choices,
    text_area,
)


class WordsForm(MoveForm):
    """What has no version of the file beside it: words that add, and cannot overwrite."""

    def facts(self) -> dict[str, Any]:
        """Return what was written."""
        data = dict(self.cleaned_data)
        data.pop("version")
        return data


class RowForm(MoveForm):
    """A form about one of several open things on the file."""

    row = forms.ChoiceField(label=_("哪一项"))
    names = "row_id"
    versioned = False

    def __init__(self, *args: Any, rows: Sequence[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "row", list(rows))
        if len(rows) == 1:
            self.initial["row"] = rows[0][0]

    def facts(self) -> dict[str, Any]:
        """Return the thing's id under the name the action asks for, and what was written of it."""
        data = dict(self.cleaned_data)
        if not self.versioned:
            data.pop("version")
        return {self.names: UUID(data.pop("row")), **data}


# --- 协办 ---------------------------------------------------------------------------------------------


class CoAskForm(OrgansForm):
    """请协办: which organ, what question, until when."""

    organ_id = forms.ChoiceField(label=_("请哪个单位协办"), widget=OrganSelect)
    question = forms.CharField(
        label=_("请它查什么、答什么"),
        max_length=SHORT,
        widget=text_area(3),
        help_text=_("对方能看到信访件和这段话，看不到处理意见的草稿。"),
    )
    due_on = forms.DateField(
        label=_("最迟哪一天答复"), widget=DayInput, help_text=_("不能晚于本单位自己的办理期限。")
    )

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        choose(self, "organ_id", organ_choices(organs))

    def facts(self) -> dict[str, Any]:
        """Return the question."""
        data = dict(self.cleaned_data)
        return {**data, "organ_id": UUID(data["organ_id"])}


class CoAnswerForm(RowForm):
    """提出协办意见."""

    names = "co_handling_id"
    opinion = forms.CharField(
        label=_("协办意见"),
        max_length=LONG,
        widget=text_area(5),
        help_text=_("查到什么，怎么看，依据什么。"),
    )


class CoDeclineForm(RowForm):
    """不能协办."""

    names = "co_handling_id"
    reason = forms.CharField(label=_("为什么不能协办，应当问哪个单位"), max_length=SHORT, widget=text_area(3))


class CoRemindForm(RowForm):
    """催办协办."""

    names = "co_handling_id"
    versioned = True


class CoWithdrawForm(RowForm):
    """撤回协办."""

    names = "co_handling_id"
    versioned = True
    reason = forms.CharField(label=_("撤回的理由"), max_length=SHORT, widget=text_area(3))


# --- 听取陈述、笔录 ------------------------------------------------------------------------------------


def _ways() -> list[Choice]:
    return [(way.value, retold(words)) for way, words in handling.WAY_WORDS.items()]


class HearForm(MoveForm):
    """听取陈述, in short."""

    way = forms.ChoiceField(label=_("怎样听取的"), widget=forms.RadioSelect)
    heard_on = forms.DateField(label=_("哪一天"), widget=DayInput)
    points = forms.CharField(
        label=_("陈述的要点"),
        max_length=LONG,
        widget=text_area(4),
        help_text=_("信访人会看到这段话。没有听取到的，写明联系的经过和依据。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "way", _ways())


class RecordForm(MoveForm):
    """笔录: time, place, persons, question and answer, read-over and signatures."""

    way = forms.ChoiceField(label=_("方式"))
    held_on = forms.DateField(label=_("日期"), widget=DayInput)
    times = forms.CharField(label=_("起止时间"), max_length=60, help_text=_("例如：9时30分至10时10分。"))
    place = forms.CharField(label=_("地点"), max_length=200)
    asker = forms.CharField(label=_("询问人"), max_length=100)
    recorder = forms.CharField(label=_("记录人"), max_length=100)
    speaker = forms.CharField(label=_("被询问人"), max_length=200)
    dialogue = forms.CharField(
        label=_("问答"),
        max_length=LONG,
        widget=text_area(10),
        help_text=_("一行“问：”，一行“答：”；没有回答的，写“不作回答”。"),
    )
    signed = forms.CharField(
        label=_("核对和签名的情况"),
        max_length=200,
        help_text=_("例如：已向本人宣读，无误，签名；拒绝签名的，写明情况。签了字的扫描件作为附件。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heard = [choice for choice in _ways() if choice[0] not in {"not_reached", "declined", "written"}]
        choose(self, "way", heard)

    def facts(self) -> dict[str, Any]:
        """Return the record."""
        data = dict(self.cleaned_data)
        version = data.pop("version")
        return {"draft": handling.RecordDraft(**data), "version": version}


# --- 听证 ---------------------------------------------------------------------------------------------


class HearingCallForm(MoveForm):
    """举行听证: why, when, where, before whom."""

    ground = forms.ChoiceField(label=_("事由"))
    reason = forms.CharField(label=_("为什么举行听证"), max_length=SHORT, widget=text_area(2))
    held_on = forms.DateField(
        label=_("听证日期"), widget=DayInput, help_text=_("要提前通知参加人，惯例至少七天。")
    )
    shorter_notice = forms.CharField(
        label=_("信访人同意缩短通知时间"),
        max_length=200,
        required=False,
        help_text=_("通知不满规定天数才填：信访人哪天、怎样同意的（当面签字、电话、书面）。"),
    )
    times = forms.CharField(label=_("时间"), max_length=60)
    place = forms.CharField(label=_("地点"), max_length=200)
    host = forms.CharField(label=_("主持人"), max_length=100, help_text=_("不能是调查过这件事项的人。"))
    recorder = forms.CharField(label=_("记录人"), max_length=100)
    seats = forms.CharField(
        label=_("参加人"),
        max_length=SHORT,
        widget=text_area(6),
        help_text=_(
            "每行一人：角色 姓名 单位。信访人、承办人员和至少一名评议的人（听证员、律师、专家等）要有。"
        ),
    )
    is_public = forms.BooleanField(label=_("公开举行"), required=False, initial=True)
    closed_reason = forms.CharField(
        label=_("不公开的理由"),
        max_length=200,
        required=False,
        help_text=_("涉及国家秘密、商业秘密、个人隐私的。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "ground", [(g.value, retold(words)) for g, words in handling.GROUND_WORDS.items()])

    def facts(self) -> dict[str, Any]:
        """Return the plan."""
        data = dict(self.cleaned_data)
        version, seats = data.pop("version"), handling.seats_of(data.pop("seats"))
        return {"plan": handling.HearingPlan(seats=seats, **data), "version": version}


class HearingHoldForm(MoveForm):
    """听证笔录."""

    dialogue = forms.CharField(
        label=_("笔录"),
        max_length=LONG,
        widget=text_area(12),
        help_text=_("一行“问：”，一行“答：”，写明是谁问、谁答。录音录像作为附件。"),
    )
    signed = forms.CharField(label=_("核对和签名的情况"), max_length=200)

    def facts(self) -> dict[str, Any]:
        """Return what was said at the table."""
        data = self.cleaned_data
        table = handling.HearingTable(data["dialogue"], data["signed"])
        return {"table": table, "version": data["version"]}


class HearingConcludeForm(MoveForm):
    """听证意见: facts, opinion, votes."""

    found = forms.CharField(label=_("听证查明的事实"), max_length=LONG, widget=text_area(4))
    conclusion = forms.CharField(label=_("听证意见"), max_length=LONG, widget=text_area(4))
    votes_for = forms.IntegerField(label=_("赞成票"), min_value=0, max_value=99)
    votes_against = forms.IntegerField(label=_("反对票"), min_value=0, max_value=99)
    votes_abstain = forms.IntegerField(label=_("弃权票"), min_value=0, max_value=99)

    def facts(self) -> dict[str, Any]:
        """Return the conclusion."""
        data = self.cleaned_data
        return {
            "facts": data["found"],
            "conclusion": data["conclusion"],
            "votes": (data["votes_for"], data["votes_against"], data["votes_abstain"]),
            "version": data["version"],
        }


class HearingApplyForm(WordsForm):
    """信访人申请听证, written down by staff."""

    reason = forms.CharField(label=_("信访人申请的理由"), max_length=SHORT, widget=text_area(3))


# --- 调解·和解 ----------------------------------------------------------------------------------------


class SettleProposeForm(MoveForm):
    """提议调解、和解."""

    kind = forms.ChoiceField(
        label=_("方式"),
        widget=forms.RadioSelect,
        choices=[("mediation", _("调解（有人居中）")), ("reconciliation", _("双方自行和解"))],
        initial="mediation",
    )
    other_party = forms.CharField(label=_("对方当事人"), max_length=200)
    mediator = forms.CharField(label=_("调解人"), max_length=100, required=False, help_text=_("调解要填。"))
    proposal = forms.CharField(
        label=_("争议和调解的想法"), max_length=SHORT, widget=text_area(3), help_text=_("信访人会看到。")
    )


class SideForm(WordsForm):
    """Whose will is written down."""

    side = forms.ChoiceField(label=_("谁表示的"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "side", [(side.value, retold(words)) for side, words in handling.SIDE_WORDS.items()])


class SettleAcceptForm(SideForm):
    """同意调解."""

    how = forms.CharField(
        label=_("怎样表示的"), max_length=200, help_text=_("例如：11月3日当面说，签了同意书。")
    )


class SettleRefuseForm(SideForm):
    """不愿调解, or it came to nothing."""

    reason = forms.CharField(label=_("情况"), max_length=SHORT, required=False, widget=text_area(2))


class SettleForm(MoveForm):
    """达成协议."""

    found = forms.CharField(label=_("争议的事实"), max_length=LONG, widget=text_area(3))
    terms = forms.CharField(label=_("协议事项"), max_length=LONG, widget=text_area(4))
    performance = forms.CharField(label=_("怎样履行"), max_length=SHORT, widget=text_area(2))
    signed_on = forms.DateField(label=_("双方签名的日期"), widget=DayInput)
    execute_by = forms.DateField(label=_("最迟哪一天履行完"), required=False, widget=DayInput)
    performed = forms.CharField(
        label=_("已经当场履行的情况"), max_length=SHORT, required=False, widget=text_area(2)
    )

    def facts(self) -> dict[str, Any]:
        """Return the agreement."""
        data = dict(self.cleaned_data)
        version, found = data.pop("version"), data.pop("found")
        return {"agreement": handling.Agreement(facts=found, **data), "version": version}


# --- 执行 ---------------------------------------------------------------------------------------------


class ExecutionForm(RowForm):
    """One thing to be carried out."""

    names = "execution_id"


class ProgressForm(ExecutionForm):
    """执行进展."""

    words = forms.CharField(label=_("进展"), max_length=SHORT, widget=text_area(3))


class FinishForm(ExecutionForm):
    """执行完毕."""

    evidence = forms.CharField(
        label=_("做了什么、有什么依据"),
        max_length=SHORT,
        widget=text_area(3),
        help_text=_("照片、凭证、验收单作为附件；信访人会看到，可以确认或者提出异议。"),
    )


class RefuseExecutionForm(ExecutionForm):
    """拒不执行."""

    reason = forms.CharField(label=_("怎样拒不执行、催过几次"), max_length=SHORT, widget=text_area(3))


class ConfirmForm(ExecutionForm):
    """信访人确认, written down by staff."""

    said = forms.CharField(label=_("信访人怎样表示的"), max_length=SHORT, widget=text_area(2))
