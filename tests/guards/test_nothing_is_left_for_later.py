"""Nothing half done, and nothing that looks away."""

import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, own_files

LATER = re.compile(
    "|".join(
        (
            "TO" + "DO",
            "FIX" + "ME",
            "XX" + "X",
            "raise Not" + "ImplementedError",
            r"pytest\.mark\.s" + "kip",
            r"\.x" + "fail",
        )
    )
)
BROKEN_TIME = re.compile(
    r"(?<!time_machine\.)\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(|timezone\.now\("
)
# The room of the clock is the only one that looks at it; tools and benchmarks measure real time.
MAY_READ_THE_CLOCK = ("src/minqing/kernel/clock/", "tools/", "benchmarks/", "tests/")


@pytest.mark.parametrize("path", own_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_put_off(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert LATER.findall(text) == []
    if not str(path.relative_to(ROOT)).startswith(MAY_READ_THE_CLOCK):
        assert BROKEN_TIME.findall(text) == []
