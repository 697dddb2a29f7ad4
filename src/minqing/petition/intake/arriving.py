"""How a matter arrived, kept beside it: the true day of its channel, who handed it over, words read back.

Articles: 信访工作条例 17 (channels), 19(1) (what is said is written down truthfully), 22-23 (days run from
receipt, whatever the day of posting).
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Model

from minqing.kernel.clock.public import new_id
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, ActorKind, remember_person
from minqing.kernel.rows.public import update
from minqing.petition.intake.codes import digest_of_tail, new_code, tail_for
from minqing.petition.intake.events import ArrivalNoted, JoinerAdded, WordsReadBack
from minqing.petition.intake.models import Arrival, Joiner
from minqing.petition.intake.oral import issue_oral_record
from minqing.petition.intake.rules import Arrived, Confirmed, Speaker, Statement
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import REGULATION, Annex, Channel
from minqing.petition.matter.steps import add_annex, save_step
from minqing.petition.matter.together import whole

TRUTHFULLY = Article(REGULATION, "19(1)")


def rows_beside(actor: Actor, petition: Petition, statement: Statement, at: datetime) -> list[Model]:
    """Return what a new matter brings beside its own row, and note it on the matter; () for a plain one.

    The matter is not stored yet: its annexes go with it. Refuses a barcode that another matter has.
    """
    rows: list[Model] = []
    if statement.arrived.says_something:
        label = statement.arrived.label
        if label and Arrival.objects.filter(label=label).exists():
            raise Conflict(
                f"条码{label}已经登记过一件；同一封信不重复登记，另一封信请换一张条码。", TRUTHFULLY
            )
        rows.append(_arrival(actor, petition, statement.arrived, at))
        add_annex(petition, Annex.ARRIVAL)
    for speaker in statement.speakers:
        rows.append(joiner_of(actor, petition, speaker, at, representative=True))
        add_annex(petition, Annex.JOINT)
    return rows


def record_beside(actor: Actor, petition: Petition, rows: list[Model], at: datetime) -> None:
    """Record what came beside a new matter, after its own receipt."""
    for row in rows:
        event: ArrivalNoted | JoinerAdded
        if isinstance(row, Arrival):
            event = ArrivalNoted(
                happened_on=row.happened_on, oral=row.oral, confirmed=row.confirmed, label=row.label
            )
        elif isinstance(row, Joiner):
            event = JoinerAdded(joiner_id=row.id, representative=row.representative)
        else:
            continue
        record(actor=actor, chain=petition.id, event=event, at=at)


def _arrival(actor: Actor, petition: Petition, arrived: Arrived, at: datetime) -> Arrival:
    account = actor.account_id if actor.kind is ActorKind.STAFF else None
    read_back = arrived.confirmed is not None
    return Arrival(
        petition=petition,
        happened_on=arrived.happened_on,
        from_organ=arrived.from_organ.strip(),
        from_number=arrived.from_number.strip(),
        team=arrived.team.strip(),
        label=arrived.label,
        oral=arrived.oral,
        taken_by_id=account,
        confirmed=arrived.confirmed.value if arrived.confirmed else "",
        confirmed_words=arrived.confirmed_words.strip(),
        read_back_at=at if read_back else None,
        read_back_by_id=account if read_back else None,
    )


def joiner_of(
    actor: Actor,
    petition: Petition,
    speaker: Speaker,
    at: datetime,
    *,
    representative: bool,
    words: str = "",
) -> Joiner:
    """Return one who speaks for or joins a matter, with a code of their own; not stored yet."""
    joiner_id, code = new_id(), new_code()
    return Joiner(
        id=joiner_id,
        petition=petition,
        person=remember_person(name=speaker.name, telephone=speaker.telephone),
        name=" ".join(speaker.name.split()),
        representative=representative,
        channel=petition.channel if actor.kind is ActorKind.STAFF else Channel.ONLINE.value,
        words=words.strip(),
        query_code=code,
        query_tail=digest_of_tail(code, tail_for(joiner_id, speaker.telephone)),
        joined_at=at,
        entered_by_id=actor.account_id,
    )


def confirm_words(
    *,
    actor: Actor,
    petition_id: UUID,
    confirmed: Confirmed,
    words: str = "",
    at: datetime,
    version: int | None = None,
) -> Arrival:
    """宣读确认: what was written down of somebody's words was read back, and how they agreed to it.

    Registrars of the organ that holds it. Records ``petition.words_read_back`` and, once the matter has its
    number, the paper (听取陈述笔录). Refused for what was handed
    in in writing, a second time, and a refusal to agree without its story.
    """
    del version
    with whole():
        petition = petition_for(actor, petition_id, Doing.REGISTER, lock=True)
        arrival = Arrival.objects.filter(petition=petition).first()
        if arrival is None or not arrival.oral:
            raise Incomplete("这件不是口述的，不用宣读确认。", TRUTHFULLY)
        if arrival.read_back_at is not None:
            raise Conflict("已经宣读确认过了；本人要改的，请作为补充材料记下。", TRUTHFULLY)
        chosen = Confirmed(confirmed)
        if chosen is Confirmed.DECLINED and not words.strip():
            raise Incomplete("本人不愿确认的，请写明经过。", TRUTHFULLY)
        arrival.confirmed, arrival.confirmed_words = chosen.value, words.strip()
        arrival.read_back_at, arrival.read_back_by_id = at, actor.account_id
        update(arrival, ["confirmed", "confirmed_words", "read_back_at", "read_back_by"])
        save_step(petition, None)
        record(
            actor=actor,
            chain=petition.id,
            event=WordsReadBack(confirmed=chosen.value, statement_digest=digest_of(petition.body)),
            at=at,
        )
        issue_oral_record(actor, petition, at)
    return arrival
