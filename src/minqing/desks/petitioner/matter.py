"""My matter: looked up by code and four digits, then in plain words where it is, until when and why that day.

Articles: 条例 18(1) and 21(2) (the petitioner can query and rate), 35 (review and its last day).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.generic.base import View

from minqing.desks.petitioner import fields, forms, joint, progress, relief, uploads
from minqing.desks.petitioner.letter import WRONG
from minqing.desks.shared import limits, words
from minqing.desks.shared.gate import Gated, close_matter, open_matter, opened_matter, refuse_form
from minqing.desks.shared.office import office
from minqing.desks.shared.ribbon import Station
from minqing.kernel.access.public import PUBLIC, QUERY_CODE
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.files import public as files
from minqing.kernel.law import public as law
from minqing.kernel.people.public import ActorKind
from minqing.petition import public as petition
from minqing.petition.public import coming_in as coming
from minqing.petition.public import review

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpRequest, HttpResponseBase
    from django.utils.functional import Promise

PER_ADDRESS: Final = limits.Limit("lookup.address", most=20, within=timedelta(minutes=15))
"""A village may share one address; nobody mistypes his own code twenty times in a quarter of an hour."""
PER_CODE: Final = limits.Limit("lookup.code", most=5, within=timedelta(minutes=15))
"""Ten thousand possible digits, five in a quarter of an hour: three weeks of guessing for one code."""


class LookUp(Gated, View):
    """查询: opens a matter for half an hour; says the same whichever part was wrong."""

    door = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the two fields; a QR code brings the query code along."""
        code = fields.clean_signs(request.GET.get("code", ""))[: forms.MOST_SHORT]
        return self._page(request, forms.LookUpForm(initial={"code": code}))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Open the matter, or say that the two do not belong together."""
        form = forms.LookUpForm(MultiValueDict(request.POST.lists()))
        if not form.is_valid():
            return self._page(request, form, status=WRONG)
        code, tail = form.cleaned_data["code"], form.cleaned_data["tail"]
        address = limits.address_of(request)
        uses = (limits.use(PER_ADDRESS, address), limits.use(PER_CODE, code))
        if not all(use.allowed for use in uses):
            until = max(use.until for use in uses if not use.allowed)
            return self._too_often(request, form, until)
        found = petition.open_by_code(code, tail)
        joiner = coming.open_joint(code, tail) if found is None else None
        if joiner is not None:
            limits.forgive(PER_ADDRESS, address)
            limits.forgive(PER_CODE, code)
            response = redirect("petitioner:joint")
            joint.open_joint(response, joiner.id)
            return response
        if found is None:
            form.add_error(
                None,
                _(
                    "没有查到。请对照回执，把查询码和四位数字再看一遍。找不到回执，可以打电话或者到接待窗口查。"
                ),
            )
            return self._page(request, form, status=WRONG)
        limits.forgive(PER_ADDRESS, address)
        limits.forgive(PER_CODE, code)
        response = redirect("petitioner:matter")
        open_matter(response, found.id)
        return response

    def _too_often(self, request: HttpRequest, form: forms.LookUpForm, until: Any) -> HttpResponse:
        local = until.astimezone(clock.CIVIL_ZONE)
        form.add_error(
            None,
            _("输错的次数太多，为了保护信访人，先停一会儿。请在%(time)s以后再试，或者打电话、到接待窗口查。")
            % {"time": f"{local:%H:%M}"},
        )
        response = self._page(request, form, status=429)
        response.headers["Retry-After"] = str(max(int((until - clock.now()).total_seconds()), 1))
        return response

    def _page(self, request: HttpRequest, form: forms.LookUpForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "opened": opened_matter(request) is not None}
        return render(request, "petitioner/lookup.html", context, status=status)


class Opened(Gated, View):
    """What every page of an opened matter shares: who acts, and on which matter."""

    door = QUERY_CODE

    def actor(self) -> petition.Petitioner:
        """Return the petitioner's side of the matter whose code was proved on this device."""
        opened = opened_matter(self.request)
        if opened is None:
            raise Http404
        return petition.Petitioner(account_id=None, name="", kind=ActorKind.PETITIONER, petition_id=opened)

    def matter(self) -> petition.Petition:
        """Return the opened matter."""
        actor = self.actor()
        if actor.petition_id is None:
            raise Http404
        return petition.petition_for(actor, actor.petition_id, petition.Doing.READ)

    def show(
        self, template: str, form: Form | None = None, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        """Draw a page of the matter."""
        row = self.matter()
        today = clock.today()
        view = petition.resident_view(row, today)
        context = {"form": form, "matter": row, "view": view, "today": today, **more}
        return render(self.request, template, context, status=status)

    def data(self) -> MultiValueDict[str, str]:
        """Return what was typed."""
        return MultiValueDict(self.request.POST.lists())


class OneForm(Opened, ABC):
    """One form and one act: shown, filled in, done; whatever is refused stands at the form with its words."""

    template: ClassVar[str]
    form: ClassVar[type[Form]]
    done: ClassVar[str | Promise]

    @abstractmethod
    def act(self, said: dict[str, Any]) -> None:
        """Do what the form asks for, with what it holds."""

    def get(self, _request: HttpRequest) -> HttpResponseBase:
        """Show the form."""
        return self.show(self.template, self.form())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Do it and go back to the matter, or say why not."""
        form = self.form(self.data())
        if not form.is_valid():
            return self.show(self.template, form, status=WRONG)
        try:
            self.act(form.cleaned_data)
        except law.Refused as refused:
            refuse_form(form, refused)
            return self.show(self.template, form, status=WRONG)
        messages.success(request, str(self.done))
        return redirect("petitioner:matter")


class Matter(Opened):
    """我的事项: where it is, until when, why that day, and everything that can be done about it."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the matter."""
        row, today = self.matter(), clock.today()
        view = petition.resident_view(row, today)
        context = {
            "matter": row,
            "view": view,
            "today": today,
            "stations": _drawn(view),
            "count": self._count(row),
            "office": office(),
            **_remedy(row, today),
            **progress.shown(row),
            **relief.shown(row),
            "rated": _rated(view.evaluation) if view.evaluation else (),
        }
        return render(request, "petitioner/matter.html", context)

    def _count(self, row: petition.Petition) -> tuple[CountedDay, ...]:
        """Return how the next day was counted, a line for each day; () when nothing runs."""
        running = row.clocks.filter(term=row.due_term, stopped_on=None).order_by("id").last()
        if running is None:
            return ()
        return tuple(
            CountedDay(line.day, line.number, _remark(line))
            for line in petition.explain_clock(self.actor(), row.id, running.id)
        )


def _remedy(row: petition.Petition, today: date) -> dict[str, Any]:
    """Return what may still be asked for, and the chain of reviews where there is one (one query then)."""
    chain = review.chain_for(row, today) if petition.Annex.REVIEW.value in row.annexes else None
    return {"remedy": review.remedy_of(row, today, chain.requests if chain else ()), "chain": chain}


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the count; ``remark`` only where there is more to say than its number."""

    day: date
    number: int | None
    remark: str


def _remark(line: clock.DayLine) -> str:
    """Return what the line says beyond day and number, which stand beside it already."""
    words_of_line = line.words.partition("：")[2] or line.words
    return "" if words_of_line == f"第{line.number}日" else words_of_line.removeprefix(f"第{line.number}日，")


def _drawn(view: petition.ResidentView) -> tuple[Station, ...]:
    """Return the stations as the ribbon draws them; rating is the petitioner's own turn."""
    drawn = []
    for station in view.stations:
        holder, due_on = station.holder, station.due_on
        if station.key == "evaluation" and holder:
            holder, due_on = (_("等您评价"), view.evaluate_until) if view.can_evaluate else ("", None)
        drawn.append(
            Station(
                station.key,
                str(station.label),
                str(station.state),
                on=station.on,
                holder=holder,
                due_on=due_on,
            )
        )
    return tuple(drawn)


def _rated(evaluation: petition.Evaluation) -> tuple[tuple[str, str], ...]:
    """Return the rating in words."""
    return (
        (_("问题"), words.word(words.RESOLVED, evaluation.resolved)),
        (_("对信访部门"), words.word(words.ATTITUDES, evaluation.office_attitude)),
        (_("对办理单位"), words.word(words.ATTITUDES, evaluation.organ_attitude)),
    )


class Leave(Opened):
    """退出查询: shuts the matter on this device at once."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Shut the matter."""
        response = redirect("petitioner:lookup")
        close_matter(response)
        messages.success(request, _("已经退出，这台设备上看不到您的事项了。"))
        return response


class AddMaterial(Opened):
    """补充材料: words or files added to the matter."""

    def get(self, _request: HttpRequest) -> HttpResponseBase:
        """Show the form."""
        return self._page(forms.MaterialForm(), [], [])

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Add what was written and handed over; files already taken in survive every error."""
        form = forms.MaterialForm(self.data())
        handed = uploads.handed_over(request)
        kept, problems, step = handed.kept, handed.problems, handed.step
        if step != "send":
            form.errors.clear()
            return self._page(form, kept, problems)
        if form.is_valid() and not form.cleaned_data["text"].strip() and not kept and not problems:
            form.add_error("text", _("请写几句说明，或者选要补交的文件。"))
        if problems or not form.is_valid():
            return self._page(form, kept, problems, status=WRONG)
        actor = self.actor()
        try:
            petition.add_material(
                actor=actor,
                petition_id=self.matter().id,
                text=form.cleaned_data["text"],
                file_ids=tuple(file.file_id for file in kept),
                at=clock.now(),
            )
        except law.Refused as refused:
            refuse_form(form, refused)
            return self._page(form, kept, status=WRONG)
        messages.success(request, _("收到了，办理您事项的人马上能看到。"))
        return redirect("petitioner:matter")

    def _page(
        self,
        form: forms.MaterialForm,
        kept: list[uploads.Kept],
        problems: list[uploads.Upload] | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        return self.show(
            "petitioner/material.html",
            form,
            status=status,
            kept=kept,
            upload_errors=uploads.errors_of(problems or []),
            most_files=uploads.MOST_FILES,
            welcome=files.WELCOME,
        )


class Withdraw(OneForm):
    """撤回: shows what withdrawing means before it happens; it costs no right to come again."""

    template = "petitioner/withdraw.html"
    form = forms.WithdrawForm
    done = lazy("已经撤回。以后有新的情况，随时可以再提。")

    def act(self, said: dict[str, Any]) -> None:
        """Withdraw."""
        petition.withdraw_petition(
            actor=self.actor(), petition_id=self.matter().id, reason=said["reason"], at=clock.now()
        )


class Evaluate(OneForm):
    """评价: resolved or not, the attitude of office and organ apart, and the reason."""

    template = "petitioner/evaluation.html"
    form = forms.EvaluationForm
    done = lazy("谢谢，您的评价已经记下。")

    def act(self, said: dict[str, Any]) -> None:
        """Record the rating."""
        petition.record_evaluation(
            actor=self.actor(),
            petition_id=self.matter().id,
            resolved=said["resolved"],
            office_attitude=said["office_attitude"],
            organ_attitude=said["organ_attitude"],
            reason=said["reason"],
            at=clock.now(),
        )


class Paper(Opened):
    """文书: one of the matter's own papers as PDF; a paper of another matter does not exist here."""

    def get(self, _request: HttpRequest, document_id: UUID) -> HttpResponseBase:
        """Return the PDF if the paper is this matter's and meant for the petitioner."""
        view = petition.resident_view(self.matter(), clock.today())
        mine = [paper for paper in view.papers if paper.document.id == document_id]
        if not mine:
            raise Http404
        document = mine[0].document
        response = HttpResponse(documents.pdf_of(document), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="{document.kind}.pdf"'
        return response
