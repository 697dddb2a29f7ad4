"""What every answer carries and what is noted about every request."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

log = structlog.get_logger("minqing.requests")

# Only what this server itself serves; no script and no style inside a page. Photos and recordings being
# attached are shown from memory (blob:), small images of the style sheet are inside it (data:).
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A petitioner may attach a photo, a recording and the place; nothing else of the device is asked for.
PERMISSIONS_POLICY = "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()"
SLOW_SECONDS = 1.0


def security_headers(get_response: GetResponse) -> Callable[[HttpRequest], HttpResponseBase]:
    """Put the headers on every answer that tell the browser what a page may do."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # A page that listens to the live process says where that is; no other page asks another server.
        beyond = getattr(response, "connects_to", "")
        policy = CONTENT_SECURITY_POLICY + (f"; connect-src 'self' {beyond}" if beyond else "")
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return answer


def request_notes(get_response: GetResponse) -> Callable[[HttpRequest], HttpResponseBase]:
    """Note answers that failed or took long: the route's pattern and figures, never the address itself."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - started
        if response.status_code >= 500 or seconds > SLOW_SECONDS:  # noqa: PLR2004 - 5xx: the server's own faults
            log.warning(
                "request",
                route=request.resolver_match.route if request.resolver_match else None,
                method=request.method,
                status=response.status_code,
                milliseconds=round(seconds * 1000),
            )
        return response

    return answer
