"""What the form of an act looks like as JSON Schema, and a JSON body as what that form is filled in with.

The fields are those of the form on the case page, under the same names; files are named by the tokens that
``POST /api/files`` gave. Only kinds of values are looked at here: what they must say is the form's to judge.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from minqing.desks.shared.casefile.forms import MoveForm
from minqing.desks.shared.casefile.moves import MoveSpec

FILES: Final = "files"
MOST_FILES: Final = 20
# What a column keeps; a number beyond it is nobody's count.
_MOST: Final = 2**31 - 1

Schema = dict[str, Any]
Wrong = tuple[str, str]


def schema_of(spec: MoveSpec, form: MoveForm) -> Schema:
    """Return the JSON Schema of an act's body; choices are those the form offers, if any."""
    shown = {name: field for name, field in form.fields.items() if name != "version"}
    properties = {"version": _version(), **{name: _property(field) for name, field in shown.items()}}
    if spec.takes_files:
        tokens = {"type": "array", "items": {"type": "string"}, "maxItems": MOST_FILES}
        properties[FILES] = {**tokens, "title": _("附件"), "description": "Tokens of POST /api/files."}
    return {
        "title": str(spec.label),
        "type": "object",
        "properties": properties,
        "required": [name for name, field in shown.items() if field.required],
        "additionalProperties": False,
    }


def _version() -> Schema:
    said = "The version that was looked at; 409 when the file has moved on since."
    return {"type": ["integer", "null"], "minimum": 0, "maximum": _MOST, "description": said}


def _property(field: forms.Field) -> Schema:
    """Return the schema of one field with its label and help; what may stay empty may be null."""
    found = _kind(field)
    if not field.required:
        found["type"] = [found["type"], "null"]
        if "oneOf" in found:
            found["oneOf"] = [*found["oneOf"], {"type": "null"}]
    words = {"title": str(field.label or ""), "description": str(field.help_text or "")}
    return {**found, **{name: said for name, said in words.items() if said}}


def _kind(field: forms.Field) -> Schema:  # noqa: PLR0911 - one answer for each kind of field
    match field:
        case forms.MultipleChoiceField():
            least = {"minItems": 1} if field.required else {}
            return {"type": "array", "items": _one_of(field.choices), "uniqueItems": True, **least}
        case forms.ChoiceField():
            return _one_of(field.choices)
        case forms.BooleanField():
            return {"type": "boolean"}
        case forms.IntegerField():
            lowest = field.min_value if isinstance(field.min_value, int) else -_MOST
            most = field.max_value if isinstance(field.max_value, int) else _MOST
            return {"type": "integer", "minimum": lowest, "maximum": most}
        case forms.DateTimeField():
            return {"type": "string", "format": "date-time"}
        case forms.DateField():
            return {"type": "string", "format": "date"}
        case forms.FileField():
            return {"type": "string", "x-file": "A token of POST /api/files."}
        case _:
            most_signs = getattr(field, "max_length", None)
            return {"type": "string", **({"maxLength": most_signs} if most_signs else {})}


def _one_of(choices: Any) -> Schema:
    """Return the values that may be chosen with their words; any text where the matter decides."""
    found = [{"const": value, "title": words} for value, words in _flat(choices) if value]
    return {"type": "string", "oneOf": found} if found else {"type": "string"}


def _flat(choices: Iterable[Any]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for value, words in choices:
        if isinstance(words, list | tuple):
            flat += _flat(words)
        else:
            flat.append((str(value), str(words)))
    return flat


def filled_in(spec: MoveSpec, form: MoveForm, body: Mapping[str, Any]) -> tuple[dict[str, Any], list[Wrong]]:
    """Return what the form is bound to, and what in the body is no such field or of another kind."""
    known: dict[str, forms.Field | None] = dict(form.fields)
    if spec.takes_files:
        known[FILES] = None
    wrong: list[Wrong] = []
    data: dict[str, Any] = {}
    for name, value in body.items():
        if name not in known:
            wrong.append((_clean(name), _("没有这一项。")))
        elif value is not None and not _fits(known[name], value):
            wrong.append((name, _("这一项的值不合格式。")))
        elif value is not None:
            data[name] = value
    return data, wrong


def _fits(field: forms.Field | None, value: Any) -> bool:
    match field:
        case None | forms.MultipleChoiceField():
            several = isinstance(value, list) and len(value) <= MOST_FILES * 10
            return several and all(_is_text(each) for each in value)
        case forms.BooleanField():
            return isinstance(value, bool)
        case forms.IntegerField():
            return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST
        case _:
            return _is_text(value)


def _is_text(value: Any) -> bool:
    """Return whether it is a text that a table can keep: no NUL, no half of a sign."""
    return isinstance(value, str) and "\x00" not in value and _clean(value) == value


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
