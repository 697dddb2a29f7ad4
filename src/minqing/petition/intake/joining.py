"""Joint petitions: joining a matter that is there, speaking for the group, leaving it again.

Articles: 信访工作条例 17(2), 20(3) (group visits choose at most five of themselves).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.kernel.search.public import index_subject
from minqing.petition.intake.arriving import joiner_of
from minqing.petition.intake.codes import tail_fits, tail_for
from minqing.petition.intake.events import JoinerAdded, JoinerLeft
from minqing.petition.intake.models import Joiner
from minqing.petition.intake.rules import Speaker, joiner_problems, normal_code
from minqing.petition.intake.sealed_joining import person_who_joined, seal_joiner
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition, RequestItem
from minqing.petition.matter.rules import FINISHED, REGULATION, Annex, Channel, State
from minqing.petition.matter.sealing import index_sealed, person_of, true_name
from minqing.petition.matter.steps import add_annex, save_step
from minqing.petition.matter.together import whole

TOGETHER: Final = Article(REGULATION, "20(3)")
ASKING: Final = Article(REGULATION, "17(2)")
NO_SUCH_CODE: Final = "没有这个查询码，或者这件信访事项不能共同提出。请核对查询码；也可以另外写信提出。"


@dataclass(frozen=True, slots=True)
class Joined:
    """What somebody who joined keeps: a code and a tail of their own."""

    joiner: Joiner
    query_code: str
    tail: str


def join_by_code(*, actor: Actor, query_code: str, speaker: Speaker, words: str = "", at: datetime) -> Joined:
    """共同提出: somebody joins a matter whose query code the first petitioner gave them, on the web.

    They get a code of their own, which shows the progress and nobody's name, letter or papers. Records
    ``petition.joiner_added``. Refused in the same words for an unknown code, a sealed, an anonymous or a
    confidential matter: none of these tells a stranger that it is there.
    """
    with whole():
        found = Petition.objects.select_for_update().filter(query_code=normal_code(query_code)).first()
        if found is None or found.sealed or found.confidential or found.anonymous:
            raise NotAllowed(NO_SUCH_CODE, ASKING)
        return _add(actor, found, speaker, words, at, representative=False)


def add_joiner(
    *,
    actor: Actor,
    petition_id: UUID,
    name: str,
    telephone: str = "",
    representative: bool = False,
    words: str = "",
    at: datetime,
    version: int | None = None,
) -> Joined:
    """登记参加人或者代表: the counter writes down who else asks for the same, and who speaks for them.

    Registrars of the organ that holds or received it. Of a visit at most as many representatives as the
    profile allows (20(3)); they are those the group chose itself. Records ``petition.joiner_added``.
    """
    del version
    with whole():
        petition = petition_for(actor, petition_id, Doing.JOIN, lock=True)
        speaker = Speaker(name, telephone)
        return _add(actor, petition, speaker, words, at, representative=representative)


def _add(
    actor: Actor, petition: Petition, speaker: Speaker, words: str, at: datetime, *, representative: bool
) -> Joined:
    if State(petition.state) in FINISHED:
        raise Conflict("这件信访事项已经结束，不能再参加；有新的情况请另外提出。", ASKING)
    problems = joiner_problems(speaker)
    if problems:
        raise Incomplete("".join(problem.words for problem in problems), ASKING)
    standing = list(Joiner.objects.filter(petition=petition, left_at=None))
    if representative and petition.channel == Channel.VISIT.value:
        most = profile_in_force(civil_day(at)).setting("max_representatives")
        if sum(each.representative for each in standing) >= most:
            said = f"多人走访应当推选代表，代表人数不得超过{most}人；这一位可以作为参加人登记。"
            raise Conflict(said, TOGETHER)
    joiner = joiner_of(actor, petition, speaker, at, representative=representative, words=words)
    if joiner.person_id in _there(petition, standing):
        raise Conflict("这位信访人已经在这件信访事项里了，不用再参加。", ASKING)
    insert(joiner)
    if petition.sealed:
        seal_joiner(joiner)
    petition.people_count = max(petition.people_count, len(standing) + 2)
    save_step(petition, None, ("people_count", *add_annex(petition, Annex.JOINT)))
    record(
        actor=actor,
        chain=petition.id,
        event=JoinerAdded(joiner_id=joiner.id, representative=representative),
        at=at,
    )
    index_whole(petition, [*standing, joiner])
    return Joined(joiner, joiner.query_code, tail_for(joiner.id, speaker.telephone))


def _there(petition: Petition, standing: list[Joiner]) -> set[UUID]:
    """Return the persons who ask already; of a sealed matter out of the compartment."""
    if not petition.sealed:
        return {each for each in (petition.petitioner_id, *(j.person_id for j in standing)) if each}
    people = (person_of(petition), *(person_who_joined(each) for each in standing))
    return {each.pk for each in people if each is not None}


def leave_joint(*, actor: Actor, joiner_id: UUID, reason: str, at: datetime) -> Joiner:
    """退出: one of a joint petition no longer asks; the matter goes on for the others.

    By the joiner (who proved the own code) or registrars for them. Records ``petition.joiner_left``.
    """
    with whole():
        joiner = Joiner.objects.select_for_update().filter(pk=joiner_id).first()
        if joiner is None:
            raise NotAllowed(NO_SUCH_CODE, ASKING)
        if not (isinstance(actor, JointActor) and actor.joiner_id == joiner_id):
            petition_for(actor, joiner.petition_id, Doing.JOIN, lock=True)
        if joiner.left_at is not None:
            raise Conflict("已经退出了。", ASKING)
        if not reason.strip():
            raise Incomplete("请写一句为什么退出。", ASKING)
        joiner.left_at, joiner.left_reason = at, reason.strip()[:500]
        update(joiner, ["left_at", "left_reason"])
        record(
            actor=actor,
            chain=joiner.petition_id,
            event=JoinerLeft(joiner_id=joiner.id, reason_digest=digest_of(reason)),
            at=at,
        )
    return joiner


@dataclass(frozen=True, slots=True)
class JointActor(Actor):
    """参加人: somebody who proved the code they got when joining; may see the progress and leave."""

    joiner_id: UUID | None = None


def open_joint(query_code: str, tail: str) -> Joiner | None:
    """Return the joiner of a code if the tail fits, else None; as ``open_by_code`` does for petitioners."""
    code = normal_code(query_code)
    found = Joiner.objects.filter(query_code=code).first()
    fits = tail_fits(code, "".join(tail.split()), found.query_tail if found else "")
    return found if found is not None and fits else None


def tail_of_joiner(joiner: Joiner) -> str:
    """Return the four digits that open a joiner's page; made the same way each time, stored nowhere."""
    person = person_who_joined(joiner)
    return tail_for(joiner.id, person.telephone if person else "")


