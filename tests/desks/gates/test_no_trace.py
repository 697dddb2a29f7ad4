"""Non-interference (30(3), 46(5)): with and without a report, the accused side reads the same pages.

Every read of every desk is asked twice by accounts on the accused side: in a county in which somebody
reported them and in the same county in which nobody did. Whatever differs would be a trace.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from minqing.kernel.access.public import DoorKind
from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import Account, Duty, Organ, OrganKind, actor_of, appoint
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Purpose, coming_in
from minqing.petition.public.sealed import AccusedPerson
from tests.cast import APPOINTED, Cast, make_account, make_organ
from tests.desks.gates.stage import (
    ACCUSATION,
    Stage,
    address_of,
    body_of,
    extra_accounts,
    names_in,
    plain_matters,
    routes,
    with_file,
)
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import FIRST_DAY, STATEMENT, Walk, on_day

WORDS = (ACCUSATION["name"], ACCUSATION["telephone"], "回扣")
LISTS = ("/desk/matters/", "/desk/handler/", "/desk/leader/", "/desk/registrar/", "/api/petitions")
NARROW = ("purpose=accusation", "due=overdue", "tab=open", "columns=all", "state=handling&state=registered")
# Made by chance for each form: the key by which a form sent twice is one matter.
_MOVING = re.compile(rb'name="(key|idempotency_key)"\s+value="[^"]*"')
# Rendered papers say nothing of any other matter, and take their time.
_RENDERED = ("papers", "word", "preview", "labels", "receipt", "archive")


class _Undo(Exception):  # noqa: N818 - no error: takes back what one example did
    """Thrown to roll one example back."""


def undone(work: Callable[[], None]) -> None:
    """Do something in a savepoint and take it back."""
    try:
        with transaction.atomic():
            work()
            raise _Undo  # noqa: TRY301 - nothing else rolls a savepoint back from inside
    except _Undo:
        cache.clear()


def addresses(stage: Stage) -> Iterator[str]:
    """Return every page without a place, every list narrowed and searched, and the own matter's pages."""
    for route, leaf in sorted(routes().items()):
        view: Any = leaf.callback
        if not names_in(route) and view.door.kind in {DoorKind.DESK, DoorKind.SIGNED_IN}:
            yield f"/{route}"
    for where in LISTS:
        yield from (f"{where}?{narrow}" for narrow in NARROW)
        yield from (f"{where}?{'text' if 'api' in where else 'q'}={word}" for word in WORDS)
    values: dict[str, Any] = {**stage.ids("own"), "field": "telephone", "key": "note"}
    for route in sorted(each for each in routes() if names_in(each) <= values.keys()):
        if "petition_id" in names_in(route) and not any(each in route for each in _RENDERED):
            yield address_of(route, values)


def seen_by(account: Account, stage: Stage) -> dict[str, tuple[int, bytes]]:
    """Return every answer this account gets, without what differs by chance; nothing it does stays."""
    found: dict[str, tuple[int, bytes]] = {}

    def ask() -> None:
        client = at_desk(account)
        for address in addresses(stage):
            answer = client.get(address)
            assert answer.status_code < 500, address
            found[address] = (answer.status_code, _MOVING.sub(b"", body_of(answer)))
        for kind in ("csv", "xlsx"):
            for query in ("", "purpose=accusation", "q=回扣"):
                found[f"export {kind} {query}"] = taken_out(client, kind, query)
        found.update(bundled(client))
        actor = actor_of(account, TODAY)
        for doing in Doing:
            ids = petitions.visible_to(actor, doing).order_by("id").values_list("id", flat=True)
            found[f"rows {doing}"] = (len(ids), repr(list(ids)).encode())

    cache.clear()
    undone(ask)
    return found


