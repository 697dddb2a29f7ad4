"""What happens at closure: the report to the assigner, then the matter is closed against the checklist.

Articles: 信访工作条例 22(1)(3), 27, 32, 34.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import WAY_WORDS, DeliveryWay, Document, DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.kernel.rows.public import insert
from minqing.petition.closure import rules
from minqing.petition.closure.events import ClosureReported, PetitionClosed
from minqing.petition.closure.models import Closure
from minqing.petition.closure.standing import Standing, standing_of
from minqing.petition.handling.co_handling.actions import open_co_handlings
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Attachment, Petition
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.papers import between_organs, day_words
from minqing.petition.matter.rules import Annex, Move, State
from minqing.petition.matter.steps import check_version, open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.reply.execution.actions import open_executions
from minqing.petition.reply.models import Execution
from minqing.petition.reply.opinions import issued_opinion

REPORTABLE: Final = frozenset({State.DELIVERED, State.CLOSED})


def close_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    checklist: Mapping[str, str],
    evidence: Mapping[str, UUID] | None = None,
    summary: str = "",
    at: datetime,
    version: int | None = None,
) -> Closure:
    """办结: delivered with proof, every request answered, the four "in place" checked with evidence.

    The handler or a registrar of the holding organ. ``checklist`` has every key of ``CHECKLIST``, each
    ``done：依据`` or ``not_applicable``; ``evidence`` names for an item a paper or attachment of it. The
    organ's clocks stop; the petitioner's windows stay open; what is still to be carried out by a day ahead
    runs on with its owner (ADR 0015). Records ``petition.closed``. Refused with every gap named.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.CLOSE, Move.CLOSE, version=version)
        day, standing = civil_day(at), standing_of(petition)
        shown = _on_this_file(petition, evidence or {})
        refuse_if(rules.closure_refusal(_facts(petition, standing, checklist, shown), day))
        closure = Closure(
            petition=petition,
            closed_by_id=actor.account_id,
            closed_on=day,
            checklist=dict(checklist),
            evidence=shown,
            summary=summary.strip(),
        )
        insert(closure)
        if petition.due_term:
            turn_clocks(petition, on=day, stop=EFFECTS[Act.CLOSE].stops)
        # A finished matter has no due day; what is followed beyond it stands in ``execution_due_on``.
        petition.due_on, petition.due_term, petition.due_provisional = None, "", False
        petition.closed_on = day
        save_step(petition, found, ("closed_on", *DUE_FIELDS))
        record(
            actor=actor,
            chain=petition.id,
            event=PetitionClosed(
                closure_id=closure.id,
                closed_on=day,
                marks=tuple(
                    f"{key}={(rules.read_mark(checklist[key])[0] or '')!s}" for key in sorted(checklist)
                ),
                checklist_digest=digest_of("\n".join(f"{k}={checklist[k]}" for k in sorted(checklist))),
            ),
            at=at,
        )
    return closure


def _facts(
    petition: Petition, standing: Standing, checklist: Mapping[str, str], shown: Mapping[str, str]
) -> rules.ClosureFacts:
    return rules.ClosureFacts(
        delivered=petition.delivered_on is not None,
        delivered_on=petition.delivered_on,
        unanswered=standing.unanswered,
        checklist=checklist,
        served=standing.served,
        told_orally=Annex.SIMPLE.value in petition.annexes and standing.served is None,
        executions=tuple(_followed(row) for row in open_executions(petition)),
        owed_by=tuple(row.organ.name for row in open_co_handlings(petition)),
        report_due=standing.assigner is not None and not standing.reported,
        papers=frozenset(shown),
    )


def _followed(row: Execution) -> rules.Followed:
    what = f"第{row.request.seq}项请求" if row.request else "协议"
    return rules.Followed(what, row.organ.name, row.status, row.due_on)


def _on_this_file(petition: Petition, evidence: Mapping[str, UUID]) -> dict[str, str]:
    """Return the evidence by item, refusing what does not lie on this file; one query, none without any."""
    wanted = {key: value for key, value in evidence.items() if key in set(rules.CHECKLIST)}
    if not wanted:
        return {}
    papers = Document.objects.filter(subject_id=petition.pk, pk__in=wanted.values()).values_list("pk")
    files = Attachment.objects.filter(petition=petition, pk__in=wanted.values()).values_list("pk")
    there = {row[0] for row in papers.union(files)}
    if set(wanted.values()) - there:
        raise Incomplete("所选的凭据不在这件案卷里，请重新选择。", rules.FOUR_IN_PLACE)
    return {key: str(value) for key, value in wanted.items()}


