"""条形码: the code on every paper by which its matter is found again when scanned or typed.

Eighteen digits: the first 60 free bits of the paper's (or matter's) UUIDv7, its millisecond and the twelve
bits after it, as seventeen digits, and a check digit (Luhn, ISO/IEC 7812-1).  So the code needs no column
and no index of its own: it is a narrow range of primary keys.  It says nothing about person or matter, and
it opens nothing: whoever looks it up sees only what their post may see.
"""

import io
import re
from uuid import UUID

import zxingcpp
from PIL import Image

DIGITS = 18
_SHAPE = re.compile(r"^\d{18}$")
_RANDOM_BITS = 12


def _check_digit(digits: str) -> str:
    """Return the Luhn digit of a row of digits.

    >>> _check_digit("7992739871")
    '3'
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - of two digits their sum counts
    return str(-total % 10)


def code_of(key: UUID) -> str:
    """Return the eighteen digits of a UUIDv7."""
    high = key.int >> 64
    value = (high >> 16) << _RANDOM_BITS | (high & 0xFFF)
    digits = f"{value:017d}"
    return digits + _check_digit(digits)


def keys_of(code: str) -> tuple[UUID, UUID] | None:
    """Return the first and the last id a code may stand for; None for what is no code of ours.

    Blanks and hyphens between the digits are read over, as people type them.
    """
    digits = re.sub(r"[\s-]", "", code)
    if not _SHAPE.match(digits) or _check_digit(digits[:-1]) != digits[-1]:
        return None
    value = int(digits[:-1])
    high = (value >> _RANDOM_BITS) << 16 | 0x7000 | (value & 0xFFF)
    if high >= 1 << 64:
        return None
    # The variant's two bits are 10.
    low = high << 64
    return UUID(int=low | 0x8 << 60), UUID(int=low | 0xBFFFFFFFFFFFFFFF)


def spaced(code: str) -> str:
    """Return a code in groups of six, as it is printed."""
    return " ".join(code[start : start + 6] for start in range(0, len(code), 6))


def drawn(code: str) -> str:
    """Return a code as Code 128 (ISO/IEC 15417) in SVG."""
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.Code128)
    return str(made.to_svg(add_quiet_zones=True))


def picture(code: str) -> bytes:
    """Return a code as Code 128 in PNG, for Word."""
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.Code128)
    image = made.to_image(scale=4)
    height, width = image.shape
    drawing = io.BytesIO()
    grey = bytes(memoryview(image).cast("B"))  # type: ignore[arg-type]
    Image.frombuffer("L", (width, height), grey).save(drawing, "PNG")
    return drawing.getvalue()
