"""Who may know whom, and one order for the path of a petition wherever it is written down."""

import subprocess
import sys
from pathlib import Path

from minqing.petition.path import STAGES
from tests.guards.house import ROOT, SOURCE, layers

# Not stages: the matter itself, which all stages are about, and the drawers of the room.
NOT_STAGES = {"matter", "public", "models", "migrations", "reads", "jobs"}


def test_every_import_contract_is_kept() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]


def test_folders_stages_and_contract_name_the_same_path() -> None:
    folders = {path.name for path in (SOURCE / "petition").iterdir() if (path / "__init__.py").exists()}
    assert folders - NOT_STAGES == set(STAGES)
    written = [name for row in reversed(layers("path")) for name in row]
    assert tuple(name for name in written if name not in NOT_STAGES) == STAGES


def test_every_room_has_its_readme() -> None:
    rooms = [path.parent for path in SOURCE.rglob("public.py") if path.parent.name != "desks"]
    assert rooms
    assert [str(room) for room in rooms if not (room / "README.md").exists()] == []