def unanswered(petition: Petition) -> tuple[int, ...]:
    """Return the numbers of the requests no issued opinion answers; () for a guided or settled matter."""
    return standing_of(petition).unanswered


def report_closure(
    *,
    actor: Actor,
    petition_id: UUID,
    handling: str,
    attitude: str,
    result: str = "",
    at: datetime,
    version: int | None = None,
) -> Document:
    """提交办结报告: what an assigner waits for (22(1)(3)); only this stops the day of feedback.

    Handler or registrar of the organ it was assigned to, once the answer is delivered. ``handling`` is the
    course of it, ``attitude`` how the petitioner took it, ``result`` what came of it (else from the opinion).
    Issues the ``CLOSURE_REPORT`` to the assigner and records ``petition.closure_reported``. Refused for a
    matter that was transferred only, twice, or with a gap.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.CLOSE, lock=True, joins=("handler",))
        check_version(petition, version)
        standing = standing_of(petition)
        _check_report(petition, standing, handling, attitude)
        assigner = Organ.objects.get(pk=standing.assigner or petition.received_by_id)
        opinion, day = issued_opinion(petition), civil_day(at)
        document = issue_document(
            actor=actor,
            kind=DocumentKind.CLOSURE_REPORT,
            subject_id=petition.id,
            organ=petition.holder,
            data={
                **between_organs(petition, petition.holder, actor),
                "to_organ": assigner.name,
                "facts": opinion.facts if opinion else petition.title,
                "handling": handling.strip(),
                "result": result.strip() or standing.paper,
                "attitude": attitude.strip(),
                "service_proof": _proof_words(standing),
            },
            on=day,
        )
        turn_clocks(petition, on=day, stop=EFFECTS[Act.REPORT_CLOSURE].stops)
        if State(petition.state) is State.CLOSED:
            petition.due_on, petition.due_term, petition.due_provisional = None, "", False
        save_step(petition, None, DUE_FIELDS)
        record(
            actor=actor,
            chain=petition.id,
            event=ClosureReported(
                document_id=document.id,
                to_organ=assigner.id,
                report_by=standing.report_by,
                reported_on=day,
            ),
            at=at,
        )
        _tell_reported(petition, assigner, actor, day)
    return document


def _tell_reported(petition: Petition, assigner: Organ, actor: Actor, day: date) -> None:
    """Tell the handler, and at the organ that assigned it whoever may read it, that the report is there."""
    # A report in somebody's name is no longer the assigner's business (30(3)).
    told = set() if petition.sealed else set(posts_holding(assigner.id, [Duty.REGISTRAR, Duty.LEADER], day))
    if petition.handler_id:
        told.add(petition.handler_id)
    tell_staff(
        petition,
        sorted(told),
        event_name="petition.closure_reported",
        title=_("交办事项的办结报告已提交"),
        actor=actor,
    )


def _check_report(petition: Petition, standing: Standing, handling: str, attitude: str) -> None:
    """Refuse a report nobody waits for, a second one, or one with a gap."""
    answered = State(petition.state) in REPORTABLE and standing.served is not None
    needs = ((answered, "书面答复的送达"), (handling.strip(), "办理经过"), (attitude.strip(), "信访人的态度"))
    lacks = [words for there, words in needs if not there]
    assigned = standing.assigner is not None
    refuse_if(rules.report_refusal(assigned=assigned, already=standing.reported, lacks=lacks))


def _proof_words(standing: Standing) -> str:
    """Return the delivery in one sentence: which paper, when, which way, who received it."""
    served = standing.served
    if served is None or standing.delivered_on is None:
        return ""
    way = WAY_WORDS[DeliveryWay(served.way)]
    picture = "，附送达回证影像" if served.picture else ""
    return f"{standing.paper}于{day_words(standing.delivered_on)}{way}，受送达人{served.recipient}{picture}。"
