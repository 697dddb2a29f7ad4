"""Every dependency has its reason and is locked by digest; no lock names a place on the network."""

import re
import tomllib

import pytest

from tests.guards.house import ROOT

LINE = re.compile(r'^\s*"(?P<requirement>[A-Za-z0-9][^"]*)",(?P<rest>.*)$')
LOCKS = [*sorted((ROOT / "requirements").glob("*.lock")), ROOT / "frontend" / "package-lock.json"]


def requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["dependencies"] + [
        line for extra in project["optional-dependencies"].values() for line in extra
    ]


def test_every_dependency_has_its_reason_beside_it() -> None:
    wanted = set(requirements())
    reasons = {}
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        match = LINE.match(line)
        if match and match["requirement"] in wanted:
            reasons[match["requirement"]] = match["rest"].partition("#")[2].strip()
    assert [requirement for requirement in wanted if len(reasons.get(requirement, "")) < 4] == []


def test_every_dependency_is_locked() -> None:
    locked = (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8").lower()
    for requirement in requirements():
        name = re.split(r"[\[><=~!; ]", requirement)[0].lower().replace("_", "-")
        assert re.search(rf"^{re.escape(name)}==", locked, flags=re.MULTILINE), name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_name_no_place_on_the_network(lock: object) -> None:
    text = lock.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert '"resolved"' not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    if str(lock).endswith(".lock"):
        assert "://" not in text
        blocks = re.split(r"\n(?=\S)", text)
        packages = [block for block in blocks if re.match(r"[A-Za-z0-9]", block)]
        assert packages
        assert [block.split()[0] for block in packages if not re.match(r"[^\s=]+==\S+", block)] == []
        assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []
