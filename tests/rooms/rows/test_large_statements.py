"""A large statement goes out written in the server's way, and is counted and found faulty like any other."""

import pytest
from django.db import DatabaseError, connection
from django.db.utils import DataError
from django.test.utils import CaptureQueriesContext

from minqing.kernel.rows.public import fetch

pytestmark = pytest.mark.django_db
MANY = list(range(200))
LARGE = f"SELECT {' + '.join(['%s::int'] * len(MANY))}, 'a%%b'"


def test_a_large_statement_gets_all_its_values_in_their_order_and_is_counted() -> None:
    with CaptureQueriesContext(connection) as seen:
        assert fetch(LARGE, MANY) == [(sum(MANY), "a%b")]
        assert fetch(f"SELECT ARRAY[{', '.join(['%s::text'] * 60)}]", [str(n) for n in range(60)]) == [
            ([str(n) for n in range(60)],)
        ]
    assert len(seen) == 2
    assert "$200" in seen[0]["sql"]


def test_a_long_statement_with_few_values_is_the_same() -> None:
    assert fetch(f"SELECT %s || '{'x' * 5000}%%'", ["甲"]) == [("甲" + "x" * 5000 + "%",)]


def test_a_fault_of_a_large_statement_is_told_in_the_words_of_the_framework() -> None:
    with pytest.raises(DataError) as told:
        fetch(LARGE, [*MANY[:-1], 2**31])
    assert isinstance(told.value, DatabaseError)
