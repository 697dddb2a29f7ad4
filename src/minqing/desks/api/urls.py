"""Addresses of the API. Every leaf carries its door, as the guard of routes reads it."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.views.decorators.http import require_GET

from minqing.desks.shared.gate import gated
from minqing.kernel.access.public import PUBLIC

from .acts.routes import described
from .routes import api
from .session import DOOR


@gated(PUBLIC)
@require_GET
def description(_request: HttpRequest) -> JsonResponse:
    """Describe the API as OpenAPI 3.1, for everybody."""
    schema = api.get_openapi_schema(path_prefix=reverse("openapi").removesuffix("openapi.json"))
    return JsonResponse(
        {**schema, "paths": described(schema["paths"])},
        json_dumps_params={"ensure_ascii": False},
    )


def _declared(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """Return the pattern with its door on the view; the session at each operation keeps it shut."""
    view: Any = pattern.callback
    view.door = DOOR
    return pattern


_patterns, _app, _namespace = api.urls
urlpatterns = [
    path("openapi.json", description, name="openapi"),
    path(
        "",
        (
            [_declared(found) for found in _patterns if getattr(found, "name", "") != "api-root"],
            _app,
            _namespace,
        ),
    ),
]
