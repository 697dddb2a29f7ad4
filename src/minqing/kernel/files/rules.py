"""What may be handed in as an attachment (附件), decided by content and never by the name alone.

The closed list of kinds, their size limits, and the plain words of each refusal.  Programs, web pages, vector
drawings with scripts, archives and documents with macros are never taken in: a petition office opens
attachments
on the computers of its own network (信访工作条例 第十八条 asks only for material, not for programs).
"""

from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024 * 1024


class FileKind(StrEnum):
    """附件种类."""

    PHOTO = "photo"
    AUDIO = "audio"
    VIDEO = "video"
    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    TEXT = "text"


# Sizes in bytes.  200 MB is about ten minutes of telephone video; 50 MB holds a scanned file of 100 pages.
LIMITS: dict[FileKind, int] = {
    FileKind.PHOTO: 50 * MEGABYTE,
    FileKind.AUDIO: 50 * MEGABYTE,
    FileKind.VIDEO: 200 * MEGABYTE,
    FileKind.PDF: 50 * MEGABYTE,
    FileKind.WORD: 50 * MEGABYTE,
    FileKind.EXCEL: 50 * MEGABYTE,
    FileKind.TEXT: 50 * MEGABYTE,  # a sheet of letters of some years as CSV
}

KIND_WORDS: dict[FileKind, str] = {
    FileKind.PHOTO: "照片",
    FileKind.AUDIO: "录音",
    FileKind.VIDEO: "视频",
    FileKind.PDF: "PDF 文件",
    FileKind.WORD: "Word 文档",
    FileKind.EXCEL: "Excel 表格",
    FileKind.TEXT: "文本",
}

WELCOME = "可以上传照片、录音、视频、Word、Excel、PDF 和文本文件"


@dataclass(frozen=True)
class FileType:
    """A type recognised by content: its media type, kind and the name endings that honestly go with it."""

    media_type: str
    kind: FileKind
    endings: tuple[str, ...]


JPEG = FileType("image/jpeg", FileKind.PHOTO, ("jpg", "jpeg", "jpe", "jfif"))
PNG = FileType("image/png", FileKind.PHOTO, ("png",))
GIF = FileType("image/gif", FileKind.PHOTO, ("gif",))
BMP = FileType("image/bmp", FileKind.PHOTO, ("bmp", "dib"))
WEBP = FileType("image/webp", FileKind.PHOTO, ("webp",))
HEIC = FileType("image/heic", FileKind.PHOTO, ("heic", "heif", "hif"))
MP4 = FileType("video/mp4", FileKind.VIDEO, ("mp4", "m4v", "mov"))
MOV = FileType("video/quicktime", FileKind.VIDEO, ("mov", "qt", "mp4"))
THREE_GP = FileType("video/3gpp", FileKind.VIDEO, ("3gp", "3g2", "3gpp", "mp4"))
WEBM = FileType("video/webm", FileKind.VIDEO, ("webm", "mkv"))
AVI = FileType("video/x-msvideo", FileKind.VIDEO, ("avi",))
M4A = FileType("audio/mp4", FileKind.AUDIO, ("m4a", "m4b", "mp4", "aac"))
MP3 = FileType("audio/mpeg", FileKind.AUDIO, ("mp3", "mpga"))
AAC = FileType("audio/aac", FileKind.AUDIO, ("aac",))
WAV = FileType("audio/wav", FileKind.AUDIO, ("wav",))
AMR = FileType("audio/amr", FileKind.AUDIO, ("amr",))
OGG = FileType("audio/ogg", FileKind.AUDIO, ("ogg", "oga", "opus"))
FLAC = FileType("audio/flac", FileKind.AUDIO, ("flac",))
PDF = FileType("application/pdf", FileKind.PDF, ("pdf",))
DOCX = FileType(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileKind.WORD, ("docx",)
)
XLSX = FileType(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileKind.EXCEL, ("xlsx",)
)
DOC = FileType("application/msword", FileKind.WORD, ("doc", "wps"))
XLS = FileType("application/vnd.ms-excel", FileKind.EXCEL, ("xls", "et"))
RTF = FileType("application/rtf", FileKind.WORD, ("rtf", "doc"))
TEXT = FileType("text/plain", FileKind.TEXT, ("txt", "csv", "md", "log"))

# Brands of the ISO base media file format (ISO/IEC 14496-12 "ftyp") by what they are to a petitioner.
HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"heif"})
AUDIO_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})


@dataclass(frozen=True)
class Verdict:
    """Either a recognised type, or the plain reason why the content is not taken in."""

    type: FileType | None
    reason: str = ""


def ending_of(name: str) -> str:
    """Return the ending of a file name in lower case without the dot, or "" when it has none."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[-1].lower() if "." in base.strip(".") else ""


def safe_name(name: str, found: FileType) -> str:
    """Return a name fit for showing and download: no path, no control signs, at most 120 letters.

    A name without ending receives the first honest one of ``found``; bidirectional marks, with which
    ``cod.exe`` can be shown as ``exe.doc``, are removed.
    """
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in base if c.isprintable() and c not in '<>:"|?*').strip(" .")
    ending = ending_of(kept)
    stem = kept[: -len(ending) - 1] if ending else kept
    return f"{stem[:110] or '附件'}.{ending or found.endings[0]}"


def ending_verdict(name: str, found: FileType) -> str:
    """Return "" when the name's ending honestly goes with the content, else the reason in plain words."""
    ending = ending_of(name)
    if not ending or ending in found.endings:
        return ""
    real = f"{KIND_WORDS[found.kind]}（.{found.endings[0]}）"
    return f"文件名以 .{ending} 结尾，内容却是{real}。请用真实的文件名重新上传。"


def size_verdict(size: int, kind: FileKind, limits: dict[FileKind, int]) -> str:
    """Return "" when ``size`` bytes are within the limit of the kind, else the reason in plain words."""
    if size <= limits[kind]:
        return ""
    return f"{KIND_WORDS[kind]}不能超过 {limits[kind] // MEGABYTE} MB，请压缩或分开上传。"
