"""提出 (①): what a statement must contain before it may be handed in. Pure.

Articles: 信访工作条例 17 (channels), 19(1) (name, address, requests, facts, reasons), 20(3) (group visits).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Profile
from minqing.kernel.people.rules import is_identity_number, normal_telephone
from minqing.petition.matter.rules import Channel

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
