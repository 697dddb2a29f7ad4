"""Every route has a door, and each door opens for those it names and answers the others plainly."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.forms import CharField, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views.generic.base import View

from minqing.desks.shared import gate, limits
from minqing.desks.shared.gate import Gated, gated
from minqing.kernel.access.public import PUBLIC, SIGNED_IN, Door, desk
from minqing.kernel.clock.public import new_id
from minqing.kernel.law import public as law
from minqing.kernel.people.public import Account, ActorKind, Duty
from tests.cast import Cast, make_cast

ARTICLE = law.Article("信访工作条例", "34")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def ask(account: Account | None = None, method: str = "get", **more: Any) -> HttpRequest:
    """Return a request of an account, or of nobody."""
    request = getattr(RequestFactory(), method)("/desk/somewhere/?a=1", **more)
    request.user = account or AnonymousUser()
    return request


def enter(door: Door, request: HttpRequest) -> Any:
    """Go through a door to a page that says it is open."""

    @gated(door)
    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("open")

    return page(request)


def test_the_door_stands_on_function_and_class_views() -> None:
    @gated(PUBLIC)
    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("open")

    class Page(Gated, View):
        door = SIGNED_IN

    assert page.door == PUBLIC  # type: ignore[attr-defined]
    assert Page.as_view().door == SIGNED_IN  # type: ignore[attr-defined]


def test_nobody_is_led_to_the_sign_in_page_and_back(cast: Cast) -> None:
    answer = enter(desk(Duty.HANDLER), ask())
    assert answer["Location"] == "/accounts/login/?next=/desk/somewhere/%3Fa%3D1"
    assert enter(SIGNED_IN, ask(method="post"))["Location"] == "/accounts/login/?next=/desk/"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(cast: Cast) -> None:
    request = ask()
    request.htmx = True  # type: ignore[attr-defined]
    answer = enter(SIGNED_IN, request)
    assert (answer.status_code, answer["HX-Redirect"][:16]) == (204, "/accounts/login/")


def test_a_desk_opens_for_its_duties_only_and_says_why_not(cast: Cast) -> None:
    assert enter(desk(Duty.HANDLER, Duty.LEADER), ask(cast.handler)).content == b"open"
    refused = enter(desk(Duty.STEWARD), ask(cast.handler))
    assert refused.status_code == 403
    assert "此页面供系统管理员使用" in refused.content.decode()


def test_pages_behind_a_door_are_kept_by_nobody(cast: Cast) -> None:
    assert enter(SIGNED_IN, ask(cast.handler))["Cache-Control"] == "private, no-store"
    assert not enter(PUBLIC, ask()).has_header("Cache-Control")


def test_who_asks_is_found_once_a_request(cast: Cast, django_assert_num_queries: Any) -> None:
    request = ask(cast.handler)
    with django_assert_num_queries(1):
        first = gate.actor_from(request)
        again = gate.actor_from(request)
    assert first is again
    assert first.holds(Duty.HANDLER, cast.housing.id)
    assert gate.actor_from(ask()).kind is ActorKind.PETITIONER


def test_what_is_forbidden_looks_like_what_does_not_exist() -> None:
    @gated(PUBLIC)
    def page(_request: HttpRequest) -> HttpResponse:
        raise law.NotAllowed("秘密")

    with pytest.raises(Http404):
        page(ask())


def test_a_refusal_no_form_caught_becomes_a_page_with_reason_and_article() -> None:
    @gated(PUBLIC)
    def page(_request: HttpRequest) -> HttpResponse:
        raise law.TooLate("已经过了期限。", ARTICLE)

    answer = page(ask(headers={"Referer": "http://testserver/desk/back/"}))
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "已经过了期限。" in words
    assert "《信访工作条例》第三十四条" in words
    assert 'href="/desk/back/"' in words


class Paper(Form):
    """A form with one field."""

    name = CharField(required=False)


def test_a_refusal_stands_at_the_form_with_its_article() -> None:
    form = Paper({})
    gate.refuse_form(form, law.TooLate("已经过了期限。", ARTICLE))
    assert form.non_field_errors() == ["已经过了期限。（依据：《信访工作条例》第三十四条）"]


def test_problems_of_fields_stand_at_their_fields() -> None:
    class Problem:
        def __init__(self, field: str, words: str) -> None:
            self.field, self.words = field, words

    refused = law.Incomplete("不全")
    refused.problems = (Problem("name", "请写姓名。"), Problem("other", "别处不对。"))  # type: ignore[attr-defined]
    form = Paper({})
    gate.refuse_form(form, refused)
    assert form.errors["name"] == ["请写姓名。"]
    assert form.non_field_errors() == ["别处不对。"]


def test_an_opened_matter_is_known_by_its_signed_pass_only() -> None:
    matter = new_id()
    answer = HttpResponse()
    gate.open_matter(answer, matter)
    request = ask()
    request.COOKIES["matter"] = answer.cookies["matter"].value
    assert gate.opened_matter(request) == matter
    request.COOKIES["matter"] = str(matter)
    assert gate.opened_matter(request) is None
    cookie = answer.cookies["matter"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/matter/", True, "Lax")


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 8.8.8.8", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(
    settings: Any, proxies: int, header: str, address: str
) -> None:
    settings.MINQING_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", headers={"X-Forwarded-For": header})
    assert limits.address_of(request) == address
