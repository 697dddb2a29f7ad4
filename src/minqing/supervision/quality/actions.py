"""Verbs of the quality check: draw, name a reader, record the reading, answer, judge the answer.

Articles: 信访工作条例 40(1); 28(3) (who handled it does not read it).
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minqing.kernel.clock.public import calendar, civil_day, count_days, new_id
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Term, Unit, profile_on
from minqing.kernel.ledger.public import Seal, accounts_in, record, seal_until
from minqing.kernel.people.public import Actor, Duty, duty_holders
from minqing.petition.public import Petition
from minqing.supervision.quality import rules
from minqing.supervision.quality.events import (
    CorrectionJudged,
    CorrectionReplied,
    MatterRead,
    ReaderNamed,
    SampleDrawn,
)
from minqing.supervision.quality.gate import ORGAN_SIDE, reading_for
from minqing.supervision.quality.models import Reading, Sample
from minqing.supervision.quality.notices import tell
from minqing.supervision.quality.queries import population_of
from minqing.supervision.quality.rules import CHECKS, PRACTICE, Answer, Candidate, Finding, Status

FIRST_LOOK: Final = timedelta(days=89)


def draw_sample(*, actor: Actor, last_on: date, at: datetime) -> Sample:
    """抽取: a share of the matters closed since the last sample, drawn by the ledger's seal of ``last_on``.

    Only a supervisor, of matters in their jurisdiction; never a sealed one. Each matter drawn gets a reader
    who did not work on it and a day. Records ``supervision.quality_drawn`` on the sample's chain. Refused for
    days drawn already, for today (not sealed yet), and where nothing was closed.
    """
    organ_id, day = _office(actor), civil_day(at)
    if last_on >= day:
        raise Conflict("今天还没有过完，留痕没有封存，请抽取到昨天为止的事项。", PRACTICE)
    percent = profile_on(day, settings.MINQING_PLACE).setting("quality_percent")
    with transaction.atomic():
        last = Sample.objects.select_for_update().filter(organ=organ_id).order_by("-last_on").first()
        if last is not None and last.last_on >= last_on:
            raise Conflict("这些日子已经抽取过。", PRACTICE)
        first_on = last.last_on + timedelta(days=1) if last else last_on - FIRST_LOOK
        population = population_of(actor, first_on, last_on)
        if not population:
            raise Conflict("这段时间没有办结的事项可以抽取。", PRACTICE)
        seal = _seal(last_on)
        seed = rules.seed_of(seal, last_on)
        drawn = rules.draw(seed, population, rules.size_of(len(population), percent))
        sample = Sample.objects.create(
            organ_id=organ_id,
            first_on=first_on,
            last_on=last_on,
            percent=percent,
            seal=seal,
            seed=seed,
            population=[[str(c.matter), sorted(r.value for r in c.risks)] for c in population],
            population_digest=rules.population_digest(population),
            drawn=len(drawn),
            drawn_by_id=actor.account_id,
            at=at,
        )
        event = SampleDrawn(
            first_on=first_on,
            last_on=last_on,
            percent=percent,
            seed=seed,
            population=len(population),
            population_digest=sample.population_digest,
            matters=tuple(each.matter for each in drawn),
        )
        record(actor=actor, chain=sample.id, event=event, at=at)
        _hand_out(sample, drawn, day)
    return sample


def _office(actor: Actor) -> UUID:
    organs = sorted(actor.organ_ids(Duty.SUPERVISOR))
    if not organs or actor.account_id is None:
        raise NotAllowed("质量抽查由督查人员进行。", CHECKS)
    return organs[0]


def _seal(day: date) -> str:
    seal_until(day)
    seal = Seal.objects.filter(day=day).first()
    if seal is None:
        raise Conflict("留痕还没有封存到这一天，暂不能抽取。", PRACTICE)
    return bytes(seal.digest).hex()


def _due(day: date, setting: str) -> date:
    count = profile_on(day, settings.MINQING_PLACE).setting(setting)
    term = Term(
        id="QUALITY", count=count, unit=Unit.WORKDAY, starts_on="drawn", article=PRACTICE, default=True
    )
    return count_days(day, term, calendar()).due


def _hand_out(sample: Sample, drawn: Sequence[Candidate], day: date) -> None:
    """Write a reading for each matter and give it to the one with the fewest; a few queries for all."""
    matters = Petition.objects.in_bulk([each.matter for each in drawn])
    worked = accounts_in(list(matters))
    readers, posts = _readers(sample.organ_id, day)
    due_on = _due(day, "quality_days")
    for seq, each in enumerate(drawn, 1):
        matter = matters[each.matter]
        hands = worked.get(matter.pk, set()) | ({matter.handler_id} - {None})
        reader = rules.reader_for(readers, posts, hands, matter.handling_id)  # type: ignore[arg-type]
        if reader is not None:
            readers[reader] += 1
        reading = Reading(
            id=new_id(),
            sample=sample,
            petition=matter,
            seq=seq,
            risks=sorted(risk.value for risk in each.risks),
            handling_id=matter.handling_id or matter.holder_id,
            reader_id=reader,
            due_on=due_on,
        )
        reading.save(force_insert=True)
        told = [reader] if reader else [a for a in readers if a not in hands]
        tell(reading, told, "请阅卷" if reader else "请指定阅卷人")


def _readers(organ_id: UUID, day: date) -> tuple[dict[UUID, int], dict[UUID, set[UUID]]]:
    accounts = {holder.account_id for holder in duty_holders([Duty.SUPERVISOR], day, organ_id)}
    posts: dict[UUID, set[UUID]] = {}
    for holder in duty_holders(tuple(Duty), day):
        if holder.account_id in accounts:
            posts.setdefault(holder.account_id, set()).add(holder.organ_id)
    load = dict.fromkeys(accounts, 0)
    for account in Reading.objects.filter(reader__in=accounts, status=Status.DRAWN).values_list("reader_id"):
        load[account[0]] += 1
    return load, posts


def name_reader(*, actor: Actor, reading_id: UUID, account_id: UUID, at: datetime) -> Reading:
    """指定阅卷人: a supervisor names one; never somebody who worked on the matter or is of its organ.

    Records ``supervision.quality_reader_named``.
    """
    with transaction.atomic():
        reading = _open(actor, reading_id, Status.DRAWN)
        _supervises(actor)
        readers, posts = _readers(reading.sample.organ_id, civil_day(at))
        hands = accounts_in([reading.petition_id])[reading.petition_id] | {reading.petition.handler_id}
        fit = {account_id: 0} if account_id in readers else {}
        if rules.reader_for(fit, posts, hands, reading.handling_id) is None:  # type: ignore[arg-type]
            raise NotAllowed("阅卷人应当是督查人员，没有办理过这件事项，也不在承办单位任职。", CHECKS)
        reading.reader_id = account_id
        reading.version += 1
        reading.save(update_fields=["reader", "version"])
        event = ReaderNamed(reading_id=reading.id, account_id=account_id)
        record(actor=actor, chain=reading.sample_id, event=event, at=at)
        tell(reading, [account_id], "请阅卷")
    return reading


def record_findings(
    *, actor: Actor, reading_id: UUID, findings: Sequence[Finding], words: str, at: datetime
) -> Reading:
    """记录阅卷: every item of the checklist; one that fails is sent back to the organ with a day.

    Only the reader. Records ``supervision.quality_read``; the organ's leaders and handlers are told when it
    is sent back. Refused: an item left out, a no without words, to whoever worked on the matter since.
    """
    with transaction.atomic():
        reading = _open(actor, reading_id, Status.DRAWN)
        if reading.reader_id != actor.account_id:
            raise NotAllowed("这件由指定的阅卷人阅卷。", CHECKS)
        if actor.account_id in accounts_in([reading.petition_id])[reading.petition_id]:
            raise NotAllowed("您办理过这件事项，应当由别人阅卷。", CHECKS)
        refusal = rules.refusal_of(findings)
        if refusal is not None:
            raise refusal
        day, passed = civil_day(at), rules.passes(findings)
        failed = tuple(each.key for each in findings if each.answer is Answer.NO)
        if not passed and not words.strip():
            raise Incomplete("退回的请写明阅卷意见和整改要求。", CHECKS)
        reading.findings = {f.key: {"answer": f.answer.value, "words": f.words.strip()} for f in findings}
        reading.words, reading.read_at = words.strip(), at
        reading.status = (Status.PASSED if passed else Status.SENT_BACK).value
        if not passed:
            reading.due_on = _due(day, "quality_correct_days")
            _step(reading, "sent_back", actor, words, at)
        reading.version += 1
        reading.save()
        event = MatterRead(
            reading_id=reading.id, petition_id=reading.petition_id, status=reading.status, failed=failed
        )
        record(actor=actor, chain=reading.sample_id, event=event, at=at)
        if not passed:
            _tell_organ(reading, day)
    return reading


def reply_to_correction(
    *, actor: Actor, reading_id: UUID, words: str, file_id: UUID | None = None, at: datetime
) -> Reading:
    """报送整改情况: the organ says what it did, with a file where there is one.

    Records ``supervision.quality_replied``.
    """
    if not words.strip():
        raise Incomplete("请写明怎样整改的。", CHECKS)
    with transaction.atomic():
        reading = _open(actor, reading_id, Status.SENT_BACK)
        if not any(actor.holds(duty, reading.handling_id) for duty in ORGAN_SIDE):
            raise NotAllowed("整改情况由承办单位报送。", CHECKS)
        file = StoredFile.objects.get(pk=file_id) if file_id else None
        reading.status = Status.REPLIED.value
        _step(reading, "replied", actor, words, at, file)
        reading.version += 1
        reading.save()
        event = CorrectionReplied(reading_id=reading.id, digest=_digest(words), file_id=file_id)
        record(actor=actor, chain=reading.sample_id, event=event, at=at)
        tell(reading, [reading.reader_id] if reading.reader_id else [], "已整改，请核实")
    return reading


def judge_correction(*, actor: Actor, reading_id: UUID, settled: bool, words: str, at: datetime) -> Reading:
    """核实整改: a supervisor finds it put right, or sends it back again with a new day.

    Records ``supervision.quality_judged``.
    """
    if not words.strip():
        raise Incomplete("请写明核实的情况。", CHECKS)
    with transaction.atomic():
        reading = _open(actor, reading_id, Status.REPLIED)
        _supervises(actor)
        reading.status = (Status.SETTLED if settled else Status.SENT_BACK).value
        if not settled:
            reading.due_on = _due(civil_day(at), "quality_correct_days")
        _step(reading, "settled" if settled else "sent_back", actor, words, at)
        reading.version += 1
        reading.save()
        event = CorrectionJudged(reading_id=reading.id, settled=settled, digest=_digest(words))
        record(actor=actor, chain=reading.sample_id, event=event, at=at)
        if not settled:
            _tell_organ(reading, civil_day(at))
    return reading


def _open(actor: Actor, reading_id: UUID, wanted: Status) -> Reading:
    reading = reading_for(actor, reading_id, lock=True)
    if reading.status != wanted:
        raise Conflict(f"这件现在是“{rules.STATUS_WORDS[Status(reading.status)]}”，不能这样办。", CHECKS)
    return reading


def _supervises(actor: Actor) -> None:
    if not actor.holds(Duty.SUPERVISOR):
        raise NotAllowed("由督查人员进行。", CHECKS)


def _step(  # noqa: PLR0917 - what one line of the story holds
    reading: Reading, kind: str, actor: Actor, words: str, at: datetime, file: StoredFile | None = None
) -> None:
    line: dict[str, Any] = {"kind": kind, "words": words.strip(), "by": actor.name, "at": at.isoformat()}
    if file is not None:
        line |= {"file": str(file.pk), "file_name": file.name}
    reading.steps = [*reading.steps, line]


def _digest(words: str) -> str:
    return hashlib.sha256(words.strip().encode()).hexdigest()


def _tell_organ(reading: Reading, day: date) -> None:
    if reading.handling_id is not None:
        holders = duty_holders((Duty.LEADER, Duty.HANDLER), day, reading.handling_id)
        tell(reading, {holder.account_id for holder in holders}, "质量抽查退回，请整改")
