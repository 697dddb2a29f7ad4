"""The forms of these pages; they check shape only."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import DayInput
from minqing.supervision.public.problems import CAUSE_WORDS
from minqing.supervision.public.quality import CHECKLIST, Answer

ANSWERS = [(Answer.YES, _("符合")), (Answer.NO, _("不符合")), (Answer.NOT_APPLICABLE, _("不涉及"))]


class DrawForm(forms.Form):
    """Until which day."""

    last_on = forms.DateField(label=_("抽取办结到哪天为止的事项"), widget=DayInput)


class WordsForm(forms.Form):
    """Only words."""

    words = forms.CharField(label=_("情况"), widget=forms.Textarea(attrs={"rows": 3}))


class DecideForm(WordsForm):
    """Yes or back, with words."""

    agree = forms.TypedChoiceField(
        label=_("意见"), choices=[("yes", _("同意")), ("no", _("退回"))], coerce=lambda said: said == "yes"
    )
    field_order = ("agree", "words")


class ReplyForm(WordsForm):
    """Words and a file."""

    file = forms.FileField(label=_("材料（可不附）"), required=False)


class ReadForm(forms.Form):
    """The checklist: an answer and words for each item."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in CHECKLIST:
            self.fields[item.key] = forms.ChoiceField(
                label=item.words, choices=ANSWERS, help_text=item.basis.cite
            )
            self.fields[f"{item.key}_words"] = forms.CharField(
                label=_("%(item)s：不符合的情况") % {"item": item.words}, required=False, max_length=500
            )
        self.fields["words"] = forms.CharField(
            label=_("阅卷意见（退回的写明整改要求）"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class PersonForm(forms.Form):
    """Somebody, and a day."""

    account_id = forms.TypedChoiceField(label=_("由谁负责"), coerce=UUID)
    due_on = forms.DateField(label=_("哪天以前"), widget=DayInput)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account_id"].choices = people  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The cause found and the result."""

    cause = forms.ChoiceField(label=_("查明的原因"), choices=[(k.value, v) for k, v in CAUSE_WORDS.items()])
    result = forms.CharField(label=_("办理结果"), widget=forms.Textarea(attrs={"rows": 3}))


class EnterForm(forms.Form):
    """A matter by its number, and why."""

    number = forms.CharField(label=_("登记编号"), max_length=32)
    reason = forms.CharField(label=_("为什么列入"), widget=forms.Textarea(attrs={"rows": 2}))


class PlanForm(forms.Form):
    """Who, how, by when."""

    who = forms.CharField(label=_("责任人和职务"), max_length=100)
    how = forms.CharField(label=_("怎样化解"), widget=forms.Textarea(attrs={"rows": 3}))
    by = forms.DateField(label=_("哪天以前"), widget=DayInput)


class ProofForm(forms.Form):
    """How it was solved, with the proof."""

    result = forms.CharField(label=_("怎样化解的"), widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("证明材料"), required=False)


class WeakForm(forms.Form):
    """What was found and what is proposed."""

    problem = forms.CharField(label=_("发现的问题"), widget=forms.Textarea(attrs={"rows": 3}))
    text = forms.CharField(label=_("建议"), widget=forms.Textarea(attrs={"rows": 3}))


class SaidForm(forms.Form):
    """What an exemplar tells."""

    title = forms.CharField(label=_("标题"), max_length=120)
    practice = forms.CharField(label=_("做法（公布）"), widget=forms.Textarea(attrs={"rows": 4}))
    figures = forms.CharField(label=_("数字（公布）"), widget=forms.Textarea(attrs={"rows": 2}))
    evidence = forms.CharField(label=_("证据（不公布）"), widget=forms.Textarea(attrs={"rows": 2}))
    consent_of = forms.CharField(label=_("谁同意（不公布）"), max_length=100)
    consent_how = forms.CharField(label=_("哪天、怎样同意（不公布）"), max_length=200)


class NominateForm(SaidForm):
    """A nomination of one closed matter."""

    number = forms.CharField(label=_("登记编号"), max_length=32)
    field_order = ("number",)
