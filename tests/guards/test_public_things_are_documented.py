"""What others may use says what it is: doors, actions, rules and the words stored in the database."""

import ast
from pathlib import Path

import pytest

from tests.guards.house import SOURCE, own_modules, tree_of

ENUMS = {"Enum", "StrEnum", "IntEnum", "TextChoices", "IntegerChoices"}
# A door with more names than this is a room that should be two.
WIDEST_DOOR = 60


def is_enum(node: ast.ClassDef) -> bool:
    return bool({ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases} & ENUMS)


@pytest.mark.parametrize("path", own_modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_public_functions_and_enums_have_a_docstring(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree), "the file does not say what it is for"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (not node.name.startswith("_") or (isinstance(node, ast.ClassDef) and is_enum(node)))
        and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize(
    "path",
    [
        p
        for p in own_modules()
        if p.name == "public.py" or (p.parent.name == "public" and "desks" not in p.parts)
    ],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_a_door_names_what_it_offers(path: Path) -> None:
    lists = [
        node.value
        for node in tree_of(path).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    assert len(lists) == 1
    names = ast.literal_eval(lists[0])
    assert 0 < len(names) <= WIDEST_DOOR


def test_actions_take_keywords_only_and_the_actor_first() -> None:
    wrong = []
    for path in own_modules():
        if path.name != "actions.py" and path.parent.name != "actions":
            continue
        for node in tree_of(path).body:
            # A look at what an action would do or has done stands beside it and is named as a look.
            if not isinstance(node, ast.FunctionDef) or node.name.startswith(("_", "preview_")):
                continue
            if node.name.endswith("_of"):
                continue
            names = [argument.arg for argument in node.args.kwonlyargs]
            if "actor" in [argument.arg for argument in node.args.args] or (
                "actor" in names and names[0] != "actor"
            ):
                wrong.append(f"{path.relative_to(SOURCE)}: {node.name}")
    assert wrong == []
