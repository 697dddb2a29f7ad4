"""Handing a letter in: one page to write, one to read it through, and a receipt.

Everything works without JavaScript: what was typed and the files already taken in travel in the form itself.
Sending is a deliberate act: the first button only shows what will be sent.
Articles: 条例 17, 18(1), 19, 22(1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic.base import View

from minqing.desks.petitioner import fields, forms, places, receipt, uploads
from minqing.desks.shared.gate import Gated, refuse_form
from minqing.desks.shared.limits import MEGABYTE
from minqing.desks.shared.retelling import retold
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law import public as law
from minqing.kernel.people import public as people
from minqing.petition import public as petition

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

WRONG: Final = 422
"""The status of a page that comes back because something on it must be put right."""


class Begin(Gated, View):
    """The bare address of letters leads to a new one."""

    door = PUBLIC

    def get(self, _request: HttpRequest) -> HttpResponseBase:
        """Go to a new letter."""
        return redirect("petitioner:letter")


class Letter(Gated, View):
    """写信: the form, its checks, the summary and the sending, told apart by the button (``step``)."""

    door = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show an empty letter."""
        return self._page(request, self._form(None), [])

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Do what the pressed button says; whatever it is, keep what was typed and handed over."""
        form = self._form(MultiValueDict(request.POST.lists()))
        handed = uploads.handed_over(request, "check")
        kept, problems, step = handed.kept, handed.problems, handed.step
        if step not in {"check", "send"}:
            form.errors.clear()
            return self._page(request, form, kept, problems)
        statement = self._statement(form, kept)
        if problems or statement is None:
            return self._page(request, form, kept, problems, status=WRONG)
        if step == "check":
            return self._summary(request, form, kept)
        return self._send(request, form, kept, statement)

    def _form(self, data: MultiValueDict[str, str] | None) -> forms.LetterForm:
        return forms.LetterForm(data, townships=places.townships())

    def _statement(self, form: forms.LetterForm, kept: list[uploads.Kept]) -> petition.Statement | None:
        """Return the letter when the form and the law find nothing missing; else the form says what."""
        if not form.is_valid():
            return None
        said = form.cleaned_data
        village = places.village_code(said["township"], said["village"])
        statement = forms.statement_of(
            form, place_code=village, file_ids=tuple(file.file_id for file in kept)
        )
        today = clock.today()
        problems = petition.check_statement(statement, law.profile_on(today, statement.place_code), today)
        for problem in problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.words)
        return None if problems else statement

    def _send(
        self,
        request: HttpRequest,
        form: forms.LetterForm,
        kept: list[uploads.Kept],
        statement: petition.Statement,
    ) -> HttpResponseBase:
        try:
            handed = petition.hand_in(actor=people.petitioner_actor(), statement=statement, at=clock.now())
        except law.Conflict:
            # Sent before with other words: under a new key the next press hands in what stands here now.
            form.renew_key()
            form.add_error(
                None,
                _(
                    "这一页先前已经交过一封内容不同的信。要把现在写的作为新的一封交，请再点一次“看一遍再提交”。"
                ),
            )
            return self._page(request, form, kept, status=WRONG)
        except law.Refused as refused:
            refuse_form(form, refused)
            return self._page(request, form, kept, status=WRONG)
        response = redirect("petitioner:receipt")
        receipt.remember(
            response,
            receipt.Receipt(
                petition_id=handed.petition.id,
                code=handed.query_code,
                tail=handed.tail,
                due_on=handed.petition.due_on,
                again=not handed.created,
            ),
        )
        return response

    def _page(
        self,
        request: HttpRequest,
        form: forms.LetterForm,
        kept: list[uploads.Kept],
        problems: list[uploads.Upload] | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "form": form,
            "key": form.key,
            "rows": form.request_rows,
            "more_rows": len(form.request_rows) < fields.MOST_REQUESTS,
            "kept": kept,
            "identity": str(form["identity"].value() or "named"),
            "upload_errors": uploads.errors_of(problems or []),
            "villages": places.villages(str(form["township"].value() or "")),
            "most_files": uploads.MOST_FILES,
            "welcome": files.WELCOME,
            "limits": _limits(),
        }
        return render(request, "petitioner/letter.html", context, status=status)

    def _summary(
        self, request: HttpRequest, form: forms.LetterForm, kept: list[uploads.Kept]
    ) -> HttpResponse:
        said = form.cleaned_data
        context = {
            "form": form,
            "key": form.key,
            "said": said,
            "kept": kept,
            "where": _where(form),
            "identity": dict(forms.IDENTITIES)[said["identity"]],
            "anonymous": said["identity"] == "anonymous",
            "carried": _carried(form),
        }
        return render(request, "petitioner/letter_summary.html", context)


class Upload(Gated, View):
    """上传: takes one file in while the letter is being written; answers with its token or with words."""

    door = PUBLIC

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Take one file in."""
        outcome = uploads.take_all(request, already=uploads.MOST_FILES - 1)
        if not outcome:
            return JsonResponse({"problem": _("没有收到文件，请再选一次。")}, status=WRONG)
        first = outcome[0]
        if first.kept is None:
            return JsonResponse({"name": first.name, "problem": first.problem}, status=WRONG)
        kept = first.kept
        facts: dict[str, Any] = {
            "token": kept.token,
            "id": str(kept.file_id),
            "name": kept.name,
            "size": kept.size,
            "kind": kept.kind_words,
        }
        return JsonResponse(facts, status=201)


class Villages(Gated, View):
    """村、社区: the names of one township's villages, to complete what is being typed."""

    door = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Return the options of the village field."""
        names = places.villages(str(request.GET.get("township", ""))[:12])
        response = render(request, "petitioner/villages.html", {"villages": names})
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


def _where(form: forms.LetterForm) -> str:
    said = form.cleaned_data
    township = dict(places.townships()).get(said["township"], "")
    return " ".join(part for part in (township, said["village"], said["address"]) if part)


def _carried(form: forms.LetterForm) -> list[tuple[str, str]]:
    """Return every typed value as name and text, to go through the summary page unchanged."""
    data = form.data
    names = [name for name in form.fields if name in data]
    if not isinstance(data, MultiValueDict):
        return []
    return [(name, str(value)) for name in names for value in data.getlist(name)]


def _limits() -> list[str]:
    """Return the size limits in words, the same sizes together: 照片、录音 50 MB."""
    by_size: dict[int, list[str]] = {}
    for kind, size in files.limits().items():
        by_size.setdefault(size // MEGABYTE, []).append(retold(files.KIND_WORDS[kind]))
    return [
        ngettext("%(kinds)s不超过 %(size)d MB", "%(kinds)s不超过 %(size)d MB", size)
        % {"kinds": _("、").join(kinds), "size": size}
        for size, kinds in sorted(by_size.items(), reverse=True)
    ]
