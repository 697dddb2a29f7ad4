"""The cells of a list's rows, drawn without a template: 50 rows of nine cells are most of its work."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape as safe
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from minqing.desks.shared.listing.columns import Cell, Row

register = template.Library()

_SHAPES: Final = {
    "ok": '<circle cx="6" cy="6" r="4.2"/>',
    "soon": '<path d="M6 1.2 11.2 10.8H.8z"/>',
    "today": '<path d="M6 .6 11.4 6 6 11.4.6 6z"/>',
}
_LATE: Final = '<path d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8z"/>'
_ANY: Final = UUID(int=0)


def _title(cell: Cell, row: Row, href: str) -> str:
    marks = f"<small>{safe(row.marks)}</small>" if row.marks else ""
    return f'<a href="{href}" data-open-row hx-boost="false">{safe(cell.text)}</a>{marks}'


def _due(cell: Cell, _row: Row, _href: str) -> str:
    if not cell.text:
        return ""
    shape = ""
    if cell.tone != "none":
        drawn = _SHAPES.get(cell.tone, _LATE)
        shape = f'<svg viewBox="0 0 12 12" aria-hidden="true">{drawn}</svg>'
    return f'<span class="deadline deadline--{cell.tone}">{shape}{safe(cell.text)}</span>'


def _state(cell: Cell, _row: Row, _href: str) -> str:
    return f'<span class="state state--{cell.tone}">{safe(cell.text)}</span>'


def _path(_cell: Cell, row: Row, _href: str) -> str:
    dots = "".join(f'<i class="is-{state}"></i>' for state in row.dots)
    return f'<span class="ribbon-dots" role="img" aria-label="{safe(row.dots_words)}">{dots}</span>'


_KINDS: Final[dict[str, Callable[[Cell, Row, str], str]]] = {
    "title": _title,
    "due": _due,
    "state": _state,
    "path": _path,
}


@register.simple_tag
def row_cells(row: Row, *, ticks: bool = False) -> SafeString:
    """Return the table cells of a row, a box to tick before them if wanted; all words are escaped."""
    href = _address(row.petition.id)
    parts = []
    if ticks:
        words = safe(_("勾选：%(title)s") % {"title": row.petition.title})
        parts.append(
            f'<td><input class="form-check-input" type="checkbox" name="id" value="{row.petition.id}" '
            f'form="ticked" aria-label="{words}"></td>'
        )
    for cell in row.cells:
        draw = _KINDS.get(cell.kind)
        inner = draw(cell, row, href) if draw else safe(cell.text)
        label = f' data-label="{safe(cell.label)}"' if cell.labelled and cell.text else ""
        kind = "is-title title" if cell.kind == "title" else f"is-{cell.kind}"
        parts.append(f'<td class="{kind}"{label}>{inner}</td>')
    return mark_safe("".join(parts))  # noqa: S308 - built of constants and escaped texts


def _address(petition_id: UUID) -> str:
    """Return the address of a matter's page; working it out anew for every row costs more than the row."""
    return reverse("casework:matter", args=[_ANY]).replace(str(_ANY), str(petition_id))
