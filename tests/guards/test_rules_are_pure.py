"""Every rules module must import with Django and the database out of reach."""

import re
import subprocess
import sys

import pytest

from tests.guards.house import SOURCE, dotted, own_modules

MODULES = [
    dotted(path)
    for path in own_modules()
    if path.name == "rules.py" or path.name.endswith("_rules.py") or path.parent.name == "rules"
]


@pytest.mark.parametrize("module", MODULES)
def test_rules_import_without_django(module: str) -> None:
    code = (
        "import sys\n"
        "for name in ('django', 'psycopg', 'structlog'): sys.modules[name] = None\n"
        f"sys.path.insert(0, {str(SOURCE.parent)!r})\nimport {module}"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_rule_reads_a_clock() -> None:
    forbidden = re.compile(r"\bdate\.today\(|\bdatetime\.now\(|(?<!\w)time\.time\(|utcnow\(|\bperf_counter\(")
    for path in own_modules():
        if dotted(path) in MODULES:
            assert forbidden.findall(path.read_text(encoding="utf-8")) == [], path
