"""The receipt 收件回执: the query code and the four digits, on the screen, on paper, as QR code and as PDF.

What it shows lives in a signed cookie of half an hour: the digits are nowhere in clear in the database, and a
receipt is for whoever handed the letter in, on the device they did it with.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

import segno
from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic.base import View

from minqing.desks.shared.gate import Gated
from minqing.desks.shared.office import office
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.law import public as law

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

GOOD_FOR: Final = timedelta(minutes=30)
_COOKIE: Final = "receipt"
_SALT: Final = "minqing.receipt"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the petitioner keeps; ``again`` when the same letter had been handed in before."""

    petition_id: UUID
    code: str
    tail: str
    due_on: date | None = None
    again: bool = False

    @property
    def spaced_code(self) -> str:
        """Return the code in groups, to be copied by hand: ``7K3M PQ2A 9X``."""
        return " ".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))


def remember(response: HttpResponseBase, receipt: Receipt) -> None:
    """Leave the receipt on this device for half an hour."""
    facts = {
        **asdict(receipt),
        "petition_id": str(receipt.petition_id),
        "due_on": receipt.due_on.isoformat() if receipt.due_on else "",
    }
    response.set_cookie(
        _COOKIE,
        signing.dumps(facts, salt=_SALT),
        max_age=int(GOOD_FOR.total_seconds()),
        path=_path(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def remembered(request: HttpRequest) -> Receipt | None:
    """Return the receipt this device holds, None when there is none or its half hour is over."""
    try:
        facts = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    due_on = date.fromisoformat(facts["due_on"]) if facts["due_on"] else None
    return Receipt(UUID(facts["petition_id"]), facts["code"], facts["tail"], due_on, again=facts["again"])


def _path() -> str:
    return reverse("petitioner:letters")


def look_up_address(request: HttpRequest, code: str) -> str:
    """Return the address behind the QR code: the look-up page with the code filled in, never the digits."""
    return request.build_absolute_uri(f"{reverse('petitioner:lookup')}?code={code}")


def qr_code(address: str) -> str:
    """Return the QR code as an inline drawing in the ink of the page; 'M' survives a worn fold of paper."""
    drawing = segno.make(address, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    # segno draws from the address alone: modules as one path, no text of anybody in it.
    return mark_safe(drawing)  # noqa: S308


class Show(Gated, View):
    """回执: shown after sending, and again on reload for half an hour."""

    door = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the receipt, or lead to the look-up when there is none any more."""
        receipt = remembered(request)
        if receipt is None:
            return redirect("petitioner:lookup")
        address = look_up_address(request, receipt.code)
        route = law.profile_on(clock.today(), settings.MINQING_PLACE).find("XFB_ROUTE")
        context = {"receipt": receipt, "qr": qr_code(address), "address": address, "route": route}
        response = render(request, "petitioner/receipt.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class Done(Gated, View):
    """用完清除: a borrowed telephone or the hall's kiosk forgets the receipt at once."""

    door = PUBLIC

    def post(self, _request: HttpRequest) -> HttpResponseBase:
        """Forget the receipt and go to the beginning."""
        response = redirect("public:home")
        response.delete_cookie(_COOKIE, path=_path(), samesite="Lax")
        return response


class Paper(Gated, View):
    """回执 PDF: the same, to be kept or printed elsewhere."""

    door = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Return the receipt as PDF."""
        receipt = remembered(request)
        if receipt is None:
            return redirect("petitioner:lookup")
        address = look_up_address(request, receipt.code)
        drawn = documents.slip(
            {
                "query_code": receipt.spaced_code,
                "tail": receipt.tail,
                "how_to_query": _("扫二维码，或者打开下面的网址，输入查询码和四位数字。\n%(address)s")
                % {"address": request.build_absolute_uri(reverse("petitioner:lookup"))},
                "qr_svg": qr_code(address),
            },
            organ_name=office().name,
            title=_("收件回执"),
            on=clock.today(),
        )
        response = HttpResponse(drawn, content_type="application/pdf")
        response.headers["Content-Disposition"] = 'attachment; filename="receipt.pdf"'
        response.headers["Cache-Control"] = "private, no-store"
        return response
