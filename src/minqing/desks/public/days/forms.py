"""预约领导接访, as a resident fills it in: with the code of a matter, if there is one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.days.forms import BookForm


class ResidentBookForm(BookForm):
    """An appointment by a resident; code and tail together name their matter."""

    code = forms.CharField(
        label=_("事项的查询码"),
        required=False,
        max_length=20,
        help_text=_("填了查询码的，走到哪一步按系统里的进度算。"),
    )
    tail = forms.CharField(label=_("提出事项时留的电话后四位"), required=False, max_length=8)
    field_order = ("slot", "about", "stage", "reason", "code", "tail", "name", "telephone", "people")

    @property
    def matter_key(self) -> tuple[str, str]:
        """Return code and tail as typed; the code is "" when none was given."""
        return self.cleaned_data["code"], self.cleaned_data["tail"]
