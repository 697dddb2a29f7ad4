"""Every route for everybody: what is nobody's business looks like what does not exist (30(3))."""

import json
from typing import Any

import pytest

from minqing.desks.shared.casefile.moves import BY_KEY
from minqing.kernel.access.public import DoorKind, opens
from minqing.kernel.clock.public import new_id
from minqing.kernel.ledger.models import Entry
from minqing.kernel.people.public import actor_of
from minqing.petition.public import Petition
from tests.desks.gates.stage import (
    ACCUSED,
    MATTERS,
    READERS,
    STAFF,
    TRACES,
    Stage,
    address_of,
    body_of,
    names_in,
    routes,
)
from tests.desks.staff import TODAY

OF_A_MATTER = sorted(route for route in routes() if "petition_id" in names_in(route))
UNBOUND = sorted(route for route in routes() if not names_in(route))
SEALED = ("sealed", "waiting")
OUTSIDE = ("nobody", "resident")
KEYS = tuple(sorted(BY_KEY))
FILL = {"field": "telephone", "key": "note"}


def strange_ids() -> dict[str, Any]:
    return {name: new_id() for name in ("petition_id", "clock_id", "attachment_id", "document_id")} | FILL


def told_apart(client: Any, address: str, absent: str) -> bool:
    """Return whether two addresses are answered differently beyond the address itself."""
    found, missing = client.get(address), client.get(absent)
    pages = [body_of(each) for each in (found, missing)]
    same = pages[0].replace(address.encode(), b"") == pages[1].replace(absent.encode(), b"")
    return (found.status_code, same) != (missing.status_code, True)


def test_there_are_routes_of_matters_to_look_at() -> None:
    assert len(OF_A_MATTER) > 15


@pytest.mark.parametrize("matter", MATTERS)
def test_a_matter_is_shown_to_its_readers_and_to_others_as_if_it_were_not_there(
    matter: str, stage: Stage
) -> None:
    wrong: list[tuple[object, ...]] = []
    values = {**stage.ids(matter), **FILL}
    for route in OF_A_MATTER:
        address, absent = address_of(route, values), address_of(route, strange_ids())
        for who in STAFF:
            client = stage.client(who)
            status = client.get(address).status_code
            reads = who in READERS[matter]
            expected = expected_of(route, reads=reads, opened=bool(opened_by(route, stage, who)))
            if reads and matter in SEALED and "papers" in route:
                expected = {404, 409}  # the paper names who reports: first a reveal, with a reason
            if status not in expected:
                wrong.append((who, route, status))
            if not reads and told_apart(client, address, absent):
                wrong.append((who, route, "differs from what does not exist"))
        for who in OUTSIDE:
            answer = stage.client(who).get(address)
            if answer.status_code not in {302, 401, 405}:
                wrong.append((who, route, answer.status_code))
    assert not wrong


def door_of(route: str) -> Any:
    view: Any = routes()[route].callback
    return view.door


def opened_by(route: str, stage: Stage, who: str) -> Any:
    return opens(door_of(route), actor_of(stage.account(who), TODAY))


def expected_of(route: str, *, reads: bool, opened: bool) -> set[int]:
    """Return the lawful answers to a GET; 405 where only a POST is answered."""
    if not opened:
        return {403, 405}
    if not reads:
        return {404, 405}
    whole = route.endswith("<uuid:petition_id>/") and "registrar" not in route
    # A blank receipt there is only of papers that must be served.
    if whole or "attachments" in route or ("papers" in route and "receipt" not in route):
        return {200}
    # A reader may still not reveal a contact, or preview a draft that is none.
    return {200, 302, 404, 405, 409}


@pytest.mark.parametrize("who", [*OUTSIDE, *STAFF])
def test_moves_on_a_matter_one_may_not_read_change_nothing_and_tell_nothing(who: str, stage: Stage) -> None:
    client = stage.client(who)
    missing: dict[str, int] = {}
    for matter in MATTERS:
        if who in READERS[matter]:
            continue
        walk = stage.matter(matter)
        before = (walk.matter.version, Entry.objects.filter(chain=walk.id).count())
        for posted in (
            *(f"/desk/matters/{{}}/do/{key}/" for key in KEYS),
            "/desk/matters/{}/objection/",
            "/desk/matters/{}/reveal/telephone/",
            "/desk/matters/{}/opinion/",
            "/desk/matters/{}/opinion/autosave/",
            "/desk/registrar/{}/",
        ):
            said = {"reason": "x", "text": "x"}
            here = client.post(posted.format(walk.id), said)
            if posted not in missing:
                missing[posted] = client.post(posted.format(new_id()), said).status_code
            assert here.status_code == missing[posted], posted
            assert here.status_code in {302, 403, 404}, (posted, here.status_code)
        for verb in (
            "register",
            "classify",
            "refer",
            "accept",
            "assign",
            "opinion",
            "submit",
            "approve",
            "close",
        ):
            answer = client.post(
                f"/api/petitions/{walk.id}/{verb}", json.dumps(API.get(verb, {})), "application/json"
            )
            assert answer.status_code in {401, 403, 404}, (verb, answer.status_code, answer.content)
        # Each act by its key, and one on a matter that does not exist: all are answered with the same words.
        acts = [f"/api/petitions/{walk.id}/acts/{key}" for key in KEYS]
        absent = f"/api/petitions/{new_id()}/acts/note"
        answers = [client.post(address, "{}", "application/json") for address in (*acts, absent)]
        assert len({(each.status_code, each.content) for each in answers}) == 1
        assert answers[0].status_code in {401, 403, 404}
        assert (walk.matter.version, Entry.objects.filter(chain=walk.id).count()) == before


