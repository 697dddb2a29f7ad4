"""归档: one package of a matter as one PDF – cover, contents list, papers in order, the end of its trace.

Who asked, and all that names the petitioner of a confidential or sealed matter, is bound in a
second volume kept apart (密封副卷). A package is made by a job, stored with its digest, never made anew
silently: a second one is a second row, with the reason for it.

Articles: 档案法 13(1), 14, 37 (electronic archives: source, process, elements); 档案法实施条例 39 (trace).
"""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document, pdf_of
from minqing.kernel.documents.public.volumes import bind_volume, page_count
from minqing.kernel.files.public import take_in
from minqing.kernel.law.public import Article, Conflict, Incomplete, profile_on
from minqing.kernel.ledger.public import entries_of, record
from minqing.kernel.people.public import Account, Actor, actor_of
from minqing.petition.closure import volume
from minqing.petition.closure.events import ArchiveAsked, PetitionArchived
from minqing.petition.closure.models import Archive
from minqing.petition.closure.volume import ARCHIVE_KINDS, Part
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.names import name_elsewhere
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.rules import Annex, State
from minqing.petition.matter.steps import account_of, add_annex, refuse_if, save_step
from minqing.petition.matter.together import whole

FILES: Final = Article("档案法", "14")
OPEN: Final = (Archive.Status.WAITING, Archive.Status.RUNNING)


def ask_archive(
    *, actor: Actor, petition_id: UUID, reason: str = "", at: datetime, version: int | None = None
) -> Archive:
    """归档: ask for the package of a closed matter; a job makes it and says how far it is.

    Registrar or handler of the organ that holds it. Records ``petition.archive_asked``. Refused before
    closing, while one is being made, and for a second one without the reason why the first does not do.
    """
    del version
    with whole():
        petition = petition_for(actor, petition_id, Doing.ARCHIVE, lock=True)
        earlier = list(Archive.objects.filter(petition=petition).order_by("seq"))
        refuse_if(_refusal(petition, earlier, reason))
        archive = Archive.objects.create(
            petition=petition,
            seq=len(earlier) + 1,
            reason=reason.strip(),
            asked_by_id=account_of(actor),
            asked_at=at,
        )
        save_step(petition, None, add_annex(petition, Annex.ARCHIVE))
        event = ArchiveAsked(archive_id=archive.id, seq=archive.seq, reason_digest=digest_of(reason))
        record(actor=actor, chain=petition.id, event=event, at=at)
    return archive


def _refusal(petition: Petition, earlier: Sequence[Archive], reason: str) -> Conflict | Incomplete | None:
    if State(petition.state) is not State.CLOSED:
        return Conflict("办结以后才能归档。", FILES)
    if any(each.status in OPEN for each in earlier):
        return Conflict("案卷正在装订，请稍候。", FILES)
    done = any(each.status == Archive.Status.DONE for each in earlier)
    if done and not reason.strip():
        return Incomplete("已经归过档，原案卷保留不动；要重新装订，请写明理由。", FILES)
    return None


def build_archive(archive_id: UUID, at: datetime) -> Archive | None:
    """Make the package that was asked for; called by the job. None when it was made already.

    Records ``petition.archived`` with the digests of both volumes and the end of the chain they were made at.
    A run that was cut off begins anew; nothing of it was stored. What cannot be made is marked failed.
    """
    archive = Archive.objects.select_related("petition", "asked_by").get(pk=archive_id)
    if archive.status not in OPEN:
        return None
    try:
        petition = Petition.objects.select_related(*volume.JOINS).get(pk=archive.petition_id)
        # Outside the transaction that makes the package, so that the file shows how far it has come.
        parts = volume.parts_of(petition, _progress(archive))
        with transaction.atomic():
            _build(archive, petition, parts, at)
    except Exception:
        Archive.objects.filter(pk=archive_id).update(status=Archive.Status.FAILED)
        raise
    return archive


