"""What may be done to a matter before it is handled: each act refuses by the product's rule or changes it.

Every act takes the matter, the day and the choices made (``p``), and returns the refusal or None.
"""

import datetime as dt
from typing import Any

from minqing.kernel.law.public import Article, Conflict, NotCompetent, Refused
from minqing.kernel.people.rules import COMPETENT_KINDS, OrganKind
from minqing.petition.handling import rules as handling
from minqing.petition.handling.co_handling.rules import open_refusal
from minqing.petition.matter.effects.rules import Act
from minqing.petition.matter.rules import FINISHED, REGULATION, Mode, Move, Procedure, Purpose, State, Track
from minqing.petition.registration import rules as registration
from minqing.petition.routing.rules import disputes, simple
from minqing.petition.routing.rules.declining import GROUNDS, DeclineFacts, Ground, decline_refusal
from minqing.petition.routing.rules.referral import ReferralFacts, Target, referral_refusal, row_of_referral
from minqing.petition.routing.rules.starting import Handed, starting_terms
from minqing.petition.routing.rules.table import Law
from tests.walks.matter import Matter, profile

ORGANS = {
    "office": ("county.xfj.", OrganKind.PETITION_OFFICE),
    "housing": ("county.zjj.", OrganKind.DEPARTMENT),
    "resources": ("county.zrzyj.", OrganKind.DEPARTMENT),
    "discipline": ("county.jw.", OrganKind.DISCIPLINE),
    "law": ("county.zfw.", OrganKind.POLITICAL_LEGAL),
    "township": ("county.nsh.", OrganKind.TOWNSHIP),
    "village": ("county.nsh.zt.", OrganKind.VILLAGE),
    "county": ("county.", OrganKind.COUNTY),
    "prefecture": ("bz.", OrganKind.PREFECTURE),
}
CLASSES = frozenset({"1201"})
P = dict[str, Any]


def path(organ: str) -> str:
    """Return an organ's path, "" for none."""
    return ORGANS[organ][0] if organ else ""


def kind(organ: str) -> OrganKind:
    """Return what an organ is."""
    return ORGANS[organ][1]


def register(m: Matter, _day: dt.date, _p: P) -> Refused | None:
    """The receiving organ registers."""
    found = m.move(Move.REGISTER)
    if isinstance(found, Refused):
        return found
    m.go(Move.REGISTER)
    return None


def classify(m: Matter, _day: dt.date, p: P) -> Refused | None:
    """Purpose and procedure; an accusation is sealed from then on."""
    found = m.move(Move.CLASSIFY)
    if isinstance(found, Refused):
        return found
    wanted = registration.Classification(p["purpose"], p["procedure"], "1201", path(p.get("concerns", "")))
    refused = registration.classification_refusal(wanted, CLASSES, [path(m.holder)])
    if refused is not None:
        return refused
    m.purpose, m.procedure, m.concerns = p["purpose"], p["procedure"], p.get("concerns", "")
    m.sealed, m.repeated = m.purpose is Purpose.ACCUSATION, p.get("repeated", False)
    m.take(f"classified: {m.purpose} {m.procedure or ''}".strip())
    m.go(Move.CLASSIFY)
    return None


def propose_simple(m: Matter, day: dt.date, p: P) -> Refused | None:
    """The office proposes the short track."""
    if m.state is not State.REGISTERED or m.track is not Track.ORDINARY:
        return Conflict("登记以后、转送以前才能建议简易办理。", simple.CONDITIONS)
    if kind(m.holder) is not OrganKind.PETITION_OFFICE:
        return NotCompetent("本机关、单位可以直接决定简易办理，不需要建议。", simple.CONDITIONS)
    refused = simple.simple_refusal(simple_facts(m, None, p))
    if refused is not None:
        return refused
    if not m.knows("SIMPLE_RELAY", m.received_on):
        return NotCompetent("现行规则没有简易办理。", simple.CONDITIONS)
    late = simple.relay_refusal(due_on=m.ends("SIMPLE_RELAY", m.received_on), on=day)
    if late is not None:
        return late
    m.turn(Act.PROPOSE_SIMPLE, day, [("SIMPLE_RELAY", m.holder, m.received_on, None)])
    m.track = Track.SIMPLE
    m.take("simple: proposed")
    return None


def simple_facts(m: Matter, mode: Mode | None, p: P) -> simple.SimpleFacts:
    """Return what the short track is judged by."""
    return simple.SimpleFacts(
        m.purpose, m.procedure, m.repeated, mode, m.people, p.get("reason"), p.get("absent", frozenset())
    )


