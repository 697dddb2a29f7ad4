"""Who acts, from which post, and how a personal field is written, compared and masked. Pure.

Articles: 《个人信息保护法》6 (minimum), 51 (de-identification); 《信访工作条例》30(3) (confidentiality);
GB/T 22239-2019 访问控制 (a named duty per account, separated duties).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class OrganKind(StrEnum):
    """机关单位类别: what an organ is, which decides where matters may go."""

    COUNTY = "county"
    PETITION_OFFICE = "petition_office"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    DISCIPLINE = "discipline"
    POLITICAL_LEGAL = "political_legal"
    VILLAGE = "village"
    OTHER = "other"
    # Above the county; in a county's installation they are rows others send to, nobody signs in there.
    PREFECTURE = "prefecture"
    PROVINCE = "province"


# 有权处理机关: organs that can be handed a matter. A village committee and the county as a whole cannot
# issue a handling opinion; the petition office routes and supervises (条例 22, 23).
COMPETENT_KINDS = frozenset(
    {
        OrganKind.DEPARTMENT,
        OrganKind.TOWNSHIP,
        OrganKind.DISCIPLINE,
        OrganKind.POLITICAL_LEGAL,
        OrganKind.OTHER,
    }
)


class Duty(StrEnum):
    """职责: what a post is for. Steward (system), supervisor (oversight) and the casework are separate."""

    REGISTRAR = "registrar"
    HANDLER = "handler"
    LEADER = "leader"
    SUPERVISOR = "supervisor"
    STEWARD = "steward"
    REVIEWER = "reviewer"
    COUNTER = "counter"
    TREASURER = "treasurer"


class ActorKind(StrEnum):
    """Which side of the counter an actor stands on."""

    STAFF = "staff"
    PETITIONER = "petitioner"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class PostFacts:
    """任职: one post an actor holds today; ``organ_path`` is the path of codes such as ``county.zjj.``.

    ``standing_for`` is the account whose post it is when the actor only stands in for somebody absent (代办);
    its title then ends in （代）, which papers and ledger show.
    """

    post_id: UUID
    organ_id: UUID
    organ_path: str
    duty: Duty
    title: str
    standing_for: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: an account with its posts of the day, a petitioner, or the system itself."""

    account_id: UUID | None
    name: str
    posts: tuple[PostFacts, ...] = ()
    kind: ActorKind = ActorKind.STAFF

    def holds(self, duty: Duty, organ_id: UUID | None = None) -> bool:
        """Return whether one of the posts carries the duty (in that organ, if one is named)."""
        return any(p.duty is duty and organ_id in {None, p.organ_id} for p in self.posts)

    def organ_ids(self, duty: Duty | None = None) -> frozenset[UUID]:
        """Return the organs of the posts, or only of those that carry the duty."""
        return frozenset(p.organ_id for p in self.posts if duty in {None, p.duty})

    def post_for(self, duty: Duty, organ_id: UUID) -> PostFacts | None:
        """Return the post from which the actor exercises a duty in an organ: an own one before a deputy's."""
        return own_first(p for p in self.posts if p.duty is duty and p.organ_id == organ_id)

    @property
    def duties(self) -> frozenset[Duty]:
        """Return all duties the posts carry."""
        return frozenset(p.duty for p in self.posts)


def own_first(posts: Iterable[PostFacts]) -> PostFacts | None:
    """Return the first of the posts, an own one before one exercised as a deputy (代); None without posts."""
    return min(posts, key=lambda post: post.standing_for is not None, default=None)


SYSTEM = Actor(account_id=None, name="系统", kind=ActorKind.SYSTEM)
"""The actor of scheduled work; it has no posts and no account."""


def petitioner_actor(name: str = "信访人") -> Actor:
    """Return the actor of somebody who proved a query code (信访人); it has no account and no posts."""
    return Actor(account_id=None, name=name, kind=ActorKind.PETITIONER)


def in_force(valid_from: date, valid_to: date | None, on: date) -> bool:
    """Return whether a post stands on that day; both ends are included, no end means until further notice."""
    return valid_from <= on and (valid_to is None or on <= valid_to)


# --- absence and those who stand in ---------------------------------------------------------------------

DEPUTY_MARK = "（代）"
"""What a deputy's title ends in on papers and in the ledger."""

