"""Small files of every kind, made on the spot, with and without a place of taking."""

import io
import struct
import zipfile

from PIL import Image

GPS = {1: "N", 2: (31.0, 54.0, 42.84), 3: "E", 4: (107.0, 14.0, 40.92), 29: "2026:03:05"}
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
POSITION = b"+31.9119+107.2447+420.500/"


def exif() -> Image.Exif:
    """Return Exif data with a position, a camera and a turned picture."""
    made = Image.Exif()
    made[0x010F] = "国产手机"
    made[0x0112] = 6
    made.get_ifd(0x8825).update(GPS)
    return made


def photo(form: str = "JPEG", *, located: bool = True, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a photograph in a format of Pillow."""
    target = io.BytesIO()
    image = Image.new("RGB", size, (180, 60, 40))
    if located:
        image.save(target, form, exif=exif())
    else:
        image.save(target, form)
    return target.getvalue()


def position_in(content: bytes) -> dict[int, object]:
    """Return the position Pillow finds in a photograph, {} when there is none."""
    with Image.open(io.BytesIO(content)) as image:
        return dict(image.getexif().get_ifd(0x8825))


def office(*names: str, types: str = WORD_TYPE) -> bytes:
    """Return an office container with the named parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", f'<Types><Override ContentType="{types}"/></Types>')
        for name in names:
            made.writestr(name, "<x/>")
    return target.getvalue()


def box(kind: bytes, content: bytes) -> bytes:
    """Return a box of the ISO media format."""
    return struct.pack(">I", len(content) + 8) + kind + content


def video(brand: bytes = b"mp42") -> bytes:
    """Return the frame of a telephone video with the position in both usual places."""
    keys = box(b"keys", b"mdtacom.apple.quicktime.location.ISO6709") + box(b"ilst", b"\x00" * 8 + POSITION)
    udta = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(POSITION), 0x15C7) + POSITION))
    loci = box(b"loci", b"\x00" * 8 + b"HOME" + struct.pack(">III", 7028736, 2091408, 27557888))
    moov = box(b"moov", box(b"mvhd", b"\x00" * 100) + udta + box(b"meta", keys) + loci)
    return box(b"ftyp", brand + b"\x00\x00\x02\x00mp42isom") + box(b"mdat", b"picture +1+2/ data" * 50) + moov


def heic() -> bytes:
    """Return the frame of a HEIC whose Exif item holds a position."""
    block = exif().tobytes()
    return box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + box(
        b"mdat", b"\x00\x00\x00\x06" + block + b"tile" * 40
    )


def old_word(*, macros: bool = False) -> bytes:
    """Return something with the head and the directory names of an old Word document."""
    names = ["Root Entry", "WordDocument", *(["Macros", "_VBA_PROJECT"] if macros else [])]
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\x00") + b"\x00" * 64 for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + entries
