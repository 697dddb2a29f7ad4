"""Files for acts: taken in once, then named by a token that only the account it was given to can use."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Router, Schema, Status, UploadedFile

from minqing.kernel.files import public as files
from minqing.kernel.law.public import Incomplete
from minqing.kernel.people.public import Actor

from .session import caller, faults

GOOD_FOR: Final = timedelta(days=1)
_SALT: Final = "minqing.api.file"

router = Router(tags=["files"])


class FileOut(Schema):
    """A file taken in; ``token`` names it in the body of an act for a day."""

    token: str
    name: str
    size: int
    kind: str


@router.post("/files", response={201: FileOut, **faults})
def upload(
    request: HttpRequest,
    file: UploadedFile = File(...),  # type: ignore[type-arg]  # noqa: B008 - ninja's way to say it
) -> Status[dict[str, Any]]:
    """Take a file in (multipart form, field ``file``); its content decides of which kind it is."""
    try:
        stored = files.take_in(file, str(file.name or ""))
    except files.Rejected as rejected:
        raise Incomplete(str(rejected.reason), None) from None
    whose = str(caller(request).account_id)
    token = signing.dumps({"id": str(stored.id), "of": whose}, salt=_SALT)
    return Status(201, {"token": token, "name": stored.name, "size": stored.size, "kind": stored.kind})


def file_named(actor: Actor, token: str) -> UUID:
    """Return the id of the file a token names.

    Raises:
        Incomplete: when the token is not ours, older than a day, or was given to somebody else.
    """
    try:
        facts = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        facts = {}
    if facts.get("of") != str(actor.account_id):
        raise Incomplete(_("附件的凭据不对或者已经过期，请重新上传。"), None)
    return UUID(facts["id"])
