"""系统管理."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minqing.desks.shared.gate import gated
from minqing.desks.shared.listing.doors import STEWARD
from minqing.desks.shared.staff import desk_context


@gated(STEWARD)
def home(request: HttpRequest) -> HttpResponse:
    """Show the state of the installation and the way to each list the steward keeps."""
    return render(request, "steward/home.html", desk_context(request, "steward"))
