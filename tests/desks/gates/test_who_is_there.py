"""Who asks is read anew at each request, in one statement: what was taken away counts from the next one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.people.public import Account, Post
from tests.cast import Cast
from tests.desks.staff import at_desk

pytestmark = pytest.mark.django_db
DESK = "/desk/handler/"


def test_a_request_reads_session_account_and_posts_in_one_statement(cast: Cast, today: date) -> None:
    client = at_desk(cast.handler)
    client.get("/api/petitions")
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/api/petitions").status_code == 200
    about = [each["sql"] for each in seen if "people_account k" in each["sql"] or "_session" in each["sql"]]
    assert len(about) == 1
    assert len(seen) == 2, "and one for the list"
    assert not any(each["sql"].startswith(("UPDATE", "INSERT")) for each in seen)


def test_a_post_that_ends_shuts_the_desk_at_the_next_request(cast: Cast, today: date) -> None:
    client = at_desk(cast.handler)
    assert client.get(DESK).status_code == 200
    Post.objects.filter(account=cast.handler).update(valid_to=today - timedelta(days=1))
    assert client.get(DESK).status_code == 403


def test_a_disabled_account_and_a_new_password_end_the_session_at_the_next_request(
    cast: Cast, today: date
) -> None:
    client = at_desk(cast.handler)
    assert client.get(DESK).status_code == 200
    Account.objects.filter(pk=cast.handler.pk).update(is_active=False)
    assert client.get(DESK).status_code == 302
    Account.objects.filter(pk=cast.handler.pk).update(is_active=True)
    other = at_desk(Account.objects.get(pk=cast.handler.pk))
    account = Account.objects.get(pk=cast.handler.pk)
    account.set_password("another-good-one")
    account.save()
    assert other.get(DESK).status_code == 302


def test_a_session_ends_with_its_hours_and_with_signing_out(cast: Cast, today: date) -> None:
    client = at_desk(cast.handler)
    key = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = key
    assert client.get(DESK).status_code == 302
    late = at_desk(cast.handler)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE project_session SET expire_date = expire_date - interval '9 hours'")
    assert late.get(DESK).status_code == 302


def test_a_list_of_the_api_takes_one_statement_however_many_rows_it_has(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    for title in ("路灯不亮", "路面积水", "垃圾没有清运"):
        letter = {"title": title, "body": "请来看一看。", "requests": ["请处理"], "name": "王建国"}
        made = client.post("/api/petitions", letter, content_type="application/json")
        assert made.status_code == 201, made.content
    with CaptureQueriesContext(connection) as seen:
        found = client.get("/api/petitions").json()
    assert len(found["items"]) == 3
    assert len(seen) == 2, "who asks, and the list"


def test_a_session_tells_only_its_own_account(cast: Cast, today: date) -> None:
    client = at_desk(cast.handler)
    with connection.cursor() as cursor:
        # Whoever could write the column alone gains nothing: Django reads the name from the signed data.
        cursor.execute("UPDATE project_session SET account_id = %s", [cast.steward.pk])
    assert client.get("/desk/steward/").status_code == 403
    assert client.get(DESK).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("UPDATE project_session SET account_id = NULL")
    assert client.get(DESK).status_code == 200
