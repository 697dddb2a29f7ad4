"""Collects the words of the interface into the catalogues and says what English still lacks.

    .venv/bin/python tools/messages.py            collect, convert, compile, report
    .venv/bin/python tools/messages.py missing    print the sources without English words, one a line
    .venv/bin/python tools/messages.py check      change nothing; fail when the catalogues are behind

Chinese is the source. Traditional Chinese is converted by opencc (characters only: the Regulation's terms
stay) and mended by ``locale/zh_Hant/reviewed.toml``; English is written by hand in ``locale/en``. A word that
leaves the program stays at the end of its catalogue as obsolete and comes back with its translation.
"""

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import opencc
from catalogue import LOCALE, Entry, compile_all, po_path, read, write

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "minqing"
# Which arguments of gettext's functions are context, words and plural.
# Tables of fixed words in rooms that know no gettext; desks show them through desks/shared/retelling.py.
TABLES = {
    "kernel/access/rules.py": ("REACH_WORDS",),
    "kernel/clock/rules.py": ("_FIXED_HOLIDAYS",),
    "kernel/documents/rules/delivery.py": ("OUTCOME_WORDS", "WAY_WORDS"),
    "kernel/documents/rules/elements.py": ("WORDS",),
    "kernel/documents/rules/meeting.py": ("TITLES", "WORDS"),
    "kernel/documents/rules/relief.py": ("TITLES", "WORDS"),
    "kernel/documents/rules/sentences.py": ("NAMES",),
    "kernel/documents/rules/titles.py": ("TITLES",),
    "kernel/files/rules.py": ("KIND_WORDS", "WELCOME"),
    "kernel/people/rules.py": ("DUTY_WORDS", "KIND_WORDS"),
    "petition/evaluation/rules.py": ("CALL_WORDS", "RATED_BY_WORDS", "RATING_WORDS"),
    "petition/handling/hearing/rules.py": ("GROUND_WORDS",),
    "petition/handling/records/rules.py": ("WAY_WORDS",),
    "petition/matter/rights/rules.py": ("ASKED_WORDS", "RIGHTS"),
    "petition/matter/superiors.py": ("TIER_WORDS",),
    "petition/registration/rules.py": ("LINK_WORDS", "REPORTED_WORDS"),
    "petition/review/rules.py": ("GROUND_WORDS", "OUTCOME_WORDS"),
    "reception/days/rules/booking.py": ("NOT_TAKEN", "STAGE_WORDS", "TAKEN"),
    "reception/visits/rules.py": ("SAID", "WORDS"),
    "reception/days/rules/following.py": ("STANDING_WORDS", "STEP_WORDS"),
    "reception/days/rules/rota.py": ("KIND_WORDS", "RHYTHM_WORDS"),
    "supervision/held/rules.py": ("DEED_WORDS", "ENDING_WORDS", "GROUND_WORDS"),
}
# The words of a refusal, and of a promise on the board, stand where they are made; without parts, collected.
REFUSALS = {
    "Refused", "UnlawfulMove", "NotCompetent", "TooLate", "NotAllowed", "Incomplete", "Conflict", "Problem",
    "Promise",
}  # fmt: skip
HAN = re.compile(r"[\u4e00-\u9fff]")
SHAPES = {
    "gettext": ("source",),
    "gettext_lazy": ("source",),
    "gettext_noop": ("source",),
    "ngettext": ("source", "plural"),
    "ngettext_lazy": ("source", "plural"),
    "pgettext": ("context", "source"),
    "pgettext_lazy": ("context", "source"),
    "npgettext": ("context", "source", "plural"),
    "npgettext_lazy": ("context", "source", "plural"),
}


def main(purpose: str) -> int:
    """Do what was asked; return the exit code."""
    found = collect()
    english = merged("en", found)
    if purpose == "missing":
        sys.stdout.write("".join(f"{entry.source!r}\n" for entry in lacking(english)))
        return 0
    traditional = converted(merged("zh_Hant", found))
    if purpose == "check":
        behind = [name for name, rows in (("en", english), ("zh_Hant", traditional)) if differs(name, rows)]
        sys.stdout.write(f"behind: {', '.join(behind)}\n" if behind else "catalogues are up to date\n")
        return 1 if behind else 0
    write(po_path("en"), "en", english)
    write(po_path("zh_Hant"), "zh_Hant", traditional)
    compile_all()
    live = [entry for entry in english if not entry.obsolete]
    sys.stdout.write(f"{len(live)} words; {len(lacking(english))} without English\n")
    return 0


def collect() -> list[Entry]:
    """Return every message of the program, in the order of the files that say them."""
    found: dict[tuple[str, str], Entry] = {}
    for path in sorted(each for kind in ("*.py", "*.html", "*.toml") for each in SOURCE.rglob(kind)):
        name = str(path.relative_to(SOURCE))
        if any(part in path.parts for part in ("migrations", "static", "locale")):
            continue
        for entry in of_file(name, path.read_text(encoding="utf-8")):
            kept = found.setdefault(entry.key, entry)
            kept.plural = kept.plural or entry.plural
            kept.files.add(name)
    return list(found.values())


