"""The API of the main line: the same actions as the desks, for integrators and load tests.

Everything else that may be done to a matter goes by its key (``acts``).

Signed in by session cookie with the CSRF header ``X-CSRFToken``. No rule lives here.

What a desk does on one screen with one button may be one call: a letter taken down and registered
(``register_now``), classified and referred (``classify``), accepted, answered and sent up (``accept``,
``submit``). Such a call is one transaction: all its actions happen, each with its own ledger entry, or none.
"""

from collections.abc import Callable
from typing import Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Header, NinjaAPI, Query, Router, Status

from minqing.kernel.clock import public as clock
from minqing.kernel.law import public as law
from minqing.kernel.people.public import Actor
from minqing.petition import public as petition
from minqing.petition.public import AnswerDraft, Criteria, Petition, State, Statement, handling
from minqing.petition.public.coming_in import Arrived, Speaker, name_elsewhere

from . import files, problems, schemas
from .acts import routes as acts
from .session import StaffSession, caller, faults

PAGE: Final = 50
PAGE_MAX: Final = 200


router = Router(tags=["petitions"])
# With what decides whether the name is shown.
_SHOWN: Final = (*schemas.PetitionOut.model_fields, "confidential")


def _requests(matter: Petition) -> list[dict[str, Any]]:
    return [{"id": r.id, "seq": r.seq, "text": r.text} for r in petition.requests_of(matter)]


def _matter(matter: Petition) -> dict[str, Any]:
    return {**_row(matter), "requests": _requests(matter)}


def _row(matter: Petition) -> dict[str, Any]:
    shown = {name: getattr(matter, name) for name in schemas.PetitionOut.model_fields}
    # Whoever asked for confidence is named on the case page of the organ that deals with it, nowhere else.
    return {**shown, "petitioner_name": name_elsewhere(matter)}


@router.get("/petitions", response={200: schemas.PageOut, **faults})
def petitions(  # noqa: PLR0917 - each is a parameter of the address
    request: HttpRequest,
    text: str = "",
    after: str = "",
    limit: int = Query(PAGE, ge=1, le=PAGE_MAX),  # type: ignore[type-arg]
    # ninja's own way to say a repeated parameter.
    state: list[State] = Query([]),  # type: ignore[type-arg]  # noqa: B008
    due: Literal["", "overdue", "today", "soon"] = "",
    sort: Literal["newest", "oldest", "due"] = "newest",
) -> dict[str, Any]:
    """List what the caller may see, newest first, in pages by key."""
    criteria = Criteria(text=text[:100], states=tuple(s.value for s in state), due=due, sort=sort)
    # Only what a row shows: the organs' and people's own columns are for the pages.
    page = petition.list_page(caller(request), criteria, clock.today(), after, limit, only=_SHOWN)
    return {"items": [_row(row) for row in page.rows], "next": page.next, "previous": page.previous}


@router.post("/petitions", response={200: schemas.HandInOut, 201: schemas.HandInOut, **faults})
def hand_in(
    request: HttpRequest,
    body: schemas.StatementIn,
    idempotency_key: str = Header("", max_length=64),  # type: ignore[type-arg]
) -> Status[dict[str, Any]]:
    """Take a matter down; the same ``Idempotency-Key`` again returns the same matter with 200."""
    actor, at = caller(request), clock.now()
    statement = _statement(actor, body, idempotency_key)
    with petition.together():
        made = petition.hand_in(actor=actor, statement=statement, at=at)
        matter = made.petition
        if not made.created:
            _same_only_for_readers(actor, matter)
        if body.register_now and matter.number is None:
            matter = petition.register_petition(actor=actor, petition_id=matter.id, at=at)
    out = {
        **_matter(matter),
        "created": made.created,
        "query_code": made.query_code,
        "tail": made.tail,
    }
    return Status(201 if made.created else 200, out)


def _statement(actor: Actor, body: schemas.StatementIn, idempotency_key: str) -> Statement:
    """Return what a body says as the petition room knows it."""
    facts = body.model_dump(exclude={"register_now", "arrived", "speakers", "files"})
    facts["requests"] = tuple(facts["requests"])
    arrived = Arrived(**body.arrived.model_dump()) if body.arrived else Arrived()
    return Statement(
        **facts,
        arrived=arrived,
        speakers=tuple(Speaker(**each.model_dump()) for each in body.speakers),
        file_ids=tuple(files.file_named(actor, token) for token in body.files),
        idempotency_key=idempotency_key,
    )


def _same_only_for_readers(actor: Actor, matter: Petition) -> None:
    """Refuse to show what an earlier call made to somebody who may not read it: a key is no pass (30(3))."""
    try:
        petition.petition_for(actor, matter.id, petition.Doing.READ)
    except law.NotAllowed:
        raise law.Conflict("这个提交标识或者来源标识已经用过，请换一个。") from None


@router.get("/petitions/{uuid:petition_id}", response={200: schemas.CaseOut, **faults})
def case(request: HttpRequest, petition_id: UUID) -> dict[str, Any]:
    """Return one matter's whole file; the reading is recorded."""
    file = petition.case_file(caller(request), petition_id, clock.now())
    return {
        **_row(file.petition),
        "body": file.petition.body,
        "address": file.petition.address,
        "requests": file.requests,
        "clocks": file.clocks,
        "timeline": file.timeline,
        "papers": [
            {
                **{
                    name: getattr(p.document, name) for name in ("id", "kind", "number", "title", "issued_on")
                },
                "delivered_on": p.delivered_on,
                "way": p.way,
            }
            for p in file.papers
        ],
        "moves": file.moves,
        "readings": file.readings,
    }


