"""The forms of absence: one select for each post to be stood in for, the colleagues who get the matters."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import DayInput
from minqing.desks.shared.casefile.forms.base import Choice, choose
from minqing.kernel.people.public import Account, Post

# 28(3): asked of whoever names a deputy or hands matters over, as of whoever names a handler.
NO_INTEREST: Final = _(
    "确认即声明：据您所知，接手的人和要接手的事项、信访人没有直接利害关系"
    "（《信访工作条例》第二十八条第三款）；有的请另选别人。接手后才发现的，由本人声明回避。"
)


class WhoForm(forms.Form):
    """Whose absence: oneself, or for a leader anybody of the organ."""

    who = forms.ChoiceField(label=_("谁外出"))

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "who", [(str(each.pk), each.name) for each in people])


class AwayForm(forms.Form):
    """An absence of one person."""

    first = forms.DateField(label=_("外出第一天"), widget=DayInput)
    last = forms.DateField(label=_("外出最后一天"), widget=DayInput)
    reason = forms.CharField(label=_("事由"), max_length=200)

    def __init__(
        self,
        *args: Any,
        posts: list[tuple[Post, str, list[Choice]]],
        colleagues: list[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts = [post.pk for post, _words, _choices in posts]
        for post, words, choices in posts:
            field = forms.ChoiceField(
                label=words,
                required=False,
                choices=[("", _("没有人代办")), *choices],
                help_text=NO_INTEREST,
            )
            self.fields[f"post-{post.pk}"] = field
        if colleagues:
            self.fields["recipients"] = forms.MultipleChoiceField(
                label=_("承办的事项交给谁"),
                required=False,
                choices=colleagues,
                widget=forms.CheckboxSelectMultiple,
                help_text=format_lazy(
                    "{}{}", _("选几位就按到期先后轮流分给几位；外出结束自动交还。"), NO_INTEREST
                ),
            )

    @property
    def deputies(self) -> dict[UUID, UUID]:
        """Return post and deputy, only where one is named."""
        chosen = {post: self.cleaned_data.get(f"post-{post}", "") for post in self.posts}
        return {post: UUID(deputy) for post, deputy in chosen.items() if deputy}

    @property
    def recipients(self) -> list[UUID]:
        """Return who gets the matters."""
        return [UUID(each) for each in self.cleaned_data.get("recipients", [])]


class HandOverForm(forms.Form):
    """A whole caseload today, until a day or for good."""

    organ = forms.ChoiceField(label=_("哪个单位的"))
    recipients = forms.MultipleChoiceField(
        label=_("交给谁"),
        widget=forms.CheckboxSelectMultiple,
        help_text=format_lazy("{}{}", _("选几位就按到期先后轮流分给几位。"), NO_INTEREST),
    )
    last = forms.DateField(
        label=_("哪天交还"),
        required=False,
        widget=DayInput,
        help_text=_("不填就是不再交还，例如调离、退休。"),
    )
    reason = forms.CharField(label=_("事由"), max_length=200)

    def __init__(self, *args: Any, organs: list[Choice], colleagues: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organ", organs)
        field = self.fields["recipients"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = colleagues
