"""Attachments on their way into a letter: each is taken in at once and travels on as a signed token.

A token names a stored file and nothing else can make one, so a page that comes back with an error never asks
for the same photograph twice. Tokens are good for a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from minqing.desks.shared import limits
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import FormError
from minqing.kernel.files import public as files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

MOST_FILES: Final = 20
GOOD_FOR: Final = timedelta(days=1)
PER_ADDRESS: Final = limits.Limit("upload", most=120, within=timedelta(hours=1))
"""A village may share one address; two uploads a minute for an hour are still more than any letter needs."""
_SALT: Final = "minqing.upload"


@dataclass(frozen=True, slots=True)
class Kept:
    """附件: a file already taken in, as the page shows it; ``token`` goes back with the form."""

    token: str
    file_id: UUID
    name: str
    size: int
    kind: str

    @property
    def kind_words(self) -> str:
        """Return what it is, in a word."""
        return files.KIND_WORDS[files.FileKind(self.kind)]


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of one upload: kept, or the words why not."""

    name: str
    kept: Kept | None = None
    problem: str = ""


def take(request: HttpRequest, upload: UploadedFile[Any]) -> Upload:
    """Take one upload in; a refusal comes back as words, never as an exception."""
    name = str(upload.name or "")
    use = limits.use(PER_ADDRESS, limits.address_of(request))
    if not use.allowed:
        return Upload(name, problem=_("上传得太多了，请一小时以后再传，或者交到信访接待窗口。"))
    try:
        stored = files.take_in(upload, name)
    except files.Rejected as rejected:
        return Upload(name, problem=retold(rejected.reason))
    return Upload(stored.name, kept=_kept(stored))


def take_all(request: HttpRequest, *, already: int) -> list[Upload]:
    """Take in every file that came with a form; those dropped on the way for their size are named too."""
    arrived = request.FILES.getlist("files")
    room = max(MOST_FILES - already, 0)
    outcome = [take(request, upload) for upload in arrived[:room]]
    outcome += [
        Upload(str(upload.name), problem=_("最多带%(most)d个附件。") % {"most": MOST_FILES})
        for upload in arrived[room:]
    ]
    most = max(files.limits().values()) // limits.MEGABYTE
    outcome += [
        Upload(name, problem=_("文件太大，最大不能超过 %(most)d MB。") % {"most": most})
        for name in getattr(request, "dropped_uploads", ())
    ]
    return outcome


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The files of a form that may be sent several times: those kept, what went wrong, the button pressed."""

    kept: list[Kept]
    problems: list[Upload]
    step: str


def handed_over(request: HttpRequest, usual_step: str = "send") -> HandedOver:
    """Take in what came with a form; files taken in before stay, except one that is to be removed."""
    kept = kept_from(request.POST.getlist("kept"))
    outcome = take_all(request, already=len(kept))
    kept += [upload.kept for upload in outcome if upload.kept is not None]
    problems = [upload for upload in outcome if upload.problem]
    step = request.POST.get("step", usual_step)
    if step.startswith("remove:"):
        kept = [file for file in kept if str(file.file_id) != step.removeprefix("remove:")]
    return HandedOver(kept, problems, step)


def kept_from(tokens: Iterable[str]) -> list[Kept]:
    """Return the files the tokens name, each once, in order; a token that is not ours names nothing."""
    found: dict[UUID, Kept] = {}
    for token in list(tokens)[: 2 * MOST_FILES]:
        try:
            facts = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
        except signing.BadSignature:
            continue
        kept = Kept(token, UUID(facts["id"]), facts["name"], facts["size"], facts["kind"])
        found.setdefault(kept.file_id, kept)
    return list(found.values())[:MOST_FILES]


def errors_of(outcome: Iterable[Upload]) -> list[FormError]:
    """Return what the error summary and the field say of uploads that were not taken in."""
    return [
        FormError(f"{upload.name}{_('：')}{upload.problem}" if upload.name else upload.problem, "id_files")
        for upload in outcome
        if upload.problem
    ]


def _kept(stored: files.StoredFile) -> Kept:
    facts = {"id": str(stored.id), "name": stored.name, "size": stored.size, "kind": stored.kind}
    return Kept(signing.dumps(facts, salt=_SALT), stored.id, stored.name, stored.size, stored.kind)
