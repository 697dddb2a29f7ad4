"""Takes the place of taking out of photographs and videos (个人信息保护法 第六条: no more than is needed).

Everything happens in place and keeps the length: only the position is blanked, so that turning, date and
camera of a photograph – which may matter as evidence – stay, the picture itself is not compressed a second
time,
and a 200 MB video needs no second copy.  Not found here: positions burnt into the picture itself, and the
timed position tracks of action cameras.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from mmap import mmap

Buffer = bytearray | mmap

GPS_POINTER = 0x8825
TIFF_HEAD = 8
# Values of up to four bytes stand in the TIFF entry itself.
IN_ENTRY = 4
# Signs of JPEG segments (ITU-T T.81, table B.1).
FILL, START_OF_SCAN, END_OF_IMAGE, APP1, ALONE = 0xFF, 0xDA, 0xD9, 0xE1, 0x01
RESTARTS = range(0xD0, 0xD9)
# Box head, version and flags, an empty name, role, and three coordinates (3GPP TS 26.244, 8.3).
SHORTEST_LOCI = 20
# Bytes per value of the TIFF field types 1 to 12 (TIFF 6.0, section 2).
TIFF_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8)
EXIF_MARK = b"Exif\x00\x00"
XMP_MARK = b"http://ns.adobe.com/xap/1.0/"
XMP_MORE = b"http://ns.adobe.com/xmp/extension/"
POSITION = re.compile(rb"[+-]\d{1,3}(?:\.\d+)?[+-]\d{1,3}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?(?:CRS[\w:]*)?/")
PNG_TEXTS = (b"Raw profile type exif", b"Raw profile type APP1", b"XML:com.adobe.xmp")


def _blank(data: Buffer, start: int, end: int, sign: bytes = b"\x00") -> None:
    """Overwrite ``data[start:end]`` with one sign."""
    data[start:end] = sign * (end - start)


def blank_position_of_tiff(data: Buffer, start: int, end: int) -> bool:
    """Remove the GPS directory from the TIFF structure at ``start``; return whether anything was changed.

    A structure too broken to be read is blanked whole when it names the pointer at all.
    """
    order = {b"II": "<", b"MM": ">"}.get(bytes(data[start : start + 2]))
    if order is None or end - start < TIFF_HEAD:
        return False
    try:
        (directory,) = struct.unpack_from(f"{order}I", data, start + 4)
        return _cut_pointer(data, start, end, directory, order)
    except (struct.error, IndexError):
        _blank(data, start, end)
        return True


def _cut_pointer(data: Buffer, start: int, end: int, directory: int, order: str) -> bool:
    """Take the GPS entry out of the first directory and blank what it pointed to."""
    base = start + directory
    (count,) = struct.unpack_from(f"{order}H", data, base)
    if base + 2 + 12 * count > end:
        raise IndexError
    for number in range(count):
        entry = base + 2 + 12 * number
        tag, _kind, _length, value = struct.unpack_from(f"{order}HHII", data, entry)
        if tag != GPS_POINTER:
            continue
        _blank_directory(data, start, end, start + value, order)
        tail_end = min(base + 2 + 12 * count + 4, end)
        tail = bytes(data[entry + 12 : tail_end])
        data[entry : entry + len(tail)] = tail
        _blank(data, entry + len(tail), tail_end)
        struct.pack_into(f"{order}H", data, base, count - 1)
        return True
    return False


def _blank_directory(data: Buffer, start: int, end: int, base: int, order: str) -> None:
    """Blank a TIFF directory and the values it keeps elsewhere."""
    (count,) = struct.unpack_from(f"{order}H", data, base)
    if base + 2 + 12 * count > end:
        raise IndexError
    for number in range(count):
        _tag, kind, length, value = struct.unpack_from(f"{order}HHII", data, base + 2 + 12 * number)
        size = (TIFF_SIZES[kind] if kind < len(TIFF_SIZES) else 1) * length
        if size > IN_ENTRY and start + value + size <= end:
            _blank(data, start + value, start + value + size)
    _blank(data, base, base + 2 + 12 * count)


def _blank_packet(data: Buffer, start: int, end: int) -> bool:
    """Blank an XMP packet that names a position; return whether it did."""
    if b"GPS" not in bytes(data[start:end]):
        return False
    _blank(data, start, end, b" ")
    return True


def blank_jpeg(data: Buffer) -> bool:
    """Blank the position in the APP1 segments of a JPEG (Exif 2.32, 4.5.4; XMP part 3)."""
    changed, at = False, 2
    while at + 4 <= len(data) and data[at] == FILL:
        marker = data[at + 1]
        if marker == FILL:
            at += 1
            continue
        if marker in (START_OF_SCAN, END_OF_IMAGE):
            break
        if marker == ALONE or marker in RESTARTS:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        start, end = at + 4, min(at + 2 + length, len(data))
        if marker == APP1:
            changed |= _blank_app1(data, start, end)
        at += 2 + max(length, 2)
    return changed


def _blank_app1(data: Buffer, start: int, end: int) -> bool:
    """Blank the position in one APP1 segment."""
    head = bytes(data[start : start + 40])
    if head.startswith(EXIF_MARK):
        return blank_position_of_tiff(data, start + len(EXIF_MARK), end)
    for mark in (XMP_MARK, XMP_MORE):
        if head.startswith(mark):
            return _blank_packet(data, start + len(mark) + 1, end)
    return False


def blank_png(data: Buffer) -> bool:
    """Blank the position in the eXIf chunk of a PNG; put text chunks with XMP or raw Exif out of use."""
    changed, at = False, 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, start, end = bytes(data[at + 4 : at + 8]), at + 8, at + 8 + length
        if end + 4 > len(data):
            break
        touched = False
        if kind == b"eXIf":
            touched = blank_position_of_tiff(data, start, end)
        elif kind in (b"tEXt", b"zTXt", b"iTXt") and bytes(data[start : start + 30]).startswith(PNG_TEXTS):
            _blank(data, start, end)
            data[at + 4 : at + 8] = b"mqBl"  # a private, skippable chunk
            touched = True
        if touched:
            struct.pack_into(">I", data, end, zlib.crc32(bytes(data[at + 4 : end])))
            changed = True
        at = end + 4
    return changed


def blank_webp(data: Buffer) -> bool:
    """Blank the position in the EXIF and XMP chunks of a WebP (RIFF)."""
    changed, at = False, 12
    while at + 8 <= len(data):
        kind = bytes(data[at : at + 4])
        (length,) = struct.unpack_from("<I", data, at + 4)
        start, end = at + 8, min(at + 8 + length, len(data))
        if kind == b"EXIF":
            marked = bytes(data[start : start + 6]) == EXIF_MARK
            changed |= blank_position_of_tiff(data, start + (6 if marked else 0), end)
        elif kind == b"XMP ":
            changed |= _blank_packet(data, start, end)
        at += 8 + length + (length & 1)
    return changed


def blank_heic(data: Buffer) -> bool:
    """Blank the position in every Exif item and XMP packet of a HEIC; the items lie unpacked in the file."""
    changed, at = False, data.find(EXIF_MARK)
    while at >= 0:
        start = at + len(EXIF_MARK)
        if bytes(data[start : start + 4]) in (b"II*\x00", b"MM\x00*"):
            changed |= blank_position_of_tiff(data, start, min(start + 1_048_576, len(data)))
        at = data.find(EXIF_MARK, start)
    at = data.find(b"<x:xmpmeta")
    while at >= 0:
        end = data.find(b"</x:xmpmeta>", at)
        end = len(data) if end < 0 else end
        changed |= _blank_packet(data, at, end)
        at = data.find(b"<x:xmpmeta", end)
    return changed


def _boxes(data: Buffer, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, start of content, end) of the ISO media boxes between two places; stops at nonsense."""
    while start + 8 <= end:
        size, head = struct.unpack_from(">I", data, start)[0], 8
        if size == 1 and start + 16 <= end:
            size, head = struct.unpack_from(">Q", data, start + 8)[0], 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return
        yield bytes(data[start + 4 : start + 8]), start + head, start + size
        start += size


def blank_video(data: Buffer) -> bool:
    """Blank the recorded position in the movie header of an MP4, MOV, 3GP or M4A.

    Phones write it as ISO 6709 text (``+31.9119+107.2447/``) in ``©xyz`` or in the metadata item
    ``com.apple.quicktime.location.ISO6709``, 3GPP as the box ``loci``; the pictures themselves are not read.
    """
    changed = False
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind not in (b"moov", b"meta", b"udta"):
            continue
        for found in list(POSITION.finditer(bytes(data[start:end]))):
            _blank(data, start + found.start(), start + found.end() - 1, b"0")
            changed = True
        at = data.find(b"loci", start + 4, end)
        while at > start:
            size = struct.unpack_from(">I", data, at - 4)[0]
            if SHORTEST_LOCI <= size <= end - at + 4:
                _blank(data, at + 8, at - 4 + size)
                changed = True
            at = data.find(b"loci", at + 4, end)
    return changed


BLANKERS = {
    "image/jpeg": blank_jpeg,
    "image/png": blank_png,
    "image/webp": blank_webp,
    "image/heic": blank_heic,
    "video/mp4": blank_video,
    "video/quicktime": blank_video,
    "video/3gpp": blank_video,
    "audio/mp4": blank_video,
}
