"""信访人的权利: asking, answering in writing, correcting what is stored, standing aside.

A complaint about conduct is kept apart: its entries stand on a chain of its own, so that neither timeline nor
archive nor any list of the matter tells the person or organ complained of that there is one.

Articles: 个人信息保护法 45, 46, 50; 信访工作条例 28(3), 30(3), 46.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from minqing.kernel.clock.public import calendar, civil_day, count_days
from minqing.kernel.law.public import Article, NotAllowed, Term, Unit, profile_on
from minqing.kernel.ledger.public import Event, record
from minqing.kernel.notifications.public import notify, withdraw_notices
from minqing.kernel.people.public import (
    Actor,
    ActorKind,
    Duty,
    Organ,
    OrganKind,
    Person,
    duty_holders,
    petition_office_of,
    reveal_field,
)
from minqing.kernel.search.public import index_subject
from minqing.petition.matter.aside import APPLIED
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.kept import without_kept
from minqing.petition.matter.models import Petition, RequestItem, StandingAside
from minqing.petition.matter.notices import tell_petitioner
from minqing.petition.matter.rights import rules
from minqing.petition.matter.rights.events import CopyTaken, RightAnswered, RightAsked
from minqing.petition.matter.rights.models import RightsRequest
from minqing.petition.matter.rights.queries import ANSWERERS, may_answer, right_for
from minqing.petition.matter.rights.rules import RIGHTS, Asked, Right, Ruling, Status, Wish
from minqing.petition.matter.rules import Annex
from minqing.petition.matter.sealing import correct_identity, person_of, true_name
from minqing.petition.matter.steps import account_of, add_annex, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

LINK: Final = "/desk/rights/"


def ask_right(
    *,
    actor: Actor,
    petition_id: UUID,
    kind: Right | str,
    text: str = "",
    field: str = "",
    wanted: str = "",
    way: Asked | str = Asked.COUNTER,
    about_organ_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> RightsRequest:
    """提出权利请求: a copy or correction of personal data, a complaint about conduct, a recusal.

    The petitioner on their page, or staff who write down what they were told (``way``). Its owner and its
    last day are set at once: data with the organ that holds the matter, recusal with that organ's head,
    conduct with the petition office's leader – with discipline inspection when the petition office itself,
    or an organ above it, is complained of. Records ``petition.right_asked``. Refused only for its shape.
    """
    del version  # Asked beside the path: that the file has moved on is no reason to refuse.
    wish = Right(kind)
    with whole():
        petition = petition_for(actor, petition_id, Doing.TAKE_RIGHT, lock=True, joins=("handler",))
        online = actor.kind is ActorKind.PETITIONER
        about_organ = _complained_of(petition, about_organ_id) if wish is Right.CONDUCT else None
        _refuse_the_accused(actor, about_organ)
        about = petition.handler_id if wish is Right.RECUSAL else None
        _check(petition, Wish(wish, text, field, wanted, about=about is not None))
        owner = _owner(petition, wish, about_organ, about, civil_day(at))
        row = RightsRequest.objects.create(
            petition=petition,
            kind=wish.value,
            way=(Asked.ONLINE if online else Asked(way)).value,
            text=text.strip(),
            field=field if wish is Right.CORRECTION else "",
            wanted=wanted.strip() if wish is Right.CORRECTION else "",
            about_account_id=about,
            about_organ=about_organ,
            owner=owner,
            asked_at=at,
            due_on=_due(wish, civil_day(at)),
            taken_by_id=None if online else account_of(actor),
        )
        if wish is not Right.CONDUCT:
            save_step(petition, None, add_annex(petition, Annex.RIGHTS))
        event = RightAsked(
            request_id=row.id,
            kind=row.kind,
            way=row.way,
            due_on=row.due_on,
            text_digest=digest_of(f"{text}|{field}|{wanted}"),
        )
        _record(actor, row, event, at)
        _tell_owner(petition, row, civil_day(at))
    return row


def _refuse_the_accused(actor: Actor, about: Organ | None) -> None:
    """Refuse to let a complaint be written down by posts at or beneath the organ complained of (30(3))."""
    paths = {post.organ_id: post.organ_path for post in actor.posts}
    if about is not None and rules.kept_from(paths, about.path):
        raise NotAllowed(
            "投诉的是您所在的单位，不能由您登记。请信访人在查询页上提出，或者请信访部门、纪检监察机关登记。",
            RIGHTS[Right.CONDUCT].article,
        )


def _check(petition: Petition, wish: Wish) -> None:
    """Refuse a request for its shape, or while the same is open; of conduct one may complain any time."""
    rows = RightsRequest.objects.filter(petition=petition, kind=wish.kind.value, status=Status.OPEN.value)
    refuse_if(rules.asking_refusal(wish, already=wish.kind is not Right.CONDUCT and rows.exists()))


def _record(actor: Actor, row: RightsRequest, event: Event, at: datetime) -> None:
    """Record on the matter's chain; of conduct on the complaint's own, for the matter's is read by many."""
    chain = row.id if row.kind == Right.CONDUCT else row.petition_id
    if row.kind == Right.CONDUCT and actor.kind is ActorKind.PETITIONER:
        actor = replace(actor, name="")
    record(actor=actor, chain=chain, event=event, at=at)


