"""Catalogues of words: reads and writes gettext's .po, and makes the .mo that Django reads.

Standard library only, so that setup.py can call it on any machine; no GNU gettext is needed.

    python3 tools/catalogue.py        makes every .mo that does not fit its .po
"""

import ast
import hashlib
import os
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "src" / "minqing" / "locale"
# The first number of every .mo file (GNU gettext manual, "The Format of GNU MO Files").
MAGIC = 0x950412DE
# How many forms a counted word has, and which one a number takes.
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hant": "nplurals=1; plural=0;"}


@dataclass
class Entry:
    """One message: its source words, its translation (one for each plural form), where it stands."""

    source: str
    plural: str = ""
    context: str = ""
    translations: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    obsolete: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells one message from another: context and source words."""
        return self.context, self.source

    @property
    def translated(self) -> bool:
        """True when every form has words."""
        return bool(self.translations) and all(self.translations)


def po_path(language: str) -> Path:
    """Return the catalogue of a language (``en``, ``zh_Hant``)."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> list[Entry]:
    """Return the entries of a .po file, the header left out; no file, no entries."""
    if not path.exists():
        return []
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    entries = [entry for block in blocks if block.strip() for entry in [_entry(block)]]
    return [entry for entry in entries if entry.source]


def _entry(block: str) -> Entry:
    entry = Entry("")
    parts: dict[str, str] = {}
    keyword = ""
    for raw in block.strip().split("\n"):
        line = raw
        if line.startswith("#~ "):
            entry.obsolete, line = True, line[3:]
        if line.startswith("#:"):
            entry.files |= set(line[2:].split())
        elif line.startswith("# "):
            entry.notes.append(line[2:])
        elif line.startswith("#"):
            continue
        else:
            head, _space, rest = line.partition(" ")
            keyword, text = (keyword, line) if line.startswith('"') else (head, rest)
            parts[keyword] = parts.get(keyword, "") + str(ast.literal_eval(text))
    entry.source = parts.pop("msgid", "")
    entry.plural = parts.pop("msgid_plural", "")
    entry.context = parts.pop("msgctxt", "")
    entry.translations = list(parts.values())
    return entry


def write(path: Path, language: str, entries: Iterable[Entry]) -> None:
    """Write a .po file: live entries as they come, obsolete ones at the end. No line numbers, no dates."""
    header = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: minqing\\n"\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n'
    )
    rows = sorted(entries, key=lambda entry: entry.obsolete)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = header + "".join("\n" + _block(entry, language) for entry in rows)
    path.write_text(text, encoding="utf-8")


def _block(entry: Entry, language: str) -> str:
    lines = [f"# {note}" for note in entry.notes]
    lines += [f"#: {name}" for name in sorted(entry.files)] if not entry.obsolete else []
    if "%(" in entry.source:
        lines.append("#, python-format")
    said = [f"msgctxt {_quoted(entry.context)}"] if entry.context else []
    said.append(f"msgid {_quoted(entry.source)}")
    if entry.plural:
        said.append(f"msgid_plural {_quoted(entry.plural)}")
        forms = int(PLURALS[language].partition("=")[2][0])
        words = (entry.translations + [""] * forms)[:forms]
        said += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(words)]
    else:
        said.append(f"msgstr {_quoted((entry.translations or [''])[0])}")
    if entry.obsolete:
        said = [f"#~ {line}" for line in said]
    return "\n".join(lines + said) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def compiled(language: str, entries: Iterable[Entry]) -> bytes:
    """Return the .mo of a catalogue. Entries without a translation are left out: the source words show."""
    head_lines = (
        "Content-Type: text/plain; charset=UTF-8",
        f"Language: {language}",
        f"Plural-Forms: {PLURALS[language]}",
    )
    pairs = {"": "".join(f"{line}\n" for line in head_lines)}
    for entry in entries:
        if entry.translated and not entry.obsolete:
            name = f"{entry.context}\4{entry.source}" if entry.context else entry.source
            name = f"{name}\0{entry.plural}" if entry.plural else name
            pairs[name] = "\0".join(entry.translations)
    keys = sorted((name.encode(), words.encode()) for name, words in pairs.items())
    ids = b"".join(name + b"\0" for name, _words in keys)
    words = b"".join(text + b"\0" for _name, text in keys)
    head = 7 * 4
    start = head + 16 * len(keys)
    id_table, word_table = b"", b""
    at_id, at_word = start, start + len(ids)
    for name, text in keys:
        id_table += struct.pack("<II", len(name), at_id)
        word_table += struct.pack("<II", len(text), at_word)
        at_id, at_word = at_id + len(name) + 1, at_word + len(text) + 1
    numbers = (MAGIC, 0, len(keys), head, head + 8 * len(keys), 0, 0)
    return struct.pack("<7I", *numbers) + id_table + word_table + ids + words


def stamp_of(path: Path) -> str:
    """Return the digest of a .po file and of this program, which together decide the .mo."""
    return hashlib.sha256(path.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def compile_all() -> list[Path]:
    """Make every .mo that does not fit its .po; return those made. A .mo appears whole or not at all."""
    made = []
    for language in PLURALS:
        path = po_path(language)
        target, stamp = path.with_suffix(".mo"), path.with_suffix(".mo.stamp")
        if not path.exists():
            continue
        fits = target.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == stamp_of(path)
        if fits:
            continue
        half = target.with_suffix(f".{os.getpid()}.mo.new")
        half.write_bytes(compiled(language, read(path)))
        half.replace(target)
        stamp.write_text(stamp_of(path), encoding="utf-8")
        made.append(target)
    return made


if __name__ == "__main__":
    for done in compile_all():
        sys.stdout.write(f"{done}\n")
