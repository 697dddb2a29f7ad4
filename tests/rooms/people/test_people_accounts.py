"""PEOPLE: an account signs in, with a second factor, and is locked out when guessed at."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.utils import user_display
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError
from django.test import Client, RequestFactory

from minqing.kernel.clock.public import now
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account
from tests.cast import PASSWORD, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rooms.people.sign_in_urls")]


def sign_in(client: Client, username: str, password: str = PASSWORD) -> int:
    return client.post("/accounts/login/", {"login": username, "password": password}).status_code


def tried(username: str) -> AbstractBaseUser | None:
    """Try the right password at this moment, past the page's own limits."""
    return authenticate(RequestFactory().post("/accounts/login/"), username=username, password=PASSWORD)


def test_an_account_signs_in_by_name_and_password(client: Client) -> None:
    cast = make_cast()
    assert sign_in(client, "second_handler", "wrong password") == 200
    assert "_auth_user_id" not in client.session
    assert sign_in(client, "second_handler") == 302
    assert client.get("/desk/").content.decode() == "陈𠮷"
    cast.second_handler.refresh_from_db()
    assert cast.second_handler.last_login is not None


def test_a_disabled_account_and_one_without_password_stay_outside(client: Client) -> None:
    cast = make_cast()
    cast.handler.is_active = False
    cast.handler.save()
    sign_in(client, "handler")
    people.open_account(username="new", name="新来的")
    sign_in(client, "new", "")
    assert "_auth_user_id" not in client.session


def test_a_second_factor_is_asked_for_and_accepted(client: Client) -> None:
    cast = make_cast()
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(cast.leader, secret)
    assert Authenticator.objects.get(user=cast.leader).type == "totp"
    response = client.post("/accounts/login/", {"login": "leader", "password": PASSWORD})
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert client.get("/desk/").content.decode() == "刘志远"


def test_five_wrong_passwords_lock_that_account_and_no_colleague_at_the_same_address(client: Client) -> None:
    make_cast()
    for name in ("registrar", "Registrar", " registrar", "registrar", "REGISTRAR"):
        sign_in(client, name, "wrong password")
    sign_in(client, "registrar")
    assert "_auth_user_id" not in client.session
    assert tried("registrar") is None
    assert tried("leader") is not None
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["registrar"]
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert tried("registrar") is not None


def test_login_names_differ_by_more_than_capitals() -> None:
    people.open_account(username=" Ｌi ", name="李桂兰")
    assert Account.objects.get().username == "li"
    with pytest.raises(IntegrityError):
        people.open_account(username="LI", name="李小川")


def test_an_account_has_a_name_for_libraries_and_no_power_of_its_own() -> None:
    cast = make_cast()
    account = Account.objects.get_by_natural_key("other_handler")
    assert account == cast.other_handler
    assert (account.get_full_name(), account.get_short_name(), str(account)) == ("吴㛃", "吴㛃", "吴㛃")
    assert user_display(account)
    assert not account.has_perm("anything")
    assert not account.has_module_perms("people")
    assert (account.is_staff, account.is_superuser) == (False, False)
    assert people.open_account(username="plain", name="").get_username() == "plain"
