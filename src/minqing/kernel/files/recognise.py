"""Recognises what a content is (类型识别) by its own signs, and refuses what may do harm when opened."""

import codecs
import re
import zipfile
import zlib
from pathlib import Path

import puremagic
from PIL import Image

from minqing.kernel.files import rules
from minqing.kernel.files.rules import MEGABYTE, WELCOME, FileType, Verdict

HEAD = 4096

MACROS = "这个文档带有宏程序，不能上传。请在 Word 或 Excel 里另存为不带宏的文档（.docx、.xlsx）。"
PROGRAM = "这是程序文件，不能上传。" + WELCOME + "。"
WEB_PAGE = "网页和 SVG 图形可能带有程序，不能上传。请截图或转成 PDF。"
ARCHIVE = "压缩包不能直接上传，请解开后把里面的文件分别上传。"
BOMB = "这个文件解开后异常庞大，不能上传。"
BROKEN = "文件已损坏，无法读取，请重新导出或拍摄后上传。"
EMPTY = "文件是空的，没有内容。"
LOCKED = "文档设有密码，无法查看，请去掉密码后上传。"

# The first bytes of programs on the systems in use: Windows, Linux, macOS (three byte orders), scripts,
# Java, shortcuts.
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"\x00asm",
)
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF", b"\x28\xb5\x2f\xfd")
MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|svg|script|iframe|body|head|object|embed|\?xml|\?php|%)", re.IGNORECASE
)
SIMPLE: tuple[tuple[bytes, FileType], ...] = (
    (b"\xff\xd8\xff", rules.JPEG),
    (b"\x89PNG\r\n\x1a\n", rules.PNG),
    (b"GIF87a", rules.GIF),
    (b"GIF89a", rules.GIF),
    (b"\x1aE\xdf\xa3", rules.WEBM),
    (b"ID3", rules.MP3),
    (b"#!AMR", rules.AMR),
    (b"OggS", rules.OGG),
    (b"fLaC", rules.FLAC),
    (b"{\\rtf", rules.RTF),
)
# Sizes of the second head of a BMP; sync and layer bits of MPEG audio (ISO/IEC 11172-3, 2.4.2.3).
BMP_HEADS = frozenset({12, 40, 52, 56, 108, 124})
ALL_ONES, ADTS, SYNC, NO_BITRATE = 0xFF, 0xF0, 0xE0, 0xF0
LAYERS = (2, 4)
RIFF = {b"WEBP": rules.WEBP, b"WAVE": rules.WAV, b"AVI ": rules.AVI}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OOXML = {"word/document.xml": rules.DOCX, "xl/workbook.xml": rules.XLSX, "xl/workbook.bin": rules.XLSX}
# Pixels above which a picture is a trap for whoever opens it; the largest telephone sensor has 200 million.
MOST_PIXELS = 250_000_000
# An office document of 50 MB unpacks to some hundred MB of XML at the very most.
MOST_UNPACKED = 1024 * MEGABYTE
MOST_RATIO = 300
MOST_PARTS = 20_000
SUSPICIOUS = 20 * MEGABYTE
RUNNABLE = (".exe", ".dll", ".js", ".vbs", ".bat", ".scr")


def by_head(head: bytes) -> FileType | None:
    """Return the type a first block of up to 4096 bytes shows, or None where more must be read to tell."""
    for sign, found in SIMPLE:
        if head.startswith(sign):
            return found
    if head[:4] == b"RIFF":
        return RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    return rules.PDF if b"%PDF-" in head[:1024] else _by_frame(head)


def _by_frame(head: bytes) -> FileType | None:
    """Return what has no sign but a regular frame: BMP by its second head, AAC and MP3 by sync bits."""
    if head[:2] == b"BM":
        return rules.BMP if int.from_bytes(head[14:18], "little") in BMP_HEADS else None
    first, second, third = (*head[:3], 0, 0, 0)[:3]
    if first != ALL_ONES:
        return None
    if second & 0xF6 == ADTS:
        return rules.AAC
    is_mpeg = second & SYNC == SYNC and second & 0x06 in LAYERS and third & NO_BITRATE != NO_BITRATE
    return rules.MP3 if is_mpeg else None


def _by_brand(head: bytes) -> FileType:
    """Return the type of an ISO media file by its major brand."""
    brand = head[8:12]
    if brand in rules.HEIF_BRANDS:
        return rules.HEIC
    if brand in rules.AUDIO_BRANDS:
        return rules.M4A
    if brand == b"qt  ":
        return rules.MOV
    return rules.THREE_GP if brand[:3] in (b"3gp", b"3g2") else rules.MP4


def refused_by_head(head: bytes) -> str:
    """Return the reason for which a first block is refused at once, or ""."""
    if not head:
        return EMPTY
    if head.startswith(PROGRAMS) and not head.startswith(b"#!AMR"):
        return PROGRAM
    if head.startswith(ARCHIVES):
        return ARCHIVE
    if head[:5] != b"%PDF-" and MARKUP.search(head[:1024]) and by_head(head) in (None, rules.PDF):
        return WEB_PAGE
    return ""