# 三权分立: whoever runs the system, or watches over the casework, has no deputy out of the casework.
DEPUTISED = frozenset({Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.SUPERVISOR, Duty.REVIEWER})


def deputy_title(title: str) -> str:
    """Return the title under which a deputy acts.

    >>> deputy_title("副局长")
    '副局长（代）'
    """
    return title if title.endswith(DEPUTY_MARK) else f"{title}{DEPUTY_MARK}"


@dataclass(frozen=True, slots=True)
class StandInFacts:
    """What a deputy is judged by: the post stood in for, and who is to stand in."""

    duty: Duty
    same_person: bool
    deputy_active: bool
    deputy_in_organ: bool
    deputy_absent: bool
    watches_over: bool = False


def absence_fault(first: date, last: date, on: date, *, overlaps: bool) -> str:
    """Return why an absence cannot be noted down, "" when it can.

    >>> absence_fault(date(2026, 11, 20), date(2026, 11, 25), date(2026, 11, 23), overlaps=False)
    '外出的第一天不能早于今天；已经过去的日子不能补记代办。'
    """
    if last < first:
        return "外出的最后一天不能早于第一天。"
    if first < on:
        return "外出的第一天不能早于今天；已经过去的日子不能补记代办。"
    if overlaps:
        return "这段时间已经记过外出，请先结束原来的，再重新登记。"
    return ""


def stand_in_fault(facts: StandInFacts) -> str:
    """Return why somebody cannot stand in for a post, "" when they can."""
    if facts.duty not in DEPUTISED:
        return "系统管理员的职责不能由人代办；请单位另行任命。"
    faults = (
        (facts.same_person, "不能由本人代办本人的职责。"),
        (not facts.deputy_active, "代办人的账号已经停用。"),
        (not facts.deputy_in_organ, "代办人应当是同一单位的在职人员。"),
        (facts.deputy_absent, "代办人这段时间自己也外出，请另选一位。"),
        (facts.watches_over, "督查与经办应当分开：经办人员不能代办督查，督查人员不能代办经办。"),
    )
    return next((words for there, words in faults if there), "")


# --- the tree of organs -------------------------------------------------------------------------------

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
"""An organ's code: lower-case letters, digits, ``-`` and ``_``; a dot would break the path."""


def is_code(code: str) -> bool:
    """Return whether the text can be an organ's code."""
    return CODE.fullmatch(code) is not None


LETTER_CODE_MAX = 20


def is_letter_code(text: str) -> bool:
    """Return whether the text can be a 机关代字: Chinese characters or letters, at most 20.

    >>> is_letter_code("通住建"), is_letter_code("通〔2026〕")
    (True, False)
    """
    return text.isalpha() and len(text) <= LETTER_CODE_MAX


@dataclass(frozen=True, slots=True)
class Particulars:
    """How an organ is reached and numbers its papers (《信访工作条例》第十八条第一款); each may be empty."""

    telephone: str = ""
    address: str = ""
    letter_code: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organ stands outside the tree of its level (条例 35, 36: 上一级机关、单位).

    ``vertical``: led by its own superior alone (税务, 海关); ``superior_id``: its superior department, the
    next organ of its system, or for a county the prefecture; ``outside``: it does not work with this system.
    """

    vertical: bool = False
    superior_id: UUID | None = None
    outside: bool = False


def path_under(parent_path: str, code: str) -> str:
    """Return the path of an organ: its parent's path, its code and a closing dot.

    >>> path_under("county.", "zjj")
    'county.zjj.'
    """
    return f"{parent_path}{code}."


def is_within(path: str, root: str) -> bool:
    """Return whether the organ at ``path`` is the one at ``root`` or stands beneath it."""
    return bool(root) and path.startswith(root)


def is_above_path(path: str, other: str) -> bool:
    """Return whether the organ at ``path`` stands above ``other`` (上级机关); nobody is above itself."""
    return path != other and is_within(other, path)


def paths_upwards(path: str) -> tuple[str, ...]:
    """Return the organ's own path and the paths of all organs above it, the nearest first.

    >>> paths_upwards("county.zjj.gtk.")
    ('county.zjj.gtk.', 'county.zjj.', 'county.')
    """
    codes = path.rstrip(".").split(".") if path else []
    return tuple(".".join(codes[:n]) + "." for n in range(len(codes), 0, -1))


# --- personal fields: one form for comparing ----------------------------------------------------------


def normal_telephone(number: str) -> str:
    """Return the digits of a telephone number as they are compared: half-width, without +86 or separators.

    >>> normal_telephone("+86 138-1234-5678")
    '13812345678'
    """
    digits = "".join(str(unicodedata.digit(c)) for c in number if unicodedata.digit(c, None) is not None)
    for prefix in ("0086", "86"):
        # Eleven digits after the prefix: a mobile number or a land line with its area code.
        if digits.startswith(prefix) and len(digits) - len(prefix) == 11:  # noqa: PLR2004
            return digits[len(prefix) :]
    return digits


def normal_identity(number: str) -> str:
    """Return an identity number as it is compared: half-width, upper case, without spaces.

    >>> normal_identity("51192119800101001x")
    '51192119800101001X'
    """
    return "".join(unicodedata.normalize("NFKC", number).split()).upper().replace("-", "")


def normal_name(name: str) -> str:
    """Return a person's name as it is compared: NFC, no outer or doubled spaces; rare characters stay."""
    return " ".join(unicodedata.normalize("NFC", name).replace("　", " ").split())


