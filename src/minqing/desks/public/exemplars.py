"""典型: what was done well, for everybody; no person is named or can be told from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from minqing.desks.shared.gate import gated
from minqing.desks.shared.office import office
from minqing.kernel.access.public import PUBLIC
from minqing.study import public as study


@gated(PUBLIC)
@require_GET
def exemplars(request: HttpRequest) -> HttpResponse:
    """Show the published exemplars, the newest first."""
    context = {"office": office(), "rows": study.published()[:50]}
    return render(request, "public/exemplars.html", context)
