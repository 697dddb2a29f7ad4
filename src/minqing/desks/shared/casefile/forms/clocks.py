"""The forms of the clocks: asking for more time or a pause, deciding, letting it run on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.petition.public.clocks import TermRequest

from .base import SHORT, Choice, MoveForm, ReasonForm, choose, text_area


class ExtendForm(MoveForm):
    """Asking for more days; the most the law allows is the most that can be chosen."""

    days = forms.IntegerField(label=_("延长几日"), min_value=1)
    reason = forms.CharField(
        label=_("为什么要延长"),
        max_length=SHORT,
        widget=text_area(),
        help_text=_("写情况怎样复杂、还要做什么。批准以后，这个理由原样告知信访人。"),
    )

    def __init__(
        self, *args: Any, most: int = 0, due_on: date | None = None, why_not: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.most, self.due_on, self.why_not = most, due_on, why_not
        if due_on is not None:
            self.fields["days"].help_text = _("最多%(most)d日，从原到期日起算，只能延长一次。") % {
                "most": most
            }
            self.fields["days"].widget.attrs |= {"max": most, "inputmode": "numeric"}


class PauseForm(MoveForm):
    """Asking for a pause, on one of the grounds the rule profile knows."""

    ground = forms.ChoiceField(label=_("事由"))
    reason = forms.CharField(
        label=_("说明"),
        max_length=SHORT,
        widget=text_area(),
        help_text=_("写委托了谁、做什么、哪天开始。批准以后，这个说明原样告知信访人。"),
    )

    def __init__(self, *args: Any, grounds: Sequence[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "ground", list(grounds))


class DecideTermForm(MoveForm):
    """Approving what the handler asked for; shows the application."""

    opinion = forms.CharField(label=_("审批意见"), max_length=SHORT, required=False, widget=text_area(2))

    def __init__(
        self, *args: Any, asked: TermRequest | None = None, after: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.after = asked, after


class RefuseTermForm(ReasonForm):
    """Refusing what the handler asked for; shows the application."""

    def __init__(
        self, *args: Any, asked: TermRequest | None = None, after: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.after = asked, after
