"""Takes over the service requests of another city with their own deadlines, and compares the on-time flags.

``python -m benchmarks.history FILE.parquet`` (or ``make evaluate``); the file is no part of this project. An
independent check of judging deadlines to the instant: nobody here wrote those dates or those flags.
"""

import argparse
import csv
import io
import os
import time
from pathlib import Path
from typing import Any, Final

COLUMNS: Final = {
    "external_id": "case_enquiry_id",
    "text": "case_title",
    "received": "open_dt",
    "target": "target_dt",
    "closed": "closed_dt",
    "result": "closure_reason",
    "content_class": "type",
    "organ": "department",
    "address": "location",
    "on_time": "ontime",
}


def as_sheet(path: Path) -> io.BytesIO:
    """Return the wanted columns of a Parquet file as the CSV an operator would upload."""
    from pyarrow import parquet

    table = parquet.read_table(path, columns=list(COLUMNS.values()))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    for batch in table.to_batches():
        columns = [[str(cell) if cell is not None else "" for cell in each.to_pylist()] for each in batch]
        writer.writerows(zip(*columns, strict=True))
    return io.BytesIO(text.getvalue().encode())


def flags_by_hand(path: Path) -> dict[str, tuple[bool, bool]]:
    """Return for each request with a flag: what it says, and what its own dates say, by three comparisons.

    Written apart from the program: no target is on time; closed is compared with the target; open is late.
    """
    from pyarrow import parquet

    found: dict[str, tuple[bool, bool]] = {}
    for row in parquet.read_table(path).to_pylist():
        if row["ontime"] is None:
            continue
        target, closed = row["target_dt"], row["closed_dt"]
        by_dates = True if target is None else (closed <= target if closed else False)
        found[str(row["case_enquiry_id"])] = (row["ontime"] == "ONTIME", by_dates)
    return found


def take_all_over(sheet: io.BytesIO) -> tuple[Any, float]:
    """Bring the sheet in as an operator would; return the run and the seconds from confirming to the end."""
    from benchmarks.county import make_county
    from minqing.exchange.public import Field, confirm_import, run_import, upload_letters
    from minqing.kernel.clock.public import now, today
    from minqing.kernel.people.public import Account, Duty, actor_of

    make_county(today())
    actors = [actor_of(each, today()) for each in Account.objects.filter(is_active=True)]
    actor = next(each for each in actors if each.holds(Duty.REGISTRAR))
    run = upload_letters(actor=actor, upload=sheet, name="requests.csv", at=now())
    columns = {Field(key): heading for key, heading in COLUMNS.items()}
    begun = time.perf_counter()
    confirm_import(actor=actor, run_id=run.pk, columns=columns, missing_day=None, at=now(), queue=False)
    *_, last = run_import(actor=actor, run_id=run.pk, at=now())
    return last, time.perf_counter() - begun


def main() -> None:
    """Take the file over into a database of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--var", type=Path, required=True, help="a data directory of its own")
    chosen = parser.parse_args()
    os.environ["MINQING_VAR"] = str(chosen.var)
    from benchmarks.fill import leave, setup

    setup()
    from django.core.management import call_command

    try:
        call_command("migrate", verbosity=0)
        report(chosen.file)
    finally:
        leave()


def report(path: Path) -> None:
    """Print rows, rows per second, and how the flags agree."""
    from minqing.petition.public.taking_over import TakenOver

    theirs = flags_by_hand(path)
    run, seconds = take_all_over(as_sheet(path))
    ours = dict(TakenOver.objects.values_list("external_id", "on_time"))
    sound = {key: flag for key, (flag, by_dates) in theirs.items() if flag == by_dates}
    differing = [key for key, flag in sound.items() if ours[key] != flag]
    print(f"| taken over | {run.made:,} of {run.total:,}, {run.rejected} left out |")
    print(f"| rows a second, preview and check included | {run.made / seconds:,.0f} |")
    print(f"| with a flag | {len(theirs):,} |")
    print(f"| their flag agrees with their own dates | {len(sound):,} |")
    print(f"| of these, our flag differs | {len(differing)} |")
    if differing:
        raise SystemExit(f"flags differ, e.g. {differing[:5]}")


if __name__ == "__main__":
    main()
