"""Only the addresses of signing in, so that the account can be tested without any desk."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def where(request: HttpRequest) -> HttpResponse:
    """Say who is signed in."""
    return HttpResponse(str(request.user))


urlpatterns = [path("accounts/", include("allauth.urls")), path("desk/", where)]
