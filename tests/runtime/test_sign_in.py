"""Signing in: password, lock-out after guessing, no signing up, second factor and passkeys on offer."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from minqing.project.settings import base

pytestmark = pytest.mark.django_db
PASSWORD = "一条很长的口令-2026"


@pytest.fixture
def account() -> object:
    account = get_user_model()(username="lixin", name="李新")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client: Client, password: str) -> int:
    return client.post("/accounts/login/", {"login": "lixin", "password": password}).status_code


def test_a_password_opens_the_desk_and_signing_out_ends_it(client: Client, account: object) -> None:
    assert sign_in(client, PASSWORD) == 302
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_guessing_is_locked_out_even_for_the_right_password(client: Client, account: object) -> None:
    for _ in range(base.AXES_FAILURE_LIMIT):
        sign_in(client, "wrong-password-1")
    sign_in(client, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_himself(client: Client) -> None:
    response = client.post(
        "/accounts/signup/",
        {"username": "eve", "password1": PASSWORD, "password2": PASSWORD, "email": "e@x.cn"},
    )
    assert get_user_model().objects.count() == 0
    assert "_auth_user_id" not in client.session
    assert response.status_code in {200, 302}


def test_a_second_factor_and_passkeys_are_on_offer(client: Client, account: object) -> None:
    assert sign_in(client, PASSWORD) == 302
    assert client.get(reverse("mfa_index")).status_code == 200
    assert set(base.MFA_SUPPORTED_TYPES) == {"totp", "recovery_codes", "webauthn"}
    assert base.MFA_PASSKEY_LOGIN_ENABLED is True


def test_reading_a_page_writes_no_session(
    client: Client, account: object, django_assert_num_queries: object
) -> None:
    assert sign_in(client, PASSWORD) == 302
    client.get(reverse("mfa_index"))
    before = client.session.session_key
    response = client.get("/health")
    assert "sessionid" not in response.cookies
    assert client.session.session_key == before
    assert base.SESSION_SAVE_EVERY_REQUEST is False
