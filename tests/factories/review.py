"""Walks a matter through review and final review with the real actions, each step on its own day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account, Duty, Organ, OrganKind, Standing
from minqing.petition import public as petitions
from minqing.petition.public import Level, Petition, review
from minqing.petition.public.review import DecisionDraft, ReviewDraft, ReviewOutcome
from tests.cast import Cast, make_account, make_cast, make_organ
from tests.factories.path import FIRST_DAY, Walk, on_day

ASKED = ReviewDraft(requests="撤销原处理意见，重新核查塌方原因", facts="处理意见没有回应施工质量问题。")
UPHELD = DecisionDraft(
    facts="原处理意见认定的塌方长度、责任单位属实。",
    outcome=ReviewOutcome.UPHOLD,
    reasons="原处理意见事实清楚，依据正确。",
    basis="《公路法》第三十五条",
)


@dataclass(frozen=True)
class Upper:
    """Who reviews: two reviewers and two leaders of the county government, and the organ above the county."""

    reviewer: Account
    second_reviewer: Account
    county_leader: Account
    prefecture: Organ
    prefecture_reviewer: Account
    prefecture_leader: Account


def make_upper(cast: Cast, *, prefecture_here: bool = True) -> Upper:
    """Store the reviewers of the county and the prefecture above it."""
    prefecture = make_organ("bz", "巴中市人民政府", OrganKind.PREFECTURE, short="市政府")
    people.place_organ(organ_id=prefecture.pk, standing=Standing(outside=not prefecture_here))
    people.place_organ(organ_id=cast.county.pk, standing=Standing(superior_id=prefecture.pk))
    return Upper(
        reviewer=make_account("reviewer", "林秋菊", (cast.county, Duty.REVIEWER, "复查复核员")),
        second_reviewer=make_account("reviewer2", "何立夏", (cast.county, Duty.REVIEWER, "复查复核员")),
        county_leader=make_account("county_leader", "罗定国", (cast.county, Duty.LEADER, "副县长")),
        prefecture=prefecture,
        prefecture_reviewer=make_account("pref_reviewer", "谢㛃", (prefecture, Duty.REVIEWER, "复核员")),
        prefecture_leader=make_account("pref_leader", "杜长河", (prefecture, Duty.LEADER, "副市长")),
    )


@dataclass
class Remedy:
    """One matter and what was asked for against its opinion."""

    walk: Walk
    upper: Upper
    asked: review.ReviewAsked | None = None
    earlier: list[review.ReviewAsked] = field(default_factory=list)

    @property
    def request(self) -> review.ReviewRequest:
        """Return the last request as it is stored."""
        assert self.asked is not None
        return review.ReviewRequest.objects.select_related("matter", "redo", "organ").get(
            pk=self.asked.request.pk
        )

    @property
    def matter(self) -> Petition:
        """Return the review matter as it is stored."""
        found = self.request.matter
        assert found is not None
        return found

    def people_of(self) -> tuple[Account, Account]:
        """Return reviewer and leader of the organ that reviews now."""
        if self.request.level == Level.FINAL_REVIEW:
            return self.upper.prefecture_reviewer, self.upper.prefecture_leader
        return self.upper.reviewer, self.upper.county_leader

    def ask(self, day: date, of: UUID | None = None, **changed: Any) -> "Remedy":
        """The petitioner asks by query code."""
        matter = Petition.objects.get(pk=of or self.walk.id)
        draft = ReviewDraft(**{"requests": ASKED.requests, "facts": ASKED.facts, "tier": "", **changed})
        with on_day(day) as at:
            self.asked = review.request_review(
                actor=petitions.petitioner_of(matter), petition_id=matter.pk, draft=draft, at=at
            )
        self.earlier.append(self.asked)
        return self

    def ask_again(self, day: date, **changed: Any) -> "Remedy":
        """The petitioner asks for final review of the review opinion."""
        return self.ask(day, self.matter.pk, **changed)

    def take_on(self, day: date) -> "Remedy":
        """Register and accept."""
        reviewer, _leader = self.people_of()
        with on_day(day) as at:
            actor = people.actor_of(reviewer, day)
            petitions.register_petition(actor=actor, petition_id=self.matter.pk, at=at)
            review.accept_review(actor=actor, petition_id=self.matter.pk, at=at)
        return self

    def decide(self, day: date, draft: DecisionDraft = UPHELD) -> "Remedy":
        """Draft, send up and approve."""
        reviewer, leader = self.people_of()
        with on_day(day) as at:
            actor = people.actor_of(reviewer, day)
            review.save_review(actor=actor, petition_id=self.matter.pk, draft=draft, at=at)
            review.submit_review(actor=actor, petition_id=self.matter.pk, at=at)
            review.approve_review(actor=people.actor_of(leader, day), petition_id=self.matter.pk, at=at)
        return self

    def serve(self, day: date) -> "Remedy":
        """Deliver the opinion in person."""
        reviewer, _leader = self.people_of()
        with on_day(day) as at:
            petitions.deliver_answer(
                actor=people.actor_of(reviewer, day),
                petition_id=self.matter.pk,
                way=DeliveryWay.IN_PERSON,
                recipient="李桂兰",
                delivered_on=day,
                at=at,
            )
        return self


def delivered(day: date = FIRST_DAY, *, prefecture_here: bool = True) -> Remedy:
    """Return a claim whose handling opinion by the township was delivered on a day."""
    cast = make_cast()
    upper = make_upper(cast, prefecture_here=prefecture_here)
    make_account("township_leader", "冯远山", (cast.township, Duty.LEADER, "镇长"))
    return answered(cast, upper, day)


def answered(cast: Cast, upper: Upper, day: date = FIRST_DAY, **changed: Any) -> Remedy:
    """Return one more claim answered and delivered by the township on a day."""
    walk = Walk(cast)
    walk.to_registered(day, **changed).refer(day, cast.township)
    walk.accept(day, cast.township_handler)
    hear(walk, day)
    walk.draft(day)
    walk.submit(day)
    walk.approve(day, people.Account.objects.get(username="township_leader"))
    walk.deliver(day)
    return Remedy(walk, upper)


def hear(walk: Walk, day: date) -> None:
    """The handler hears the petitioner, which must come before an opinion (31[6])."""
    Petition.objects.filter(pk=walk.id).update(heard_on=day)
