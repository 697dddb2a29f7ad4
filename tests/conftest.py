"""What every test stands on: a running PostgreSQL, and nothing left behind from the test before."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from minqing.project.database import Cluster, ensure_database
from tests.triggers import ignored_triggers

REPOSITORY = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.setdefault("MINQING_VAR", str(REPOSITORY / "var"))).resolve()
_held = pytest.StashKey[Cluster]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the database, or use the one that runs; the workers of xdist use their controller's."""
    if hasattr(config, "workerinput"):
        return
    cluster = ensure_database(VAR)
    if cluster is not None:
        config.stash[_held] = cluster


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the database; it stops when nobody else uses it."""
    cluster = config.stash.get(_held, None)
    if cluster is not None:
        cluster.release()


@pytest.fixture(autouse=True, scope="session")
def _append_only_tables_are_emptied_between_tests() -> Iterator[None]:
    """Tests that really commit are followed by TRUNCATE, which the ledger's own triggers refuse."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with ignored_triggers():
            original(self)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = original  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Forget what the test before left in the process's cache: counted attempts, above all."""
    cache.clear()


@pytest.fixture(autouse=True)
def _source_language() -> None:
    """Begin in the source language: a request of the test before may have left another one on this thread."""
    translation.activate("zh-hans")
