"""Log lines hold fixed words, ids, kinds and figures; nobody's name, number, address or text."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.house import SOURCE, own_modules, tree_of

LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "bind", "log"}
PERSONAL = {
    "name",
    "telephone",
    "phone",
    "mobile",
    "address",
    "identity",
    "identity_number",
    "email",
    "mail",
    "username",
    "title",
    "text",
    "body",
    "content",
    "message",
    "query",
    "query_code",
    "code",
    "password",
    "reason",
    "note",
    "person",
    "petitioner",
    "account",
    "request",
    "data",
    "form",
    "path",
    "url",
    "filename",
    "payload",
    "words",
}


def loggers_of(tree: ast.Module) -> set[str]:
    """Return the names to which this file binds a logger."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and "get_logger" in ast.unparse(node.value):
            names |= {ast.unparse(target) for target in node.targets}
    return names


def log_calls(tree: ast.Module) -> Iterator[ast.Call]:
    loggers = loggers_of(tree)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEVELS
            and ast.unparse(node.func.value) in loggers
        ):
            yield node


def faults_of(call: ast.Call) -> list[str]:
    faults = [
        f"line {call.lineno}: words filled in: {ast.unparse(a)}"
        for a in call.args
        if not isinstance(a, ast.Constant)
    ]
    for keyword in call.keywords:
        value = keyword.value
        last = (
            value.attr
            if isinstance(value, ast.Attribute)
            else value.id
            if isinstance(value, ast.Name)
            else ""
        )
        if (
            keyword.arg is None
            or keyword.arg in PERSONAL
            or last in PERSONAL
            or isinstance(value, ast.JoinedStr)
        ):
            faults.append(f"line {call.lineno}: {keyword.arg}={ast.unparse(value)}")
    return faults


FILES = [path for path in own_modules() if loggers_of(tree_of(path))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_log_calls_name_ids_only(path: Path) -> None:
    assert [fault for call in log_calls(tree_of(path)) for fault in faults_of(call)] == []


def test_the_guard_finds_what_it_guards_against() -> None:
    bad = 'log = structlog.get_logger()\nlog.info(f"x {y}")\nlog.info("x", who=a.name)\nlog.info("x", name=1)'
    assert len([fault for call in log_calls(ast.parse(bad)) for fault in faults_of(call)]) == 3
    good = 'log = structlog.get_logger()\nlog.info("seen", petition_id=str(petition.id), count=3)\n'
    assert [fault for call in log_calls(ast.parse(good)) for fault in faults_of(call)] == []


def test_only_structlog_writes_logs() -> None:
    assert [
        str(path) for path in own_modules() if "logging.getLogger" in path.read_text(encoding="utf-8")
    ] == []
