"""The petitioner's page: where the matter is, until when and why that day, what was said, who looked.

Articles: 信访工作条例 18(1), 21(2) (query and rating), 23, 34, 35.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import KINDS, Addressee, DocumentKind
from minqing.kernel.law.public import Refused
from minqing.kernel.ledger.public import readings_of
from minqing.kernel.people.public import Organ
from minqing.petition.evaluation.models import Evaluation
from minqing.petition.evaluation.rules import evaluation_refusal
from minqing.petition.handling.models import Guidance
from minqing.petition.matter.clocks import profile_in_force, summed_up
from minqing.petition.matter.models import Attachment, Note, Petition, RequestItem, RunningClock
from minqing.petition.matter.rules import FINISHED, Annex, Move, State, step, term_named
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.matter.words import spoken_day
from minqing.petition.reads.bundle import Bundle, bundle_of
from minqing.petition.reads.case_file import Paper, papers_of
from minqing.petition.reads.clocks import PlainClock, plain_clocks
from minqing.petition.reads.stations import Station, stations_of
from minqing.petition.reads.ways import decline_of
from minqing.petition.routing.models import Decline

# Letters between organs are theirs; the petitioner gets what is addressed to the petitioner.
PETITIONERS_PAPERS: Final = frozenset(
    kind for kind, row in KINDS.items() if row.to is Addressee.PETITIONER
) | {DocumentKind.MEDIATION_AGREEMENT, DocumentKind.SETTLEMENT_AGREEMENT}
READINGS_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class ResidentView:
    """What the petitioner sees; ``state_words`` is one plain sentence.

    ``why_that_day`` how the day was counted.
    """

    number: str
    title: str
    state_words: str
    why_that_day: str
    due_on: date | None
    stations: tuple[Station, ...]
    requests: tuple[RequestItem, ...]
    papers: tuple[Paper, ...]
    notes: tuple[Note, ...]
    material_asked: tuple[Note, ...]
    attachments: tuple[Attachment, ...]
    guidance: Guidance | None
    evaluation: Evaluation | None
    review_until: date | None
    evaluate_until: date | None
    can_add: bool
    can_withdraw: bool
    can_evaluate: bool
    readings: tuple[tuple[str, datetime], ...]
    clocks: tuple[PlainClock, ...] = ()


def resident_view(petition: Petition, today: date) -> ResidentView:
    """Return the petitioner's page of a matter opened by its query code; four queries."""
    state, bundle = State(petition.state), bundle_of(petition)
    windows = {clock.term: clock for clock in bundle.clocks}
    evaluation = Evaluation.objects.filter(petition=petition).first()
    guidance = Guidance.objects.filter(petition=petition).first() if petition.answered_on else None
    window = windows.get("EVALUATION_WINDOW")
    can_evaluate = not isinstance(step(state, Move.EVALUATE), Refused) and (
        evaluation_refusal(
            purpose=purpose_of(petition),
            procedure=procedure_of(petition),
            window_ends=window.due_on if window else None,
            already=evaluation is not None,
            on=today,
        )
        is None
    )
    review = windows.get("REVIEW1_APPLY")
    shown = [note for note in bundle.notes if note.shown_to_petitioner]
    return ResidentView(
        number=petition.number or "",
        title=petition.title,
        state_words=state_words(petition, guidance, _declined(petition)),
        why_that_day=_why(bundle.clocks, petition),
        due_on=petition.due_on,
        stations=stations_of(petition, civil_day(evaluation.at) if evaluation else None),
        requests=bundle.requests,
        papers=tuple(
            paper
            for paper in papers_of(petition.id)
            if DocumentKind(paper.document.kind) in PETITIONERS_PAPERS
            # An opinion may still be on its way by post: it is shown once it was delivered.
            and (paper.delivered_on or paper.document.kind not in _SERVED)
        ),
        notes=tuple(note for note in shown if note.kind != Note.Kind.MATERIAL_ASKED),
        material_asked=tuple(note for note in shown if note.kind == Note.Kind.MATERIAL_ASKED),
        attachments=tuple(each for each in bundle.attachments if each.shown_to_petitioner),
        guidance=guidance,
        evaluation=evaluation,
        review_until=review.due_on if review else None,
        evaluate_until=window.due_on if window else None,
        can_add=state not in FINISHED,
        can_withdraw=not isinstance(step(state, Move.WITHDRAW), Refused),
        can_evaluate=can_evaluate,
        readings=_readings(petition, bundle),
        clocks=plain_clocks(petition, bundle, today),
    )


