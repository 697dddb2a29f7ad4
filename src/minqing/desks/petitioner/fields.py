"""The fields the petitioner's forms are made of, and what each says when something is not right."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import Promise

MOST_REQUEST: Final = 1_000
MOST_REQUESTS: Final = 10
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_signs(text: str) -> str:
    """Return the text without control signs and without marks that turn the direction of writing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in text if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _BIDI)
    )


class PlainForm(forms.Form):
    """A form whose typed words are readable text; unreadable signs are taken out and named at their field."""

    required_css_class = "required"

    def __init__(self, data: MultiValueDict[str, str] | None = None, **kwargs: Any) -> None:
        self.garbled: set[str] = set()
        if data is not None:
            data = self._readable(data)
        super().__init__(data, **kwargs)

    def _readable(self, data: MultiValueDict[str, str]) -> MultiValueDict[str, str]:
        kept: MultiValueDict[str, str] = MultiValueDict()
        for name in data:
            lines = [clean_signs(value) for value in data.getlist(name)]
            if any("\x00" in value or clean_signs(value) != _newlines(value) for value in data.getlist(name)):
                self.garbled.add(name)
            kept.setlist(name, lines)
        return kept

    def clean(self) -> dict[str, Any]:
        """Name the fields in which unreadable signs were found."""
        for name in sorted(self.garbled & set(self.fields)):
            self.add_error(
                name, _("这里有电脑读不出来的符号，已经替您去掉了。请看一遍，没有问题就再点一次。")
            )
        return self.cleaned_data


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TextField(forms.CharField):
    """One line or several; says how many characters there are when there are too many.

    With ``form_decides`` the field is not called optional, yet only the form knows when it may stay empty.
    """

    def __init__(
        self, *, most: int, ask: str | Promise = "", rows: int = 0, form_decides: bool = False, **kwargs: Any
    ) -> None:
        self.most = most
        self.form_decides = form_decides
        widget = kwargs.pop("widget", forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput())
        if ask:
            kwargs.setdefault("error_messages", {"required": ask})
        super().__init__(widget=widget, **kwargs)

    def validate(self, value: str) -> None:
        """Refuse what is too long, with both numbers."""
        if not self.form_decides:
            super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(
                _("这里最多写%(most)d个字，现在有%(count)d个。请精简一些，或者写成文件作为附件上传。")
                % {"most": self.most, "count": len(value)}
            )


class Lines(forms.Widget):
    """Several inputs of one name; the page draws them itself."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> list[str]:
        """Return all values typed under the name, in order."""
        if isinstance(data, MultiValueDict):
            return list(data.getlist(name))
        return list(data.get(name, ()))

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Return whether the page held no such input at all."""
        return name not in data

    def id_for_label(self, id_: str, _index: str | None = None) -> str:
        """Return the id of the first input, where the error summary leads."""
        return f"{id_}_1"


class LinesField(forms.Field):
    """What is asked for, one request in each line; empty lines do not count."""

    widget = Lines

    def clean(self, value: Sequence[str]) -> tuple[str, ...]:
        """Return the written requests in order."""
        written = tuple(line.strip() for line in value or () if line.strip())
        if not written:
            raise forms.ValidationError(_("请写下您希望解决什么，至少写一条。"))
        if len(written) > MOST_REQUESTS:
            raise forms.ValidationError(
                _("一件事最多写%(most)d条请求，现在有%(count)d条。请把不同的事分开提交。")
                % {"most": MOST_REQUESTS, "count": len(written)}
            )
        for number, line in enumerate(written, start=1):
            if len(line) > MOST_REQUEST:
                raise forms.ValidationError(
                    _("第%(number)d条请求最多写%(most)d个字，现在有%(count)d个。经过写在上面一栏就可以。")
                    % {"number": number, "most": MOST_REQUEST, "count": len(line)}
                )
        return written