IDENTITY_LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_identity_number(number: str) -> bool:
    """Return whether an 18-character identity number carries its right check character (GB 11643-1999)."""
    number = normal_identity(number)
    if re.fullmatch(r"[0-9]{17}[0-9X]", number) is None:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number[17] == _CHECKS[total % 11]


# --- masks: what a page shows without a reason --------------------------------------------------------


def mask_telephone(number: str) -> str:
    """Return the number with its middle hidden.

    >>> mask_telephone("13812345678")
    '138****5678'
    """
    digits = normal_telephone(number)
    if len(digits) >= 11:  # noqa: PLR2004
        return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
    shown = min(2, len(digits) // 3)
    return "*" * (len(digits) - shown) + digits[len(digits) - shown :]


def mask_identity(number: str) -> str:
    """Return the number with all but the area and the last two characters hidden.

    >>> mask_identity("51192119800101001X")
    '5119************1X'
    """
    number = normal_identity(number)
    if len(number) < 15:  # noqa: PLR2004
        return "*" * len(number)
    return f"{number[:4]}{'*' * (len(number) - 6)}{number[-2:]}"


_TOWN = re.compile(r"^.*?(?:街道|镇|乡|苏木)")
_COUNTY = re.compile(r"^.*?[县区市旗]")


def mask_address(address: str) -> str:
    """Return the address down to the township (else the county); house and village are hidden.

    >>> mask_address("通江县诺水河镇梓潼村3组12号")
    '通江县诺水河镇****'
    """
    address = address.strip()
    if not address:
        return ""
    for level in (_TOWN, _COUNTY):
        found = level.match(address)
        if found:
            return found.group() + "****"
    return "****"


def mask_name(name: str) -> str:
    """Return the first character of the name, the rest hidden.

    >>> mask_name("李桂兰")
    '李**'
    """
    name = normal_name(name)
    return name[:1] + "*" * max(len(name) - 1, 0)


# --- words ------------------------------------------------------------------------------------------

KIND_WORDS: dict[OrganKind, str] = {
    OrganKind.COUNTY: "县委县政府",
    OrganKind.PETITION_OFFICE: "信访部门",
    OrganKind.DEPARTMENT: "职能部门",
    OrganKind.TOWNSHIP: "乡镇街道",
    OrganKind.DISCIPLINE: "纪检监察机关",
    OrganKind.POLITICAL_LEGAL: "政法机关",
    OrganKind.VILLAGE: "村社区",
    OrganKind.OTHER: "其他单位",
    OrganKind.PREFECTURE: "市（州）党委政府",
    OrganKind.PROVINCE: "省级党委政府",
}
DUTY_WORDS: dict[Duty, str] = {
    Duty.REGISTRAR: "登记员",
    Duty.HANDLER: "承办人",
    Duty.LEADER: "负责人",
    Duty.SUPERVISOR: "督办员",
    Duty.STEWARD: "系统管理员",
    Duty.REVIEWER: "复查复核员",
    Duty.COUNTER: "窗口接待员",
    Duty.TREASURER: "资金管理员",
}
