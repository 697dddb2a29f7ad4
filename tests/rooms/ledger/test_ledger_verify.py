"""LEDGER checks: every kind of tampering is found, in the database and in an export."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from minqing.kernel.ledger import public as ledger
from minqing.kernel.ledger.jobs import seal_past_days
from minqing.kernel.ledger.rules import START, Fault
from minqing.kernel.people.public import SYSTEM
from tests.triggers import ignored_triggers

pytestmark = pytest.mark.django_db

VERIFIER = Path(__file__).resolve().parents[3] / "tools" / "verify_ledger.py"
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)  # noon in Asia/Shanghai
DAY = date(2026, 11, 21)
FIRST, SECOND = UUID(int=1), UUID(int=2)
ENTRY = "chain = %s AND stream = 'acts' AND seq = "


@dataclass(frozen=True)
class Moved(ledger.Event):
    name: ClassVar[str] = "matter.moved"
    step: int
    words: str = "转送𠮷"


def three_days() -> None:
    """Two chains over three days, the first two days sealed."""
    for day in range(3):
        for chain in (FIRST, SECOND):
            for step in range(3):
                at = NOON + timedelta(days=day, minutes=step)
                ledger.record(actor=SYSTEM, chain=chain, event=Moved(step), at=at)
        ledger.record_reading(actor=SYSTEM, chain=FIRST, what="file", at=NOON + timedelta(days=day))
        if day < 2:
            ledger.seal_day(DAY + timedelta(days=day))


def sql(statement: str, *values: object) -> None:
    """Do what only somebody with the database's own keys can do."""
    with ignored_triggers(), connection.cursor() as cursor:
        cursor.execute(statement.replace("@entry", ENTRY), values)


def exported(path: Path) -> list[dict[str, object]]:
    ledger.export_ledger(path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged(path: Path, *paper: str) -> tuple[int, str]:
    """Return exit code and words of the stand-alone script, run without any site package."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), str(path), *paper], capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_an_untouched_ledger_is_in_order_in_the_database_and_in_its_export(tmp_path: Path) -> None:
    three_days()
    report = ledger.verify_all()
    assert (report.ok, report.entries, report.chains, report.seals) == (True, 21, 2, 2)
    lines = exported(tmp_path / "ledger.jsonl")
    assert [line["kind"] for line in lines] == [
        *["entry"] * 7,
        "seal",
        *["entry"] * 7,
        "seal",
        *["entry"] * 7,
        "end",
    ]
    assert lines[-1] == {"kind": "end", "entries": 21, "seals": 2}
    assert "转送𠮷" in (tmp_path / "ledger.jsonl").read_text(encoding="utf-8")
    assert judged(tmp_path / "ledger.jsonl") == (0, "nothing is wrong\n")
    assert not list(tmp_path.glob("*.part"))


TAMPERINGS: dict[str, tuple[Callable[[], None], Fault]] = {
    "a changed payload": (
        lambda: sql("UPDATE ledger_entry SET payload = '{\"step\": 9}' WHERE @entry 2", FIRST),
        Fault.CHANGED,
    ),
    "a changed account": (
        lambda: sql("UPDATE ledger_entry SET account_id = %s WHERE @entry 2", SECOND, FIRST),
        Fault.CHANGED,
    ),
    "a back-dated instant": (
        lambda: sql("UPDATE ledger_entry SET at = at - interval '1 s' WHERE @entry 5", FIRST),
        Fault.CHANGED,
    ),
    "an entry missing in the middle": (
        lambda: sql("DELETE FROM ledger_entry WHERE @entry 4", FIRST),
        Fault.MISSING,
    ),
    "an entry missing at the start": (
        lambda: sql("DELETE FROM ledger_entry WHERE @entry 1", FIRST),
        Fault.MISSING,
    ),
    "a sealed end cut off": (
        lambda: sql("DELETE FROM ledger_entry WHERE chain = %s AND stream = 'acts' AND seq > 5", FIRST),
        Fault.ROOT_DIFFERS,
    ),
    "a whole chain removed": (
        lambda: sql("DELETE FROM ledger_entry WHERE chain = %s", SECOND),
        Fault.ROOT_DIFFERS,
    ),
    "a stream removed": (
        lambda: sql("DELETE FROM ledger_entry WHERE stream = 'readings'"),
        Fault.ROOT_DIFFERS,
    ),
    "two entries in each other's place": (
        lambda: (
            sql(
                "UPDATE ledger_entry SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END "
                "WHERE chain = %s AND stream = 'acts' AND seq IN (2, 3)",
                FIRST,
            ),
            sql("UPDATE ledger_entry SET seq = -seq WHERE seq < 0"),
        ),
        Fault.CHANGED,
    ),
    "a changed seal": (
        lambda: sql("UPDATE ledger_seal SET heads = 1 WHERE day = %s", DAY),
        Fault.SEAL_CHANGED,
    ),
    "a removed seal": (
        lambda: sql("DELETE FROM ledger_seal WHERE day = %s", DAY),
        Fault.SEAL_BROKEN,
    ),
}


@pytest.fixture
def without_checks() -> None:
    """The thief has also dropped the constraint that numbers are positive."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_seq_check")


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found_by_the_program_and_by_the_stand_alone_script(
    what: str, tmp_path: Path, without_checks: None
) -> None:
    three_days()
    tamper, fault = TAMPERINGS[what]
    tamper()
    report = ledger.verify_all()
    assert not report.ok
    assert fault in {problem.fault for problem in report.problems}
    exported(tmp_path / "ledger.jsonl")
    code, words = judged(tmp_path / "ledger.jsonl")
    assert code == 1
    assert "nothing is wrong" not in words
    with pytest.raises(CommandError, match="发现问题"):
        call_command("ledger", "verify", stdout=StringIO(), stderr=StringIO())


