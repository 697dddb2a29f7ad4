"""``python -m benchmarks.walk``: generated walks of matters through every branch, held against the oracle of days.

No database. Exit 1 when an invariant broke, a day differs, or a branch was never taken.
"""

import argparse
import os
import resource
import sys
import time

from tests.walks.driver import expected, walks_on


def main() -> int:
    """Walk and print the table."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--matters", type=int, default=100_000)
    wanted.add_argument("--seed", type=int, default=0, help="the first seed; each matter takes the next one")
    wanted.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    asked = wanted.parse_args()
    began = time.monotonic()
    tally = walks_on(asked.cores, range(asked.seed, asked.seed + asked.matters))
    took = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    missing = sorted(expected() - set(tally.taken))
    print("| branch | taken |\n|---|---:|")
    for branch, times in sorted(tally.taken.items()):
        print(f"| {branch} | {times:,} |")
    print("\n| act refused, with its article | times |\n|---|---:|")
    for act, times in sorted(tally.refused.items()):
        print(f"| {act} | {times:,} |")
    print("\n| walked | |\n|---|---:|")
    for words, value in (
        ("matters handed in", tally.matters),
        ("steps (each checked)", tally.steps),
        ("refusals (each with an article)", sum(tally.refused.values())),
        ("last days compared with the oracle", tally.days),
        ("branches taken", len(tally.taken)),
        ("branches never taken", len(missing)),
        ("violations", len(tally.violations)),
        ("cores", asked.cores),
        ("seconds", round(took)),
        ("seconds of processor, all cores", round(used.ru_utime + used.ru_stime)),
    ):
        print(f"| {words} | {value:,} |")
    for each in (*missing[:20], *tally.violations[:3]):
        print(f"✗ {each}", file=sys.stderr)
    return 1 if missing or tally.violations else 0


if __name__ == "__main__":
    sys.exit(main())
