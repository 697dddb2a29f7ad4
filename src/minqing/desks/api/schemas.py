"""The shapes of the API: what is sent in, what comes back. Field names are those of the petition room.

Days are ISO dates (``2026-11-30``), instants ISO 8601 with offset, ids UUIDs. Unknown fields are refused.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from minqing.kernel.documents.public import DeliveryWay
from minqing.petition.public import Channel, Mode, Outcome, Procedure, Purpose, State
from minqing.petition.public.coming_in import Confirmed
from minqing.petition.public.handling import Way

# PostgreSQL keeps no NUL in a text; said at the field instead of failing at the table.
_WRITTEN = r"^[^\x00]*$"
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=_WRITTEN)]
Line = Annotated[str, StringConstraints(max_length=500, pattern=_WRITTEN)]
Name = Annotated[str, StringConstraints(max_length=100, pattern=_WRITTEN)]


class In(Schema):
    """What a caller sends; a field we do not know is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


class Moved(In):
    """A state-changing call may carry the version it looked at; 409 when the file has moved on since."""

    version: int | None = None


class ArrivedIn(In):
    """到达情况: the true day of the channel (postmark, visit, handing over) and where it came through."""

    happened_on: date | None = None
    from_organ: Name = ""
    from_number: Annotated[str, StringConstraints(max_length=60, pattern=_WRITTEN)] = ""
    team: Name = ""
    label: Annotated[str, StringConstraints(max_length=32, pattern=_WRITTEN)] = ""
    oral: bool = Field(default=False, description="口述、由工作人员记录的")
    confirmed: Confirmed | None = Field(None, description="宣读后怎样确认的")
    confirmed_words: Line = ""


class SpeakerIn(In):
    """代表: one who speaks for a group, chosen by the group itself (20(3))."""

    name: Name
    telephone: Annotated[str, StringConstraints(max_length=30, pattern=_WRITTEN)] = ""


class StatementIn(In):
    """A matter written down for a petitioner."""

    title: Line
    body: Text
    requests: list[Text] = Field(min_length=1, max_length=50)
    name: Line = ""
    telephone: Line = ""
    identity_number: Line = ""
    home_address: Line = ""
    place_code: Line = ""
    address: Line = ""
    anonymous: bool = False
    confidential: bool = False
    electronic_delivery: bool = False
    channel: Channel = Channel.LETTER
    people_count: Annotated[int, Field(ge=1, le=100_000)] = 1
    received_on: date | None = None
    source_ref: Annotated[str, StringConstraints(max_length=128, pattern=_WRITTEN)] = ""
    arrived: ArrivedIn | None = None
    speakers: list[SpeakerIn] = Field(default=[], max_length=50)
    files: list[Line] = Field(default=[], max_length=20, description="Tokens of POST /api/files")
    register_now: bool = Field(default=False, description="收下并登记: give it its number in the same call")


class RegisterIn(Moved):
    """登记."""

    title: Line | None = None


class ClassifyIn(Moved):
    """分类."""

    purpose: Purpose
    procedure: Procedure | Literal[""] = ""
    content_class: Line = ""
    repeat_of: UUID | None = None
    concerns_id: UUID | None = None
    title: Line | None = None


class ReferIn(Moved):
    """转送·交办."""

    organ_id: UUID
    mode: Mode
    requirement: Text = ""
    report_by: date | None = None
    classify: ClassifyIn | None = Field(None, description="分类并转送: classify it in the same call")


class AcceptIn(Moved):
    """受理."""

    handler_id: UUID | None = None


class AssignIn(Moved):
    """指定承办人."""

    account_id: UUID


class AnswerIn(In):
    """One request's answer."""

    request_id: UUID
    outcome: Outcome | Literal[""] = ""
    reason: Text = ""
    basis: Text = ""
    executor_id: UUID | None = Field(None, description="执行单位: the organ itself when nobody is named")
    execute_by: date | None = Field(None, description="执行期限 of a supported request (32(2))")
    executed: Text = Field("", description="已经执行的情况, instead of a day")


