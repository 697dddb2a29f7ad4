"""提出 (①): what a statement must contain before it may be handed in. Pure.

Articles: 信访工作条例 17 (channels), 19(1) (name, address, requests, facts, reasons; what is said is written
down truthfully), 20(3) (group visits), 22-23 (days run from receipt).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Profile
from minqing.kernel.people.rules import is_identity_number, normal_telephone
from minqing.petition.matter.rules import REGULATION, Channel

TITLE_MAX: Final = 200
# A statement longer than a dozen printed pages is a file to attach, not a text to type.
BODY_MAX: Final = 20_000
REQUEST_MAX: Final = 1_000
REQUESTS_MAX: Final = 20
NAME_MAX: Final = 100
ADDRESS_MAX: Final = 300
PEOPLE_MAX: Final = 100_000
KEY_MAX: Final = 64
# Nothing this program keeps is older; an earlier day is a slip of the keyboard.
EARLIEST: Final = date(1949, 10, 1)
_TELEPHONE: Final = re.compile(r"\d{5,15}")
# Letters and digits that cannot be mistaken for one another when read aloud or copied by hand.
CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 10
TAIL_LENGTH: Final = 4

RECEIPT: Final = Article(REGULATION, "22(1)")


class Happened(StrEnum):
    """来访、来电等本身的日子: what a matter's own day means beside the day of receipt, by channel."""

    POSTED = "posted"
    CAME = "came"
    CALLED = "called"
    FAXED = "faxed"
    HANDED_OVER = "handed_over"
    VISITED_BY_TEAM = "visited_by_team"


@dataclass(frozen=True, slots=True)
class ChannelDays:
    """Which days a channel has: its own one, whether that may lie before receipt, and what the clocks run on.

    ``same_day``: the organ receives at that very moment (visit, call, fax), so the two days are one.
    ``runs_from`` is the day every clock of 22 and 23 begins; the Regulation knows only receipt (收到).
    """

    happened: Happened | None
    words: str
    same_day: bool
    runs_from: str = "received"
    basis: Article = RECEIPT


CHANNEL_DAYS: Final[Mapping[Channel, ChannelDays]] = MappingProxyType(
    {
        Channel.ONLINE: ChannelDays(None, "", same_day=True),
        Channel.LETTER: ChannelDays(Happened.POSTED, "寄出日期（邮戳）", same_day=False),
        Channel.VISIT: ChannelDays(Happened.CAME, "来访日期", same_day=True),
        Channel.CALL: ChannelDays(Happened.CALLED, "来电日期", same_day=True),
        Channel.FAX: ChannelDays(Happened.FAXED, "传真日期", same_day=True),
        Channel.HANDED_OVER: ChannelDays(Happened.HANDED_OVER, "移交日期", same_day=False),
        Channel.FIELD: ChannelDays(Happened.VISITED_BY_TEAM, "工作队走访日期", same_day=False),
    }
)

# What is said and not written: to be written down truthfully and read back (19(1)).
SPOKEN: Final = frozenset({Channel.VISIT, Channel.CALL, Channel.FIELD})


class Confirmed(StrEnum):
    """宣读后怎样确认的: how somebody agreed to what was written down of their words."""

    SIGNED = "signed"
    FINGERPRINT = "fingerprint"
    SAID_YES = "said_yes"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Arrived:
    """到达情况: the true day of the channel and where it came through, beside the day of receipt.

    ``happened_on`` is what ``CHANNEL_DAYS`` calls it; ``from_organ`` and ``from_number`` name the organ that
    handed over and its letter, ``team`` the field team, ``label`` the barcode stuck on the paper. ``oral``:
    the words were spoken and written down; ``confirmed`` how they were agreed to after reading back.
    """

    happened_on: date | None = None
    from_organ: str = ""
    from_number: str = ""
    team: str = ""
    label: str = ""
    oral: bool = False
    confirmed: Confirmed | None = None
    confirmed_words: str = ""

    @property
    def says_something(self) -> bool:
        """Return whether there is anything to keep."""
        return self != Arrived()


