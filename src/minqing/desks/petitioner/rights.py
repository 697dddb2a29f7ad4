"""我的权利: what one may ask for beside the matter itself, and what was answered. Works without JavaScript.

Articles: 个人信息保护法 45, 46, 50; 信访工作条例 28(3), 30(3), 37(2), 46.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.desks.petitioner import forms
from minqing.desks.petitioner.fields import PlainForm, TextField
from minqing.desks.petitioner.letter import WRONG
from minqing.desks.petitioner.matter import Opened
from minqing.desks.shared.gate import refuse_form
from minqing.desks.shared.retelling import retold
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law import public as law
from minqing.petition.public import rights

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from minqing.petition import public as petition


class AccessForm(PlainForm):
    """查阅、复制: what should be in the copy."""

    use_required_attribute = False
    text = TextField(
        label=lazy("要看哪些"),
        help_text=lazy("可以不写，不写就是全部。"),
        required=False,
        most=forms.MOST_REASON,
        rows=2,
    )


class CorrectionForm(PlainForm):
    """更正: which particular, what it should be, why."""

    use_required_attribute = False
    field = django_forms.ChoiceField(
        label=lazy("哪一项不对"),
        choices=list(rights.FIELDS.items()),
        widget=django_forms.RadioSelect,
        error_messages={"required": lazy("请选哪一项不对。"), "invalid_choice": lazy("请从列出的几项里选。")},
    )
    wanted = TextField(label=lazy("应当是"), most=forms.MOST_ADDRESS, ask=lazy("请写正确的内容。"))
    text = TextField(label=lazy("有什么证明"), required=False, most=forms.MOST_REASON, rows=2)


class ConductForm(PlainForm):
    """投诉工作作风: who, when, what."""

    use_required_attribute = False
    about_organ_id = django_forms.ChoiceField(
        label=lazy("投诉哪个单位的工作人员"),
        widget=django_forms.RadioSelect,
        error_messages={"required": lazy("请选一个单位。"), "invalid_choice": lazy("请从列出的单位里选。")},
    )
    text = TextField(
        label=lazy("什么时候、谁、做了什么"),
        help_text=lazy("例如：态度生硬、推诿、吃拿卡要、泄露您的情况、打击报复。被投诉的人和单位看不到。"),
        most=forms.MOST_BODY,
        rows=6,
        ask=lazy("请写发生了什么。"),
    )

    def __init__(self, data: Any = None, *, organs: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["about_organ_id"]
        if isinstance(field, django_forms.ChoiceField):
            field.choices = organs
            if len(organs) == 1:
                field.initial = organs[0][0]


class RecusalForm(PlainForm):
    """申请回避: why whoever handles it should stand aside."""

    use_required_attribute = False
    text = TextField(
        label=lazy("谁应当回避，为什么"),
        help_text=lazy("例如：承办人是当事一方的亲属；以前和您有纠纷。"),
        most=forms.MOST_REASON,
        rows=4,
        ask=lazy("请写谁应当回避，为什么。"),
    )


FORMS = {
    "access": AccessForm,
    "correction": CorrectionForm,
    "conduct": ConductForm,
    "recusal": RecusalForm,
}


class Page(Opened):
    """我的权利: what was asked and answered, and where to ask for more."""

    def get(self, _request: HttpRequest) -> HttpResponseBase:
        """Show everything that was asked, and every right there is."""
        row, today = self.matter(), clock.today()
        lines = [_line(each, today) for each in rights.rights_of(row.pk, conduct=True)]
        every = [
            (kind.value, retold(right.name), right.article.cite) for kind, right in rights.RIGHTS.items()
        ]
        return self.show("petitioner/rights.html", lines=lines, every=every)


def _line(row: rights.RightsRequest, today: Any) -> dict[str, Any]:
    right = rights.RIGHTS[rights.Right(row.kind)]
    words = {"open": _("待答复"), "granted": retold(right.granted), "refused": retold(right.refused)}
    return {
        "row": row,
        "name": retold(right.name),
        "state": words[row.status],
        "copy": row.available_until is not None and row.available_until >= today,
        "data": row.kind in {"access", "correction"},
        "answered": row.status != "open",
    }


class Ask(Opened):
    """提出一项请求: one form for each right."""

    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:
        """Show the form."""
        return self._page(kind, self._form(kind, None))

    def post(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """Hand the request in."""
        form = self._form(kind, self.data())
        if not form.is_valid():
            return self._page(kind, form, status=WRONG)
        facts = dict(form.cleaned_data)
        if facts.get("about_organ_id"):
            facts["about_organ_id"] = UUID(facts["about_organ_id"])
        try:
            row = rights.ask_right(
                actor=self.actor(), petition_id=self.matter().id, kind=kind, at=clock.now(), **facts
            )
        except law.Refused as refused:
            refuse_form(form, refused)
            return self._page(kind, form, status=WRONG)
        messages.success(request, _said(row))
        return redirect("petitioner:rights")

    def _form(self, kind: str, data: Any) -> PlainForm:
        made = FORMS.get(kind)
        if made is None:
            raise Http404
        if made is ConductForm:
            return ConductForm(data, organs=_organs(self.matter()), label_suffix="")
        form: PlainForm = made(data, label_suffix="")
        return form

    def _page(self, kind: str, form: PlainForm, *, status: int = 200) -> HttpResponse:
        right = rights.RIGHTS[rights.Right(kind)]
        return self.show(
            "petitioner/right.html",
            form,
            status=status,
            kind=kind,
            name=retold(right.name),
            cite=right.article.cite,
        )


def _organs(row: petition.Petition) -> list[tuple[str, str]]:
    """Return the organs that had to do with the matter, each once."""
    organs = (row.holder, row.handling, row.received_by)
    return list({str(o.id): o.name for o in organs if o is not None}.items())


def _said(row: rights.RightsRequest) -> str:
    day = f"{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日"
    if row.kind in {"access", "correction"}:
        words = _(
            "收到了，由%(organ)s答复，最迟%(day)s。为了保护您，请带身份证到接待窗口核对身份，核对以后就能在这里下载。"
        )
    else:
        words = _("收到了，由%(organ)s书面答复，最迟%(day)s。")
    return words % {"organ": row.owner.name, "day": day}


class Copy(Opened):
    """个人信息副本: fetched by whoever proved the code, after the identity was checked; recorded."""

    def post(self, _request: HttpRequest, request_id: UUID) -> HttpResponseBase:
        """Send the copy."""
        row = rights.take_copy(actor=self.actor(), request_id=request_id, at=clock.now())
        return _pdf(rights.data_copy(row, clock.today()), "个人信息副本.pdf")


class Answer(Opened):
    """书面答复: the answer to one request as PDF."""

    def get(self, _request: HttpRequest, request_id: UUID) -> HttpResponseBase:
        """Send the answer if it is this matter's."""
        mine = rights.rights_of(self.matter().pk, conduct=True)
        row = next((each for each in mine if each.pk == request_id and each.status != "open"), None)
        if row is None:
            raise Http404
        return _pdf(rights.answer_paper(row), "书面答复.pdf")


def _pdf(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"paper.pdf\"; filename*=UTF-8''{quote(name)}"
    )
    return response


class Material(Opened):
    """我的材料: what one handed in oneself, or was shown, fetched again."""

    def get(self, _request: HttpRequest, attachment_id: UUID) -> HttpResponseBase:
        """Send the file to be saved, never to be opened inside a page of ours."""
        rows = self.matter().attachments.select_related("file")
        found = rows.filter(id=attachment_id, shown_to_petitioner=True).first()
        if found is None:
            raise Http404
        response = FileResponse(files.open_file(found.file), content_type=found.file.media_type)
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"file\"; filename*=UTF-8''{quote(found.name)}"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