class HeardIn(In):
    """听取陈述 (31[6]): how, when and what the petitioner said; or why nobody could be heard."""

    way: Way
    points: Text
    heard_on: date | None = None


class OpinionIn(Moved):
    """起草处理意见."""

    facts: Text
    answers: list[AnswerIn] = Field(max_length=50)
    heard: HeardIn | None = Field(None, description="听取陈述: record it in the same call")
    accept: bool = Field(default=False, description="受理: accept it in the same call")
    submit: bool = Field(default=False, description="保存并送审: send it up in the same call")


class DeliverIn(Moved):
    """送达."""

    way: DeliveryWay
    recipient: Name
    delivered_on: date
    details: Text = ""
    witnesses: Line = ""


class CloseIn(Moved):
    """办结: each of the four 到位 as ``done：how`` or ``not_applicable：why``."""

    checklist: dict[str, Line]
    summary: Text = ""


class RequestOut(Schema):
    """One thing asked for."""

    id: UUID
    seq: int
    text: str


class PetitionOut(Schema):
    """A matter as a list shows it."""

    id: UUID
    number: str | None
    title: str
    state: State
    channel: Channel
    purpose: str
    procedure: str
    content_class: str
    petitioner_name: str
    holder_id: UUID
    handling_id: UUID | None
    handler_id: UUID | None
    received_on: date
    registered_on: date | None
    accepted_on: date | None
    delivered_on: date | None
    closed_on: date | None
    due_on: date | None
    due_term: str
    due_provisional: bool
    version: int


class HandInOut(PetitionOut):
    """A matter just handed in, with what opens it for the petitioner."""

    created: bool
    query_code: str
    tail: str
    requests: list[RequestOut]


class MatterOut(PetitionOut):
    """A matter after a move, with its requests."""

    requests: list[RequestOut]


class ClockOut(Schema):
    """One clock on the matter."""

    id: UUID
    term: str
    name: str
    started_on: date
    due_on: date
    stopped_on: date | None
    state: str
    cite: str
    provisional: bool


class TimelineOut(Schema):
    """One thing that happened."""

    at: datetime
    kind: str
    title: str
    words: str
    who: str
    public: bool


class MoveOut(Schema):
    """One move: open to the caller or why not."""

    move: str
    allowed: bool
    reason: str


class PaperOut(Schema):
    """One paper issued on the matter."""

    id: UUID
    kind: str
    number: str
    title: str
    issued_on: date
    delivered_on: date | None
    way: str


class CaseOut(MatterOut):
    """The whole file."""

    body: str
    address: str
    clocks: list[ClockOut]
    timeline: list[TimelineOut]
    papers: list[PaperOut]
    moves: list[MoveOut]
    readings: int


class OpinionOut(Schema):
    """A draft or an issued opinion."""

    id: UUID
    petition_id: UUID
    status: str
    version: int
    document_id: UUID | None


class DeliveryOut(Schema):
    """A recorded delivery."""

    document_id: UUID
    way: DeliveryWay
    delivered_on: date


class ClosureOut(Schema):
    """A closed matter."""

    petition_id: UUID
    closed_on: date


class ActOffered(Schema):
    """One act on a matter: open to the caller with the JSON Schema of its body, or shut and why."""

    key: str
    label: str
    allowed: bool
    reason: str
    confirm: str
    grave: bool
    body: dict[str, Any] | None


class ActOut(Schema):
    """An act done: what it made, and where the matter stands now, as far as the caller may still see it.

    ``query_code`` and ``tail`` come only with the first answer, for whoever was given a code of their own.
    """

    act: str
    done: str
    again: bool
    made_id: UUID | None
    query_code: str
    tail: str
    state: State | None
    version: int | None


class PageOut(Schema):
    """One page of a list; ``next`` and ``previous`` go into ``after``, empty at the ends."""

    items: list[PetitionOut]
    next: str
    previous: str


class Problem(Schema):
    """RFC 9457: what was wrong, in words, with the article it rests on."""

    type: str
    title: str
    status: int
    detail: str
    article: str | None = None
    errors: list[dict[str, str]] = []
