"""地: the levels of administrative divisions and what a code says by itself.

Pure.  Codes are those of the statistical division codes (统计用区划代码): province 2 digits, city 4,
county 6, township 9, village 12; a village group (村民小组) has no national code and adds two digits to
its village.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """行政区划级别."""

    PROVINCE = "province"  # 省
    CITY = "city"  # 市
    COUNTY = "county"  # 县
    TOWNSHIP = "township"  # 乡镇、街道
    VILLAGE = "village"  # 村、社区
    GROUP = "group"  # 村民小组


CODE_LENGTH: dict[Level, int] = {
    Level.PROVINCE: 2,
    Level.CITY: 4,
    Level.COUNTY: 6,
    Level.TOWNSHIP: 9,
    Level.VILLAGE: 12,
    Level.GROUP: 14,
}
_LEVEL_OF = {length: level for level, length in CODE_LENGTH.items()}
_LENGTHS = sorted(_LEVEL_OF)
MAX_CODE = 14
MAX_NAME = 60


def level_of(code: str) -> Level | None:
    """The level a code belongs to by its length, or None for no code of ours."""
    return _LEVEL_OF.get(len(code)) if code.isascii() and code.isdigit() else None


def parent_code(code: str) -> str | None:
    """The code one level up: 511921100201 → 511921100; None for a province."""
    shorter = [length for length in _LENGTHS if length < len(code)]
    return code[: shorter[-1]] if shorter else None


def lineage(code: str) -> tuple[str, ...]:
    """The codes from the province down to the code itself."""
    return tuple(code[:length] for length in _LENGTHS if length <= len(code))


@dataclass(frozen=True, slots=True)
class Division:
    """One checked row of an import."""

    code: str
    name: str
    level: Level
    parent: str | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken, with its line number and why."""

    line: int
    code: str
    name: str
    reason: str


@dataclass(slots=True)
class ImportReport:
    """What an import did: rows added, renamed, already there, refused."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """新增 33，更名 0，未变 367，有误 0."""
        return f"新增 {self.added}，更名 {self.changed}，未变 {self.unchanged}，有误 {len(self.bad)}"


def read_division(code: str, name: str, level: str = "") -> Division | str:
    """Check one row; returns the division or, in Chinese, what is wrong with it."""
    code, name = code.strip(), name.strip()
    found = level_of(code)
    if found is None:
        return f"编码“{code}”应为2、4、6、9、12或14位数字"
    if level.strip() and level.strip() != found.value:
        return f"编码“{code}”按位数是{found.value}，与所填级别“{level.strip()}”不符"
    if not name:
        return "名称为空"
    if len(name) > MAX_NAME:
        return f"名称超过{MAX_NAME}字"
    if any(ord(sign) < ord(" ") for sign in name):
        return "名称含有控制字符"
    return Division(code, name, found, parent_code(code))


def short_name(name: str) -> str:
    """The name people use: without 村民委员会, 居民委员会 behind it (诺江村村民委员会 → 诺江村)."""
    for ending in ("村民委员会", "居民委员会", "村委会", "居委会"):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name
