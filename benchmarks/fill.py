"""Fills a database with invented matters through COPY, on all cores, and tells how fast.

Run by ``python -m benchmarks`` with MINQING_VAR naming a data directory of its own; never on a real one.
"""

import argparse
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import django

from minqing.project.database import ensure_database

SEED: Final = 20261123
CORPUS: Final = 20_000
CHUNK: Final = 2_500
OPEN_SHARE: Final = 50  # every fiftieth matter is still open: 20,000 of a million
YEARS: Final = 10
TABLES: Final = (
    "people_person",
    "petition_petition",
    "petition_requestitem",
    "petition_runningclock",
    "ledger_entry",
    "search_searchentry",
)


_held: list[Any] = []  # the running database, left by the end of the process


def setup() -> None:
    """Make the database run and Django ready in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minqing.project.settings.dev")
    if not _held:
        _held.append(ensure_database(Path(os.environ["MINQING_VAR"]).resolve()))
    django.setup()


def leave() -> None:
    """Leave the database; the last one to leave stops it."""
    for cluster in _held:
        if cluster is not None:
            cluster.release()
    _held.clear()


@contextmanager
def without_indexes() -> Iterator[dict[str, float]]:
    """Drop the secondary indexes of the big tables, and build them again afterwards; gives the seconds."""
    from django.db import connection

    seconds: dict[str, float] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i JOIN pg_class c ON c.relname = i.indexname "
            "JOIN pg_index x ON x.indexrelid = c.oid WHERE i.tablename = ANY(%s) AND NOT x.indisunique",
            [list(TABLES)],
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield seconds
    finally:
        _index_again(found, seconds)


def _index_again(found: list[tuple[str, str]], seconds: dict[str, float]) -> None:
    """Build the indexes again, also when the filling failed, and note the seconds of each."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for name, definition in found:
            begun = time.perf_counter()
            cursor.execute(definition)
            seconds[name] = time.perf_counter() - begun
        begun = time.perf_counter()
        cursor.execute("VACUUM ANALYZE")
        seconds["vacuum analyze"] = time.perf_counter() - begun


def _work(task: tuple[Any, int, int, int, int]) -> int:
    """Make the matters of one share and copy them in, chunk by chunk; return how many."""
    setup()
    from django.db import connection

    from benchmarks.rows import Maker, corpus

    county, share, shares, first, upto = task
    maker = Maker(county, corpus(CORPUS // shares, SEED + share), SEED * 31 + share)
    made = 0
    connection.ensure_connection()
    with connection.cursor() as cursor:
        # The rows of one chunk are whole; checking each foreign key again would only measure PostgreSQL twice.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
    for start in range(first, upto, CHUNK):
        for number in range(start, min(start + CHUNK, upto)):
            is_open = number % OPEN_SHARE == 0
            age = maker.source.randrange(1, 80) if is_open else maker.source.randrange(90, 365 * YEARS)
            maker.matter(number, age, is_open=is_open)
            made += 1
        with connection.cursor() as cursor:
            for table in maker.tables:
                block = table.taken()
                if block:
                    with cursor.cursor.copy(table.statement()) as copy:
                        copy.write(block)
    connection.close()
    return made


def fill(matters: int) -> dict[str, Any]:
    """Fill the database up to ``matters``; return rows per second and the time of each index."""
    setup()
    from django.db import connections

    from benchmarks.county import make_county
    from minqing.kernel.clock.public import today

    county = make_county(today())
    cores = os.cpu_count() or 1
    with without_indexes() as indexes:
        connections.close_all()
        begun = time.perf_counter()
        step = -(-matters // cores)
        tasks = [(county, n, cores, n * step, min((n + 1) * step, matters)) for n in range(cores)]
        with multiprocessing.get_context("spawn").Pool(cores, initializer=setup) as pool:
            made = sum(pool.map(_work, tasks))
        seconds = time.perf_counter() - begun
    return {
        "matters": made,
        "seconds": seconds,
        "per_second": made / seconds,
        "index_seconds": sum(indexes.values()),
        "slowest": sorted(indexes.items(), key=lambda pair: -pair[1])[:4],
    }


def main() -> None:
    """Fill and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, required=True)
    print(json.dumps(fill(parser.parse_args().matters)))


if __name__ == "__main__":
    main()