def _complained_of(petition: Petition, organ_id: UUID | None) -> Organ:
    """Return the organ complained of: the one named, if it had to do with the matter, else its holder."""
    known = {petition.holder_id, petition.received_by_id, petition.handling_id}
    return Organ.objects.get(pk=organ_id if organ_id in known and organ_id else petition.holder_id)


def _owner(
    petition: Petition, kind: Right, about_organ: Organ | None, about: UUID | None, day: date
) -> Organ:
    if petition.sealed:
        # 30(3): nobody but who holds a report learns that there is one.
        return petition.holder
    if kind is Right.CONDUCT and about_organ is not None:
        office = petition_office_of(petition.holder)
        if office is not None and not office.path.startswith(about_organ.path):
            return office
        inspection = Organ.objects.filter(kind=OrganKind.DISCIPLINE, active=True).order_by("path")
        return inspection.exclude(path__startswith=about_organ.path).first() or office or petition.received_by
    if kind is Right.RECUSAL:
        heads = {holder.account_id for holder in duty_holders([Duty.LEADER], day, petition.holder_id)}
        if heads - {about}:
            return petition.holder
        # 28(3): whoever heads the organ does not decide on themselves; the petition office's head does.
        return petition_office_of(petition.holder) or petition.received_by
    return petition.holder


def _due(kind: Right, day: date) -> date:
    """Return the last day of an answer: so many working days of the profile, practice where no law says."""
    row = RIGHTS[kind]
    found = profile_on(day, settings.MINQING_PLACE).settings.get(row.days)
    term = Term(
        id=row.days,
        count=found.value if found else 15,
        unit=Unit.WORKDAY,
        starts_on="asked",
        article=Article(row.article.source, row.article.number, confidence="C"),
        default=True,
    )
    return count_days(day, term, calendar()).due


def _tell_owner(petition: Petition, row: RightsRequest, day: date) -> None:
    """Tell whoever answers, by the name of the right only; never the handler of a complaint about conduct."""
    holders = duty_holders(list(ANSWERERS[Right(row.kind)]), day, row.owner_id)
    told = {holder.account_id for holder in holders} - {row.about_account_id}
    notify(
        account_ids=without_kept(petition, sorted(told, key=str)),
        event_name="petition.right_asked",
        subject_id=row.id if row.kind == Right.CONDUCT else petition.id,
        title=_("信访人提出：%(what)s") % {"what": _(RIGHTS[Right(row.kind)].name)},
        body="",
        link=LINK,
    )


def answer_right(
    *,
    actor: Actor,
    request_id: UUID,
    granted: bool,
    decision: str,
    identity_checked: str = "",
    at: datetime,
) -> RightsRequest:
    """书面答复权利请求: granted or not, in words; the petitioner reads them on their page and as a paper.

    Whoever the request belongs to. What is granted happens at once: a copy can be fetched for thirty days,
    the particulars are corrected, whoever is to stand aside no longer reads or handles the matter. Records
    ``petition.right_answered``. Refused: without words, personal data without checking the identity, one's
    own case, twice.
    """
    with whole():
        row = right_for(actor, request_id, lock=True)
        kind = Right(row.kind)
        refuse_if(
            rules.ruling_refusal(
                Ruling(
                    kind,
                    granted=granted,
                    words=decision,
                    identity_checked=identity_checked,
                    decider=actor.account_id,
                    about=row.about_account_id,
                    open=row.status == Status.OPEN,
                )
            )
        )
        row.status = (Status.GRANTED if granted else Status.REFUSED).value
        row.decision, row.identity_checked = decision.strip(), identity_checked.strip()
        row.decided_by_id, row.decided_at = account_of(actor), at
        post = next((p for p in actor.posts if p.organ_id == row.owner_id), None)
        row.decided_title = post.title if post else ""
        if granted:
            _carry_out(actor, row, at)
        row.save()
        event = RightAnswered(
            request_id=row.id, kind=row.kind, granted=granted, decision_digest=digest_of(decision)
        )
        _record(actor, row, event, at)
        words = _("您提出的“%(what)s”已经书面答复，请凭查询码查看。") % {"what": _(RIGHTS[kind].name)}
        tell_petitioner(row.petition, event_name="petition.right_answered", words=words)
    return row


