"""The forms of the petitioner's desk: they check shape; what the law asks of a letter is the petition room's.

Every message says in plain words what to do. Nothing typed is lost: signs a screen cannot show are taken out,
named, and the rest comes back in its field.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.desks.petitioner.fields import MOST_REQUESTS, LinesField, PlainForm, TextField
from minqing.desks.shared import words
from minqing.kernel.people import public as people
from minqing.petition import public as petition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.datastructures import MultiValueDict

MOST_BODY: Final = 20_000
"""Characters of an account of what happened: some forty handwritten pages; more belongs in a file."""
MOST_SHORT: Final = 100
MOST_ADDRESS: Final = 200
MOST_REASON: Final = 2_000
TITLE: Final = 40
TITLE_LEAST: Final = 4
FIRST_FIELDS: Final = 3
"""How many fields for requests stand on a fresh page, so that most need no "add"."""

_TELEPHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{9,11}|[1-9][0-9]{6,7}")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def new_key() -> str:
    """Return the key under which one letter is handed in once, however often it is sent."""
    return secrets.token_urlsafe(24)


IDENTITIES: Final = (
    ("named", lazy("实名")),
    ("confidential", lazy("实名，但请替我保密")),
    ("anonymous", lazy("匿名")),
)


class LetterForm(PlainForm):
    """提出信访事项 (条例 17, 19): what happened, what is asked, where, who, how to reach."""

    use_required_attribute = False

    body = TextField(
        label=lazy("发生了什么事"),
        help_text=lazy("什么时间、什么地点、涉及谁、经过怎样。像跟人讲话一样写就可以。"),
        most=MOST_BODY,
        rows=8,
        ask=lazy("请写下发生了什么事，几句话也可以。"),
    )
    requests = LinesField(
        label=lazy("您希望解决什么"),
        help_text=lazy("一条写一个请求。书面答复会逐条回答您。"),
        required=False,
    )
    township = forms.ChoiceField(
        label=lazy("事情发生在哪个乡镇、街道"),
        required=False,
        error_messages={"invalid_choice": lazy("请从列表里选一个乡镇或者街道；找不到就留空，写在下一栏。")},
    )
    village = TextField(
        label=lazy("哪个村、社区"),
        required=False,
        most=MOST_SHORT,
        widget=forms.TextInput(attrs={"list": "villages", "autocomplete": "off"}),
    )
    address = TextField(
        label=lazy("具体位置"),
        help_text=lazy("例如：3组村口小桥旁。不用地图，写清楚能找到就行。"),
        required=False,
        most=MOST_ADDRESS,
    )
    identity = forms.ChoiceField(
        label=lazy("您愿意怎样提出"),
        choices=IDENTITIES,
        widget=forms.RadioSelect,
        initial="named",
        required=False,
        error_messages={"invalid_choice": lazy("请从三种方式里选一种。")},
    )
    name = TextField(
        label=lazy("您的姓名"),
        form_decides=True,
        most=MOST_SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    telephone = TextField(
        label=lazy("联系电话"),
        help_text=lazy("核实情况、告诉您进度时用。电话和通信地址至少写一个。座机请带区号。"),
        form_decides=True,
        most=MOST_SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    home_address = TextField(
        label=lazy("通信地址"),
        help_text=lazy("书面答复寄到这里。"),
        form_decides=True,
        most=MOST_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    identity_number = TextField(
        label=lazy("身份证号"),
        help_text=lazy("同名的人多，填了能避免弄错人。号码加密保存，工作人员要写明理由才能看。"),
        required=False,
        most=MOST_SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "data-draft": "off"}),
    )
    electronic_delivery = forms.BooleanField(
        label=lazy("我同意用电子方式收书面答复"),
        help_text=lazy(
            "答复书会放在您的查询页面上，打开就能下载，比邮寄快。不同意也照样办理，答复书邮寄或者当面给您。"
        ),
        required=False,
    )

    def __init__(self, data: MultiValueDict[str, str] | None = None, **kwargs: Any) -> None:
        townships: Sequence[tuple[str, str]] = kwargs.pop("townships", ())
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, **kwargs)
        field = cast("forms.ChoiceField", self.fields["township"])
        field.choices = [("", _("请选择")), *townships]
        field.widget.attrs["data-villages"] = reverse("petitioner:villages")
        given = str(self.data.get("key", ""))
        self._key = given if _KEY.fullmatch(given) else new_key()

    @property
    def request_rows(self) -> list[str]:
        """Return the inputs to draw for requests: what was typed, and never fewer than the first three."""
        typed = list(self["requests"].value() or ()) if self.is_bound else []
        if self.data.get("step") == "add_request":
            return [*typed, ""][:MOST_REQUESTS]
        while typed and not typed[-1].strip():
            typed.pop()
        return typed + [""] * max(FIRST_FIELDS - len(typed), 0)

    @property
    def key(self) -> str:
        """Return the key of this letter: the one the page came with, or a new one."""
        return self._key

    def renew_key(self) -> None:
        """Make this page a letter of its own."""
        self._key = new_key()

    def clean_telephone(self) -> str:
        """Refuse what cannot be a Chinese mobile number or land line."""
        given = str(self.cleaned_data["telephone"]).strip()
        if given and (
            re.search(r"[^\W\d_]", given) or not _TELEPHONE.fullmatch(people.normal_telephone(given))
        ):
            raise forms.ValidationError(
                _("这个电话号码好像不对。手机号是11位，例如13800000000；座机请带区号，例如0827-1234567。")
            )
        return people.normal_telephone(given)

    def clean_identity_number(self) -> str:
        """Refuse a number whose check character does not fit (GB 11643-1999)."""
        given = str(self.cleaned_data["identity_number"]).strip()
        if given and not people.is_identity_number(given):
            raise forms.ValidationError(_("这个身份证号好像输错了一位，请对照身份证再看一遍。也可以不填。"))
        return given

    def clean(self) -> dict[str, Any]:
        """Ask for a name and one way to be reached, unless the letter is anonymous (条例 19, 23)."""
        cleaned = super().clean()
        identity = cleaned.get("identity") or "named"
        cleaned["identity"] = identity
        if identity == "anonymous":
            return cleaned
        if not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("请写您的姓名。不想留姓名，可以在上面选“匿名”。"))
        reachable = cleaned.get("telephone") or cleaned.get("home_address")
        if not reachable and not {"telephone", "home_address"} & set(self.errors):
            self.add_error("telephone", _("电话和地址请至少写一个，不然没法答复您。"))
        return cleaned


class LookUpForm(PlainForm):
    """查询: the code and the telephone's last four digits."""

    use_required_attribute = False

    code = TextField(
        label=lazy("查询码"),
        help_text=lazy("写在收件回执上。大小写、空格都没关系。"),
        most=MOST_SHORT,
        ask=lazy("请写查询码，它在收件回执上。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    tail = TextField(
        label=lazy("电话号码后四位"),
        help_text=lazy("没留电话的，用回执上印的四位数字。"),
        most=MOST_SHORT,
        ask=lazy("请写四位数字。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Return the code as it is stored, so that however it is written it is counted as the same code."""
        written = unicodedata.normalize("NFKC", str(self.cleaned_data["code"])).upper()
        return "".join(sign for sign in written if sign.isalnum())

    def clean_tail(self) -> str:
        """Return the digits, half-width."""
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(self.cleaned_data["tail"])))


class MaterialForm(PlainForm):
    """补充材料: words, files, or both."""

    text = TextField(
        label=lazy("补充说明"),
        help_text=lazy("新的情况、被要求补的材料，都写在这里。"),
        required=False,
        most=MOST_BODY,
        rows=5,
    )


class WithdrawForm(PlainForm):
    """撤回: the reason in a few words."""

    use_required_attribute = False

    reason = TextField(
        label=lazy("为什么撤回"),
        help_text=lazy("一句话就可以，例如：问题已经解决了。"),
        most=MOST_REASON,
        rows=3,
        ask=lazy("请写一句为什么撤回。"),
    )


def _choices(table: Any) -> list[tuple[str, Any]]:
    return [(value, label) for value, label in table.items()]


class EvaluationForm(PlainForm):
    """满意度评价: resolved or not, both attitudes apart, and why."""

    use_required_attribute = False

    resolved = forms.ChoiceField(
        label=lazy("您的问题解决了吗"),
        choices=_choices(words.RESOLVED),
        widget=forms.RadioSelect,
        error_messages={
            "required": lazy("请选一项：解决了没有。"),
            "invalid_choice": lazy("请从列出的几项里选。"),
        },
    )
    office_attitude = forms.ChoiceField(
        label=lazy("对信访部门满意吗"),
        help_text=lazy("登记、转办、告知您进度的部门。"),
        choices=_choices(words.ATTITUDES),
        widget=forms.RadioSelect,
        error_messages={
            "required": lazy("请选一项：对信访部门满意吗。"),
            "invalid_choice": lazy("请从列出的几项里选。"),
        },
    )
    organ_attitude = forms.ChoiceField(
        label=lazy("对办理单位满意吗"),
        help_text=lazy("调查、处理、书面答复您的单位。"),
        choices=_choices(words.ATTITUDES),
        widget=forms.RadioSelect,
        error_messages={
            "required": lazy("请选一项：对办理单位满意吗。"),
            "invalid_choice": lazy("请从列出的几项里选。"),
        },
    )
    reason = TextField(
        label=lazy("想说的话"),
        help_text=lazy("可以不写。好在哪里、差在哪里，办理单位和督查部门都会看到。"),
        required=False,
        most=MOST_REASON,
        rows=4,
    )


def title_of(body: str) -> str:
    """Return a short title from the first sentence of an account; the registrar may write a better one.

    >>> title_of("村口的小桥塌了，孩子上学要绕路。已经三个月。")
    '村口的小桥塌了，孩子上学要绕路'
    """
    lines = (" ".join(sentence.split()) for sentence in re.split(r"[。！？!?；;\n]", body))
    first = next((line for line in lines if len(line) >= TITLE_LEAST), " ".join(body.split()))
    return first if len(first) <= TITLE else first[: TITLE - 1] + "…"


def statement_of(form: LetterForm, *, place_code: str, file_ids: tuple[Any, ...]) -> petition.Statement:
    """Return the letter as the petition room takes it; of an anonymous one no name or contact goes along."""
    said = form.cleaned_data
    anonymous = said["identity"] == "anonymous"
    address = " ".join(part for part in ("" if place_code else said["village"], said["address"]) if part)

    def known(field: str) -> str:
        return "" if anonymous else str(said[field])

    return petition.Statement(
        title=title_of(said["body"]),
        body=said["body"],
        requests=said["requests"],
        name=known("name"),
        telephone=known("telephone"),
        identity_number=known("identity_number"),
        home_address=known("home_address"),
        place_code=place_code or said["township"],
        address=address,
        anonymous=anonymous,
        confidential=said["identity"] == "confidential",
        electronic_delivery=bool(said["electronic_delivery"]),
        file_ids=file_ids,
        idempotency_key=form.key,
    )