API: dict[str, dict[str, Any]] = {
    "classify": {"purpose": "claim", "procedure": "31-6"},
    "refer": {"organ_id": str(new_id()), "mode": "transfer"},
    "assign": {"account_id": str(new_id())},
    "opinion": {"facts": "", "answers": []},
    "close": {"checklist": {}},
}


@pytest.mark.parametrize("who", [w for w in STAFF if w not in READERS["sealed"] | READERS["waiting"]])
def test_no_page_of_the_program_holds_a_word_of_an_accusation(who: str, stage: Stage) -> None:
    client = stage.client(who)
    numbers = [n for n in Petition.objects.filter(sealed=True).values_list("number", flat=True) if n]
    codes = list(Petition.objects.filter(sealed=True).values_list("query_code", flat=True))
    ids = [str(stage.sealed.id), str(stage.waiting.id)]
    for found in (*pages_of(client), *taken_out(client)):
        address, status, text = found
        assert status < 500, (address, status)
        held = [trace for trace in (*TRACES, *numbers, *codes, *ids) if trace in text.replace(address, "")]
        assert not held, (who, address, held)


def pages_of(client: Any) -> list[tuple[str, int, str]]:
    found = []
    asked = [f"/{route}" for route in UNBOUND]
    for lists in ("/desk/matters/", "/desk/handler/", "/desk/leader/", "/desk/registrar/", "/api/petitions"):
        for narrow in (
            "purpose=accusation",
            "due=overdue",
            "tab=open",
            "sort=due",
            "columns=all",
            "state=handling&state=registered",
        ):
            asked += [f"{lists}?{narrow}"]
    for address in asked:
        answer = client.get(address)
        found.append((address, answer.status_code, body_of(answer).decode(errors="replace")))
    for trace in TRACES:
        for address in (
            "/desk/matters/?q={}",
            "/desk/handler/?q={}",
            "/api/petitions?text={}",
            "/desk/supervisor/overdue/?q={}",
        ):
            answer = client.get(address.format(trace))
            # What was typed stands in the box and the chip again; the number of rows is what counts.
            text = body_of(answer).decode(errors="replace").replace(trace, "")
            found.append((address.format(trace), answer.status_code, text))
    return found


def taken_out(client: Any) -> list[tuple[str, int, str]]:
    found = []
    for query in ("", "purpose=accusation"):
        for columns in ("all", "page"):
            answer = client.post(
                "/desk/matters/export/",
                {"query": query, "path": "/desk/matters/", "format": "csv", "columns": columns},
            )
            found.append(
                (f"export {query} {columns}", answer.status_code, body_of(answer).decode(errors="replace"))
            )
    return found


@pytest.mark.parametrize("who", ACCUSED)
def test_ticking_a_sealed_matter_by_its_id_takes_nothing_out(who: str, stage: Stage) -> None:
    answer = stage.client(who).post(
        "/desk/matters/export/",
        {
            "format": "csv",
            "only": "ticked",
            "id": [str(stage.sealed.id), str(stage.own.id)],
            "columns": "all",
        },
    )
    lines = body_of(answer).decode().strip().splitlines()
    expected = 2 if who != "station_handler" else 1
    assert len(lines) == expected


def test_a_session_of_one_opened_matter_opens_no_other(stage: Stage) -> None:
    client = stage.client("resident")
    assert "村道塌方" in client.get("/matter/now/").content.decode()
    for other in ("foreign", "sealed", "waiting"):
        ids = stage.ids(other)
        here, absent = (client.get(f"/matter/papers/{each}/") for each in (ids["document_id"], new_id()))
        assert here.status_code == absent.status_code == 404
        assert client.get(f"/desk/matters/{ids['petition_id']}/").status_code == 302
        # A cookie of one's own with the other matter's id in it is no pass.
        signed = client.cookies["matter"].value
        forged = signed.replace(str(stage.own.id), str(ids["petition_id"]))
        stranger = stage.client("nobody")
        stranger.cookies["matter"] = forged
        assert stranger.get("/matter/now/").status_code == 302


def test_everyone_at_the_door_gets_what_the_door_says(stage: Stage) -> None:
    wrong = []
    for route in UNBOUND:
        door = door_of(route)
        for who in (*STAFF, "nobody"):
            answer = stage.client(who).get(f"/{route}")
            status = answer.status_code
            if who == "nobody":
                shut = door.kind in {DoorKind.SIGNED_IN, DoorKind.DESK}
                fine = status in {302, 401, 405} if shut else status in {200, 302, 405}
            elif opens(door, actor_of(stage.account(who), TODAY)) or door.kind is DoorKind.QUERY_CODE:
                fine = status in {200, 302, 405}
            else:
                fine = status in {403, 405}
            if not fine:
                wrong.append((who, route, status))
    assert not wrong
