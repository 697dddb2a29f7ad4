"""The steward's forms: shape only."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import DayInput, text_area
from minqing.desks.shared.retelling import retold_lazy
from minqing.kernel.people.public import DUTY_WORDS, KIND_WORDS, Duty, Organ, OrganKind, is_letter_code

if TYPE_CHECKING:
    OrganField = forms.ModelChoiceField[Organ]
else:
    # The class takes no type argument when it runs.
    OrganField = forms.ModelChoiceField


class OrganChoice(OrganField):
    """An organ, shown with its place in the tree."""

    def label_from_instance(self, obj: Organ) -> str:
        """Return the organ's name, set in by how deep it stands."""
        return "　" * (obj.path.count(".") - 1) + obj.name


class OrganForm(forms.Form):
    """机关单位: one organ."""

    code = forms.SlugField(
        label=_("编码"), max_length=40, help_text=_("小写字母、数字、“-”；定下以后不能改。例如：zjj。")
    )
    name = forms.CharField(label=_("名称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[(k.value, retold_lazy(KIND_WORDS[k])) for k in OrganKind]
    )
    parent = OrganChoice(label=_("上级"), queryset=Organ.objects.order_by("path"), required=False)
    superior = OrganChoice(
        label=_("上级主管部门"),
        queryset=Organ.objects.order_by("path"),
        required=False,
        help_text=_("不在本级的上一级：部门填市级主管部门，县填市政府；复查、复核由它办理。"),
    )
    vertical = forms.BooleanField(
        label=_("垂直领导"),
        required=False,
        help_text=_("税务、海关等：不服它的意见，只向它的上级主管部门申请复查、复核。"),
    )
    outside = forms.BooleanField(
        label=_("不使用本系统"),
        required=False,
        help_text=_("例如市级机关：申请和案卷打印以后寄送，结果回来再登记。"),
    )
    successor = OrganChoice(
        label=_("承继职权的单位"),
        queryset=Organ.objects.filter(active=True).order_by("path"),
        required=False,
        help_text=_(
            "合并、撤销以后由谁继续行使职权（《信访工作条例》第二十四条第二款）；手上的事项移交给它。"
        ),
    )
    sort_key = forms.CharField(
        label=_("排序"), max_length=120, required=False, help_text=_("不填就按名称的读音排。")
    )
    letter_code = forms.CharField(
        label=_("机关代字"),
        max_length=20,
        required=False,
        help_text=_("文号开头的字，例如“通住建”；不填就用简称。改了以后，新制发的文书才用新的。"),
    )
    telephone = forms.CharField(
        label=_("办公电话"), max_length=40, required=False, help_text=_("写在告知书和函上，供信访人联系。")
    )
    address = forms.CharField(label=_("办公地址"), max_length=200, required=False)
    hours = forms.CharField(
        label=_("接待时间"),
        max_length=120,
        required=False,
        help_text=_("信访部门的写在公开的首页上。例如：工作日 8:30–12:00，14:30–18:00。"),
    )
    active = forms.BooleanField(
        label=_("启用"),
        required=False,
        initial=True,
        help_text=_("停用以后不能再转给它，过去的事项还是它的。"),
    )

    def clean_letter_code(self) -> str:
        """A 机关代字 is of characters only, for the year and the number follow it."""
        text: str = self.cleaned_data["letter_code"]
        if text and not is_letter_code(text):
            raise forms.ValidationError(_("机关代字只能用汉字和字母，例如：通住建。"))
        return text


class SheetForm(forms.Form):
    """A sheet of organs."""

    sheet = forms.FileField(label=_("表格"), help_text=_("Excel（.xlsx）或 CSV，第一行是列名。"))


class AccountForm(forms.Form):
    """账号: one natural person."""

    username = forms.CharField(label=_("登录名"), max_length=64)
    name = forms.CharField(label=_("姓名"), max_length=60)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    telephone = forms.CharField(label=_("联系电话"), max_length=30, required=False)


class ParticularsForm(forms.Form):
    """What may be changed of an account."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    telephone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    is_active = forms.BooleanField(
        label=_("可以登录"), required=False, help_text=_("停用以后不能登录，做过的事还记在这个人名下。")
    )


class PasswordForm(forms.Form):
    """A new password, told to the person by the steward."""

    password = forms.CharField(
        label=_("新密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少10个字符，不能全是数字，不能是常见密码。"),
    )


class PostForm(forms.Form):
    """任职: a duty in an organ, from one day to another."""

    organ = OrganChoice(label=_("单位"), queryset=Organ.objects.filter(active=True).order_by("path"))
    duty = forms.ChoiceField(label=_("职责"), choices=[(d.value, retold_lazy(DUTY_WORDS[d])) for d in Duty])
    title = forms.CharField(label=_("职务"), max_length=60, required=False)
    valid_from = forms.DateField(label=_("从哪天起"), widget=DayInput)
    valid_to = forms.DateField(label=_("到哪天止"), widget=DayInput, required=False)

    def clean(self) -> dict[str, Any]:
        """A post does not end before it begins."""
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("结束的日期不能早于开始的日期。"))
        return data


class EndForm(forms.Form):
    """The last day of a post."""

    valid_to = forms.DateField(label=_("到哪天止"), widget=DayInput)


class YearForm(forms.Form):
    """放假安排: a year's plan, pasted from a table."""

    source = forms.CharField(
        label=_("依据（文号）"), max_length=200, help_text=_("例如：国办发明电〔2026〕8号。")
    )
    table = forms.CharField(
        label=_("放假和调休上班的日期"),
        max_length=20_000,
        widget=text_area(12),
        help_text=_("每行：日期，放假或者调休上班，节日名称。可以直接从表格粘贴。例如：2027-01-01,放假,元旦"),
    )
