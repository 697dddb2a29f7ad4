"""Notes and attachments of a matter, written by actions of every stage."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, ActorKind
from minqing.kernel.rows.public import insert
from minqing.petition.matter.events import NoteAdded, digest_of
from minqing.petition.matter.models import Attachment, Note, Petition


def attach(
    petition: Petition,
    file_ids: Sequence[UUID],
    *,
    at: datetime,
    by_petitioner: bool,
    shown: bool = True,
    note: Note | None = None,
) -> list[Attachment]:
    """Put stored files on the matter; refuses an id that is no stored file.

    Two queries, none without files.
    """
    if not file_ids:
        return []
    files = StoredFile.objects.in_bulk(list(file_ids))
    if len(files) != len(set(file_ids)):
        raise Incomplete("有附件没有上传成功，请重新上传。")
    rows = [
        Attachment(
            petition=petition,
            file=files[file_id],
            name=files[file_id].name,
            by_petitioner=by_petitioner,
            shown_to_petitioner=shown,
            note=note,
            at=at,
        )
        for file_id in dict.fromkeys(file_ids)
    ]
    insert(*rows)
    return rows


def write_note(
    actor: Actor,
    petition: Petition,
    *,
    kind: Note.Kind,
    text: str,
    shown: bool,
    at: datetime,
    file_ids: Sequence[UUID] = (),
    event: bool = True,
) -> Note:
    """Add a note; ``petition.note_added`` is recorded unless the caller records an event of its own."""
    note = Note(
        petition=petition,
        kind=kind,
        author_id=actor.account_id,
        at=at,
        text=text.strip(),
        shown_to_petitioner=shown,
    )
    insert(note)
    by_petitioner = actor.kind is ActorKind.PETITIONER or kind is Note.Kind.MATERIAL_ADDED
    attach(petition, file_ids, at=at, by_petitioner=by_petitioner, shown=shown, note=note)
    if event:
        record(
            actor=actor,
            chain=petition.id,
            event=NoteAdded(
                note_id=note.id,
                kind=kind.value,
                shown=shown,
                text_digest=digest_of(text),
                file_ids=tuple(file_ids),
            ),
            at=at,
        )
    return note
