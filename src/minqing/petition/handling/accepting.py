"""What accepting does, on the ordinary and on the short track: clocks, handler, notice. Called by actions.

Articles: 信访工作条例 23, 31, 34.
"""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Article, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, OrganKind, Post
from minqing.petition.handling import rules
from minqing.petition.handling.events import PetitionAccepted
from minqing.petition.handling.notices import tell_accepted, tell_assigned
from minqing.petition.matter.aside import refuse_interested
from minqing.petition.matter.clocks import DUE_FIELDS, Start, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import REGULATION, Annex, Procedure, Step, Track
from minqing.petition.matter.steps import drop_annex, procedure_of, purpose_of, refuse_if, save_step
from minqing.petition.matter.words import official as _

DILIGENCE = Article(REGULATION, "28(1)")
SIMPLE_HANDLE = "SIMPLE_HANDLE"


def take_on(
    petition: Petition,
    found: Step,
    actor: Actor,
    handler_id: UUID | None,
    at: datetime,
    *,
    paper: bool = True,
) -> Petition:
    """Accept a matter opened for it, on the track it has; without ``paper`` the notice was told otherwise."""
    day, organ = civil_day(at), petition.holder
    procedure, simple = procedure_of(petition), petition.track == Track.SIMPLE
    if handler_id is not None:
        refuse_interested(petition, handler_id)
    competent = organ.kind != OrganKind.PETITION_OFFICE
    refuse_if(rules.acceptance_refusal(purpose_of(petition), procedure, competent=competent))
    if handler_id is not None and handler_id != actor.account_id:
        check_handler(handler_id, organ.id, day)
    if handler_id is None and actor.holds(Duty.HANDLER, organ.id):
        handler_id = actor.account_id
    term = SIMPLE_HANDLE if simple else rules.handling_term(procedure)
    # A day of feedback set by an assignment goes on running beside the statutory sixty days.
    turn_clocks(petition, on=day, stop=EFFECTS[Act.ACCEPT].stops, start=[Start(term, organ.id, day)])
    petition.handling = organ
    petition.handler_id = handler_id
    petition.accepted_on = day
    fields = ("handling", "handler", "accepted_on", "track", *drop_annex(petition, Annex.OBJECTION))
    save_step(petition, found, (*fields, *DUE_FIELDS))
    record(
        actor=actor,
        chain=petition.id,
        event=PetitionAccepted(
            organ=organ.id, handler=handler_id, accepted_on=day, term=term, due_on=petition.due_on
        ),
        at=at,
    )
    if paper:
        acceptance_paper(petition, actor, day)
    tell_accepted(petition)
    tell_assigned(petition, actor)
    return petition


def acceptance_paper(petition: Petition, actor: Actor, day: date) -> None:
    """Issue the acceptance notice (23)."""
    issue_document(
        actor=actor,
        kind=DocumentKind.ACCEPTANCE_NOTICE,
        subject_id=petition.id,
        organ=petition.holder,
        data=_notice(petition, actor, procedure_of(petition)),
        on=day,
    )


def _notice(petition: Petition, actor: Actor, procedure: Procedure | None) -> dict[str, object]:
    return {
        **common(petition, petition.holder, actor),
        "received_way": _received_way(petition),
        "procedure": rules.WAYS[procedure] if procedure else _("依照职责办理并回复"),
        "limit": _limit(procedure, petition),
    }


def _received_way(petition: Petition) -> str:
    if petition.referred_on is not None:
        return _("由%(organ)s转送、交办") % {"organ": petition.received_by.name}
    return _("信访人直接提出")


def _limit(procedure: Procedure | None, petition: Petition) -> str:
    day = day_words(petition.due_on) if petition.due_on else ""
    if petition.due_term == SIMPLE_HANDLE:
        return _("适用简易办理，自受理之日起10个工作日内答复，最迟%(day)s") % {"day": day}
    if procedure is Procedure.PETITION:
        return _("自受理之日起60日内办结，最迟%(day)s") % {"day": day}
    return _("预计%(day)s前答复（内部办理期限，不是法定期限）") % {"day": day}


def check_handler(account_id: UUID, organ_id: UUID, day: date) -> None:
    """Refuse somebody who holds no handler's post in that organ on that day; one query."""
    held = Post.objects.on(day).filter(account_id=account_id, organ_id=organ_id, duty=Duty.HANDLER.value)
    if not held.filter(account__is_active=True).exists():
        raise NotAllowed("承办人应当是承办单位的在职承办人员。", DILIGENCE)