def _carry_out(actor: Actor, row: RightsRequest, at: datetime) -> None:
    match Right(row.kind):
        case Right.ACCESS:
            row.available_until = civil_day(at) + timedelta(days=rules.COPY_DAYS)
        case Right.CORRECTION:
            _correct(row)
        case Right.RECUSAL:
            _stand_aside(actor, row, at)
        case Right.CONDUCT:
            pass


def _correct(row: RightsRequest) -> None:
    """Put the corrected particular on this matter; the person of other matters stays as it was.

    A person's row is never overwritten: a slip at one counter must not change another matter's addressee. Of
    a sealed matter it is put into the compartment; neither the file nor the search learns of it.
    """
    petition = Petition.objects.select_for_update().get(pk=row.petition_id)
    known = dict.fromkeys(rules.FIELDS, "")
    person = person_of(petition)
    if person is not None:
        known = {name: reveal_field(person, name) for name in rules.FIELDS if name != "name"}
    known["name"] = true_name(petition)
    known[row.field] = row.wanted
    person = Person.objects.create(place_id=person.place_id if person else None, **known)
    if petition.sealed:
        correct_identity(petition, person, known["name"])
        save_step(petition, None)
        return
    petition.petitioner, petition.petitioner_name = person, known["name"]
    save_step(petition, None, ("petitioner", "petitioner_name"))
    requests = RequestItem.objects.filter(petition=petition).values_list("text", flat=True)
    index_subject(
        petition.pk,
        "petition",
        "\n".join((petition.title, petition.body, *requests)),
        names=[each for each in (known["name"], petition.address) if each],
        numbers=[each for each in (known["telephone"], known["identity_number"]) if each],
    )


def _stand_aside(actor: Actor, row: RightsRequest, at: datetime) -> None:
    """Keep the matter from whoever stands aside; it is without a handler until another one is named."""
    petition = Petition.objects.select_for_update().get(pk=row.petition_id)
    if row.about_account_id is None:
        return
    StandingAside.objects.get_or_create(
        petition=petition,
        account_id=row.about_account_id,
        defaults={
            "ground": APPLIED,
            "reason": row.decision,
            "application_id": row.id,
            "decided_by_id": account_of(actor),
            "decided_at": at,
        },
    )
    petition.kept_accounts = sorted({*(petition.kept_accounts or ()), row.about_account_id})
    fields = ["kept_accounts", *add_annex(petition, Annex.RECUSAL)]
    if petition.handler_id == row.about_account_id:
        petition.handler = None
        fields.append("handler")
    save_step(petition, None, fields)
    withdraw_notices(subject_id=petition.id, of=(row.about_account_id,))


def take_copy(*, actor: Actor, request_id: UUID, at: datetime) -> RightsRequest:
    """取得个人信息副本: the petitioner fetches what was granted, or staff print it at the counter.

    Records ``petition.data_copy_taken``. Refused: not granted, another matter, after its thirty days.
    """
    with whole():
        row = RightsRequest.objects.select_related("petition", "about_organ").filter(pk=request_id).first()
        own = row is not None and getattr(actor, "petition_id", None) == row.petition_id
        if row is None or not (own or may_answer(actor, row)) or row.kind != Right.ACCESS:
            raise NotAllowed("没有这份副本。")
        until = row.available_until
        if row.status != Status.GRANTED or until is None or civil_day(at) > until:
            raise NotAllowed("副本还没有同意提供，或者已经过了下载的期限，请重新提出。")
        record(actor=actor, chain=row.petition_id, event=CopyTaken(request_id=row.id), at=at)
    return row
