"""Who calls: the signed-in member of staff behind every operation."""

from typing import Final, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie

from minqing.desks.shared.gate import actor_from
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.kernel.access.public import Door, opens
from minqing.kernel.people.public import Actor

from . import schemas

DOOR: Final[Door] = CASEWORK

faults = dict.fromkeys((401, 403, 404, 409, 422), schemas.Problem)


class StaffSession(APIKeyCookie):
    """A signed-in member of staff whom the door admits; writing calls carry the CSRF header."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Return who calls, or nobody; 403 when signed in without a fitting post."""
        del key
        if not request.user.is_authenticated:
            return None
        actor = actor_from(request)
        verdict = opens(DOOR, actor)
        if not verdict:
            raise HttpError(403, verdict.reason)
        return actor


def caller(request: HttpRequest) -> Actor:
    """Return who calls; the session has let them in."""
    return cast("Actor", request.auth)  # type: ignore[attr-defined]