def test_a_thief_who_hashes_everything_anew_is_found_by_the_seal_on_paper(tmp_path: Path) -> None:
    three_days()
    paper = bytes(ledger.Seal.objects.get(day=DAY).digest).hex()
    assert judged_export(tmp_path, paper) == (0, "nothing is wrong\n")
    sql("DELETE FROM ledger_entry")
    sql("DELETE FROM ledger_seal")
    ledger.record(actor=SYSTEM, chain=FIRST, event=Moved(7), at=NOON)
    ledger.seal_day(DAY)
    assert ledger.verify_all().ok
    assert judged_export(tmp_path, paper) == (1, "the seal on paper is not in this file\n")


def judged_export(folder: Path, *paper: str) -> tuple[int, str]:
    exported(folder / "ledger.jsonl")
    return judged(folder / "ledger.jsonl", *paper)


def test_a_file_that_was_cut_off_reordered_or_edited_is_refused_by_the_script(tmp_path: Path) -> None:
    three_days()
    lines = exported(tmp_path / "whole.jsonl")

    def verdict(changed: list[dict[str, object]]) -> tuple[int, str]:
        path = tmp_path / "changed.jsonl"
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in changed), "utf-8")
        return judged(path)

    assert verdict(lines)[0] == 0
    assert verdict(lines[:-1]) == (1, "the file is cut off, or its counts are wrong\n")
    assert verdict(lines[:-2] + lines[-1:])[0] == 1
    assert "moved" in verdict([lines[2], lines[1], lines[0], *lines[3:]])[1]
    assert "entries were removed" in verdict([*lines[:6], lines[7], lines[6], *lines[8:]])[1]
    assert "changed" in verdict([{**lines[0], "name": "matter.closed"}, *lines[1:]])[1]


def test_one_chain_is_checked_alone() -> None:
    three_days()
    sql("UPDATE ledger_entry SET name = 'x' WHERE @entry 2", FIRST)
    assert [(p.fault, p.seq) for p in ledger.verify_chain(FIRST).problems] == [(Fault.CHANGED, 2)]
    assert str(ledger.verify_chain(FIRST).problems[0]).startswith(f"{FIRST} acts 2：内容与摘要不符")
    assert ledger.verify_chain(SECOND).ok
    out = StringIO()
    call_command("ledger", "verify", "--chain", str(SECOND), stdout=out)
    assert "核验记录 9 条、链 1 条" in out.getvalue()


