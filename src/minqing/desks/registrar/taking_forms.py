"""The form of 登记一件: every channel on one page, in the order a person speaks. Shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared import words
from minqing.desks.shared.casefile.forms import DayInput, choose
from minqing.desks.shared.taking.forms import StatementForm
from minqing.petition.public import Channel, Statement


class TakeDownForm(StatementForm):
    """登记一件: letter, visit, call, fax, handed over, reported by a field team."""

    channel = forms.ChoiceField(label=_("怎么来的"), widget=forms.RadioSelect, initial=Channel.VISIT)
    received_on = forms.DateField(
        label=_("收到日期"), widget=DayInput, help_text=_("本单位收到的那一天，期限从这一天起算。")
    )
    happened_on = forms.DateField(
        label=_("寄出（邮戳）、移交、走访日期"),
        required=False,
        widget=DayInput,
        help_text=_("来信看邮戳；来访、来电、传真不用填，就是收到那一天。"),
    )
    label = forms.CharField(
        label=_("条码"), max_length=32, required=False, help_text=_("贴在来信上的，用扫码枪扫。")
    )
    from_organ = forms.CharField(label=_("移交单位"), max_length=100, required=False)
    from_number = forms.CharField(label=_("来文字号"), max_length=60, required=False)
    team = forms.CharField(label=_("工作队"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_hand = [c for c in Channel if c is not Channel.ONLINE]
        choose(self, "channel", [(c.value, words.word(words.CHANNELS, c)) for c in by_hand])

    def statement(self, file_ids: tuple[Any, ...]) -> Statement:
        """Return what was written down."""
        said = self.cleaned_data
        return self.said_by(
            Channel(said["channel"]),
            said["received_on"],
            file_ids,
            happened_on=said["happened_on"],
            from_organ=said["from_organ"],
            from_number=said["from_number"],
            team=said["team"],
            label=said["label"].strip().upper(),
        )


class UploadScansForm(forms.Form):
    """来信批量登记: the day of receipt; the files travel beside the form."""

    received_on = forms.DateField(
        label=_("收到日期"), widget=DayInput, help_text=_("这一批信是哪一天收到的；个别不同的，后面可以改。")
    )


class DatesForm(forms.Form):
    """邮戳: when a scanned letter was posted and received."""

    posted_on = forms.DateField(label=_("寄出日期（邮戳）"), required=False, widget=DayInput)
    received_on = forms.DateField(label=_("收到日期"), widget=DayInput)


class AsideForm(forms.Form):
    """不另登记, or 并入 another matter: the reason, or the number."""

    reason = forms.CharField(label=_("为什么不登记"), max_length=200, required=False)
    number = forms.CharField(label=_("并入哪一件（编号）"), max_length=40, required=False)


class LabelsForm(forms.Form):
    """打印条码: how many."""

    count = forms.IntegerField(label=_("张数"), min_value=1, max_value=200, initial=40)
