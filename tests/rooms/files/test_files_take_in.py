"""Attachments are streamed in, stored once by digest, and nothing harmful or half-written remains."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import transaction
from pytest_django import Settings

from minqing.kernel.files import public as files
from minqing.kernel.files.public import Rejected, StoredFile
from tests.rooms.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Settings) -> Path:
    """Give the test a storage of its own."""
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": local}
    return tmp_path


def kept(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


class Endless(io.BytesIO):
    """An upload that never ends and remembers how much was asked for at once."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0
        self.largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        size = size or 0
        self.largest = max(self.largest, size)
        block = samples.PDF if self.given == 0 else b"\x00" * size
        self.given += len(block)
        return block


def test_a_photograph_is_stored_by_digest_without_its_place(root: Path) -> None:
    file = files.take_in(io.BytesIO(samples.photo("JPEG")), "河水.jpg")
    with files.open_file(file) as opened:
        content = opened.read()
    assert samples.position_in(content) == {}
    assert (file.kind, file.media_type, file.name, file.size) == (
        "photo",
        "image/jpeg",
        "河水.jpg",
        len(content),
    )
    assert file.digest == hashlib.sha256(content).hexdigest()
    assert kept(root) == [f"{file.digest[:2]}/{file.digest[2:4]}/{file.digest}"]
    assert (root / file.path).stat().st_mode & 0o777 == 0o600
    assert files.is_unharmed(file)


def test_equal_contents_are_stored_once_under_two_names(root: Path) -> None:
    first = files.take_in(io.BytesIO(samples.PDF), "材料.pdf")
    second = files.take_in(SimpleUploadedFile("另一个名字.pdf", samples.PDF))
    assert first.id != second.id
    assert first.digest == second.digest
    assert (first.name, second.name) == ("材料.pdf", "另一个名字.pdf")
    assert len(kept(root)) == 1


def test_an_upload_of_twenty_five_megabytes_is_taken_in_whole(root: Path) -> None:
    upload = TemporaryUploadedFile("视频.mp4", "video/mp4", 0, None)
    upload.write(samples.video() + samples.box(b"mdat", os.urandom(25 * 1024 * 1024)))
    upload.seek(0)
    file = files.take_in(upload)
    assert file.size > 25 * 1024 * 1024
    assert sum(map(len, files.blocks_of(file))) == file.size
    assert files.is_unharmed(file)


def test_an_endless_upload_is_cut_off_at_the_limit_in_small_blocks(root: Path, settings: Settings) -> None:
    settings.MINQING_FILE_LIMITS_MB = {kind.value: 3 for kind in files.FileKind}
    upload = Endless()
    with pytest.raises(Rejected, match="最大不能超过 3 MB"):
        files.take_in(upload, "长.pdf")
    assert upload.given < 6 * 1024 * 1024
    assert upload.largest <= 1024 * 1024
    assert kept(root) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "空.pdf", "文件是空的"),
        (b"MZ" + b"\x00" * 300, "照片.jpg", "程序文件"),
        (samples.PDF, "照片.jpg", "文件名以 .jpg 结尾"),
        (b"<svg onload='alert(1)'/>", "图.svg", "SVG"),
        (samples.office("word/document.xml", "word/vbaProject.bin"), "信.docx", "宏"),
        (samples.office("word/document.xml", "word/vbaProject.bin"), "信.docm", "宏"),
        (samples.photo("PNG"), "程序.exe", "文件名以 .exe 结尾"),
    ],
)
def test_a_refused_upload_leaves_neither_row_nor_file(
    root: Path, content: bytes, name: str, reason: str
) -> None:
    with pytest.raises(Rejected) as refusal:
        files.take_in(io.BytesIO(content), name)
    assert reason in refusal.value.reason
    assert kept(root) == []
    assert not StoredFile.objects.exists()


def test_a_limit_of_a_kind_holds_for_that_kind_only(settings: Settings) -> None:
    settings.MINQING_FILE_LIMITS_MB = {"text": 1}
    with pytest.raises(Rejected, match="文本不能超过 1 MB"):
        files.take_in(io.BytesIO("污水".encode() * 300_000), "长.txt")
    assert files.take_in(io.BytesIO(b"%PDF-1.7\n" + b"0" * 2_000_000), "长.pdf").size == 2_000_009


