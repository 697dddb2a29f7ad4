"""Every form of the staff against empty, hostile and foreign input: words at the form, never a fault."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import Account, Organ
from minqing.petition.public import Petition
from tests.cast import Cast
from tests.desks.gates.hostile import HOSTILE
from tests.desks.gates.of_the_way import OF_THE_WAY
from tests.desks.gates.stage import body_of
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk

Build = Callable[[Walk], Any]

# move -> who, how the matter gets there, a good answer
MOVES: dict[str, tuple[str, Build, dict[str, Any]]] = {
    "register": ("registrar", lambda w: w.hand_in(), {"title": "路"}),
    "classify": (
        "registrar",
        lambda w: w.hand_in().register(),
        {
            "title": "路",
            "purpose": "claim",
            "procedure": "31-6",
            "content_class": "1201",
            "repeat_number": "",
            "concerns_id": "",
        },
    ),
    "refer": (
        "registrar",
        lambda w: w.to_registered(),
        {"organ_id": "", "mode": "assign", "requirement": "请办", "report_by": "2026-10-01"},
    ),
    "accept": ("handler", lambda w: w.to_referred(), {"handler_id": ""}),
    "object": ("handler", lambda w: w.to_referred(), {"reason": "不归我们", "proposed_organ_id": ""}),
    "assign": ("handler", lambda w: w.to_handling(), {"handler_id": ""}),
    "note": ("handler", lambda w: w.to_handling(), {"text": "看过现场", "shown_to_petitioner": "on"}),
    "ask": ("handler", lambda w: w.to_handling(), {"text": "请补照片"}),
    "guide": (
        "registrar",
        lambda w: w.hand_in().register().classify(procedure="31-2"),
        {
            "procedure": "31-2",
            "procedure_name": "复议",
            "organ_name": "县政府",
            "how": "书面",
            "time_limit": "60日",
        },
    ),
    "submit": ("handler", lambda w: (w.to_handling(), w.draft(FIRST_DAY)), {}),
    "approve": ("leader", lambda w: w.to_approving(), {}),
    "send_back": ("leader", lambda w: w.to_approving(), {"reason": "再写"}),
    "deliver": (
        "handler",
        lambda w: w.to_answered(),
        {
            "way": "in_person",
            "recipient": "李桂兰",
            "delivered_on": "2026-09-15",
            "details": "",
            "witnesses": "",
        },
    ),
    "close": (
        "handler",
        lambda w: w.to_delivered(),
        {
            "summary": "好了",
            **{f"check_{k}": "done" for k in ("solved", "explained", "helped", "dealt_with")},
            **{f"words_{k}": "做了" for k in ("solved", "explained", "helped", "dealt_with")},
        },
    ),
    **OF_THE_WAY,
    "withdraw": ("registrar", lambda w: w.hand_in(), {"reason": "解决了"}),
}


def typed(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


def kept_on(page: str, value: str) -> bool:
    """Return whether what was typed still stands on the page, as far as a page can show it."""
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return escaped.replace("'", "&#x27;").replace("\x00", "").strip() in page.replace("\x00", "")


@pytest.mark.parametrize("key", sorted(MOVES))
def test_each_move_answers_hostile_words_with_words(key: str, cast: Cast, today: date) -> None:
    who, build, good = MOVES[key]
    walk = Walk(cast)
    build(walk)
    client = at_desk(getattr(cast, who))
    client.raise_request_exception = False
    here = f"/desk/matters/{walk.id}/do/{key}/"
    before = walk.matter.state
    # Each field meets every third of the values, so that all are met without an hour of waiting.
    for turn, field in enumerate((*good, "version")):
        for value in HOSTILE[turn % 3 :: 3]:
            answer = client.post(here, {**good, "version": "", field: value})
            assert answer.status_code in {302, 422}, (field, typed(value)[:40], answer.status_code)
            assert not answer.has_header("X-Injected")
            if answer.status_code == 302 and walk.matter.state != before:
                # The field may be empty or hold anything: the move was made, and once is enough.
                return
            if answer.status_code == 422:
                page = answer.content.decode()
                assert "<script>alert(1)" not in page
                others = [
                    v
                    for f, v in good.items()
                    if f != field and f in {"title", "reason", "text", "recipient", "how"}
                ]
                assert all(kept_on(page, other) for other in others), (field, typed(value)[:40])


@pytest.mark.parametrize("key", sorted(MOVES))
def test_an_empty_form_and_a_stale_version_change_nothing(key: str, cast: Cast, today: date) -> None:
    who, build, good = MOVES[key]
    walk = Walk(cast)
    build(walk)
    client = at_desk(getattr(cast, who))
    if set(good) - {"handler_id", "shown_to_petitioner"}:
        before = walk.matter.version
        assert client.post(f"/desk/matters/{walk.id}/do/{key}/", {}).status_code == 422
        assert walk.matter.version == before
    assert client.post(f"/desk/matters/{walk.id}/do/nothing-like-it/", good).status_code == 404


@pytest.mark.parametrize("key", ["approve", "deliver", "close", "withdraw", "register"])
def test_the_same_form_sent_twice_is_one_act(key: str, cast: Cast, today: date) -> None:
    who, build, good = MOVES[key]
    walk = Walk(cast)
    build(walk)
    client = at_desk(getattr(cast, who))
    form = {**good, "version": str(walk.matter.version)}
    here = f"/desk/matters/{walk.id}/do/{key}/"
    assert client.post(here, form).status_code == 302
    after = (walk.matter.version, walk.matter.number, walk.matter.state)
    assert client.post(here, form).status_code in {302, 422}
    assert (walk.matter.version, walk.matter.number, walk.matter.state) == after


def test_drafts_survive_hostile_words_and_are_kept_when_refused(cast: Cast, today: date) -> None:
    walk = Walk(cast).to_handling()
    request = str(walk.matter.requests.first().id)  # type: ignore[union-attr]
    client = at_desk(cast.handler)
    client.raise_request_exception = False
    for turn, place in enumerate(("opinion/", "opinion/autosave/")):
        for value in HOSTILE[turn::2]:
            for field in (
                "facts",
                f"outcome-{request}",
                f"reason-{request}",
                f"basis-{request}",
                "request",
                "version",
            ):
                good = {"facts": "查过了", "request": request, f"reason-{request}": "因为"}
                answer = client.post(f"/desk/matters/{walk.id}/{place}", {**good, field: value})
                assert answer.status_code in {200, 302, 409, 422}, (
                    place,
                    field,
                    typed(value)[:40],
                    answer.status_code,
                )
    bad = client.post(
        f"/desk/matters/{walk.id}/opinion/",
        {
            "facts": "别丢了这句",
            "request": request,
            f"outcome-{request}": "nonsense",
            f"reason-{request}": "也别丢",
        },
    )
    assert bad.status_code == 422
    assert "别丢了这句" in bad.content.decode()
    assert "也别丢" in bad.content.decode()


def test_revealing_asks_a_reason_and_shows_nothing_without(cast: Cast, today: date) -> None:
    walk = Walk(cast).to_handling()
    client = at_desk(cast.handler)
    here = f"/desk/matters/{walk.id}/reveal/telephone/"
    for value in ("", " ", "\x00", "长" * 100_000):
        answer = client.post(here, {"reason": value})
        assert answer.status_code == 422
        assert "13800005678" not in answer.content.decode()
    assert "13800005678" not in client.get(here).content.decode()
    assert "13800005678" in client.post(here, {"reason": "核对通知号码"}).content.decode()
    assert client.post(f"/desk/matters/{walk.id}/reveal/password/", {"reason": "x"}).status_code == 404


# --- lists, preferences, exports, steward ----------------------------------------------------------------

LISTS = ("/desk/matters/", "/desk/registrar/", "/desk/handler/", "/desk/leader/", "/desk/supervisor/overdue/")
FIELDS = (
    "q",
    "state",
    "holder",
    "handler",
    "due",
    "from",
    "to",
    "sort",
    "tab",
    "size",
    "after",
    "content",
    "mine",
)
CURSORS = ("WyJmIiwiIiwzXQ", "WyJiIiwiMDAwMS0wMS0wMSIsIngiXQ", "W10", "e30", "WyJmIixudWxsLG51bGxd")


@pytest.mark.parametrize("address", LISTS)
def test_lists_take_any_address(address: str, cast: Cast, today: date) -> None:
    Walk(cast).to_referred()
    who = {"/desk/handler/": "handler", "/desk/leader/": "leader", "/desk/supervisor/overdue/": "supervisor"}
    client = at_desk(getattr(cast, who.get(address, "registrar")))
    client.raise_request_exception = False
    for turn, field in enumerate(FIELDS):
        for value in HOSTILE[turn % 5 :: 5] if field != "after" else CURSORS:
            if len(value) > 4_000:
                continue
            answer = client.get(address, {field: value})
            assert answer.status_code == 200, (field, typed(value)[:40], answer.status_code)


@pytest.mark.parametrize("value", HOSTILE)
def test_filters_columns_and_exports_take_anything(value: Any, cast: Cast, today: date) -> None:
    Walk(cast).hand_in(title="=1+1")
    client = at_desk(cast.registrar)
    client.raise_request_exception = False
    for address in ("filters/save/", "filters/drop/", "columns/"):
        for field in ("name", "query", "path", "column"):
            form = {"name": "我的", "query": "due=today", "path": "/desk/matters/", field: value}
            answer = client.post(f"/desk/matters/{address}", form)
            assert answer.status_code == 302, (address, field)
            assert answer["Location"].startswith("/"), answer["Location"]
            assert not answer["Location"].startswith("//")
    for field in ("query", "path", "id", "columns", "only", "tab"):
        form = {"format": "csv", "query": "", "path": "/desk/matters/", "only": "ticked", "id": str(new_id())}
        answer = client.post("/desk/matters/export/", {**form, field: value})
        assert answer.status_code == 200, field
        body_of(answer)
    assert client.get("/desk/matters/").status_code == 200


def test_a_title_that_looks_like_a_formula_is_text_in_the_file(cast: Cast, today: date) -> None:
    for title in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"):
        Walk(cast).hand_in(title=title, name="=cmd|' /C calc'!A0")
    answer = at_desk(cast.registrar).post("/desk/matters/export/", {"format": "csv", "columns": "all"})
    text = body_of(answer).decode("utf-8-sig")
    for line in text.splitlines()[1:]:
        for cell in line.split(","):
            assert not cell.strip('"').startswith(("=", "+", "-", "@", "\t")), cell


STEWARD: dict[str, dict[str, Any]] = {
    "organs/new/": {
        "code": "jtj",
        "name": "交通局",
        "kind": "department",
        "short_name": "",
        "parent": "",
        "sort_key": "",
    },
    "organs/sheet/": {"rows": "编码\t名称", "confirm": "1"},
    "accounts/new/": {
        "username": "new",
        "name": "某人",
        "email": "",
        "telephone": "",
        "password": "nine green apples",
    },
    "accounts/{account}/": {"name": "某人", "email": "", "telephone": "", "is_active": "on"},
    "accounts/{account}/password/": {"password": "nine green apples"},
    "accounts/{account}/posts/": {
        "organ": "{organ}",
        "duty": "handler",
        "title": "",
        "valid_from": "2026-09-16",
        "valid_to": "",
    },
    "accounts/{account}/posts/{post}/end/": {"valid_to": "2026-12-31"},
    "calendar/new/": {"source": "国办", "table": "2028-01-01,放假,元旦", "confirm": ""},
    "calendar/recount/": {},
    "messages/{post}/again/": {},
}


@pytest.mark.parametrize("place", sorted(STEWARD))
def test_the_stewards_forms_answer_hostile_words_with_words(place: str, cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    client.raise_request_exception = False
    facts = {"account": cast.handler.id, "organ": cast.housing.id, "post": cast.handler.posts.get().id}
    counts = (Account.objects.count(), Organ.objects.count())
    for turn, field in enumerate((*STEWARD[place], "more")):
        for number, value in enumerate(HOSTILE[turn % 3 :: 3]):
            good = {k: str(v).format(**facts) if k == "organ" else v for k, v in STEWARD[place].items()}
            if field not in {"code", "username"} and "new" in place and "code" in good | {"username": ""}:
                good |= {k: f"{good[k]}{number}{field[0]}" for k in ("code", "username") if k in good}
            answer = client.post(f"/desk/steward/{place.format(**facts)}", {**good, field: value})
            assert answer.status_code in {200, 302, 404, 422}, (field, typed(value)[:40], answer.status_code)
            assert "<script>alert(1)" not in answer.content.decode()
    assert (Account.objects.count(), Organ.objects.count()) >= counts


@pytest.mark.parametrize(
    "address",
    [
        "calendar/0/",
        "calendar/1/",
        "calendar/9999/",
        "calendar/10000/",
        "calendar/99999999999999999999/",
        "papers/nonsense.pdf",
        "messages/?state=%00",
        "organs/?q=%00",
        "accounts/?q=%00",
    ],
)
def test_the_stewards_addresses_take_any_number(address: str, cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    client.raise_request_exception = False
    assert client.get(f"/desk/steward/{address}").status_code in {200, 404}


def test_the_import_takes_no_nonsense_and_says_so(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    client.raise_request_exception = False
    here = "/desk/registrar/import/"
    assert client.post(here, {}).status_code in {200, 302, 422}
    for content in (
        b"",
        b"\x00",
        b"\xff\xfe\x00",
        b"a,b\n" * 10,
        b"PK\x03\x04broken",
        "=1+1,标题\n".encode(),
        b'"' * 1000,
    ):
        for name in ("letters.csv", "letters.xlsx", "../../x.csv", "\u202ecsv.exe"):
            files = {name_of: SimpleUploadedFile(name, content) for name_of in ("sheet", "file", "upload")}
            assert client.post(here, files).status_code in {200, 302, 422}, (name, content[:10])
    assert client.get(f"{here}{new_id()}/").status_code == 404
    assert client.post(f"{here}{new_id()}/", {"step": "x"}).status_code == 404
    assert client.post(f"{here}{new_id()}/halt/").status_code == 404
    assert Petition.objects.count() == 0