def refuse_while_others_ask(petition: Petition) -> None:
    """Refuse to withdraw a joint matter while others who joined it still ask; no query for a plain one."""
    if Annex.JOINT.value not in petition.annexes:
        return
    standing = Joiner.objects.filter(petition=petition, left_at=None).count()
    if standing:
        raise Conflict(
            f"这件是共同提出的，还有{standing}人没有退出；一个人撤回，不等于大家都撤回。"
            "其他人都退出以后才能撤回，他们可以凭各自的查询码退出，也可以到窗口办理。",
            ASKING,
        )


def index_whole(petition: Petition, joiners: list[Joiner] | None = None) -> None:
    """Write a matter's words anew into the search: title, text, requests, everybody's names and numbers.

    Of a sealed matter neither names nor numbers.
    """
    if petition.sealed:
        # Who stands behind a report is found by nobody's search.
        index_sealed(petition, true_name(petition))
        return
    if joiners is None:
        joiners = list(Joiner.objects.filter(Q(petition=petition), Q(left_at=None)))
    person = petition.petitioner
    names = [] if petition.anonymous else [petition.petitioner_name]
    numbers = [person.telephone, person.identity_number] if person else []
    requests = RequestItem.objects.filter(petition=petition).values_list("text", flat=True)
    index_subject(
        petition.id,
        "petition",
        "\n".join((petition.title, petition.body, *requests)),
        names=[each for each in (*names, petition.address, *(j.name for j in joiners)) if each],
        numbers=[each for each in (*numbers, *(j.person.telephone for j in joiners if j.person)) if each],
    )
