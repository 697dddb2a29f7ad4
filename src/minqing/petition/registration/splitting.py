"""拆分: one letter that speaks of several things becomes several matters, each of one kind.

Articles: 信访工作条例 22(1) (every matter is registered), 29-31 (each of one of three kinds), 30(3) (what is
reported of somebody does not reach them with the rest). That a mixed letter is split is practice, no law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import new_id
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.petition.intake.actions import first_term
from minqing.petition.intake.codes import digest_of_tail, new_code, tail_for
from minqing.petition.intake.events import PetitionReceived
from minqing.petition.intake.joining import index_whole
from minqing.petition.intake.rules import TITLE_MAX, Statement
from minqing.petition.matter.clocks import Start, counted, set_due
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Attachment, Petition, RequestItem
from minqing.petition.matter.requests import REQUESTS
from minqing.petition.matter.rules import Annex, Procedure, Purpose, State
from minqing.petition.matter.sealing import person_of, true_name
from minqing.petition.matter.steps import account_of, add_annex, check_version, refuse_if, save_step
from minqing.petition.matter.together import keep, lay_beside, together
from minqing.petition.registration.actions import classify_petition, register_petition
from minqing.petition.registration.events import PetitionSplit, PetitionSplitOff, Reworded
from minqing.petition.registration.models import Link
from minqing.petition.registration.rules import LinkKind, SplitFacts, split_refusal


@dataclass(frozen=True, slots=True)
class Part:
    """What is split off: its own title and words, the requests and files that leave with it, its kind.

    ``rest`` is what the original says from now on; only needed when the part is an accusation.
    """

    title: str
    body: str
    requests: tuple[UUID, ...]
    files: tuple[UUID, ...] = ()
    purpose: Purpose = Purpose.CLAIM
    procedure: Procedure | str = ""
    content_class: str = ""
    concerns_id: UUID | None = None
    rest: str = ""
    rest_title: str = ""


def split_petition(
    *, actor: Actor, petition_id: UUID, part: Part, at: datetime, version: int | None = None
) -> Petition:
    """拆分: requests and files leave a registered matter and become one of their own, linked to it.

    The new matter has its own number, query code and receipt, and the day of receipt of the original: its
    days run from there (22(1)). Both timelines tell it; the petitioner is told the new code. The original
    keeps the rest. An accusation takes the whole letter with it and leaves ``rest`` behind; nothing of it is
    told on the original (30(3)). Records ``petition.split`` (or ``petition.reworded``) and
    ``petition.split_off``. Refused after referral, without a request leaving or one staying.
    """
    with together():
        whole = petition_for(actor, petition_id, Doing.LINK, lock=True, joins=("petitioner",))
        check_version(whole, version)
        requests = list(RequestItem.objects.filter(petition=whole))
        files = {each.id: each for each in Attachment.objects.filter(petition=whole)}
        purpose = Purpose(part.purpose)
        report = purpose is Purpose.ACCUSATION and not whole.sealed
        refuse_if(split_refusal(_facts(whole, part, requests, files, sealed=purpose is Purpose.ACCUSATION)))
        made = _made(whole, part, report=report, at=at)
        leaving = [each for each in requests if each.id in set(part.requests)]
        _opened(actor, whole, made, leaving, [files[each] for each in part.files], at=at, report=report)
        register_petition(actor=actor, petition_id=made.id, at=at)
        classify_petition(
            actor=actor,
            petition_id=made.id,
            purpose=purpose,
            procedure=part.procedure,
            content_class=part.content_class,
            concerns_id=part.concerns_id,
            at=at,
        )
        lay_beside(whole, REQUESTS, [each for each in requests if each not in leaving])
        _kept(actor, whole, made, part, at, report=report)
    for each in (whole, made):
        index_whole(each)
    return made


def _facts(
    whole: Petition,
    part: Part,
    requests: Sequence[RequestItem],
    files: dict[UUID, Attachment],
    *,
    sealed: bool,
) -> SplitFacts:
    return SplitFacts(
        state=State(whole.state),
        requests=frozenset(each.id for each in requests),
        files=frozenset(files),
        leaving=part.requests,
        leaving_files=part.files,
        title=part.title,
        body=part.body,
        sealed_part=sealed,
        sealed_whole=whole.sealed,
        rest=part.rest,
    )


def _made(whole: Petition, part: Part, *, report: bool, at: datetime) -> Petition:
    """Return the new matter: whoever asks, where and since when are those of the original."""
    petition_id, code = new_id(), new_code()
    person = person_of(whole)
    telephone = person.telephone if person else ""
    body = part.body.strip()
    if report and whole.body not in body:
        # The letter itself stays whole somewhere: with the report, where it may be read.
        body = f"{body}\n\n【原文】\n{whole.body}"
    return Petition(
        id=petition_id,
        query_code=code,
        query_tail=digest_of_tail(code, tail_for(petition_id, telephone)),
        channel=whole.channel,
        anonymous=whole.anonymous,
        confidential=whole.confidential,
        electronic_delivery=whole.electronic_delivery,
        title=part.title.strip()[:TITLE_MAX],
        body=body,
        place_id=whole.place_id,
        address=whole.address,
        petitioner=person,
        petitioner_name=true_name(whole),
        people_count=whole.people_count,
        received_by=whole.received_by,
        holder=whole.holder,
        received_at=at,
        received_on=whole.received_on,
        annexes=[Annex.LINKS.value],
    )


def _opened(
    actor: Actor,
    whole: Petition,
    made: Petition,
    leaving: Sequence[RequestItem],
    files: Sequence[Attachment],
    *,
    at: datetime,
    report: bool,
) -> None:
    """Store the new matter with what leaves the original; files are shared, those of a report go along."""
    said = Statement(title="", body="", requests=(), anonymous=made.anonymous)
    clock = counted(made, Start(first_term(made.received_by, said), made.received_by_id, made.received_on))
    set_due(made, [clock])
    insert(made, clock)
    for seq, request in enumerate(leaving, start=1):
        request.petition, request.seq = made, seq
        update(request, ["petition", "seq"])
    lay_beside(keep(made), REQUESTS, list(leaving))
    for file in files:
        if report:
            file.petition, file.note = made, None
            update(file, ["petition", "note"])
        else:
            insert(
                Attachment(
                    petition=made,
                    file_id=file.file_id,
                    name=file.name,
                    by_petitioner=file.by_petitioner,
                    shown_to_petitioner=file.shown_to_petitioner,
                    at=at,
                )
            )
    texts = (made.title, made.body, *(each.text for each in leaving))
    event = PetitionReceived(
        channel=made.channel,
        received_on=made.received_on,
        received_by=made.received_by_id,
        statement_digest=digest_of("\n".join(texts)),
        anonymous=made.anonymous,
        files=len(files),
    )
    record(actor=actor, chain=made.id, event=event, at=at)
    split_off = PetitionSplitOff(from_id=whole.id, from_number=whole.number or "")
    record(actor=actor, chain=made.id, event=split_off, at=at)


def _kept(actor: Actor, whole: Petition, made: Petition, part: Part, at: datetime, *, report: bool) -> None:
    """Write on the original that something left it, and what it says from now on."""
    # What a report left behind shows no link to it; the report itself does.
    fields = [] if report else list(add_annex(whole, Annex.LINKS))
    event: PetitionSplit | Reworded
    if report:
        event = Reworded(
            request_ids=part.requests,
            file_ids=part.files,
            whole_digest=digest_of(whole.body),
        )
        whole.body = part.rest.strip()
        fields.append("body")
        if part.rest_title.strip():
            whole.title = part.rest_title.strip()[:TITLE_MAX]
            fields.append("title")
    else:
        event = PetitionSplit(part_id=made.id, request_ids=part.requests, file_ids=part.files)
    save_step(whole, None, fields)
    insert(
        Link(
            petition=whole,
            other=made,
            kind=LinkKind.SPLIT.value,
            made_by_id=account_of(actor),
            made_at=at,
        )
    )
    record(actor=actor, chain=whole.id, event=event, at=at)