def test_an_upload_that_breaks_off_leaves_nothing(root: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            if self.tell() > 0:
                raise ConnectionResetError
            return super().read(100)

    with pytest.raises(ConnectionResetError):
        files.take_in(Broken(samples.PDF * 10), "信.pdf")
    assert kept(root) == []


SLOW_UPLOAD = """
import io, sys, time, django
from django.conf import settings
django.setup()
from django.test import override_settings
from minqing.kernel.files import public as files

class Slow(io.BytesIO):
    def read(self, size=-1, /):
        if self.tell():
            print("half", flush=True)
            time.sleep(60)
        return super().read(100)

local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": sys.argv[1]}}
with override_settings(STORAGES={**settings.STORAGES, "default": local}):
    files.take_in(Slow(b"%PDF-1.7" + b"0" * 1000), "letter.pdf")
"""


def test_a_killed_upload_leaves_a_temporary_file_that_the_sweep_takes(root: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", SLOW_UPLOAD, str(root)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        process.kill()
    (left,) = kept(root)
    assert left.startswith("incoming/upload-")
    assert not StoredFile.objects.exists()
    assert files.sweep_leftovers() == 0
    os.utime(root / left, (1_000_000, 1_000_000))
    assert files.sweep_leftovers() == 1
    assert kept(root) == []


def test_a_changed_or_lost_content_is_noticed(root: Path) -> None:
    file = files.take_in(io.BytesIO(samples.PDF), "材料.pdf")
    (root / file.path).write_bytes(samples.PDF.replace(b"1.7", b"1.6"))
    assert not files.is_unharmed(file)
    (root / file.path).unlink()
    assert not files.is_unharmed(file)


def test_the_sweep_takes_only_old_leftovers_and_never_a_content_with_a_row(root: Path) -> None:
    file = files.take_in(io.BytesIO(samples.PDF), "材料.pdf")
    try:
        with transaction.atomic():
            rolled_back = files.take_in(io.BytesIO(samples.photo("PNG")), "图.png")
            raise InterruptedError  # noqa: TRY301 - the fault is the story
    except InterruptedError:
        pass
    killed = root / "incoming" / "upload-killed"
    killed.write_bytes(b"half")
    fresh = root / "incoming" / "upload-now"
    fresh.write_bytes(b"half")
    for path in (root / file.path, root / rolled_back.path, killed):
        os.utime(path, (1_000_000, 1_000_000))
    assert files.sweep_leftovers() == 2
    assert kept(root) == sorted([file.path, "incoming/upload-now"])


def test_a_content_handed_in_again_is_safe_from_the_sweep(root: Path) -> None:
    first = files.take_in(io.BytesIO(samples.PDF), "材料.pdf")
    StoredFile.objects.all().delete()
    os.utime(root / first.path, (1_000_000, 1_000_000))
    with transaction.atomic():
        again = files.take_in(io.BytesIO(samples.PDF), "材料.pdf")
    assert files.sweep_leftovers() == 0
    assert files.is_unharmed(again)


def test_ids_are_made_in_time_order() -> None:
    made = [files.take_in(io.BytesIO(samples.PDF), f"{n}.pdf").id for n in range(3)]
    assert made == sorted(made)
    assert all(isinstance(one, UUID) and one.version == 7 for one in made)


def test_an_address_of_s3_gives_a_storage_with_its_key_bucket_and_endpoint() -> None:
    from minqing.kernel.files.storage import _storage_for  # noqa: PLC0415 - only this test looks inside

    kept_far = _storage_for("s3://id:se%2Fcret@minio.example.cn:9000/letters?region=cn&secure=0", "")
    assert vars(kept_far)["bucket_name"] == "letters"
    assert vars(kept_far)["endpoint_url"] == "http://minio.example.cn:9000"
    assert vars(kept_far)["secret_key"] == "se/cret"
