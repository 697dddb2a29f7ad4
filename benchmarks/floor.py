"""(d) The floor: the rows of the same flows written by plain psycopg, one transaction a step, nothing else.

No page, no rule, no permission, no PDF: what remains is what the database itself takes for these rows.
"""

import argparse
import json
import threading
import time
import uuid
from collections.abc import Mapping
from typing import Any, Final

from benchmarks.fill import SEED, setup

STEPS: Final = {
    "a": ("register", "classify", "assign", "accept", "opinion", "submit", "approve"),
    "b": ("register", "classify", "assign", "accept", "opinion", "submit", "approve", "deliver", "close"),
}
WITH_CLOCK: Final = frozenset({"register", "assign", "accept", "deliver"})


def _insert(cursor: Any, table: str, row: Mapping[str, str | None]) -> None:
    columns = ", ".join(row)
    marks = ", ".join(["%s"] * len(row))
    cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))


def _rows(table: Any) -> list[dict[str, str | None]]:
    """Return what the maker wrote as rows instead of COPY text."""
    found = [
        dict(zip(table.columns, (None if cell == r"\N" else cell for cell in line.split("\t")), strict=True))
        for line in table.lines
    ]
    table.lines.clear()
    return found


def _flow(connection: Any, maker: Any, kind: str, number: int) -> None:
    """Write the rows of one flow, a transaction a step."""
    person, petition, request, clock, entry, search = maker.tables
    maker.matter(number, 1, is_open=True)
    made = {table.name: _rows(table) for table in (person, petition, request, clock, entry, search)}
    one = made[petition.name][0]
    one["number"] = None
    one["query_code"] = uuid.uuid4().hex[:10].upper()
    for line in made[search.name]:
        line["vector"] = (line["vector"] or "").replace("\\\\", "\\")
    chain = made[entry.name]
    for line in chain:
        for column in ("previous", "digest"):
            line[column] = (line[column] or "").replace("\\\\", "\\")
    with connection.transaction(), connection.cursor() as cursor:
        for table in (person, petition, request, clock, search):
            for row in made[table.name]:
                _insert(cursor, table.name, row)
        _insert(cursor, entry.name, chain[0])
    for seq, step in enumerate(STEPS[kind], start=2):
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {petition.name} WHERE id = %s FOR UPDATE", [one["id"]])
            cursor.fetchone()
            if step in WITH_CLOCK:
                _insert(cursor, clock.name, made[clock.name][0] | {"id": str(uuid.uuid4())})
            cursor.execute(
                f"UPDATE {petition.name} SET version = version + 1, due_on = due_on + 1 WHERE id = %s",
                [one["id"]],
            )
            _insert(cursor, entry.name, chain[0] | {"seq": str(seq), "name": f"petition.{step}"})
    if kind == "a":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {petition.name} WHERE id = %s", [one["id"]])
            cursor.fetchall()


def rate(kind: str, clients: int, seconds: float) -> float:
    """Return flows per second written by ``clients`` connections."""
    import psycopg
    from django.db import connection as django_connection

    from benchmarks.county import make_county
    from benchmarks.rows import Maker, corpus
    from minqing.kernel.clock.public import today

    county = make_county(today())
    letters = corpus(500, SEED)
    parameters = django_connection.get_connection_params()
    wanted = {
        key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if parameters.get(key)
    }
    counts = [0] * clients
    makers = [Maker(county, letters, SEED + index) for index in range(clients)]
    for maker in makers:
        maker.source.seed()  # other names may repeat, ids may not
    ends = time.perf_counter() + seconds

    faults: list[Exception] = []

    def work(index: int) -> None:
        try:
            flows(index)
        except Exception as fault:  # noqa: BLE001 - told by the main thread
            faults.append(fault)

    def flows(index: int) -> None:
        maker = makers[index]
        with psycopg.connect(**wanted, autocommit=True) as connection:
            while time.perf_counter() < ends:
                _flow(connection, maker, kind, 90_000_000 + index)
                counts[index] += 1

    begun = time.perf_counter()
    threads = [threading.Thread(target=work, args=(index,)) for index in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(counts) / (time.perf_counter() - begun)


def main() -> None:
    """Print flows per second per kind and number of clients as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    seconds = parser.parse_args().seconds
    setup()
    print(
        json.dumps(
            {
                f"{kind}{clients}": round(rate(kind, clients, seconds), 1)
                for kind in "ab"
                for clients in (1, 4)
            }
        )
    )


if __name__ == "__main__":
    main()
