"""Forms of one page by the act they carry out: shown together, one of them posted at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from minqing.desks.shared.gate import refuse_form
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.files.public import Rejected
from minqing.kernel.law.public import Refused


@dataclass(frozen=True, slots=True)
class Act:
    """One form of a page: its key, heading, button, how it is made and what it does."""

    key: str
    title: str
    button: str
    make: Callable[..., forms.Form]
    do: Callable[[Any], str]
    initial: Mapping[str, Any] | None = None
    files: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """An act with its form, as the page draws it."""

    key: str
    title: str
    button: str
    form: forms.Form
    open: bool
    files: bool


def posted(request: HttpRequest, acts: list[Act]) -> tuple[bool, list[Drawn]]:
    """Carry out the posted act; return whether it was done, and all forms to draw (the faulty one open)."""
    wanted = request.POST.get("act", "") if request.method == "POST" else ""
    done, drawn = False, []
    for act in acts:
        ids = f"{act.key}-%s"
        if act.key != wanted:
            form = act.make(auto_id=ids, initial=dict(act.initial or {}))
            drawn.append(Drawn(act.key, act.title, act.button, form, open=False, files=act.files))
            continue
        form = act.make(request.POST, request.FILES, auto_id=ids)
        if form.is_valid():
            try:
                messages.success(request, act.do(form))
                done = True
            except Refused as refused:
                refuse_form(form, refused)
            except Rejected as rejected:
                form.add_error(None, str(rejected))
        drawn.append(Drawn(act.key, act.title, act.button, form, open=True, files=act.files))
    return done, drawn


def deed(  # noqa: PLR0917 - what one line of a table of acts holds
    key: str,
    title: str,
    form: Callable[..., forms.Form],
    do: Callable[..., object],
    said: str,
    initial: Mapping[str, Any] | None = None,
) -> Act:
    """Return an act that hands the cleaned form to a verb by name, with the instant, and says so.

    A field ``file`` is taken in first and handed on as ``file_id``, None without an upload.
    """

    def carry_out(sent: forms.Form) -> str:
        data = dict(sent.cleaned_data)
        if "file" in data:
            upload = data.pop("file")
            data["file_id"] = files.take_in(upload, upload.name).pk if upload else None
        do(**data, at=clock.now())
        return said

    made = form()
    return Act(key, title, title, form, carry_out, initial, files=made.is_multipart())


def acted(
    request: HttpRequest,
    acts: list[Act],
    template: str,
    context: Callable[[], Mapping[str, Any]],
    target: str = "",
) -> HttpResponse:
    """Return the page with its acts, 422 when the one sent was refused; when it was done, the way back.

    Done leads to ``target``, else to the page itself; what the page shows is read only when it is drawn.
    """
    done, drawn = posted(request, acts)
    if done:
        return redirect(target or request.get_full_path())
    status = 422 if request.method == "POST" else 200
    return render(request, template, {**context(), "acts": drawn}, status=status)
