"""Where a page listens to what changes in a hall: the address of the live process, and leave to ask it."""

from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def live_address(request: HttpRequest, hall_code: str) -> str:
    """Return the address of a hall's stream: ``MINQING_LIVE_URL``, else this host at the live port."""
    return f"{_base(request)}/{hall_code}"


def allow_live(request: HttpRequest, response: Response) -> Response:
    """Return the page with leave to listen there; no other page may ask any place but its own server."""
    where = urlsplit(_base(request))
    response.connects_to = f"{where.scheme}://{where.netloc}"  # type: ignore[attr-defined] # read by the headers
    return response


def _base(request: HttpRequest) -> str:
    if settings.MINQING_LIVE_URL:
        return str(settings.MINQING_LIVE_URL).rstrip("/")
    host = request.get_host()
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return f"{request.scheme}://{name}:{settings.MINQING_LIVE_PORT}/live"
