"""``GET …/acts`` tells what the caller may do to a matter now; ``POST …/acts/{key}`` does it.

Both read the table of moves that draws the action bar of the case page. A body goes through the form and the
action of that page, so that whatever is checked, refused, counted and recorded there is so here.
"""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Header, Router
from pydantic import JsonValue

from minqing.desks.api import schemas
from minqing.desks.api.files import file_named
from minqing.desks.api.problems import NotFilledIn
from minqing.desks.api.session import caller, faults
from minqing.desks.shared.casefile.carrying_out import carry_out
from minqing.desks.shared.casefile.moves import BY_KEY, Maker, MoveSpec
from minqing.desks.shared.retelling import retold
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Actor
from minqing.petition import public as petition
from minqing.petition.public import Annex, Doing

from .once import once
from .shapes import FILES, filled_in, schema_of

PATH: Final = "/petitions/{uuid:petition_id}/acts"
# What the case page offers in its panels, not in its bar: where the panel is, for whom it may be done.
IN_PANELS: Final = (
    ("unlink", Annex.LINKS, Doing.LINK),
    ("drop_joiner", Annex.JOINT, Doing.JOIN),
    ("confirm_words", Annex.ARRIVAL, Doing.REGISTER),
)

router = Router(tags=["acts"])


@router.get(PATH, response={200: list[schemas.ActOffered], **faults}, operation_id="acts_of_petition")
def acts(request: HttpRequest, petition_id: UUID) -> list[dict[str, Any]]:
    """List the acts that lead on from where the matter stands, with the body each asks for.

    What is shut says why. The choices in a body are those of this matter on this day.
    The reading is recorded.
    """
    case = petition.case_file(caller(request), petition_id, clock.now())
    maker = Maker(case.petition, caller(request), clock.today())
    bar = [(BY_KEY[str(m.move)], m.allowed, str(m.reason)) for m in case.moves if str(m.move) in BY_KEY]
    return [_offered(spec, maker, reason) for spec, _open, reason in [*bar, *_in_panels(maker)]]


def _in_panels(maker: Maker) -> list[tuple[MoveSpec, bool, str]]:
    found = []
    for key, annex, doing in IN_PANELS:
        there = annex.value in maker.matter.annexes
        if there and petition.visible_to(maker.actor, doing).filter(pk=maker.matter.pk).exists():
            found.append((BY_KEY[key], True, ""))
    return found


def _offered(spec: MoveSpec, maker: Maker, reason: str) -> dict[str, Any]:
    body = None
    if not reason:
        try:
            body = schema_of(spec, spec.make(maker))
        except Refused as refused:
            reason = refused.reason
    return {
        "key": spec.key,
        "label": str(spec.label),
        "allowed": body is not None,
        "reason": retold(reason) if reason else "",
        "confirm": str(spec.confirm),
        "grave": spec.grave,
        "body": body,
    }


@router.post(PATH + "/{slug:key}", response={200: schemas.ActOut, **faults}, operation_id="do_act")
def do(
    request: HttpRequest,
    petition_id: UUID,
    key: str,
    body: dict[str, JsonValue] = Body(...),  # type: ignore[type-arg]  # noqa: B008 - ninja's way to say it
    idempotency_key: str = Header("", max_length=64),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """Do one act; the same ``Idempotency-Key`` again does nothing more and returns the same ``made_id``."""
    spec, actor = BY_KEY.get(key), caller(request)
    if spec is None:
        raise Http404
    answer: dict[str, Any] = {"act": key, "query_code": "", "tail": ""}

    def act() -> UUID | None:
        made = _done(spec, actor, petition_id, body)
        answer.update(query_code=getattr(made, "query_code", ""), tail=getattr(made, "tail", ""))
        return _id_of(made)

    said = [str(petition_id), key, body]
    made_id, again = once(actor, idempotency_key, said, act)
    return {**answer, "again": again, "done": str(spec.done), "made_id": made_id, **_now(actor, petition_id)}


def _done(spec: MoveSpec, actor: Actor, petition_id: UUID, body: dict[str, Any]) -> Any:
    """Fill the act's form in as the case page does, and carry it out."""
    seen = petition.petition_for(actor, petition_id, Doing.READ)
    maker = Maker(seen, actor, clock.today())
    data, wrong = filled_in(spec, spec.make(maker), body)
    receipt, tokens = data.pop("receipt", None), data.pop(FILES, ())
    form = spec.make(maker, data)
    if wrong or not form.is_valid():
        told = [(name, str(words)) for name, each in form.errors.items() for words in each]
        raise NotFilledIn(wrong or told)
    return carry_out(
        spec,
        form,
        actor=actor,
        petition_id=petition_id,
        receipt_file_id=file_named(actor, receipt) if receipt else None,
        file_ids=tuple(file_named(actor, token) for token in tokens),
    )


def _id_of(made: Any) -> UUID | None:
    """Return the id of what an act made: of the row itself, or of the row that an outcome holds."""
    for found in (
        made,
        *(getattr(made, name, None) for name in ("petition", "joiner", "request", "referral")),
    ):
        key = getattr(found, "pk", None)
        if isinstance(key, UUID):
            return key
    return None


def _now(actor: Actor, petition_id: UUID) -> dict[str, Any]:
    """Return where the matter stands now; nothing when the act ended the caller's own view of it."""
    try:
        matter = petition.petition_for(actor, petition_id, Doing.READ)
    except NotAllowed:
        return {"state": None, "version": None}
    return {"state": matter.state, "version": matter.version}


def described(paths: dict[str, Any]) -> dict[str, Any]:
    """Return the description's paths with one for each act, each with the body of its own."""
    found = {}
    for path, item in paths.items():
        if not path.endswith("/acts/{key}"):
            found[path] = item
            continue
        for key, spec in BY_KEY.items():
            found[path.replace("{key}", key)] = {"post": _operation(item["post"], spec)}
    return found


def _operation(operation: dict[str, Any], spec: MoveSpec) -> dict[str, Any]:
    schema = schema_of(spec, spec.form())
    said = _("字段与事项页上这一步的表单相同；这一件可以选什么，见 GET …/acts。")
    return {
        **operation,
        "operationId": f"act_{spec.key}",
        "summary": str(spec.label),
        "description": f"{spec.confirm} {said}".strip(),
        "parameters": [each for each in operation["parameters"] if each["name"] != "key"],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
    }
