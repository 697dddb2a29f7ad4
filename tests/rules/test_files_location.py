"""The place of taking leaves photographs and videos; nothing else does."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from minqing.kernel.files import location
from tests.rooms.files import samples


@pytest.mark.parametrize(
    ("form", "blank"),
    [("JPEG", location.blank_jpeg), ("PNG", location.blank_png), ("WEBP", location.blank_webp)],
)
def test_a_photograph_loses_its_place_but_keeps_camera_turning_and_every_pixel(
    form: str, blank: object
) -> None:
    before = samples.photo(form)
    assert samples.position_in(before)
    after = bytearray(before)
    assert location.BLANKERS[f"image/{form.lower()}"] is blank
    assert location.BLANKERS[f"image/{form.lower()}"](after)
    assert len(after) == len(before)
    assert samples.position_in(bytes(after)) == {}
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(bytes(after))) as new:
        assert new.getexif()[0x0112] == 6
        assert new.getexif()[0x010F] == old.getexif()[0x010F]
        assert new.tobytes() == old.tobytes()


def test_nothing_changes_in_a_photograph_without_a_place() -> None:
    before = samples.photo("JPEG", located=False)
    after = bytearray(before)
    assert not location.blank_jpeg(after)
    assert bytes(after) == before


def test_an_xmp_packet_with_a_position_is_blanked_in_jpeg() -> None:
    packet = location.XMP_MARK + b"\x00<x:xmpmeta><exif:GPSLatitude>31,54.7N</exif:GPSLatitude></x:xmpmeta>"
    plain = samples.photo("JPEG", located=False)
    made = bytearray(plain[:2] + b"\xff\xe1" + struct.pack(">H", len(packet) + 2) + packet + plain[2:])
    assert location.blank_jpeg(made)
    assert b"31,54.7N" not in made
    with Image.open(io.BytesIO(bytes(made))) as image:
        image.load()


def test_text_chunks_with_raw_exif_are_put_out_of_use_in_png() -> None:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>GPSLatitude 31.9119</x:xmpmeta>")
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "PNG", pnginfo=info)
    made = bytearray(target.getvalue())
    assert location.blank_png(made)
    assert b"31.9119" not in made
    with Image.open(io.BytesIO(bytes(made))) as image:
        image.load()


def test_checksums_of_a_changed_png_still_hold() -> None:
    made = bytearray(samples.photo("PNG"))
    location.blank_png(made)
    at = 8
    while at < len(made):
        (length,) = struct.unpack_from(">I", made, at)
        stored = struct.unpack_from(">I", made, at + 8 + length)[0]
        assert zlib.crc32(bytes(made[at + 4 : at + 8 + length])) == stored
        at += 12 + length


@pytest.mark.parametrize("brand", [b"mp42", b"qt  ", b"3gp5", b"M4A "])
def test_a_video_loses_its_place_and_keeps_its_pictures(brand: bytes) -> None:
    before = samples.video(brand)
    after = bytearray(before)
    assert location.blank_video(after)
    assert len(after) == len(before)
    assert b"31.9119" not in after
    assert struct.pack(">I", 7028736) not in after
    assert b"picture +1+2/ data" * 50 in after


def test_a_heic_loses_its_place() -> None:
    made = bytearray(samples.heic())
    assert location.blank_heic(made)
    start = made.find(location.EXIF_MARK)
    left = Image.Exif()
    left.load(bytes(made[start : start + 400]))
    assert left.get_ifd(0x8825) == {}
    assert left[0x0112] == 6


def test_a_broken_structure_that_cannot_be_read_is_blanked_whole() -> None:
    broken = bytearray(b"II*\x00\xff\xff\x00\x00" + b"secret place")
    assert location.blank_position_of_tiff(broken, 0, len(broken))
    assert bytes(broken) == b"\x00" * len(broken)


@given(
    cut=st.integers(0, 2000), form=st.sampled_from(sorted(location.BLANKERS)), noise=st.binary(max_size=40)
)
def test_truncated_and_scrambled_files_neither_break_the_blankers_nor_change_length(
    cut: int, form: str, noise: bytes
) -> None:
    whole = {
        "image/jpeg": samples.photo("JPEG"),
        "image/png": samples.photo("PNG"),
        "image/webp": samples.photo("WEBP"),
        "image/heic": samples.heic(),
    }.get(form, samples.video())
    made = bytearray(whole[:cut] + noise + whole[cut + len(noise) :])
    before = len(made)
    location.BLANKERS[form](made)
    assert len(made) == before
