"""金额: money in integer 分, read from 元 and written as 元 or in capitals. Never a float. Pure."""

import re
import unicodedata
from typing import Final

from minqing.kernel.law.rules import Incomplete

# 一百亿元: far above any fund of a county, far below what a 64-bit column holds.
MOST: Final = 10**12
_YUAN: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,11})(?:\.(\d{1,2}))?")
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿")


def read_yuan(text: str) -> int:
    """Return an amount written in 元 as 分: ``"3,000.5"`` → 300050.

    Raises:
        Incomplete: nothing, a sign, more than two decimals, or more than ten thousand million 元.
    """
    found = _YUAN.fullmatch(unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("元"))
    if found is None:
        raise Incomplete("金额请用数字写，单位是元，最多两位小数，例如 3000 或者 1250.50。")
    fen = int(found[1].replace(",", "")) * 100 + int((found[2] or "").ljust(2, "0"))
    if fen > MOST:
        raise Incomplete("金额太大，请核对单位是不是元。")
    return fen


def yuan(fen: int) -> str:
    """Return an amount in 元 with two decimals: 300050 → ``3,000.50``; below zero with a minus."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def capitals(fen: int) -> str:
    """Return an amount in the capitals of receipts (票据大写): 300050 → ``叁仟元伍角``, 100 → ``壹元整``."""
    if not 0 <= fen <= MOST:
        raise ValueError("no receipt for this amount")
    whole, rest = divmod(fen, 100)
    words = f"{_whole(whole)}元" if whole else ""
    jiao, single = divmod(rest, 10)
    if not rest:
        return f"{words or '零元'}整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif whole:
        words += "零"
    return words + (f"{_DIGITS[single]}分" if single else "")


def _whole(value: int) -> str:
    """Return a number above zero in capitals, by groups of four digits."""
    groups = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    words = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        # A gap before this group, or a group that does not fill its four places, is read as one 零.
        below = place + 1 < len(groups)
        if words and below and (group < 1_000 or groups[place + 1] == 0):  # noqa: PLR2004 - four places
            words += "零"
        words += _group(group) + _GROUPS[place]
    return words


def _group(value: int) -> str:
    """Return one group of up to four digits in capitals."""
    words, gap = "", False
    for place in range(3, -1, -1):
        digit, value = divmod(value, 10**place)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words
