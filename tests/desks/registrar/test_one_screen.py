"""One letter after another on one screen: all of it or nothing, and straight to the next."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.petition.public import Petition, State
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk


def form(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "title": "村道塌方",
        "purpose": "claim",
        "procedure": "31-6",
        "content_class": "1201",
        "organ_id": str(cast.housing.id),
        "mode": "transfer",
        "then": "refer",
        **changed,
    }


def test_the_screen_of_one_letter_takes_twelve_queries(cast: Cast, today: date) -> None:
    letter = Walk(cast).hand_in(FIRST_DAY)
    client = at_desk(cast.registrar)
    client.get(f"/desk/registrar/{letter.id}/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/desk/registrar/{letter.id}/").status_code == 200
    assert len(queries) <= 12


def test_one_key_registers_classifies_refers_and_opens_the_next(cast: Cast, today: date) -> None:
    second = Walk(cast).hand_in(FIRST_DAY + timedelta(days=1), title="第二件")
    first = Walk(cast).hand_in(FIRST_DAY, title="第一件")
    client = at_desk(cast.registrar)
    opened = client.get("/desk/registrar/next/").headers["Location"]
    assert opened == f"/desk/registrar/{first.id}/"
    answer = client.post(opened, form(cast))
    assert answer.headers["Location"] == f"/desk/registrar/{second.id}/"
    done = Petition.objects.get(pk=first.id)
    assert (done.state, done.holder_id, done.title) == (State.REFERRED, cast.housing.id, "村道塌方")
    assert (
        client.get("/desk/registrar/next/", {"after": str(second.id)}).headers["Location"]
        == "/desk/registrar/"
    )


def test_a_refusal_of_the_last_step_undoes_the_first_and_says_why(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.hand_in()
    wrong = form(cast, mode="assign", requirement="限期办")
    answer = at_desk(cast.registrar).post(f"/desk/registrar/{walk.id}/", wrong)
    assert answer.status_code == 422
    assert "《信访工作条例》" in answer.content.decode()
    assert "限期办" in answer.content.decode()
    found = Petition.objects.get(pk=walk.id)
    assert (found.state, found.number) == (State.RECEIVED, None)


def test_registering_alone_needs_no_organ(cast: Cast, walk: Walk, today: date) -> None:
    walk.hand_in()
    answer = at_desk(cast.registrar).post(
        f"/desk/registrar/{walk.id}/", form(cast, organ_id="", mode="", then="register")
    )
    assert answer.status_code == 302
    assert Petition.objects.get(pk=walk.id).state == State.REGISTERED


def test_a_repeat_is_named_by_its_number_and_an_unknown_one_is_told(
    cast: Cast, walk: Walk, today: date
) -> None:
    first = Walk(cast).to_registered()
    walk.hand_in()
    client = at_desk(cast.registrar)
    here = f"/desk/registrar/{walk.id}/"
    assert client.post(here, form(cast, repeat_number="没有〔2026〕9号")).status_code == 422
    client.post(here, form(cast, repeat_number=first.matter.number))
    assert Petition.objects.get(pk=walk.id).repeat_of_id == first.id


def test_an_accusation_goes_to_nobody_it_is_about(cast: Cast, walk: Walk, today: date) -> None:
    walk.hand_in()
    about = {"purpose": "accusation", "procedure": "", "concerns_id": str(cast.housing.id)}
    answer = at_desk(cast.registrar).post(f"/desk/registrar/{walk.id}/", form(cast, **about))
    assert answer.status_code == 422
    assert Petition.objects.get(pk=walk.id).state == State.RECEIVED


def test_what_is_mistyped_is_told_at_its_field(cast: Cast, walk: Walk, today: date) -> None:
    walk.hand_in()
    answer = at_desk(cast.registrar).post(
        f"/desk/registrar/{walk.id}/", form(cast, title="", purpose="gossip", organ_id="nobody")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(f"letter-{field}-error" in page or f"letter-{field}" in page for field in ("title", "purpose"))
