"""Everything that hangs on one matter, in one query.

Requests, clocks, notes, attachments, referrals, answers.

PostgreSQL sends each as a JSON array beside the row; here they become model instances again, never saved.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, Model, OuterRef
from django.db.models.functions import JSONObject

from minqing.kernel.files.public import StoredFile
from minqing.petition.matter.models import Attachment, Note, Petition, RequestItem, RunningClock
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.routing.models import Referral

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What hangs on a matter; notes know their author's name, referrals their organs' names."""

    requests: tuple[RequestItem, ...]
    clocks: tuple[RunningClock, ...]
    notes: tuple[Note, ...]
    attachments: tuple[Attachment, ...]
    referrals: tuple[Referral, ...]
    opinion: Opinion | None
    answers: tuple[Answer, ...]
    names: Mapping[UUID, str]


def _columns(model: type[Model], prefix: str = "") -> dict[str, F]:
    return {f.attname: F(f"{prefix}{f.attname}") for f in model._meta.concrete_fields}  # noqa: SLF001 - open API


def _all(model: type[Model], order: str, link: str = "petition", **extra: F | JSONObject) -> ArraySubquery:
    rows = model._default_manager.filter(**{link: OuterRef("pk")}).order_by(order)  # noqa: SLF001 - open API
    return ArraySubquery(rows.values(_row=JSONObject(**_columns(model), **extra)))


def revive(model: type[M], row: Mapping[str, Any]) -> M:
    """Return an instance made from its JSON columns; texts become dates, instants and ids again."""
    fields = {f.attname: f for f in model._meta.concrete_fields}  # noqa: SLF001 - open API
    return model(**{name: field.to_python(row[name]) for name, field in fields.items()})


_ANY_MATTER: Final = UUID(int=0)
_PARTS: Final = ("_requests", "_clocks", "_notes", "_attachments", "_referrals", "_opinions", "_answers")


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """Return the statement, compiled once a process: compiling its parts costs more than running them."""
    file = JSONObject(**_columns(StoredFile, "file__"))
    rows = Petition.objects.filter(pk=_ANY_MATTER).values_list(
        _all(RequestItem, "seq"),
        _all(RunningClock, "id"),
        _all(Note, "at", author_name=F("author__name")),
        _all(Attachment, "at", stored=file),
        _all(Referral, "id", from_name=F("from_organ__short_name"), to_name=F("to_organ__short_name")),
        _all(Opinion, "-id"),
        _all(Answer, "request__seq", "opinion__petition"),
    )
    sql, params = rows.query.sql_with_params()
    return sql, tuple(params)


def _rows_of(petition_id: UUID) -> dict[str, list[dict[str, Any]]]:
    sql, params = _statement()
    with connection.cursor() as cursor:
        cursor.execute(sql, [petition_id if each == _ANY_MATTER else each for each in params])
        found: tuple[list[Any], ...] = cursor.fetchone() or ([],) * len(_PARTS)
    return {
        name: [json.loads(each) if isinstance(each, str) else each for each in part]
        for name, part in zip(_PARTS, found, strict=True)
    }


def bundle_of(petition: Petition) -> Bundle:
    """Return everything that hangs on the matter; one query."""
    row = _rows_of(petition.pk)
    requests = tuple(revive(RequestItem, each) for each in row["_requests"])
    by_id = {request.pk: request for request in requests}
    opinion = next((revive(Opinion, each) for each in row["_opinions"]), None)
    answers = tuple(revive(Answer, each) for each in row["_answers"])
    for answer in answers:
        answer.request = by_id[answer.request_id]
    names: dict[UUID, str] = {}
    for each in row["_notes"]:
        if each["author_id"]:
            names[UUID(each["author_id"])] = each["author_name"]
    for each in row["_referrals"]:
        names[UUID(each["from_organ_id"])] = each["from_name"]
        names[UUID(each["to_organ_id"])] = each["to_name"]
    attachments = []
    for each in row["_attachments"]:
        attachment = revive(Attachment, each)
        attachment.file = revive(StoredFile, each["stored"])
        attachments.append(attachment)
    return Bundle(
        requests=requests,
        clocks=tuple(revive(RunningClock, each) for each in row["_clocks"]),
        notes=tuple(revive(Note, each) for each in row["_notes"]),
        attachments=tuple(attachments),
        referrals=tuple(revive(Referral, each) for each in row["_referrals"]),
        opinion=opinion,
        answers=tuple(a for a in answers if opinion is not None and a.opinion_id == opinion.pk),
        names=names,
    )
