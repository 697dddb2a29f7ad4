"""Backup and restore: one tar file with the database, the attachments and a manifest, and never a key.

The manifest names every file with its digest and the ids of the keys needed to read the personal fields. A
restore checks all of it before the first byte is written.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minqing.project import embedded

FORMAT = 1
DUMP = "database.dump"
FILES = "files"
MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024


class BadArchive(RuntimeError):  # noqa: N818 - said to the operator
    """The archive is damaged, foreign, or cannot be read with the keys at hand; nothing was written."""


@dataclass(frozen=True)
class Contents:
    """What an archive holds: when it was made, how many files, and which keys they need."""

    made_at: str
    version: str
    files: int
    key_ids: tuple[str, ...]


def key_ids(ring: str) -> tuple[str, ...]:
    """Return the ids of a key ring (``id:base64,…``), without the keys."""
    return tuple(entry.partition(":")[0].strip() for entry in ring.split(",") if entry.strip())


def back_up(
    target: Path, *, database: dict[str, Any], files: Path, ring: str, made_at: str, version: str
) -> Contents:
    """Write a consistent copy of database and attachments to ``target``, readable by its owner only.

    The file appears whole or not at all. Attachments are never changed once stored, so that those of the
    dump's moment are all there when they are copied after it.

    Raises:
        BadArchive: pg_dump failed; the text is its own.
    """
    half = target.with_name(f"{target.name}.{os.getpid()}.half")
    half.touch(mode=0o600)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder, tarfile.open(half, "w") as archive:
            dump = Path(folder) / DUMP
            _postgres(
                "pg_dump", database, "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}"
            )
            digests = {DUMP: _add(archive, dump, DUMP)}
            for path in sorted(p for p in files.rglob("*") if p.is_file()) if files.exists() else []:
                name = f"{FILES}/{path.relative_to(files)}"
                digests[name] = _add(archive, path, name)
            manifest = {
                "format": FORMAT,
                "made_at": made_at,
                "version": version,
                "key_ids": key_ids(ring),
                "sha256": digests,
            }
            text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mode = len(text), 0o600
            archive.addfile(entry, io.BytesIO(text))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return Contents(made_at=made_at, version=version, files=len(digests) - 1, key_ids=key_ids(ring))


def inspect(source: Path, *, ring: str) -> Contents:
    """Check an archive whole: format, every digest, nothing beside the manifest, and the keys at hand.

    Raises:
        BadArchive: whatever is wrong, in words.
    """
    try:
        with tarfile.open(source, "r") as archive:
            found = {name: digest for name, digest in _digests(archive) if name != MANIFEST}
            held = archive.extractfile(MANIFEST)
            manifest = json.loads(held.read()) if held else {}
    except (tarfile.TarError, OSError, KeyError, ValueError) as fault:
        raise BadArchive(f"不是完整的备份文件 · not a whole archive: {fault}") from fault
    if manifest.get("format") != FORMAT:
        raise BadArchive("备份文件的格式不认识 · unknown format")
    if found != manifest["sha256"]:
        raise BadArchive("备份文件已损坏：摘要不符 · damaged: digests differ")
    lacking = set(manifest["key_ids"]) - set(key_ids(ring))
    if lacking:
        raise BadArchive(f"MINQING_KEYS 缺少密钥 keys missing: {', '.join(sorted(lacking))}")
    return Contents(
        made_at=manifest["made_at"],
        version=manifest["version"],
        files=len(found) - 1,
        key_ids=tuple(manifest["key_ids"]),
    )


def restore(source: Path, *, database: dict[str, Any], files: Path, ring: str) -> Contents:
    """Put an archive into an empty database and an attachment folder; all of the database or nothing.

    Raises:
        BadArchive: see ``inspect``; or pg_restore failed and was rolled back.
    """
    contents = inspect(source, ring=ring)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(source, "r") as archive:
        for member in archive:
            if member.name == MANIFEST:
                continue
            held = archive.extractfile(member)
            if held is None:
                continue
            path = Path(folder) / DUMP if member.name == DUMP else _inside(files, member.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as output:
                shutil.copyfileobj(held, output, _CHUNK)
        _postgres(
            "pg_restore", database, "--clean", "--if-exists", "--no-owner", "--no-privileges",
            "--single-transaction", "--exit-on-error", str(Path(folder) / DUMP),
        )  # fmt: skip
    return contents


def _inside(files: Path, name: str) -> Path:
    """Return where an attachment goes; a name that leads outside the folder is refused."""
    path = (files / name.removeprefix(f"{FILES}/")).resolve()
    if not path.is_relative_to(files.resolve()):
        raise BadArchive("备份文件含有越界的路径 · a path leads outside")
    return path


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    archive.add(path, arcname=name, recursive=False)
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _digests(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in archive:
        held = archive.extractfile(member)
        if held is None:
            raise BadArchive(f"备份文件含有不应有的条目 · unexpected entry: {member.name}")
        digest = hashlib.sha256()
        while chunk := held.read(_CHUNK):
            digest.update(chunk)
        yield member.name, digest.hexdigest()


def _postgres(program: str, database: dict[str, Any], *arguments: str) -> None:
    """Run pg_dump or pg_restore of the wheel against the configured database; the password stays unseen."""
    environ = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PGHOST": str(database["HOST"]),
        "PGPORT": str(database["PORT"] or 5432),
        "PGUSER": str(database["USER"]),
        "PGPASSWORD": str(database["PASSWORD"]),
        "PGDATABASE": str(database["NAME"]),
        "LC_ALL": "C",
    }
    where = [f"--dbname={database['NAME']}"] if program == "pg_restore" else []
    done = subprocess.run(  # noqa: S603 - the wheel's own programs
        [str(embedded.wheel() / "bin" / program), *where, *arguments],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise BadArchive(f"{program}: {done.stderr.strip()[-2000:]}")