@dataclass(frozen=True, slots=True)
class Speaker:
    """代表: one who speaks for a group, chosen by the group itself (20(3))."""

    name: str
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """诉求陈述: what a resident says, as typed by them or written down truthfully by staff (19(1)).

    ``representatives`` counts those who speak for a group visit (20(3)); ``requests`` are answered one by
    one; ``received_on`` is the postmark's or visit's day when it is not today; ``organ_id`` the organ it was
    handed to (default: the county's petition office).
    """

    title: str
    body: str
    requests: tuple[str, ...]
    name: str = ""
    telephone: str = ""
    identity_number: str = ""
    home_address: str = ""
    place_code: str = ""
    address: str = ""
    anonymous: bool = False
    confidential: bool = False
    electronic_delivery: bool = False
    channel: Channel = Channel.ONLINE
    people_count: int = 1
    representatives: int = 0
    file_ids: tuple[UUID, ...] = ()
    idempotency_key: str = ""
    received_on: date | None = None
    source_ref: str = ""
    organ_id: UUID | None = None
    arrived: Arrived = field(default_factory=Arrived)
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at which field, in plain Chinese."""

    field: str
    words: str


def check_statement(statement: Statement, terms: Profile, today: date | None = None) -> tuple[Problem, ...]:
    """Return every problem of a statement, in the order of the form; () when it may be handed in.

    19(1): name, requests, facts and reasons. A letter taken over from another system (``source_ref``) is
    registered as it is, even without separate requests: refusing it would be refusing to register (22(1)).
    """
    return (
        *_text_problems(statement),
        *_request_problems(statement),
        *_person_problems(statement),
        *_number_problems(statement, terms, today),
        *arrival_problems(statement),
        *speaker_problems(statement, terms),
    )


def _text_problems(statement: Statement) -> list[Problem]:
    found = []
    if not statement.body.strip():
        found.append(Problem("body", "请写下发生了什么事。"))
    elif len(statement.body) > BODY_MAX:
        found.append(
            Problem(
                "body", f"最多{BODY_MAX}个字，现在有{len(statement.body)}个字；更长的材料请作为附件上传。"
            )
        )
    if len(statement.title) > TITLE_MAX:
        found.append(Problem("title", f"标题最多{TITLE_MAX}个字。"))
    if len(statement.address) > ADDRESS_MAX:
        found.append(Problem("address", f"地点最多{ADDRESS_MAX}个字。"))
    return found


def _request_problems(statement: Statement) -> list[Problem]:
    requests = [text for text in statement.requests if text.strip()]
    if not requests and not statement.source_ref:
        return [Problem("requests", "请写下您要求解决什么，至少一项。")]
    if len(requests) > REQUESTS_MAX:
        return [Problem("requests", f"一件信访事项最多写{REQUESTS_MAX}项请求，其余的请另行提出。")]
    if any(len(text) > REQUEST_MAX for text in requests):
        return [Problem("requests", f"每项请求最多{REQUEST_MAX}个字。")]
    return []


def _person_problems(statement: Statement) -> list[Problem]:
    found = []
    if not statement.anonymous and not statement.name.strip():
        found.append(Problem("name", "请填写姓名；不愿署名的，请选择匿名。"))
    if len(statement.name) > NAME_MAX:
        found.append(Problem("name", f"姓名最多{NAME_MAX}个字。"))
    if statement.telephone.strip() and not _TELEPHONE.fullmatch(normal_telephone(statement.telephone)):
        found.append(Problem("telephone", "电话号码不对，请检查。"))
    if statement.identity_number.strip() and not is_identity_number(statement.identity_number):
        found.append(Problem("identity_number", "身份证号码不对，请检查。"))
    if len(statement.home_address) > ADDRESS_MAX:
        found.append(Problem("home_address", f"住址最多{ADDRESS_MAX}个字。"))
    return found


def _number_problems(statement: Statement, terms: Profile, today: date | None) -> list[Problem]:
    found = []
    if not 1 <= statement.people_count <= PEOPLE_MAX:
        found.append(Problem("people_count", "涉及人数应当是1以上的整数。"))
    most = terms.setting("max_representatives")
    if statement.channel is Channel.VISIT and statement.representatives > most:
        found.append(Problem("representatives", f"多人走访应当推选代表，代表人数不得超过{most}人。"))
    if today is not None and statement.received_on is not None and statement.received_on > today:
        found.append(Problem("received_on", "收到日期不能晚于今天。"))
    if statement.received_on is not None and statement.received_on < EARLIEST:
        found.append(Problem("received_on", "收到日期太早，请核对年份。"))
    return found


def arrival_problems(statement: Statement) -> list[Problem]:
    """Return what is wrong with the days and the origin of a statement.

    Received before it was posted, handed over or told; a visit or call on another day than its receipt;
    handed over by nobody; read back although nothing was said.
    """
    arrived, days = statement.arrived, CHANNEL_DAYS[statement.channel]
    found = []
    own, received = arrived.happened_on, statement.received_on
    if own is not None and days.happened is None:
        found.append(Problem("happened_on", "网上提出的，提交的那一天就是收到日期，不另填日期。"))
    elif own is not None and received is not None and own > received:
        found.append(Problem("happened_on", f"{days.words}不能晚于收到日期，请核对。"))
    elif own is not None and received is not None and days.same_day and own != received:
        found.append(Problem("happened_on", f"{days.words}就是收到日期，两个日期应当相同。"))
    if own is not None and own < EARLIEST:
        found.append(Problem("happened_on", "日期太早，请核对年份。"))
    if statement.channel is Channel.HANDED_OVER and arrived.says_something and not arrived.from_organ.strip():
        found.append(Problem("from_organ", "请写明是哪个机关、单位移交的。"))
    if statement.channel is Channel.FIELD and arrived.says_something and not arrived.team.strip():
        found.append(Problem("team", "请写明是哪个工作队上报的。"))
    if arrived.confirmed is not None and not arrived.oral:
        found.append(Problem("confirmed", "只有口述的内容才需要宣读确认；书面提出的不用填。"))
    if arrived.confirmed is Confirmed.DECLINED and not arrived.confirmed_words.strip():
        found.append(Problem("confirmed_words", "本人不愿确认的，请写明经过。"))
    return found


def speaker_problems(statement: Statement, terms: Profile) -> list[Problem]:
    """Return what is wrong with the representatives: too many of a visit (20(3)), more than people, no name.

    The number is limited for visits only; a joint letter or call names as many as it likes.
    """
    found = []
    most = terms.setting("max_representatives")
    count = len(statement.speakers)
    if statement.channel is Channel.VISIT and count > most:
        words = (
            f"多人走访应当推选代表，代表人数不得超过{most}人；请由他们自己推选，其余的人可以作为参加人登记。"
        )
        found.append(Problem("speakers", words))
    if count > statement.people_count:
        found.append(Problem("people_count", f"推选了{count}名代表，涉及人数不能比代表少。"))
    if any(not speaker.name.strip() or len(speaker.name) > NAME_MAX for speaker in statement.speakers):
        found.append(Problem("speakers", "每名代表都要写姓名。"))
    wrong = [
        s
        for s in statement.speakers
        if s.telephone and not _TELEPHONE.fullmatch(normal_telephone(s.telephone))
    ]
    if wrong:
        found.append(Problem("speakers", f"代表{wrong[0].name}的电话号码不对，请检查。"))
    return found


def joiner_problems(speaker: Speaker) -> list[Problem]:
    """Return what is missing from one who joins: a name, and a telephone that can be one."""
    found = []
    if not speaker.name.strip():
        found.append(Problem("name", "请写姓名；共同提出的，每个人都要署名。"))
    if len(speaker.name) > NAME_MAX:
        found.append(Problem("name", f"姓名最多{NAME_MAX}个字。"))
    if speaker.telephone and not _TELEPHONE.fullmatch(normal_telephone(speaker.telephone)):
        found.append(Problem("telephone", "电话号码不对，请检查。"))
    return found


def title_of(statement: Statement) -> str:
    """Return the title, or the first words of the body when none was given."""
    given = " ".join(statement.title.split())
    if given:
        return given[:TITLE_MAX]
    first = " ".join(statement.body.split())
    limit = 30
    return first if len(first) <= limit else first[:limit] + "…"


def requests_of(statement: Statement) -> tuple[str, ...]:
    """Return the requests without blank ones; a matter without any asks for what its title says."""
    return tuple(text.strip() for text in statement.requests if text.strip()) or (title_of(statement),)


def tail_of(telephone: str) -> str:
    """Return the last four digits of a telephone number, or "" when it has fewer.

    >>> tail_of("138-1234-5678")
    '5678'
    """
    digits = normal_telephone(telephone)
    return digits[-TAIL_LENGTH:] if len(digits) >= TAIL_LENGTH else ""


def normal_code(code: str) -> str:
    """Return a query code as it is stored: upper case, without spaces and dashes."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
