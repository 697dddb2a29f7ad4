"""Backup and restore: all of it comes back; what is damaged, foreign or unreadable is refused untouched."""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from minqing.project import archive

RING = "k2:secret-two,k1:secret-one"
MADE_AT = "2026-11-23T12:00:00+08:00"


def connect(name: str) -> "psycopg.Connection[tuple[object, ...]]":
    found = settings.DATABASES["default"]
    return psycopg.connect(
        host=found["HOST"],
        port=found["PORT"] or None,
        user=found["USER"],
        password=found["PASSWORD"],
        dbname=name,
        autocommit=True,
    )


@pytest.fixture
def databases() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return a database with content and an empty one."""
    names = [f"archive_{part}_{os.getpid()}" for part in ("from", "to")]
    with connect("postgres") as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
    with connect(names[0]) as connection:
        connection.execute("CREATE TABLE letters (id integer PRIMARY KEY, author text)")
        connection.execute("INSERT INTO letters SELECT n, '李𠮷' || n FROM generate_series(1, 500) n")
    full, empty = ({**settings.DATABASES["default"], "NAME": name} for name in names)
    yield full, empty
    with connect("postgres") as connection:
        for name in names:
            connection.execute(f'DROP DATABASE "{name}"')


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "ab").mkdir(parents=True)
    (folder / "ab" / "photo").write_bytes(os.urandom(70_000))
    return folder


def made(tmp_path: Path, database: dict[str, Any], files: Path) -> Path:
    target = tmp_path / "backup.tar"
    contents = archive.back_up(
        target, database=database, files=files, ring=RING, made_at=MADE_AT, version="0.1.0"
    )
    assert contents == archive.Contents(MADE_AT, "0.1.0", 1, ("k2", "k1"))
    return target


def test_everything_comes_back_and_no_key_is_inside(
    databases: tuple[dict[str, Any], dict[str, Any]], files: Path, tmp_path: Path
) -> None:
    full, empty = databases
    target = made(tmp_path, full, files)
    assert target.stat().st_mode & 0o777 == 0o600
    assert b"secret-one" not in target.read_bytes()
    archive.restore(target, database=empty, files=tmp_path / "elsewhere", ring="k1:x,k2:y,k3:z")
    with connect(empty["NAME"]) as connection:
        assert connection.execute("SELECT count(*), max(author) FROM letters").fetchone() == (500, "李𠮷99")
    assert (tmp_path / "elsewhere" / "ab" / "photo").read_bytes() == (files / "ab" / "photo").read_bytes()


def test_a_damaged_archive_and_missing_keys_are_refused_and_nothing_is_written(
    databases: tuple[dict[str, Any], dict[str, Any]], files: Path, tmp_path: Path
) -> None:
    full, empty = databases
    target = made(tmp_path, full, files)
    elsewhere = tmp_path / "elsewhere"
    with pytest.raises(archive.BadArchive, match="k1"):
        archive.restore(target, database=empty, files=elsewhere, ring="k2:secret-two")
    content = bytearray(target.read_bytes())
    with tarfile.open(target) as opened:
        place = opened.getmember("files/ab/photo").offset_data + 35_000
    content[place] ^= 1
    target.write_bytes(content)
    with pytest.raises(archive.BadArchive, match="摘要不符"):
        archive.restore(target, database=empty, files=elsewhere, ring=RING)
    target.write_bytes(b"no archive at all")
    with pytest.raises(archive.BadArchive, match="不是完整的备份文件"):
        archive.inspect(target, ring=RING)
    assert not elsewhere.exists()
    with connect(empty["NAME"]) as connection:
        assert connection.execute("SELECT to_regclass('letters')").fetchone() == (None,)


def test_a_failed_backup_leaves_no_file(files: Path, tmp_path: Path) -> None:
    nowhere = {**settings.DATABASES["default"], "NAME": "no_such_database"}
    with pytest.raises(archive.BadArchive, match="no_such_database"):
        made(tmp_path, nowhere, files)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files"]
