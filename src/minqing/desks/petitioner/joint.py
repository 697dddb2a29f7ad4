"""共同提出: joining a matter with the code its first petitioner gave, and one's own page of it.

Who joined sees where the matter is and until when; nobody's name, letter, contact or papers.
Articles: 条例 17, 20(3), 21(2).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.generic.base import View

from minqing.desks.petitioner import receipt
from minqing.desks.petitioner.fields import PlainForm, TextField
from minqing.desks.petitioner.forms import MOST_REASON, MOST_SHORT, WithdrawForm
from minqing.desks.petitioner.letter import WRONG
from minqing.desks.shared import limits
from minqing.desks.shared.gate import Gated, refusal_words, refuse_form
from minqing.desks.shared.ribbon import Station
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.kernel.law import public as law
from minqing.kernel.people import public as people
from minqing.petition.public import coming_in as coming

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

PER_ADDRESS: Final = limits.Limit("join.address", most=20, within=timedelta(minutes=15))
PER_CODE: Final = limits.Limit("join.code", most=200, within=timedelta(hours=1))
"""A hall may join one matter within the hour; a program that tries codes is stopped by its address."""
OPEN_FOR: Final = timedelta(minutes=30)
_COOKIE: Final = "joint"
_SALT: Final = "minqing.joint"


class JoinForm(PlainForm):
    """共同提出: the code of the matter, one's own name and telephone, and what one adds."""

    use_required_attribute = False

    code = TextField(
        label=lazy("那件事项的查询码"),
        help_text=lazy("向先提出的人要，写在他的回执上。"),
        most=MOST_SHORT,
        ask=lazy("请写查询码。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = TextField(
        label=lazy("您的姓名"),
        help_text=lazy("共同提出的，每个人都要署名。只有经办的人看得到。"),
        most=MOST_SHORT,
        ask=lazy("请写您的姓名。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    telephone = TextField(
        label=lazy("联系电话"),
        help_text=lazy("后四位就是您以后查询用的四位数字。"),
        most=MOST_SHORT,
        ask=lazy("请写联系电话。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    words = TextField(
        label=lazy("您自己的情况"),
        help_text=lazy("和别人一样的不用重复写；不一样的写在这里。"),
        required=False,
        most=MOST_REASON,
        rows=4,
    )


class Join(Gated, View):
    """共同提出: the form, and the receipt with a code of one's own."""

    door = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the form."""
        return self._page(request, JoinForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Join, or say why not; an unknown code and a matter nobody may join sound the same."""
        form = JoinForm(MultiValueDict(request.POST.lists()))
        if not form.is_valid():
            return self._page(request, form, status=WRONG)
        said = form.cleaned_data
        address = limits.address_of(request)
        uses = (limits.use(PER_ADDRESS, address), limits.use(PER_CODE, said["code"].upper()))
        if not all(use.allowed for use in uses):
            form.add_error(None, _("试的次数太多，请过一会儿再来，或者到接待窗口办理。"))
            return self._page(request, form, status=429)
        try:
            joined = coming.join_by_code(
                actor=people.petitioner_actor(),
                query_code=said["code"],
                speaker=coming.Speaker(said["name"], said["telephone"]),
                words=said["words"],
                at=clock.now(),
            )
        except law.NotAllowed as refused:
            # Here the words are for the person at the form, not a page that does not exist.
            form.add_error("code", refusal_words(refused))
            return self._page(request, form, status=WRONG)
        except law.Refused as refused:
            refuse_form(form, refused)
            return self._page(request, form, status=WRONG)
        limits.forgive(PER_ADDRESS, address)
        response = redirect("petitioner:receipt")
        receipt.remember(
            response, receipt.Receipt(petition_id=joined.joiner.id, code=joined.query_code, tail=joined.tail)
        )
        return response

    def _page(self, request: HttpRequest, form: JoinForm, *, status: int = 200) -> HttpResponse:
        return render(request, "petitioner/join.html", {"form": form}, status=status)


def open_joint(response: HttpResponseBase, joiner_id: UUID) -> None:
    """Let this browser see one joiner's page for half an hour."""
    response.set_cookie(
        _COOKIE,
        signing.TimestampSigner(salt=_SALT).sign(str(joiner_id)),
        max_age=int(OPEN_FOR.total_seconds()),
        path=reverse("petitioner:lookup"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def opened_joint(request: HttpRequest) -> coming.Joiner | None:
    """Return the joiner this browser opened in the last half hour."""
    try:
        text = signing.TimestampSigner(salt=_SALT).unsign(request.COOKIES.get(_COOKIE, ""), max_age=OPEN_FOR)
        return coming.Joiner.objects.filter(pk=UUID(text)).first()
    except (signing.BadSignature, ValueError):
        return None


class Joint(Gated, View):
    """共同提出的事项: its progress, for one who joined; and leaving it."""

    door = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the progress."""
        return self._page(request, WithdrawForm(label_suffix=""))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Leave; the matter goes on for the others."""
        joiner = opened_joint(request)
        form = WithdrawForm(MultiValueDict(request.POST.lists()), label_suffix="")
        if joiner is None or not form.is_valid():
            return self._page(request, form, status=WRONG)
        me = coming.JointActor(
            account_id=None, name="", kind=people.ActorKind.PETITIONER, joiner_id=joiner.id
        )
        try:
            coming.leave_joint(
                actor=me, joiner_id=joiner.id, reason=form.cleaned_data["reason"], at=clock.now()
            )
        except law.Refused as refused:
            refuse_form(form, refused)
            return self._page(request, form, status=WRONG)
        messages.success(request, _("您已经退出，其他人的事项照常办理。"))
        return redirect("petitioner:joint")

    def _page(self, request: HttpRequest, form: Any, *, status: int = 200) -> HttpResponseBase:
        joiner = opened_joint(request)
        if joiner is None:
            return redirect("petitioner:lookup")
        view = coming.joint_view(joiner)
        form.fields["reason"].label = _("为什么退出")
        form.fields["reason"].help_text = _("一句话就可以。")
        context = {"view": view, "stations": _drawn(view), "form": form}
        response = render(request, "petitioner/joint.html", context, status=status)
        response.headers["Cache-Control"] = "private, no-store"
        open_joint(response, joiner.id)
        return response


class LeaveJoint(Gated, View):
    """退出查询: shut the page on this device."""

    door = PUBLIC

    def post(self, _request: HttpRequest) -> HttpResponseBase:
        """Forget who opened it."""
        response = redirect("petitioner:lookup")
        response.delete_cookie(_COOKIE, path=reverse("petitioner:lookup"), samesite="Lax")
        return response


def _drawn(view: coming.JointView) -> tuple[Station, ...]:
    """Return the stations as the ribbon draws them; rating is the first petitioner's."""
    return tuple(
        Station(
            station.key,
            str(station.label),
            str(station.state),
            on=station.on,
            holder="" if station.key == "evaluation" else station.holder,
            due_on=None if station.key == "evaluation" else station.due_on,
        )
        for station in view.stations
    )
