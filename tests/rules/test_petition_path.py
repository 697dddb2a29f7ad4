"""The folders of the room, the list of stages and the import contract say the same order."""

import configparser
from pathlib import Path

from minqing.petition.path import STAGES

ROOT = Path(__file__).resolve().parents[2]
BESIDE = {"matter", "reads", "migrations", "public"}


def test_folders_stages_and_contract_agree() -> None:
    room = ROOT / "src" / "minqing" / "petition"
    folders = {p.name for p in room.iterdir() if p.is_dir() and not p.name.startswith("__")} - BESIDE
    assert folders <= set(STAGES)
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:path"]["layers"].split()
    layers = [line.strip("()") for line in lines]
    stages = [layer for layer in reversed(layers) if layer in STAGES]
    assert tuple(stages) == STAGES
    assert folders == set(STAGES)
