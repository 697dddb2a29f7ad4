"""What a referral says on paper and asks of the rules; shared by every act that refers.

Articles: 信访工作条例 22(1)-(2), 23(1), 23(2).
"""

from datetime import date

from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.people.public import Actor, Organ, OrganKind
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import between_organs, common, day_words
from minqing.petition.matter.rules import Mode
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.routing import rules
from minqing.petition.routing.inspection import accused_path
from minqing.petition.routing.models import Coordination
from minqing.petition.routing.notices import tell_where_it_went
from minqing.petition.routing.rules.table import BY_ID


def tell_in_writing(  # noqa: PLR0917 - shared with sending up
    petition: Petition, sender: Organ, target: Organ, actor: Actor, row: str, day: date
) -> None:
    """Tell the petitioner in writing where the matter went (23(1)); owed by every organ but the office."""
    if sender.kind == OrganKind.PETITION_OFFICE or petition.anonymous:
        return
    issue_document(
        actor=actor,
        kind=DocumentKind.TRANSFER_NOTICE,
        subject_id=petition.id,
        organ=sender,
        data={
            **common(petition, sender, actor),
            "to_organ": target.name,
            "referred_on": day_words(day),
            "basis": BY_ID[row].article().cite,
        },
        on=day,
    )
    tell_where_it_went(petition)


def referral_facts(  # noqa: PLR0917 - shared with sending up
    petition: Petition,
    target: Organ | None,
    mode: Mode,
    requirement: str,
    report_by: date | None,
    day: date,
) -> rules.ReferralFacts:
    """Return what the rules ask of a referral to this organ."""
    limit = profile_in_force(day).settings.get("max_bounces")
    most = limit.value if limit else 0
    met = None
    if most and petition.bounces >= most:
        met = (
            Coordination.objects.select_related("decided_organ")
            .filter(petition=petition)
            .order_by("-id")
            .first()
        )
    return rules.ReferralFacts(
        purpose=purpose_of(petition),
        procedure=procedure_of(petition),
        content_class=petition.content_class,
        holder_path=petition.holder.path,
        holder_kind=petition.holder.organ_kind,
        concerns_path=accused_path(petition, target),
        target=_target(target),
        mode=mode,
        requirement=requirement,
        report_by=report_by,
        bounces=petition.bounces,
        max_bounces=most,
        met_at=met.bounces if met else None,
        met_path=met.decided_organ.path if met else "",
    )


def _target(organ: Organ | None) -> rules.Target | None:
    if organ is None:
        return None
    after = organ.successor
    return rules.Target(
        kind=organ.organ_kind,
        path=organ.path,
        name=organ.name,
        active=organ.active,
        successor=after.name if after is not None else "",
    )


def letter_data(  # noqa: PLR0917 - shared with sending up
    facts: rules.ReferralFacts, petition: Petition, sender: Organ, target: Organ, actor: Actor, row: str
) -> dict[str, object]:
    """Return what a letter of referral says."""
    return {
        **between_organs(petition, sender, actor),
        "to_organ": target.name,
        "mode": facts.mode.value,
        "basis": BY_ID[row].article().cite,
        "demands": facts.requirement.strip(),
        "feedback_due": day_words(facts.report_by) if facts.report_by else "",
    }
