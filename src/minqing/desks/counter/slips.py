"""号单: what a printed number leads to; the code holds an address of ours and nothing of anybody."""

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from minqing.reception.public.hall import Ticket


def follow_address(ticket: Ticket) -> str:
    """Return where a number is followed on one's own telephone."""
    return reverse("hall:number", args=[ticket.hall.code, ticket.id])


def qr_code(address: str) -> SafeString:
    """Return an address as a drawing of modules, to be read by a telephone."""
    drawing = segno.make(address, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    # Drawn from the address alone: modules as one path.
    return mark_safe(drawing)  # noqa: S308