def taken_out(client: Client, kind: str, query: str) -> tuple[int, bytes]:
    """Return one export; of a workbook its length only, for its bytes hold the second it was made."""
    posted = {"query": query, "path": "/desk/matters/", "format": kind, "columns": "all"}
    answer = client.post("/desk/matters/export/", posted)
    body = body_of(answer)
    return answer.status_code, body if kind == "csv" else str(len(body) // 64).encode()


def bundled(client: Client) -> dict[str, tuple[int, bytes]]:
    """Return what batch print offers of everything, and the searches of the API and the suggestions."""
    found = {}
    for query in ("", "purpose=accusation", "q=回扣"):
        form = {"query": query, "path": "/desk/matters/", "all_matching": "1"}
        answer = client.post("/desk/matters/print/", form)
        found[f"print {query}"] = (answer.status_code, body_of(answer))
    for kind in ("referral_letter", "receipt"):
        form = {"query": "", "path": "/desk/matters/", "all_matching": "1", "kind": kind}
        with transaction.atomic():
            answer = client.post("/desk/matters/print/", form)
            transaction.set_rollback(True)
        found[f"print of {kind}"] = (answer.status_code, b"")
    for code in ("sort=due", "sort=oldest", "limit=1", "due=soon", "state=registered&state=referred"):
        answer = client.get(f"/api/petitions?{code}")
        found[f"api {code}"] = (answer.status_code, body_of(answer))
    return found


def differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the addresses answered differently, with where the two part."""
    found = {}
    for address, (status, body) in before.items():
        other_status, other = after[address]
        if (status, body) != (other_status, other):
            at = next((i for i, (a, b) in enumerate(zip(body, other, strict=False)) if a != b), 0)
            part = slice(max(0, at - 80), at + 120)
            found[address] = (
                status,
                other_status,
                body[part].decode(errors="replace"),
                other[part].decode(errors="replace"),
            )
    return found


@pytest.fixture
def quiet(cast: Cast, today: date) -> Stage:
    """The county in which nobody has reported anybody."""
    extra = extra_accounts(cast)
    own, foreign = plain_matters(cast)
    return Stage(cast, own, foreign, own, own, extra)


def everything(organ: Organ, name: str) -> Account:
    """Return an account with every duty there is in one organ: the strongest the accused side has."""
    posts = [(organ, duty, str(duty)) for duty in Duty]
    return make_account(f"all{new_id().hex[-8:]}", name, *posts)


def reported(stage: Stage, steps: int, *, organ: Organ, person: str = "", **said: Any) -> Walk:
    """Hand a report in about an organ (and a person) and lead it ``steps`` further."""
    walk = Walk(stage.cast).hand_in(**{**ACCUSATION, **said})
    with_file(walk, str(new_id()))
    walk.register()
    walk.classify(
        purpose=Purpose.ACCUSATION,
        procedure="",
        concerns_id=organ.id,
        content_class="",
        accused=[AccusedPerson(person)] if person else [],
    )
    if steps > 0:
        walk.refer(FIRST_DAY, stage.cast.discipline)
    if steps > 1:
        walk.accept(FIRST_DAY, stage.cast.discipline_handler)
    if steps > 2:
        with on_day(FIRST_DAY) as at:
            petitions.add_note(
                actor=walk.actor(stage.cast.discipline_handler, FIRST_DAY),
                petition_id=walk.id,
                text="约谈了知情人",
                shown_to_petitioner=True,
                at=at,
            )
    return walk


def test_the_same_county_read_twice_is_the_same(quiet: Stage) -> None:
    """What the comparison rests on: without a report nothing differs."""
    account = everything(quiet.cast.housing, "全能")
    assert differing(seen_by(account, quiet), seen_by(account, quiet)) == {}


@pytest.mark.parametrize("where", ["accused", "beneath", "deep", "elsewhere", "person"])
@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_for_no_generated_county_does_any_read_of_the_accused_side_show_a_trace(
    data: st.DataObject, where: str, quiet: Stage
) -> None:
    rolls = random.Random(data.draw(st.integers(0, 10**6)))  # noqa: S311 - chooses a test case
    walks = data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=4))

    def example() -> None:
        cast = quiet.cast
        accused = make_organ(f"a{new_id().hex[-6:]}", "被反映单位", OrganKind.DEPARTMENT, cast.county)
        line = [accused]
        for depth in range(rolls.randint(1, 3)):
            code = f"a{new_id().hex[-8:]}"
            line.append(make_organ(code, f"下级{depth}", OrganKind.OTHER, line[-1]))
        # A person accused by name sits anywhere: here in an organ nobody complained of.
        spots = {"beneath": line[1], "deep": line[-1], "person": cast.resources}
        account = everything(spots.get(where, accused), "全能")
        if where == "elsewhere":
            # One post on the accused side is enough, whatever others somebody holds.
            for duty in Duty:
                appoint(
                    account=account, organ=cast.petition_office, duty=duty, title="", valid_from=APPOINTED
                )
        before = seen_by(account, quiet)
        for steps in walks:
            reported(quiet, steps, organ=accused, person="全能" if where == "person" else "")
        assert differing(before, seen_by(account, quiet)) == {}

    undone(example)


def test_a_report_by_somebody_the_accused_side_knows_adds_nothing_to_what_it_knows_of_them(
    quiet: Stage,
) -> None:
    """The reporter has a plain matter with the organ complained of: its file stays as it was."""
    account = everything(quiet.cast.housing, "全能")
    before = seen_by(account, quiet)
    known = {
        "name": STATEMENT.name,
        "telephone": STATEMENT.telephone,
        "identity_number": "",
        "home_address": "",
    }
    for steps in (0, 3):
        reported(quiet, steps, organ=quiet.cast.housing, **known)
    assert differing(before, seen_by(account, quiet)) == {}


def test_single_items_and_files_of_a_report_are_answered_as_ids_that_do_not_exist(stage: Stage) -> None:
    account = everything(stage.cast.housing, "全能")
    client = at_desk(account)
    for matter in ("sealed", "waiting"):
        ids: dict[str, Any] = {**stage.ids(matter), "field": "telephone", "key": "note"}
        strange = {name: new_id() for name in ids} | {"field": "telephone", "key": "note"}
        here = [route for route in sorted(routes()) if names_in(route) and names_in(route) <= ids.keys()]
        assert any(route.startswith("api/") for route in here)
        assert any("attachments" in route for route in here)
        for route in here:
            found, absent = (client.get(address_of(route, values)) for values in (ids, strange))
            pages = [
                _without(body_of(answer), values) for answer, values in ((found, ids), (absent, strange))
            ]
            assert (found.status_code, pages[0]) == (absent.status_code, pages[1]), route


def _without(page: bytes, values: dict[str, Any]) -> bytes:
    for value in values.values():
        page = page.replace(str(value).encode(), b"")
    return page


def spelled(answer: Any) -> str:
    """Return an answer with its Chinese as it is written, of the API too."""
    if answer["Content-Type"].startswith("application/json"):
        return json.dumps(answer.json(), ensure_ascii=False)
    return body_of(answer).decode()


def test_the_rest_of_a_split_letter_tells_the_accused_side_nothing_of_the_part(
    cast: Cast, today: date
) -> None:
    """混合来信: the report leaves, the claim goes to the very organ; neither page nor API tells."""
    walk = Walk(cast).hand_in(name=ACCUSATION["name"], body=f"路坏了。{ACCUSATION['body']}")
    walk.register().classify()
    requests = list(walk.matter.requests.order_by("seq"))
    with on_day(FIRST_DAY) as at:
        part = coming_in.split_petition(
            actor=walk.actor(cast.registrar, FIRST_DAY),
            petition_id=walk.id,
            part=coming_in.Part(
                title=ACCUSATION["title"],
                body=ACCUSATION["body"],
                requests=(requests[1].id,),
                purpose=Purpose.ACCUSATION,
                concerns_id=cast.housing.id,
                rest="路坏了，请修。",
            ),
            at=at,
        )
    walk.refer(FIRST_DAY).accept(FIRST_DAY)
    client = at_desk(everything(cast.housing, "全能"))
    here = f"/desk/matters/{walk.id}/"
    for address in (here, f"{here}?do=link", f"{here}?do=unlink", f"/api/petitions/{walk.id}"):
        page = spelled(client.get(address))
        assert "路坏了，请修。" in page
        for trace in ("回扣", str(part.id), str(part.number), "拆分", "reworded", "分出"):
            assert trace not in page, (address, trace)


def test_a_matter_linked_before_it_became_a_report_is_named_on_no_plain_file(cast: Cast, today: date) -> None:
    plain, other = (Walk(cast).to_registered(title=title) for title in ("路灯不亮", "另一件"))
    with on_day(FIRST_DAY) as at:
        coming_in.link_petitions(
            actor=plain.actor(cast.registrar, FIRST_DAY),
            petition_id=plain.id,
            other_id=other.id,
            kind=coming_in.LinkKind.RELATED,
            reason="同一地点",
            at=at,
        )
    plain.refer(FIRST_DAY).accept(FIRST_DAY)
    other.classify(FIRST_DAY, Purpose.ACCUSATION, "", concerns_id=cast.housing.id, content_class="")
    client = at_desk(everything(cast.housing, "全能"))
    for address in (f"/desk/matters/{plain.id}/", f"/api/petitions/{plain.id}"):
        page = spelled(client.get(address))
        for trace in (str(other.matter.number), str(other.id), "同一地点"):
            assert trace not in page, (address, trace)