def test_a_day_is_sealed_once_and_each_entry_by_exactly_one_seal() -> None:
    ledger.record(actor=SYSTEM, chain=FIRST, event=Moved(1), at=NOON)
    late_evening = datetime(2026, 11, 21, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Asia/Shanghai
    ledger.record(actor=SYSTEM, chain=FIRST, event=Moved(2), at=late_evening)
    ledger.record(actor=SYSTEM, chain=FIRST, event=Moved(3), at=late_evening + timedelta(seconds=1))
    seal = ledger.seal_day(DAY)
    assert (seal.after, seal.heads, bytes(seal.previous)) == (0, 1, START)
    assert ledger.seal_day(DAY).pk == seal.pk
    assert bytes(ledger.seal_day(DAY).digest) == bytes(seal.digest)
    # Written down late, with an instant of the sealed day: it belongs to the next seal.
    late = ledger.record(actor=SYSTEM, chain=SECOND, event=Moved(1), at=NOON)
    following = ledger.seal_day(DAY + timedelta(days=1))
    assert (following.after, following.upto, following.heads) == (seal.upto, late.pk, 2)
    assert bytes(following.previous) == bytes(seal.digest)
    with pytest.raises(ValueError, match="sealed already"):
        ledger.seal_day(DAY - timedelta(days=1))
    assert ledger.verify_all().ok


def test_the_nightly_job_seals_every_missed_day_and_may_run_twice() -> None:
    for days in (0, 1, 4):
        ledger.record(actor=SYSTEM, chain=FIRST, event=Moved(days), at=NOON + timedelta(days=days))
    with time_machine.travel(datetime(2026, 11, 25, 16, 10, tzinfo=UTC), tick=False):  # 26th, 00:10
        assert seal_past_days(0) == 3
        assert seal_past_days(0) == 0
    days = list(ledger.Seal.objects.values_list("day", flat=True))
    assert days == [DAY, DAY + timedelta(days=1), DAY + timedelta(days=4)]
    with time_machine.travel(datetime(2026, 11, 26, 16, 10, tzinfo=UTC), tick=False):
        out = StringIO()
        call_command("ledger", "seal", stdout=out)
        quiet = ledger.Seal.objects.get(day=date(2026, 11, 26))
        assert quiet.heads == 0
        assert out.getvalue() == f"2026-11-26 已封存 0 条链，摘要 {bytes(quiet.digest).hex()}\n"
        call_command("ledger", "seal", stdout=out)
        assert out.getvalue().endswith("没有需要封存的日期\n")
    assert ledger.verify_all().ok


def test_an_empty_ledger_is_in_order_and_its_export_too(tmp_path: Path) -> None:
    assert ledger.verify_all().ok
    out = StringIO()
    call_command("ledger", "export", str(tmp_path / "none.jsonl"), stdout=out)
    assert "已导出记录 0 条、封存 0 次" in out.getvalue()
    assert judged(tmp_path / "none.jsonl")[0] == 0


def test_rows_made_for_copy_are_what_record_would_have_written() -> None:
    steps = [
        ledger.Step(
            at=NOON + timedelta(minutes=n), name="matter.moved", payload={"step": n, "words": "转送𠮷"}
        )
        for n in range(3)
    ]
    rows = ledger.entries_for_copy(FIRST, steps)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ledger_entry ({', '.join(ledger.COPY_COLUMNS)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
    for n in range(3):
        ledger.record(actor=SYSTEM, chain=SECOND, event=Moved(n), at=NOON + timedelta(minutes=n))
    ledger.record(actor=SYSTEM, chain=FIRST, event=Moved(3), at=NOON + timedelta(hours=1))
    copied, written = list(ledger.entries_of(FIRST)), list(ledger.entries_of(SECOND))
    assert [(e.seq, e.at, e.payload) for e in copied[:3]] == [(e.seq, e.at, e.payload) for e in written]
    assert len(copied) == 4
    assert ledger.verify_all().ok
