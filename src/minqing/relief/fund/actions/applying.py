"""提出、补正、撤回救助申请: the first of four people.

Articles: 信访工作条例 27, 37(2); 28(1) and 个人信息保护法 6 (only what the help needs is asked).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ, is_identity_number, remember_person
from minqing.relief.fund.bookkeeping import account_of, refuse_waivers, refuse_waivers_in
from minqing.relief.fund.claims import household_of
from minqing.relief.fund.events import ReliefAmended, ReliefApplied, ReliefWithdrawn
from minqing.relief.fund.gate import ReliefDoing, application_for
from minqing.relief.fund.models import Application, Beneficiary, Fund, Proof
from minqing.relief.fund.notices import tell_next
from minqing.relief.fund.papers import issue_form
from minqing.relief.fund.rules.kinds import HELPS, OPEN, Need, Status

MOST_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Helped:
    """One person to be helped; ``relation`` to the applicant (本人、配偶、子女……)."""

    name: str
    identity_number: str
    relation: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The matter an application hangs on, as the room of the matter names it, and the organ that applies.

    ``kept_accounts`` stand aside from the matter: they neither read nor sign nor pay.
    """

    id: UUID
    number: str
    organ_id: UUID
    kept_accounts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliefDraft:
    """What is asked: the first of ``people`` applies; ``asked`` in 分; files that prove it."""

    fund_id: UUID
    people: tuple[Helped, ...]
    need: Need | str
    need_from: date
    need_to: date
    asked: int
    reason: str
    household_number: str = ""
    agreement: str = ""
    file_ids: tuple[UUID, ...] = ()


def apply_for_relief(*, actor: Actor, subject: Subject, draft: ReliefDraft, at: datetime) -> Application:
    """提出救助申请: lodged and numbered, waits for review. Who may propose the matter's own room decides.

    An application for a need that was helped already is lodged like any other: that it is double a person
    says, with the earlier grant before their eyes. Records ``relief.applied``; issues the form.
    Refused without hardship, proof or valid identity numbers, from a closed fund, and for words that ask for
    a right to be given up.
    """
    _complete(draft)
    refuse_waivers(draft.reason, draft.agreement)
    on = civil_day(at)
    with transaction.atomic():
        fund = Fund.objects.select_related("organ").filter(pk=draft.fund_id).first()
        if fund is None or fund.closed_on is not None:
            raise Conflict("这笔资金没有开放申请，请选择其他资金。", HELPS)
        household = household_of(draft.household_number)
        application = Application(
            fund=fund,
            subject_id=subject.id,
            subject_number=subject.number,
            kept_accounts=sorted(subject.kept_accounts),
            organ=Organ.objects.get(pk=subject.organ_id),
            household=household,
            need=Need(draft.need).value,
            need_from=draft.need_from,
            need_to=draft.need_to,
            reason=draft.reason.strip(),
            agreement=draft.agreement.strip(),
            asked=draft.asked,
            proposer_id=account_of(actor),
            lodged_on=on,
            lodged_at=at,
        )
        people = _people(application, draft.people)
        files = list(StoredFile.objects.filter(pk__in=draft.file_ids))
        refuse_waivers_in(files)
        proofs = [Proof(application=application, file=file, added_on=on) for file in files]
        application.form = issue_form(actor, application, people, proofs, on)
        application.number = application.form.number
        application.save(force_insert=True)
        Beneficiary.objects.bulk_create(people)
        Proof.objects.bulk_create(proofs)
        event = ReliefApplied(
            application_id=application.id,
            fund_id=fund.id,
            need=application.need,
            asked=application.asked,
            people=len(people),
        )
        record(actor=actor, chain=subject.id, event=event, at=at)
        tell_next(application, actor, on)
    return application


def _complete(draft: ReliefDraft) -> None:
    """Refuse what lacks something, in the order of the form."""
    if not draft.people or not draft.people[0].name.strip():
        raise Incomplete("请写明申请人。", HELPS)
    if len(draft.people) > MOST_PEOPLE:
        raise Incomplete(f"一件申请最多{MOST_PEOPLE}名受助人。", HELPS)
    _told_apart(draft.people)
    if draft.asked <= 0:
        raise Incomplete("请写明申请金额。", HELPS)
    if draft.need_to < draft.need_from:
        raise Incomplete("困难发生的时间，止日不能早于起日。", HELPS)
    if not draft.reason.strip():
        raise Incomplete("请写明困难情况和用途。", HELPS)
    if not draft.file_ids:
        raise Incomplete("请附上证明困难的材料（例如结算单、诊断书、受灾证明）。", HELPS)


def _told_apart(people: tuple[Helped, ...]) -> None:
    """Refuse people who could not be told apart over the years."""
    numbers = []
    for row in people:
        if not row.name.strip() or not row.relation.strip():
            raise Incomplete("请写明每名受助人的姓名和与申请人的关系。", HELPS)
        if not is_identity_number(row.identity_number):
            raise Incomplete(f"{row.name}的身份证号不对，请核对；凭身份证号才能查明是否重复救助。", HELPS)
        numbers.append(row.identity_number.strip().upper())
    if len(set(numbers)) != len(numbers):
        raise Incomplete("同一个身份证号写了两次。", HELPS)


def _people(application: Application, rows: tuple[Helped, ...]) -> list[Beneficiary]:
    return [
        Beneficiary(
            application=application,
            person=remember_person(name=row.name, identity_number=row.identity_number),
            relation=row.relation.strip()[:20],
            applies=place == 0,
        )
        for place, row in enumerate(rows)
    ]


def amend_application(
    *,
    actor: Actor,
    application_id: UUID,
    asked: int,
    reason: str,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
) -> Application:
    """补正: an application sent back is lodged again, with amount, reason and further proof.

    Records ``relief.amended``. Only by its proposer, only when it was sent back.
    """
    if asked <= 0 or not reason.strip():
        raise Incomplete("请写明金额和补正的情况。", HELPS)
    refuse_waivers(reason)
    with transaction.atomic():
        application = application_for(actor, application_id, ReliefDoing.AMEND, lock=True)
        if application.status != Status.RETURNED:
            raise Conflict("只有退回补正的申请可以补正。", HELPS)
        application.asked, application.reason = asked, reason.strip()
        application.agreed, application.status = None, Status.LODGED.value
        application.version += 1
        application.save()
        files = list(StoredFile.objects.filter(pk__in=file_ids))
        refuse_waivers_in(files)
        for file in files:
            Proof.objects.create(application=application, file=file, added_on=civil_day(at))
        event = ReliefAmended(application_id=application.id, asked=asked)
        record(actor=actor, chain=application.subject_id, event=event, at=at)
        tell_next(application, actor, civil_day(at))
    return application


def withdraw_application(*, actor: Actor, application_id: UUID, reason: str, at: datetime) -> Application:
    """撤回: the applicant does not want it any more; only before it is granted.

    Records ``relief.withdrawn``.
    """
    if not reason.strip():
        raise Incomplete("请写明申请人怎样表示撤回的。", HELPS)
    refuse_waivers(reason)
    with transaction.atomic():
        application = application_for(actor, application_id, ReliefDoing.AMEND, lock=True)
        if Status(application.status) not in OPEN:
            raise Conflict("已经有结果的申请不能撤回。", HELPS)
        application.status, application.decision = Status.WITHDRAWN.value, reason.strip()
        application.decided_on = civil_day(at)
        application.version += 1
        application.save()
        event = ReliefWithdrawn(application_id=application.id)
        record(actor=actor, chain=application.subject_id, event=event, at=at)
    return application