_SERVED: Final = frozenset(
    {
        DocumentKind.HANDLING_OPINION.value,
        DocumentKind.SUGGESTION_REPLY.value,
        DocumentKind.REVIEW_OPINION.value,
        DocumentKind.FINAL_REVIEW_OPINION.value,
    }
)


def _declined(petition: Petition) -> Decline | None:
    """Return why it was not accepted; no query for a matter that was."""
    return decline_of(petition) if Annex.DECLINE.value in petition.annexes else None


def state_words(petition: Petition, guidance: Guidance | None = None, decline: Decline | None = None) -> str:
    """Return where the matter is in one sentence to a neighbour.

    您反映的事项现在由…办理，最迟…书面答复您。
    """
    organ = petition.holder.name
    due = spoken_day(petition.due_on)
    if guidance is not None and State(petition.state) not in FINISHED:
        words = _("您反映的事项应当通过%(procedure)s解决，请向%(organ)s提出，时限：%(limit)s。")
        return words % {
            "procedure": guidance.procedure_name,
            "organ": guidance.organ_name,
            "limit": guidance.time_limit,
        }
    if decline is not None and State(petition.state) not in FINISHED:
        words = _("%(organ)s书面告知您：这件事项依法不予（不再）受理。可以找%(where)s，时限：%(until)s。")
        return words % {"organ": organ, "where": decline.where, "until": decline.until}
    by_due = _("，最迟%(due)s书面答复您") % {"due": due} if due else ""
    told_by = _("，最迟%(due)s书面告知您") % {"due": due} if due else ""
    sentences = {
        State.RECEIVED: _("您的来信%(organ)s已经收到，正在登记。"),
        State.REGISTERED: _("您反映的事项已经登记，%(organ)s正在确定由哪个单位办理%(told)s。"),
        State.RETURNED: _("您反映的事项正由%(organ)s重新确定办理单位%(told)s。"),
        State.REFERRED: _("您反映的事项已转到%(organ)s，由它决定受理%(told)s。"),
        State.HANDLING: _("您反映的事项现在由%(organ)s办理%(due)s。"),
        State.APPROVING: _("%(organ)s已经写好答复，正在审签%(due)s。"),
        State.ANSWERED: _("%(organ)s已经作出书面答复，正在送达您。"),
        State.DELIVERED: _("%(organ)s的书面答复已经送达您。"),
        State.CLOSED: _("您反映的事项已经办结。"),
        State.WITHDRAWN: _("您已经撤回这件事项。有新的情况，随时可以再提。"),
    }
    if petition.level != "first" and petition.state == State.REGISTERED:
        return _("%(organ)s正在审查您的申请%(due)s。") % {"organ": organ, "due": by_due}
    return sentences[State(petition.state)] % {"organ": organ, "due": by_due, "told": told_by}


def _why(clocks: tuple[RunningClock, ...], petition: Petition) -> str:
    """Return how the due day was counted, in one sentence with its article."""
    running = [c for c in clocks if c.stopped_on is None and c.term == petition.due_term]
    if not running:
        return ""
    clock = running[-1]
    term = term_named(profile_in_force(clock.started_on), clock.term)
    cite = f"（依据{term.article.cite}）" if term and not term.default else ""
    mark = "（内部办理期限，不是法定期限）" if term and term.default else ""
    return f"{summed_up(clock)}{cite}{mark}"


def _readings(petition: Petition, bundle: Bundle) -> tuple[tuple[str, datetime], ...]:
    """Return which posts opened the file and when, the latest first (F3); names of persons are not told."""
    entries = list(readings_of(petition.id).exclude(account_id=None).order_by("-seq")[:READINGS_SHOWN])
    organs = {e.organ_id for e in entries if e.organ_id} - set(bundle.names)
    names = dict(bundle.names)
    if organs:
        names |= {organ.pk: organ.short_name for organ in Organ.objects.filter(pk__in=organs)}
    return tuple((f"{names.get(e.organ_id, '') if e.organ_id else ''}{e.post_title}", e.at) for e in entries)