def _build(archive: Archive, petition: Petition, parts: Sequence[Part], at: datetime) -> None:
    account, day = Account.objects.get(pk=archive.asked_by_id), civil_day(at)
    actor = actor_of(account, day)
    head = entries_of(petition.pk).order_by("-seq").first()
    archive.chain_head = bytes(head.digest).hex() if head else ""
    opened = [part for part in parts if not part.sealed]
    kept = [part for part in parts if part.sealed]
    years = profile_on(day, settings.MINQING_PLACE).settings.get("archive_years")
    archive.retention = "永久" if years and years.value == 0 else f"{years.value if years else 30}年"
    archive.contents = _entries(opened) + [
        {"title": part.title, "number": part.number, "date": part.date, "page": "副卷", "remarks": "密封副卷"}
        for part in kept
    ]
    archive.pages = sum(page_count(part.made) for part in opened)
    front = _front(actor, petition, archive, at)
    main = bind_volume(front, [part.made for part in opened])
    sealed = bind_volume([volume.sealed_cover(petition, kept, day)], [part.made for part in kept])
    archive.file = take_in(io.BytesIO(main), f"案卷 {petition.number} 第{archive.seq}次.pdf")
    archive.sealed_file = take_in(io.BytesIO(sealed), f"密封副卷 {petition.number} 第{archive.seq}次.pdf")
    archive.digest, archive.sealed_digest = archive.file.digest, archive.sealed_file.digest
    archive.status, archive.made_at, archive.done = Archive.Status.DONE, at, archive.total
    archive.save()
    record(
        actor=actor,
        chain=petition.id,
        event=PetitionArchived(
            archive_id=archive.id,
            seq=archive.seq,
            pages=archive.pages,
            digest=archive.digest,
            sealed_digest=archive.sealed_digest,
            chain_head=archive.chain_head,
        ),
        at=at,
    )


def _progress(archive: Archive) -> Callable[[int, int], None]:
    """Return what says how far it is, part by part, for whoever looks at the file meanwhile."""

    def note(done: int, total: int) -> None:
        archive.done, archive.total = done, total
        rows = Archive.objects.filter(pk=archive.pk)
        rows.update(status=Archive.Status.RUNNING, done=done, total=total)

    return note


def _entries(parts: Sequence[Part]) -> list[dict[str, str]]:
    """Return the contents list: each part with the page it begins on, counted from 1 after cover and list."""
    page, rows = 1, []
    for part in parts:
        count = page_count(part.made)
        rows.append(
            {
                "title": part.title,
                "number": part.number,
                "date": part.date,
                "page": str(page) if count == 1 else f"{page}-{page + count - 1}",
                "remarks": part.remarks,
            }
        )
        page += count
    return rows


def _front(actor: Actor, petition: Petition, archive: Archive, at: datetime) -> list[bytes]:
    """Issue cover and contents list in the name of the organ that files, and return them as PDF."""
    day = civil_day(at)
    holder = petition.holder
    cover = issue_document(
        actor=actor,
        kind=DocumentKind.ARCHIVE_COVER,
        subject_id=petition.id,
        organ=holder,
        data={
            "matter_number": petition.number or "",
            "matter_title": petition.title,
            "petitioner_name": name_elsewhere(petition),
            "received_on": day_words(petition.received_on),
            "closed_on": day_words(petition.closed_on or day),
            "result": volume.result_words(petition),
            "retention": archive.retention,
            "page_count": str(archive.pages),
            "filed_by": actor.name,
            "filed_on": day_words(day),
            "fonds": f"{holder.name}（全宗）",
            "archive_year": f"{(petition.closed_on or day).year}年度",
            "remarks": _remarks(archive),
        },
        on=day,
    )
    contents = issue_document(
        actor=actor,
        kind=DocumentKind.ARCHIVE_CONTENTS,
        subject_id=petition.id,
        organ=holder,
        data={"matter_number": petition.number or "", "entries": archive.contents},
        on=day,
    )
    return [pdf_of(cover), pdf_of(contents)]


def _remarks(archive: Archive) -> str:
    again = f"第{archive.seq}次装订，理由：{archive.reason}。" if archive.seq > 1 else ""
    return f"{again}身份信息另订密封副卷；留痕链末端 {archive.chain_head[:16]}。"


def archives_of(petition_id: UUID) -> list[Archive]:
    """Return the packages of a matter, the latest first; one query."""
    rows = Archive.objects.select_related("asked_by", "file", "sealed_file").filter(petition_id=petition_id)
    return list(rows.order_by("-seq"))


__all__ = ["ARCHIVE_KINDS", "archives_of", "ask_archive", "build_archive"]