@router.post("/petitions/{uuid:petition_id}/register", response={200: schemas.MatterOut, **faults})
def register(request: HttpRequest, petition_id: UUID, body: schemas.RegisterIn) -> dict[str, Any]:
    """登记: give the matter its number."""
    return _matter(_done(petition.register_petition, request, petition_id, body))


@router.post("/petitions/{uuid:petition_id}/classify", response={200: schemas.MatterOut, **faults})
def classify(request: HttpRequest, petition_id: UUID, body: schemas.ClassifyIn) -> dict[str, Any]:
    """分类: purpose, procedure, content."""
    return _matter(_done(petition.classify_petition, request, petition_id, body))


@router.post("/petitions/{uuid:petition_id}/refer", response={200: schemas.MatterOut, **faults})
def refer(request: HttpRequest, petition_id: UUID, body: schemas.ReferIn) -> dict[str, Any]:
    """转送·交办: hand the matter to the competent organ, classified in the same call if so asked."""
    actor, at = caller(request), clock.now()
    with petition.together():
        if body.classify is not None:
            petition.classify_petition(
                actor=actor, petition_id=petition_id, at=at, **body.classify.model_dump()
            )
        made = petition.refer_petition(
            actor=actor, petition_id=petition_id, at=at, **body.model_dump(exclude={"classify"})
        )
    return _matter(made.petition)


@router.post("/petitions/{uuid:petition_id}/accept", response={200: schemas.MatterOut, **faults})
def accept(request: HttpRequest, petition_id: UUID, body: schemas.AcceptIn) -> dict[str, Any]:
    """受理: the handling clock starts."""
    return _matter(_done(petition.accept_petition, request, petition_id, body))


@router.post("/petitions/{uuid:petition_id}/assign", response={200: schemas.MatterOut, **faults})
def assign(request: HttpRequest, petition_id: UUID, body: schemas.AssignIn) -> dict[str, Any]:
    """指定承办人."""
    return _matter(_done(petition.assign_handler, request, petition_id, body))


@router.post("/petitions/{uuid:petition_id}/opinion", response={200: schemas.OpinionOut, **faults})
def opinion(request: HttpRequest, petition_id: UUID, body: schemas.OpinionIn) -> petition.Opinion:
    """Save the draft of the opinion, one answer a request; accepted before and sent up after if so asked."""
    actor, at = caller(request), clock.now()
    with petition.together():
        if body.accept:
            petition.accept_petition(actor=actor, petition_id=petition_id, at=at)
        if body.heard is not None:
            handling.hear_petitioner(actor=actor, petition_id=petition_id, at=at, **body.heard.model_dump())
        made = petition.save_opinion(
            actor=actor,
            petition_id=petition_id,
            facts=body.facts,
            answers=tuple(AnswerDraft(**answer.model_dump()) for answer in body.answers),
            version=body.version,
            at=at,
        )
        return petition.submit_opinion(actor=actor, petition_id=petition_id, at=at) if body.submit else made


@router.post("/petitions/{uuid:petition_id}/submit", response={200: schemas.OpinionOut, **faults})
def submit(request: HttpRequest, petition_id: UUID) -> petition.Opinion:
    """送审: send the draft to the leader."""
    return petition.submit_opinion(actor=caller(request), petition_id=petition_id, at=clock.now())


@router.post("/petitions/{uuid:petition_id}/approve", response={200: schemas.OpinionOut, **faults})
def approve(request: HttpRequest, petition_id: UUID) -> petition.Opinion:
    """签发: issue the paper."""
    return petition.approve_opinion(actor=caller(request), petition_id=petition_id, at=clock.now())


@router.post("/petitions/{uuid:petition_id}/deliver", response={200: schemas.DeliveryOut, **faults})
def deliver(request: HttpRequest, petition_id: UUID, body: schemas.DeliverIn) -> Any:
    """送达: record how and when the answer reached the petitioner."""
    return _done(petition.deliver_answer, request, petition_id, body)


@router.post("/petitions/{uuid:petition_id}/close", response={200: schemas.ClosureOut, **faults})
def close(request: HttpRequest, petition_id: UUID, body: schemas.CloseIn) -> Any:
    """办结: close against the four 到位."""
    return _done(petition.close_petition, request, petition_id, body)


def _done(act: Callable[..., Any], request: HttpRequest, petition_id: UUID, body: schemas.Moved) -> Any:
    """Call an action with what a body says."""
    return act(actor=caller(request), petition_id=petition_id, at=clock.now(), **_given(body))


def _given(body: schemas.Moved) -> dict[str, Any]:
    """Return the fields of a body; a version that was not sent is not passed on."""
    facts = body.model_dump()
    if facts["version"] is None:
        facts.pop("version")
    return facts


api = NinjaAPI(
    title="民情 Minqing",
    version="1",
    description="Petitions from hand-in to archive: the main line by routes, every act by its key.",
    auth=StaffSession(),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
api.add_router("", router)
api.add_router("", acts.router)
api.add_router("", files.router)
problems.declare(api)