def mark_urgent(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """Grave and urgent: the clock to report starts."""
    refused = registration.urgent_refusal(state=m.state, track=m.track, reason="堵路")
    if refused is not None:
        return refused
    m.track, m.urgent_told = Track.URGENT, False
    m.turn(Act.MARK_URGENT, day, [("URGENT_REPORT", m.holder, day, None)])
    m.take("urgent: marked")
    return None


def report_urgent(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """Reported to the own leadership."""
    refused = registration.report_refusal(
        track=m.track, to_name="县委值班室", told_before_found=False, told_later=False
    )
    if refused is not None:
        return refused
    m.urgent_told = True
    m.turn(Act.REPORT_URGENT, day, ())
    m.take("urgent: reported")
    return None


def end_urgency(m: Matter, _day: dt.date, _p: P) -> Refused | None:
    """The danger is over."""
    refused = registration.calm_refusal(track=m.track, reported=m.urgent_told, reason="已疏散")
    if refused is not None:
        return refused
    m.track = Track.ORDINARY
    m.take("urgent: ended")
    return None


def refer(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Transfer or assign."""
    found = m.move(Move.REFER)
    if isinstance(found, Refused):
        return found
    organ, mode = p["organ"], p["mode"]
    limit = profile(day, m.place).settings.get("max_bounces")
    facts = ReferralFacts(
        purpose=m.purpose,
        content_class="1201",
        holder_path=path(m.holder),
        concerns_path=path(m.concerns),
        target=Target(kind(organ), path(organ), organ, active=True),
        mode=mode,
        requirement="调查处理" if mode is Mode.ASSIGN else "",
        report_by=p.get("report_by"),
        procedure=m.procedure,
        holder_kind=kind(m.holder),
        bounces=m.bounces,
        max_bounces=limit.value if limit else 0,
        met_at=m.met[0] if m.met else None,
        met_path=path(m.met[1]) if m.met else "",
    )
    refused = referral_refusal(facts, day)
    if refused is not None:
        return refused
    m.take(f"row: {row_of_referral(facts)}")
    m.take(f"referred: {mode}")
    m.sent_by = m.holder
    _hand_over(m, Act.REFER, day, organ, mode, p.get("report_by"))
    m.go(Move.REFER)
    return None


def _hand_over(  # noqa: PLR0917 - a private helper
    m: Matter, act: Act, day: dt.date, organ: str, mode: Mode, report_by: dt.date | None
) -> None:
    designated = act is Act.DESIGNATE
    handed = Handed(
        m.anonymous, m.sealed, m.repeated, designated, mode is Mode.ASSIGN, m.track is Track.SIMPLE
    )
    terms = starting_terms(handed, lambda term: m.knows(term, day))
    m.turn(act, day, [(t, organ, day, report_by if t == "ASSIGN_REPORT" else None) for t in terms])
    m.owner(act, organ)
    m.handling, m.referred_on, m.mode, m.designated = organ, day, mode, designated
    m.objected = m.verified = False


def object_(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The organ says it is not competent."""
    found = m.move(Move.OBJECT)
    if isinstance(found, Refused):
        return found
    clock = m.clock("ORG_OBJECT")
    refused = disputes.objection_refusal(
        reason="不属于职权",
        due_on=clock.due if clock else None,
        on=day,
        designated=m.designated,
        refused=m.objected,
    )
    if refused is not None:
        return refused
    starts = [("OBJECT_VERIFY", m.sent_by, day, None)] if m.knows("OBJECT_VERIFY", day) else []
    m.turn(Act.OBJECT, day, starts)
    m.objected, m.disputes = True, tuple(dict.fromkeys((*m.disputes, m.holder)))
    m.go(Move.OBJECT)
    return None


def _open(m: Matter) -> bool:
    return m.state is State.REFERRED and m.objected and not m.verified


def take_back(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The sender agrees; days since receipt do not begin again."""
    found = m.move(Move.TAKE_BACK)
    if isinstance(found, Refused):
        return found
    refused = disputes.verification_refusal(open_objection=_open(m), agrees=True, reason="")
    if refused is not None:
        return refused
    m.turn(Act.TAKE_BACK, day, ())
    m.owner(Act.TAKE_BACK, m.sent_by)
    m.handling, m.verified = "", True
    m.bounces += 1
    m.resume_route(Act.TAKE_BACK, m.sent_by)
    m.take(f"bounced: {min(m.bounces, 3)}")
    m.go(Move.TAKE_BACK)
    return None


def refuse_objection(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The sender does not agree."""
    refused = disputes.verification_refusal(open_objection=_open(m), agrees=False, reason="职责清单")
    if refused is not None:
        return refused
    m.verified = True
    m.turn(Act.REFUSE_OBJECTION, day, ())
    m.take("objection: refused")
    return None


def coordinate(m: Matter, day: dt.date, p: P) -> Refused | None:
    """A meeting decides on an organ."""
    if m.state not in {State.REGISTERED, State.RETURNED, State.REFERRED}:
        return Conflict("受理以前才需要协调受理机关。", disputes.COORDINATES)
    if m.sealed:
        return NotCompetent("检举控告类事项按照管理权限转送，不得开会讨论。", disputes.COORDINATES)
    refused = disputes.coordination_refusal(
        met_on=day,
        on=day,
        voices=[
            disputes.Voice(path("housing"), "甲", "不属于"),
            disputes.Voice(path("township"), "乙", "可"),
        ],
        decision="由其受理",
        decided_path=path(p["organ"]),
        place="会议室",
        host="局长",
    )
    if refused is not None:
        return refused
    if kind(p["organ"]) not in COMPETENT_KINDS:
        return NotCompetent("不是有权处理的机关、单位。", disputes.COORDINATES)
    m.met = (m.bounces, p["organ"])
    m.take("coordinated")
    return None


def designate(m: Matter, day: dt.date, p: P) -> Refused | None:
    """The common superior names the organ."""
    found = m.move(Move.DESIGNATE)
    if isinstance(found, Refused):
        return found
    organ = p["organ"]
    if m.state is State.REFERRED and not m.disputes:
        return NotCompetent("受理机关没有提出过异议，不存在受理争议。", disputes.DISPUTES)
    paths = [path(each) for each in m.disputes]
    facts = disputes.DesignationFacts(
        target_path=path(organ),
        target_active=True,
        target_competent=kind(organ) in COMPETENT_KINDS,
        holder_path=path(m.received_by),
        concerns_path=path(m.concerns),
        sealed=m.sealed,
        classified=m.purpose is not None,
        deciding_path=disputes.common_superior([*paths, path(organ)]),
        own_paths=frozenset({path("office")}),
        reason="两个单位都认为不属于本单位",
        decision_ref=p.get("ref", "通府办函〔2026〕18号"),
    )
    refused = disputes.designation_refusal(facts)
    if refused is not None:
        return refused
    m.sent_by = m.received_by
    passes = organ != m.holder
    if passes:
        _hand_over(m, Act.DESIGNATE, day, organ, Mode.TRANSFER, None)
    else:  # the organ that holds it already is named: the owner is the same, the clocks are new
        holder, m.holder = m.holder, ""
        _hand_over(m, Act.DESIGNATE, day, holder, Mode.TRANSFER, None)
    m.go(Move.DESIGNATE)
    return None


def decline(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Not, or no longer, accepted on a ground of the law."""
    found = m.move(Move.DECLINE)
    if isinstance(found, Refused):
        return found
    ground: Ground = p["ground"]
    local = profile(m.received_on, m.place).settings.get("late_review_declined")
    stated = {key: day if key == "other_on" else "某机关" for key in GROUNDS[ground].facts}
    if "period_end" in stated:
        stated["period_end"] = m.received_on + dt.timedelta(p.get("end", 0))
    facts = DeclineFacts(
        ground=ground,
        law=Law.BEFORE_2022 if m.received_on < dt.date(2022, 5, 1) else Law.NOW,
        holder_kind=kind(m.holder),
        transferred=m.state is State.REFERRED,
        received_on=m.received_on,
        stated=stated,
        explanation="与原事项相同。",
        where="某机关",
        how="书面",
        until="三十日内",
        local_rule=bool(local and local.value),
        acting_path=path("county") if m.holder == "office" else path(m.holder),
    )
    refused = decline_refusal(facts, day)
    if refused is not None:
        return refused
    m.handling, m.answered_on, m.answered_by = m.holder, day, "decline"
    m.turn(Act.DECLINE, day, ())
    m.take(f"declined: {ground}")
    m.go(Move.DECLINE)
    return None


def guide(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Led into another procedure."""
    found = m.move(Move.GUIDE)
    if isinstance(found, Refused):
        return found
    procedure: Procedure = p["procedure"]
    draft = handling.GuidanceDraft(procedure, "行政诉讼", "人民法院", "起诉", "六个月")
    refused = handling.guidance_refusal(m.purpose, draft) or owed_refusal(m)
    if refused is not None:
        return refused
    by_office = kind(m.holder) is OrganKind.PETITION_OFFICE
    row = handling.row_of_guidance(procedure, by_office=by_office, in_person=m.channel_visit)
    m.procedure, m.handling, m.answered_on, m.answered_by = procedure, m.holder, day, "guidance"
    m.turn(Act.GUIDE, day, ())
    m.take(f"guided: {procedure} {row or 'by the office'}")
    m.go(Move.GUIDE)
    return None


def owed_refusal(m: Matter) -> Refused | None:
    """Return the refusal while another organ owes its opinion."""
    return open_refusal(organ for organ, _clock in m.owed)


def withdraw(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The petitioner takes it back."""
    found = m.move(Move.WITHDRAW)
    if isinstance(found, Refused):
        return found
    if m.joined:
        return Conflict("其他人还没有退出。", Article(REGULATION, "17(2)"))
    m.turn(Act.WITHDRAW, day, ())
    m.closed_on, m.due = day, None
    m.go(Move.WITHDRAW)
    return None


def is_finished(m: Matter) -> bool:
    """Return whether the matter is at its end."""
    return m.state in FINISHED
