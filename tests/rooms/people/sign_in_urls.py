"""Only the addresses of signing in, so that the account can be tested without any desk."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def where(request: HttpRequest) -> HttpResponse:
    """Say who is signed in."""
    return HttpResponse(str(request.user))


# The entrance leads home and to the desks by these names.
home = [path("", where, name="home")]
urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("desk/", include((home, "casework"))),
    path("", include((home, "public"))),
]