def of_file(name: str, text: str) -> Iterator[Entry]:
    """Return the messages of one file by what it is."""
    if name.endswith(".html"):
        yield from of_template(text)
    elif name.endswith(".py"):
        yield from of_python(text)
        yield from of_tables(text, TABLES.get(name, ()))
        yield from of_refusals(text)
    elif name.startswith(("kernel/law/profiles/", "petition/registration/content_classes")):
        yield from of_profile(tomllib.loads(text))


def of_tables(text: str, tables: tuple[str, ...]) -> Iterator[Entry]:
    """Return the words of the named tables of a module."""
    for node in ast.parse(text).body:
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(node, ast.Assign):
            target = node.targets[0]
        if isinstance(target, ast.Name) and target.id in tables and node.value is not None:  # type: ignore[attr-defined]
            for part in ast.walk(node.value):  # type: ignore[attr-defined]
                if isinstance(part, ast.Constant) and HAN.search(str(part.value)):
                    yield Entry(str(part.value))


def of_refusals(text: str) -> Iterator[Entry]:
    """Return the words of the refusals a module raises, where they are one literal."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
            for part in node.args:
                if isinstance(part, ast.Constant) and HAN.search(str(part.value)):
                    yield Entry(str(part.value))


def of_profile(profile: dict[str, Any]) -> Iterator[Entry]:
    """Return the names and notes of a table of law or of classes, and the names of the laws it rests on."""
    for key, value in profile.items():
        rows = value if isinstance(value, list) else [value]
        for row in rows:
            if isinstance(row, dict):
                yield from of_profile(row)
            elif key in {"name", "note", "source"} and row:
                yield Entry(str(row))


def of_python(text: str) -> Iterator[Entry]:
    """Return the messages of a Python file: calls with literal words, whatever the import calls them."""
    tree = ast.parse(text)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        said = call.func.id if isinstance(call.func, ast.Name) else ""
        entry = _entry(names.get(said, ""), call.args)
        if entry:
            yield entry


def of_template(text: str) -> Iterator[Entry]:
    """Return the messages of a template, found as Django's own makemessages finds them."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - needs settings first

    for call in _calls(templatize(text)):
        function = "gettext" if call.func.id == "_" else call.func.id  # type: ignore[attr-defined]
        entry = _entry(function, call.args)
        if entry:
            yield entry


def _calls(pseudo: str) -> Iterator[ast.Call]:
    # templatize leaves the calls and turns all else into X; what stands between cannot be parsed.
    for match in re.finditer(r"(?<!\w)(?:_|gettext|ngettext|pgettext|npgettext)\(", pseudo):
        depth, end = 0, None
        lines = io.StringIO(pseudo[match.start() :]).readline
        for token in tokenize.generate_tokens(lines):
            depth += {"(": 1, ")": -1}.get(token.string, 0) if token.type == tokenize.OP else 0
            if depth == 0 and token.string == ")":
                end = token.end
                break
        if end:
            rows = pseudo[match.start() :].split("\n")[: end[0]]
            rows[-1] = rows[-1][: end[1]]
            call = ast.parse("\n".join(rows), mode="eval").body
            if isinstance(call, ast.Call):
                yield call


def _entry(function: str, arguments: list[ast.expr]) -> Entry | None:
    shape = SHAPES.get(function)
    words = [
        node.value for node in arguments if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    if not shape or len(words) < len(shape):
        return None
    parts = dict(zip(shape, words, strict=False))
    return Entry(parts["source"], parts.get("plural", ""), parts.get("context", ""))


def merged(language: str, found: list[Entry]) -> list[Entry]:
    """Return what was found with the translations known already; what is known only comes last, obsolete."""
    known = {entry.key: entry for entry in read(po_path(language))}
    rows = []
    for entry in found:
        old = known.pop(entry.key, None)
        row = Entry(entry.source, entry.plural, entry.context, files=set(entry.files))
        if old:
            row.translations, row.notes = old.translations, old.notes
        rows.append(row)
    for old in known.values():
        if old.translated:
            old.obsolete = True
            rows.append(old)
    return rows


def converted(rows: list[Entry]) -> list[Entry]:
    """Return the entries in Traditional Chinese: reviewed words first, else opencc's mended by the table."""
    reviewed = tomllib.loads((LOCALE / "zh_Hant" / "reviewed.toml").read_text(encoding="utf-8"))
    characters = opencc.OpenCC("s2tw")
    live = [entry for entry in rows if not entry.obsolete]
    for entry in live:
        words = reviewed["messages"].get(entry.source)
        if words is None:
            words = characters.convert(entry.source)
            for wrong, right in reviewed["words"].items():
                words = words.replace(wrong, right)
        entry.translations = [words]
    return live


def lacking(rows: list[Entry]) -> list[Entry]:
    """Return the live entries without a translation."""
    return [entry for entry in rows if not entry.obsolete and not entry.translated]


def differs(language: str, rows: list[Entry]) -> bool:
    """Tell whether the catalogue on disk says something else."""
    shape = [(row.key, row.plural, row.translations, row.obsolete) for row in rows]
    there = [(row.key, row.plural, row.translations, row.obsolete) for row in read(po_path(language))]
    return sorted(map(repr, shape)) != sorted(map(repr, there))


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=False)
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "update"))