def recognise(path: Path) -> Verdict:
    """Return what the file at ``path`` is, having read as much as needed, or why it is not taken in."""
    with path.open("rb") as opened:
        head = opened.read(HEAD)
    reason = refused_by_head(head)
    if reason:
        return Verdict(None, reason)
    found = by_head(head)
    if found is None:
        return _by_more(path, head)
    if found in (rules.JPEG, rules.PNG, rules.GIF, rules.BMP, rules.WEBP):
        return _picture(path, found)
    return Verdict(found)


def _by_more(path: Path, head: bytes) -> Verdict:
    """Recognise what a first block does not tell: office documents and plain text."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(path)
    if head.startswith(OLE):
        return _ole(path)
    if _is_text(path):
        return Verdict(rules.TEXT)
    try:
        named = puremagic.from_string(head)
    except (puremagic.PureError, ValueError):
        named = ""
    return Verdict(None, f"不能识别或不接受这种文件{f'（{named}）' if named else ''}。{WELCOME}。")


def _picture(path: Path, found: FileType) -> Verdict:
    """Open a picture's header: what cannot be opened is broken, what is absurdly large is a trap."""
    try:
        with Image.open(path) as image:
            width, height = image.size
    except Image.DecompressionBombError:
        return Verdict(None, BOMB)
    except (OSError, SyntaxError, ValueError):
        return Verdict(None, BROKEN)
    return Verdict(None, BOMB) if width * height > MOST_PIXELS else Verdict(found)


def _zip(path: Path) -> Verdict:
    """Look into a ZIP container without unpacking it: Word, Excel, or something not taken in."""
    try:
        with zipfile.ZipFile(path) as opened:
            parts = opened.infolist()
            names = {part.filename for part in parts}
            if _is_bomb(parts):
                return Verdict(None, BOMB)
            listed = _content_types(opened) if "[Content_Types].xml" in names else b""
    # A packing method zipfile does not know comes as a kind of RuntimeError: refused as broken.
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError, zlib.error):
        return Verdict(None, BROKEN)
    reason = _harm_in(names, listed)
    found = next((OOXML[name] for name in OOXML if name in names), None)
    if found is None or not listed:
        return Verdict(None, ARCHIVE)
    return Verdict(None, reason) if reason else Verdict(found)


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    """Return whether a container would unpack to far more than an honest document does."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    dense = unpacked > SUSPICIOUS and unpacked / packed > MOST_RATIO
    return len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or dense


def _harm_in(names: set[str], listed: bytes) -> str:
    """Return why an office document is refused for its parts, or ""."""
    lowered = {name.lower() for name in names}
    if b"macroEnabled" in listed or any("vbaproject" in name or "macrosheets/" in name for name in lowered):
        return MACROS
    return PROGRAM if any(name.endswith(RUNNABLE) for name in lowered) else ""


def _content_types(opened: zipfile.ZipFile) -> bytes:
    """Return at most one megabyte of the list of content types; a longer one is no honest list."""
    with opened.open("[Content_Types].xml") as part:
        return part.read(MEGABYTE)


def _ole(path: Path) -> Verdict:
    """Recognise an old Word or Excel document by the names in its directory; macros are refused."""
    signs = {
        name: name.encode("utf-16-le")
        for name in ("WordDocument", "Workbook", "Book", "_VBA_PROJECT", "EncryptedPackage")
    }
    seen: set[str] = set()
    before = b""
    with path.open("rb") as opened:
        while block := opened.read(MEGABYTE):
            window = before + block
            seen |= {name for name, sign in signs.items() if sign in window}
            before = block[-64:]
    if "EncryptedPackage" in seen:
        return Verdict(None, LOCKED)
    if "_VBA_PROJECT" in seen:
        return Verdict(None, MACROS)
    if "WordDocument" in seen:
        return Verdict(rules.DOC)
    if seen & {"Workbook", "Book"}:
        return Verdict(rules.XLS)
    return Verdict(None, f"不能识别或不接受这种文件。{WELCOME}。")


def _is_text(path: Path) -> bool:
    """Return whether the whole file is readable text in UTF-8, GB18030 or UTF-16 with a mark."""
    with path.open("rb") as opened:
        marked = opened.read(2) in (b"\xff\xfe", b"\xfe\xff")
    return any(_decodes(path, encoding) for encoding in (("utf-16",) if marked else ("utf-8", "gb18030")))


def _decodes(path: Path, encoding: str) -> bool:
    """Return whether the file decodes without error and without control signs."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as opened:
            while block := opened.read(MEGABYTE):
                text = decoder.decode(block)
                if any(sign < " " and sign not in "\t\r\n\f" for sign in set(text)):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
