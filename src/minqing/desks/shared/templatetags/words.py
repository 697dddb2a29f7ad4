"""Filters and tags that turn values into the words and shapes of our pages."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from minqing.desks.shared import retelling
from minqing.desks.shared.ribbon import FormError, Station, Stop, dots_words, stops_of

register = template.Library()

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_KIB = 1024


def _day_of(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _english() -> bool:
    return (get_language() or "").startswith("en")


@register.filter
def date_weekday(value: date | datetime | None) -> SafeString | str:
    """A day with its weekday, 11月30日 星期一, inside <time>; the year stands with `date_weekday_year`."""
    return _day_element(value, year=False)


@register.filter
def date_weekday_year(value: date | datetime | None) -> SafeString | str:
    """A day with year and weekday: 2026年11月30日 星期一."""
    return _day_element(value, year=True)


def _day_element(value: date | datetime | None, *, year: bool) -> SafeString | str:
    day = _day_of(value)
    if day is None:
        return ""
    if _english():
        words = f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if year else "")
    else:
        words = (f"{day.year}年" if year else "") + f"{day.month}月{day.day}日 {_WEEKDAYS[day.weekday()]}"
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)


@register.filter
def date_short(value: date | datetime | None) -> SafeString | str:
    """A day as 11月30日, for narrow places."""
    day = _day_of(value)
    if day is None:
        return ""
    words = f"{day.day} {day:%b}" if _english() else f"{day.month}月{day.day}日"
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)


@register.filter
def retold(value: object) -> str:
    """A sentence of the rules, the law or the calendar in the reader's language."""
    return retelling.retold(value)


@register.filter
def size(value: int | None) -> str:
    """A number of bytes as people say it: 20 MB, 512 kB, 800 字节."""
    if value is None:
        return ""
    if value < _KIB:
        return _("%(bytes)s 字节") % {"bytes": value}
    if value < _KIB * _KIB:
        return f"{value / _KIB:.0f} kB"
    mebibytes = value / (_KIB * _KIB)
    return f"{mebibytes:.1f} MB" if mebibytes < 10 and mebibytes % 1 else f"{mebibytes:.0f} MB"  # noqa: PLR2004


@register.filter
def day_words(value: int | None) -> str:
    """A difference in days, counted from today: 今天, 明天, 3天后, 昨天, 2天前."""
    if value is None:
        return ""
    near = {0: _("今天"), 1: _("明天"), -1: _("昨天")}
    if value in near:
        return near[value]
    if value > 0:
        return ngettext("%(days)s天后", "%(days)s天后", value) % {"days": value}
    return ngettext("%(days)s天前", "%(days)s天前", -value) % {"days": -value}


@register.filter
def stops(value: Sequence[Station]) -> tuple[Stop, ...]:
    """Stations and branches of a ribbon in reading order, placed on the drawn line."""
    return stops_of(value or ())


@register.filter
def ribbon_words(value: Sequence[Station]) -> str:
    """A ribbon as one sentence."""
    return dots_words(value or ())


@register.filter
def form_errors(value: BaseForm | Sequence[FormError] | None) -> list[FormError]:
    """The error summary of a form: every message once, leading to its field."""
    if not value:
        return []
    if not isinstance(value, BaseForm):
        return list(value)
    found = [FormError(str(words)) for words in value.non_field_errors()]
    for bound in value:
        found += [FormError(str(words), bound.id_for_label or bound.auto_id) for words in bound.errors]
    return found


@register.filter
def control(bound: BoundField, extra: str = "") -> SafeString:
    """A form's control with its aria marks (invalid; described by reason and error); `extra` are classes."""
    field_id = bound.id_for_label or bound.auto_id
    described = [f"{field_id}-why"] if bound.help_text else []
    attrs: dict[str, Any] = {}
    if bound.errors:
        described.insert(0, f"{field_id}-error")
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    classes = " ".join(part for part in (str(bound.field.widget.attrs.get("class", "")), extra) if part)
    if classes:
        attrs["class"] = classes
    return bound.as_widget(attrs=attrs)


@register.filter
def control_class(bound: BoundField) -> str:
    """The Bootstrap class a desk control takes: form-select, form-check-input or form-control."""
    kind = bound.widget_type
    if kind in {"select", "selectmultiple", "nullbooleanselect"}:
        return "form-select"
    if kind in {"checkbox", "radioselect", "checkboxselectmultiple"}:
        return "form-check-input"
    return "form-control"


@register.filter
def is_group(bound: BoundField) -> bool:
    """True for radio buttons and tick lists, which need a fieldset with a legend instead of a label."""
    return bound.widget_type in {"radioselect", "checkboxselectmultiple"}


@register.simple_tag
def fresh_key() -> str:
    """A key for a form that must act once only, however often it is sent (防重复提交)."""
    return str(uuid.uuid4())


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with some parameters changed; None or "" takes one out."""
    request = context.get("request")
    if request is None:
        return ""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in {None, ""}:
            query[name] = str(value)
    return "?" + query.urlencode() if query else "?"
