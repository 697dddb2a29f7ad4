"""What deciding the way shows: the rows that fit, disputes, an open objection, the short track."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Organ, OrganKind
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.gate import PRIVACY, UNKNOWN, petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Channel, State
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.routing.laws import late_review_declined, law_of
from minqing.petition.routing.models import (
    Agreement,
    Coordination,
    Decline,
    Designation,
    Referral,
    SimpleTrack,
)
from minqing.petition.routing.referrals import open_objection, organ_at, paths_in_dispute
from minqing.petition.routing.rules.disputes import OBJECTS, common_superior
from minqing.petition.routing.rules.table import Arrival, Receiver, WayFacts, rows_that_fit

DECIDING = frozenset({State.REGISTERED, State.RETURNED, State.REFERRED})


@dataclass(frozen=True, slots=True)
class WayLine:
    """One row that fits: its id, situation and consequence, its article; ``sure``: nothing is open."""

    row: str
    situation: str
    says: str
    cite: str
    sure: bool


def way_facts(petition: Petition) -> WayFacts:
    """Return what the file itself says of the way; whose the matter is only a person knows. No query."""
    office = petition.holder.kind == OrganKind.PETITION_OFFICE
    return WayFacts(
        law=law_of(petition),
        receiver=Receiver.PETITION_OFFICE if office else Receiver.ORGAN,
        arrival=Arrival.TRANSFERRED if petition.state == State.REFERRED else Arrival.DIRECT,
        in_person=petition.channel == Channel.VISIT,
        purpose=purpose_of(petition),
        procedure=procedure_of(petition),
        organ_gone=True if not petition.holder.active else None,
        named=not petition.anonymous,
        local_rule=late_review_declined(petition),
    )


def way_lines(petition: Petition) -> tuple[WayLine, ...]:
    """Return the rows of the table that fit a matter whose way is being decided, else (); no query."""
    if State(petition.state) not in DECIDING or not petition.purpose:
        return ()
    facts = way_facts(petition)
    fits = rows_that_fit(facts)
    # Litigation and accusations have a way of their own: what may else apply is not shown beside it.
    special = [fit for fit in fits if fit.sure and fit.row.id in {"R4", "R5", "R6"}]
    shown = [fit for fit in fits if not special or fit in special or fit.row.beside or fit.row.id == "R11"]
    lines = [WayLine(f.row.id, f.row.situation, f.row.says, f.article.cite, f.sure) for f in shown]
    if facts.arrival is Arrival.TRANSFERRED:
        lines.append(
            WayLine(
                "",
                "转送、交办来的，不属于本机关、单位职权范围",
                "自收到之日起5个工作日内提出异议，详细说明理由；核实同意以后才交还材料（指定受理的除外）。",
                OBJECTS.cite,
                sure=False,
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An open objection as the sender reads it: reasons and materials, not the file."""

    petition: Petition
    referral: Referral
    verify_by: date | None
    superior: str


def objection_view(actor: Actor, petition_id: UUID) -> ObjectionView:
    """Return the open objection to a referral of the actor's organ; five queries.

    Raises ``NotAllowed`` with the words of an unknown id when there is none the actor may verify.
    """
    petition = petition_for(actor, petition_id, Doing.VERIFY_OBJECTION)
    referral = open_objection(petition)
    if referral is None:
        raise NotAllowed(UNKNOWN, PRIVACY)
    running = petition.clocks.filter(term="OBJECT_VERIFY", stopped_on=None).first()
    return ObjectionView(
        petition=petition,
        referral=referral,
        verify_by=running.due_on if running else None,
        superior=superior_words(petition),
    )


def superior_words(petition: Petition) -> str:
    """Return who decides between the organs in dispute: the common superior, else the joint conference."""
    found = organ_at(common_superior(paths_in_dispute(petition)))
    return found.name if found else "信访工作联席会议"


@dataclass(frozen=True, slots=True)
class CoordinationView:
    """争议: every objection, meeting, agreement and designation of a matter; whether a meeting is due now."""

    objections: tuple[Referral, ...]
    meetings: tuple[Coordination, ...]
    designations: tuple[Designation, ...]
    agreements: tuple[Agreement, ...]
    bounces: int
    max_bounces: int
    meeting_due: bool
    superior: str


def coordination_view(petition: Petition) -> CoordinationView:
    """Return the disputes of a matter; seven queries at most, only where the annex is on it."""
    referrals = Referral.objects.select_related("to_organ", "proposed_organ")
    objections = tuple(referrals.filter(petition=petition).exclude(objected_on=None).order_by("id"))
    meetings = tuple(
        Coordination.objects.select_related("decided_organ")
        .prefetch_related("voices__organ")
        .filter(petition=petition)
        .order_by("id")
    )
    designations = tuple(
        Designation.objects.select_related("organ", "decided_by").filter(petition=petition).order_by("id")
    )
    setting = profile_in_force(petition.received_on).settings.get("max_bounces")
    most = setting.value if setting else 0
    met = meetings[-1].bounces if meetings else None
    paths = list(dict.fromkeys(each.to_organ.path for each in objections))
    above: Organ | None = organ_at(common_superior(paths))
    return CoordinationView(
        objections=objections,
        meetings=meetings,
        designations=designations,
        agreements=tuple(
            Agreement.objects.select_related("organ", "recorded_by")
            .prefetch_related("parties__organ")
            .filter(petition=petition)
            .order_by("id")
        ),
        bounces=petition.bounces,
        max_bounces=most,
        meeting_due=bool(most)
        and petition.bounces >= most
        and met != petition.bounces
        and petition.state == State.RETURNED,
        superior=above.name if above else "信访工作联席会议",
    )


def decline_of(petition: Petition) -> Decline | None:
    """Return why a matter was not accepted, or nothing; one query."""
    return Decline.objects.filter(petition=petition).first()


def simple_of(petition: Petition) -> SimpleTrack | None:
    """Return the short track of a matter, or nothing; one query."""
    rows = SimpleTrack.objects.select_related("organ", "answered_by", "confirmed_by")
    return rows.filter(petition=petition).first()


def facts_told(decline: Decline, words: Mapping[str, str]) -> list[tuple[str, str | date]]:
    """Return the facts a ground stated, in its words, those that are there."""
    pairs = [(label, getattr(decline, key)) for key, label in words.items()]
    return [(label, value) for label, value in pairs if value]
