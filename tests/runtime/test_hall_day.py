"""A day of the hall on a real installation: stopped once, killed once, displays watching all the time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "MINQING_SECRET_KEY", "MINQING_KEYS", "MINQING_VAR"}


@pytest.mark.slow
def test_no_number_is_lost_or_called_twice_and_displays_follow(own_var: Path) -> None:
    command = (
        "-m benchmarks.hall --numbers 30 --windows 4 --displays 6 --minute 3 --talk 0.4 --pause 0.15 --json"
    )
    done = subprocess.run(
        [sys.executable, *command.split(), "--var", str(own_var)],
        cwd=ROOT,
        env={name: text for name, text in os.environ.items() if name not in LEFT_OUT},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.stdout.strip(), done.stderr[-3000:]
    figures = json.loads(done.stdout.strip().splitlines()[-1])
    assert figures["faults"] == []
    assert figures["queue as before after 3 s"] is True
    assert figures["answered acts kept after the kill"] is True
    assert figures["displays agree at the end"] is True
    # Each display came back by itself after the stop and after the kill.
    assert figures["streams opened"] >= 3 * 6
    assert figures["calls told"] > 30
