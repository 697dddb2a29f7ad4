"""机关单位: the tree, one organ's page, and the sheet in and out."""

import io
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import STEWARD
from minqing.desks.shared.listing.exporting import XLSX, disposition
from minqing.desks.shared.office import forget_office
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.people import public as people
from minqing.kernel.people.public import KIND_WORDS, Organ, OrganKind, Particulars, Standing

from . import acts
from .forms import OrganForm, SheetForm

PARTICULARS: Final = ("telephone", "address", "letter_code", "hours")


@gated(STEWARD)
@require_GET
def organs(request: HttpRequest) -> HttpResponse:
    """Show the tree of organs, with how many posts each has today."""
    today = clock.today()
    held = Q(posts__valid_from__lte=today) & (Q(posts__valid_to=None) | Q(posts__valid_to__gte=today))
    found = Organ.objects.annotate(held=Count("posts", filter=held)).order_by("path")
    rows = [(organ, organ.path.count(".") - 1, retold(KIND_WORDS[OrganKind(organ.kind)])) for organ in found]
    return render(request, "steward/organs.html", {"rows": rows, **desk_context(request, "steward")})


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def organ(request: HttpRequest, organ_id: UUID | None = None) -> HttpResponse:
    """Add an organ or change one."""
    row = Organ.objects.select_related("parent").filter(pk=organ_id).first() if organ_id else None
    if organ_id and row is None:
        raise Http404
    form = OrganForm(request.POST or None, initial=_initial(row), auto_id="organ-%s")
    if row is not None:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid() and _keep(request, row, form):
        messages.success(request, _("已保存。"))
        return redirect("steward:organs")
    context = {"form": form, "organ": row, **desk_context(request, "steward")}
    return render(request, "steward/organ.html", context, status=422 if form.errors else 200)


def _initial(row: Organ | None) -> dict[str, object]:
    if row is None:
        return {"active": True, "kind": OrganKind.DEPARTMENT.value}
    return {
        name: getattr(row, name)
        for name in (
            "code",
            "name",
            "short_name",
            "kind",
            "parent",
            "superior",
            "vertical",
            "outside",
            "successor",
            "sort_key",
            "active",
            *PARTICULARS,
        )
    }


def _keep(request: HttpRequest, row: Organ | None, form: OrganForm) -> bool:
    data = form.cleaned_data
    facts = {name: data[name] for name in ("name", "short_name", "sort_key")}
    kind, actor, at = OrganKind(data["kind"]), actor_from(request), clock.now()
    particulars = Particulars(**{name: data[name] for name in PARTICULARS})
    if _held_by_another(particulars.letter_code, row):
        form.add_error("letter_code", _("这个机关代字已经有单位用了。"))
        return False
    try:
        with transaction.atomic():
            if row is None:
                kept = acts.add_organ(
                    actor=actor,
                    at=at,
                    parent=data["parent"],
                    kind=kind,
                    particulars=particulars,
                    code=data["code"],
                    **facts,
                )
            else:
                kept = acts.change_organ(
                    actor=actor,
                    at=at,
                    organ_id=row.pk,
                    parent=data["parent"],
                    kind=kind,
                    active=data["active"],
                    particulars=particulars,
                    **facts,
                )
            acts.place_organ(organ=kept, standing=_standing(data))
            acts.succeed_organ(organ=kept, successor=data["successor"])
    except IntegrityError:
        form.add_error("code", _("这个编码已经有单位用了。"))
    except ValueError:
        field = "parent" if row is not None else "code"
        form.add_error(
            field,
            _("单位不能放在它自己或者它的下级下面。") if row else _("编码只能用小写字母、数字、“-”和“_”。"),
        )
    else:
        forget_office()
        return True
    return False


def _standing(data: dict[str, Any]) -> Standing:
    above: Organ | None = data["superior"]
    return Standing(
        vertical=data["vertical"], superior_id=above.pk if above else None, outside=data["outside"]
    )


def _held_by_another(letter_code: str, row: Organ | None) -> bool:
    others = Organ.objects.filter(letter_code=letter_code)
    return bool(letter_code) and (others.exclude(pk=row.pk) if row else others).exists()


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Check a sheet row by row; nothing is written until every row is right and the steward confirms."""
    form = SheetForm(request.POST or None, request.FILES or None, auto_id="sheet-%s")
    checked, rows = None, []
    if request.method == "POST":
        if request.POST.get("confirm"):
            rows = [line.split("\t") for line in request.POST.get("rows", "").split("\n")]
            done = acts.import_organs(actor=actor_from(request), at=clock.now(), rows=rows)
            if done.ok:
                forget_office()
                messages.success(
                    request,
                    _("新增%(new)d个，修改%(changed)d个。") % {"new": done.created, "changed": done.changed},
                )
                return redirect("steward:organs")
            checked = done
        elif form.is_valid():
            try:
                rows = people.read_sheet(form.cleaned_data["sheet"].file, form.cleaned_data["sheet"].name)
                checked = people.import_organs(rows, write=False)
            except ValueError as fault:
                form.add_error("sheet", str(fault))
    context = {
        "form": form,
        "checked": checked,
        "rows": "\n".join("\t".join(_flat(cell) for cell in row) for row in rows),
        **desk_context(request, "steward"),
    }
    return render(request, "steward/organ_sheet.html", context, status=422 if form.errors else 200)


def _flat(cell: str) -> str:
    return " ".join(cell.split())


@gated(STEWARD)
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Send the tree as a sheet that can be changed and brought back in."""
    del request
    out = io.BytesIO()
    people.export_organs(out, "organs.xlsx")
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = disposition("机关单位.xlsx")
    return response
