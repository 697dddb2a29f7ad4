"""What several guards need to know about the house: where it stands, its files, its heights."""

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "minqing"


def own_modules() -> list[Path]:
    """Return every Python file of the program, generated migrations apart."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def own_files() -> list[Path]:
    """Return every Python file of the project: program, tests, benchmarks and tools."""
    folders = (ROOT / name for name in ("tests", "benchmarks", "tools"))
    return own_modules() + [path for folder in folders for path in sorted(folder.rglob("*.py"))]


def dotted(path: Path) -> str:
    """Return the import name of one of our files."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)


def tree_of(path: Path) -> ast.Module:
    """Return a file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def layers(contract: str) -> list[list[str]]:
    """Return the layers of a contract in .importlinter, highest first, each with its neighbours."""
    ini = configparser.ConfigParser()
    ini.read(ROOT / ".importlinter", encoding="utf-8")
    rows = ini[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [[part.strip(" ()") for part in row.split("|")] for row in rows if row.strip()]


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function and method of a file, those inside others too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
