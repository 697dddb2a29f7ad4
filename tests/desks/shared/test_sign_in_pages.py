"""Sign-in and account pages wear our clothes and say what went wrong, without telling which part."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_is_ours_and_labels_both_fields(client: Client) -> None:
    html = client.get("/accounts/login/").content.decode()
    assert "<h1>工作人员登录</h1>" in html
    assert '<label class="" for="id_login">用户名' in html
    assert 'autocomplete="current-password"' in html
    assert 'class="skip"' in html


def test_a_wrong_password_is_refused_at_the_top_and_the_name_typed_is_kept(client: Client) -> None:
    get_user_model().objects.create_user(username="zhou", password="a-good-long-one")
    html = client.post("/accounts/login/", {"login": "zhou", "password": "wrong"}).content.decode()
    assert "data-error-summary" in html
    assert 'value="zhou"' in html
    assert "wrong" not in html


def test_the_language_and_type_size_are_chosen_without_script(client: Client) -> None:
    html = client.get("/accounts/login/").content.decode()
    assert 'name="text" value="large"' in html
    assert '<button class="plain" name="language" value="en" lang="en">English</button>' in html
    client.cookies["text"] = "large"
    assert 'data-text="large"' in client.get("/accounts/login/").content.decode()


def test_somebody_signed_in_can_change_the_password_and_see_the_second_factors(client: Client) -> None:
    account = get_user_model().objects.create_user(username="zhou", password="a-good-long-one")
    client.force_login(account, backend="minqing.project.accounts.StaffBackend")
    for address in ("/accounts/password/change/", "/accounts/logout/"):
        page = client.get(address)
        assert page.status_code == 200, address
        assert 'class="entrance"' in page.content.decode()
