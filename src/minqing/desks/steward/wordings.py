"""文书用语: the fixed sentences of each kind, worded anew with preview, reset and every version kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST

from minqing.desks.shared.casefile.forms.base import DayInput, text_area
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import STEWARD
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.documents.public import DocumentKind
from minqing.kernel.documents.public import wordings as leaf
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Organ

from .samples import sample_of


class WordingForm(forms.Form):
    """One sentence and the day it holds from."""

    text = forms.CharField(label=lazy("用语"), required=False, widget=text_area(4), max_length=1_000)
    since = forms.DateField(label=lazy("从哪一天起制发的文书使用"), widget=DayInput)


def _kind(kind: str) -> DocumentKind:
    try:
        return DocumentKind(kind)
    except ValueError as unknown:
        raise Http404 from unknown


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, kind: str) -> HttpResponse:
    """Show every fixed sentence of a kind; change one, or bring the built-in one back."""
    wanted, name = _kind(kind), request.POST.get("name", "")
    bound = None
    if request.method == "POST":
        if name not in leaf.SENTENCES[wanted]:
            raise Http404
        bound = WordingForm(request.POST, prefix=name)
        if bound.is_valid() and _changed(request, wanted, name, bound):
            return redirect("steward:wording", kind=kind)
    context = {
        **desk_context(request, "steward"),
        "kind": wanted.value,
        "title": retold(documents.TITLES[wanted]),
        "sentences": _sentences(wanted, name, bound),
        "history": [
            (row, retold(leaf.NAMES.get(row.name, row.name)), leaf.shown(row.text))
            for row in leaf.history_of(wanted)
        ],
    }
    return render(request, "steward/wording.html", context, status=422 if bound else 200)


def _changed(request: HttpRequest, kind: DocumentKind, name: str, form: WordingForm) -> bool:
    """Word the sentence anew; ``False`` when the form now says why not."""
    back = bool(request.POST.get("reset"))
    try:
        leaf.change_wording(
            actor=actor_from(request),
            kind=kind,
            name=name,
            text="" if back else leaf.stored(form.cleaned_data["text"], leaf.SENTENCES[kind][name]),
            since=form.cleaned_data["since"],
        )
    except Refused as refused:
        refuse_form(form, refused)
        return False
    said = _("已恢复原文。") if back else _("已保存，以前制发的文书不变。")
    messages.success(request, said)
    return True


def _sentences(kind: DocumentKind, name: str, bound: WordingForm | None) -> list[dict[str, Any]]:
    """Return each sentence with its form, its slots and what must stay in it."""
    today = clock.today()
    now = leaf.words_in_force(kind, today)
    sample = sample_of(kind, None)
    rows = []
    for each, default in leaf.SENTENCES[kind].items():
        first = {"text": leaf.shown(now.get(each, default)), "since": today}
        rows.append(
            {
                "name": each,
                "label": retold(leaf.NAMES[each]),
                "form": bound
                if bound is not None and each == name
                else WordingForm(initial=first, prefix=each),
                "changed": each in now,
                "default": leaf.shown(default),
                "slots": [(f"【{word}】", sample.get(slot, "")) for slot, word in leaf.named_slots(default)],
                "must": [leaf.shown(word) for word in leaf.MUST.get((kind, each), ())],
            }
        )
    return rows


@gated(STEWARD)
@require_POST
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a paper with invented contents and the sentence as it is typed now; nothing is stored."""
    wanted, name = _kind(kind), request.POST.get("name", "")
    if name not in leaf.SENTENCES[wanted]:
        raise Http404
    text = leaf.stored(request.POST.get(f"{name}-text", ""), leaf.SENTENCES[wanted][name])
    words = {**leaf.words_in_force(wanted, clock.today())}
    if text.strip() and not leaf.wording_refusal(wanted, name, text):
        words[name] = text
    organ = Organ.objects.filter(active=True).order_by("path").first()
    made = documents.preview(
        wanted,
        sample_of(wanted, organ),
        organ_name=organ.name if organ else _("（单位名称）"),
        on=clock.today(),
        words=words,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{wanted.value}.pdf"'
    return response
