"""Does to a stored matter what a generated walk does to its plain values, through the real actions."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID  # noqa: TC003 - as everywhere in the tests

from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account, Actor, Duty, Organ, OrganKind
from minqing.petition import public as petitions
from minqing.petition.matter.models import RunningClock
from minqing.petition.public import Outcome, Petition, Purpose, Track, closing, coming_in, handling, review
from minqing.petition.public import clocks as terms
from minqing.petition.public import routing as ways
from minqing.petition.public.handling import Agreement, Side
from minqing.petition.public.review import DecisionDraft, ReviewDraft, ReviewOutcome
from tests.cast import Cast, make_account, make_cast, make_organ
from tests.factories import routing
from tests.factories.path import STATEMENT, Walk, on_day
from tests.factories.review import make_upper
from tests.walks.acts import P
from tests.walks.matter import Matter

DETAILS = {"household": "之子", "post": "EMS1", "refused": "拒绝签收"}


class Real:
    """The matters of one walk as they are stored, beside the plain values that predict them."""

    def __init__(self) -> None:
        """Store the cast."""
        self.cast: Cast = make_cast()
        cast = self.cast
        upper = make_upper(cast)
        law = make_organ("zfw", "通江县委政法委", OrganKind.POLITICAL_LEGAL, cast.county, "政法委")
        lead, handle = Duty.LEADER, Duty.HANDLER
        self.organs: dict[str, Organ] = {
            "office": cast.petition_office,
            "housing": cast.housing,
            "resources": cast.resources,
            "township": cast.township,
            "discipline": cast.discipline,
            "law": law,
            "county": cast.county,
            "prefecture": upper.prefecture,
        }
        self.staff: dict[str, tuple[Account, Account]] = {
            "office": (cast.registrar, cast.office_leader),
            "housing": (cast.handler, cast.leader),
            "resources": (cast.other_handler, cast.other_leader),
            "township": (cast.township_handler, make_account("tl", "冯远山", (cast.township, lead, "镇长"))),
            "discipline": (
                cast.discipline_handler,
                make_account("dl", "韩守正", (cast.discipline, lead, "副书记")),
            ),
            "law": (
                make_account("lh", "曾明理", (law, handle, "干事")),
                make_account("ll", "秦立法", (law, lead, "副书记")),
            ),
            "county": (upper.reviewer, upper.county_leader),
            "prefecture": (upper.prefecture_reviewer, upper.prefecture_leader),
        }
        self.registrars = {
            name: make_account(f"r-{name}", "登记员", (self.organs[name], Duty.REGISTRAR, "登记员"))
            for name in ("housing", "resources", "discipline", "law", "township")
        }
        self.names = {organ.pk: name for name, organ in self.organs.items()}
        self.ids: dict[int, UUID] = {}

    def hand_in(self, m: Matter, day: date) -> None:
        """Hand in what the walk received."""
        walk = Walk(self.cast).hand_in(day, requests=STATEMENT.requests[:1])
        self.ids[id(m)] = walk.id

    def stored(self, m: Matter) -> Petition:
        """Return the matter as it is stored now."""
        return Petition.objects.get(pk=self.ids[id(m)])

    def seen(self, m: Matter) -> dict[str, object]:
        """Return what is compared: state, holder, track, nearest duty, running clocks."""
        kept = self.stored(m)
        running = RunningClock.objects.filter(petition=kept, stopped_on=None)
        return {
            "state": kept.state,
            "holder": self.names[kept.holder_id],
            "track": kept.track,
            "due": (kept.due_on, kept.due_term) if kept.due_on else None,
            "clocks": sorted(
                (c.term, c.started_on, c.due_on, c.paused_on or date.min, self.names.get(c.organ_id, ""))
                for c in running
            ),
        }

    def do(self, m: Matter, act: str, day: date, p: P) -> None:
        """Do it; raises the refusal."""
        with on_day(day) as at:
            terms.end_forgotten_pauses(at)
            getattr(self, f"do_{act}")(m, day, at, p)

    # --- who --------------------------------------------------------------------------------------

    def _by(self, m: Matter, day: date, *, leads: bool = False, organ: str = "") -> Actor:
        return people.actor_of(self.staff[organ or m.holder][int(leads)], day)

    def _known(self, m: Matter, day: date, at: datetime, **who: object) -> P:
        actor = self._by(m, day, leads=bool(who.get("leads")), organ=str(who.get("organ", "")))
        if m.track == Track.URGENT and not m.handler and not who and m.holder in self.registrars:
            # Few see a grave matter: before somebody handles it, the registrars and leaders of the organ.
            actor = people.actor_of(self.registrars[m.holder], day)
        return {"actor": actor, "petition_id": self.ids[id(m)], "at": at}

    def _ending(self, m: Matter, day: date, at: datetime) -> P:
        """Whoever handles it, else a registrar of the organ that holds it."""
        known = self._known(m, day, at)
        if not m.handler and m.holder in self.registrars:
            known["actor"] = people.actor_of(self.registrars[m.holder], day)
        return known

    def _petitioner(self, m: Matter, at: datetime) -> P:
        return {"actor": petitions.petitioner_of(self.stored(m)), "petition_id": self.ids[id(m)], "at": at}

    # --- before acceptance ------------------------------------------------------------------------

    def do_register(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        petitions.register_petition(**self._known(m, day, at))

    def do_classify(self, m: Matter, day: date, at: datetime, p: P) -> None:
        petitions.classify_petition(
            **self._known(m, day, at),
            purpose=p["purpose"],
            procedure=p["procedure"] or "",
            content_class="1201",
            concerns_id=self.organs[p["concerns"]].pk if p["concerns"] else None,
        )

    def do_refer(self, m: Matter, day: date, at: datetime, p: P) -> None:
        assigned = p["mode"] == petitions.Mode.ASSIGN
        petitions.refer_petition(
            **self._known(m, day, at, organ="office"),
            organ_id=self.organs[p["organ"]].pk,
            mode=p["mode"],
            requirement="调查处理" if assigned else "",
            report_by=p["report_by"] if assigned else None,
        )

    def do_object(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        petitions.object_to_referral(**self._known(m, day, at), reason="不属于职权")

    def do_take_back(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        ways.take_back(**self._known(m, day, at, organ="office"))

    def do_refuse_objection(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        ways.refuse_objection(**self._known(m, day, at, organ="office"), reason="职责清单")

    def do_coordinate(self, m: Matter, day: date, at: datetime, p: P) -> None:
        ways.record_coordination(
            **self._known(m, day, at, organ="office"),
            met_on=day,
            place="会议室",
            host="局长",
            voices=(
                ways.Said(self.organs["housing"].pk, "不属于", "甲"),
                ways.Said(self.organs["township"].pk, "可", "乙"),
            ),
            decision="由其受理",
            decided_organ_id=self.organs[p["organ"]].pk,
        )

    def do_designate(self, m: Matter, day: date, at: datetime, p: P) -> None:
        ways.designate_organ(
            **self._known(m, day, at, organ="office"),
            organ_id=self.organs[p["organ"]].pk,
            reason="两个单位都认为不属于本单位",
            decision_ref=p["ref"],
        )

    def do_guide(self, m: Matter, day: date, at: datetime, p: P) -> None:
        petitions.guide_petition(
            **self._known(m, day, at),
            procedure=p["procedure"],
            procedure_name="行政诉讼",
            organ_name="人民法院",
            how="起诉",
            time_limit="六个月",
        )

    def do_withdraw(self, m: Matter, _day: date, at: datetime, _p: P) -> None:
        petitions.withdraw_petition(**self._petitioner(m, at), reason="已经解决")

    def do_mark_urgent(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        coming_in.mark_urgent(**self._known(m, day, at, leads=True), reason="堵路")

    def do_report_urgent(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        coming_in.report_urgent(
            **self._known(m, day, at, leads=True),
            to=coming_in.ReportedTo.OWN_LEADERSHIP,
            to_name="县委值班室",
            told_at=at,
        )

    def do_end_urgency(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        coming_in.end_urgency(**self._known(m, day, at, leads=True), reason="已疏散")

    def do_propose_simple(self, m: Matter, day: date, at: datetime, p: P) -> None:
        known = self._known(m, day, at, organ="office")
        ways.propose_simple(**known, reason=p["reason"], absent=p["absent"])

    def do_accept_simply(self, m: Matter, day: date, at: datetime, p: P) -> None:
        ways.accept_simply(
            **self._known(m, day, at),
            reason=p["reason"],
            absent=p["absent"],
            paper_wanted=p["paper"],
            told="" if p["paper"] else ways.Told.TELEPHONE,
        )

    def do_leave_simple(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        ways.leave_simple_track(**self._known(m, day, at), reason="涉及多方")

    def do_accept(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        petitions.accept_petition(**self._known(m, day, at), handler_id=self.staff[m.holder][0].pk)

    # --- handling ---------------------------------------------------------------------------------

    def do_ask_term(self, m: Matter, day: date, at: datetime, p: P) -> None:
        known = self._known(m, day, at)
        if p["kind"] == "extension":
            terms.apply_for_extension(**known, days=p["days"], reason="情况复杂")
        else:
            terms.apply_for_pause(**known, ground=p["ground_id"], reason="委托鉴定")

    def do_decide_term(self, m: Matter, day: date, at: datetime, p: P) -> None:
        known = self._known(m, day, at, leads=True)
        if p["grant"]:
            terms.approve_term(**known)
        else:
            terms.refuse_term(**known, reason="按期可以办结")

    def do_resume(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        terms.resume_term(**self._known(m, day, at), reason="收到鉴定意见")

    def _draft(self, m: Matter, day: date, at: datetime, outcome: Outcome, by: date | None) -> None:
        known = self._known(m, day, at)
        kept = self.stored(m)
        if kept.purpose == Purpose.CLAIM and kept.heard_on is None:
            handling.hear_petitioner(**known, way=handling.Way.TELEPHONE, points="报过三次，没有人来看。")
        petitions.save_opinion(
            **known,
            facts="经现场查看，路基塌方长十二米。",
            answers=tuple(
                petitions.AnswerDraft(
                    each.id,
                    outcome,
                    "已列入计划。",
                    "《公路法》",
                    execute_by=by,
                    executed="" if by else "已修复",
                )
                for each in kept.requests.all()
            ),
        )

    def do_submit(self, m: Matter, day: date, at: datetime, p: P) -> None:
        self._draft(m, day, at, p["outcome"], p["by"])
        petitions.submit_opinion(**self._known(m, day, at))

    def do_send_back(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        petitions.send_back_opinion(**self._known(m, day, at, leads=True), reason="补充依据")

    def do_approve(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        petitions.approve_opinion(**self._known(m, day, at, leads=True))

    def do_settle(self, m: Matter, day: date, at: datetime, p: P) -> None:
        known = self._known(m, day, at)
        if handling.open_settlement(self.stored(m)) is None:
            handling.propose_settlement(
                **known, kind="mediation", other_party="施工方", mediator="司法所", proposal="愿意调解"
            )
            handling.accept_settlement(**self._petitioner(m, at))
            handling.accept_settlement(**known, side=Side.OTHER, how="来函")
        said = Agreement("塌方", "修复", "两月内", day, p["by"], p["performed"])
        handling.settle_petition(**known, agreement=said)

    def do_tell(self, m: Matter, day: date, at: datetime, p: P) -> None:
        outcome = Outcome.ADOPT if m.purpose == Purpose.PROPOSAL else Outcome.SUPPORT
        self._draft(m, day, at, outcome, p["by"] if m.purpose == Purpose.CLAIM else None)
        ways.confirm_simple_answer(**self._known(m, day, at, leads=True))
        ways.tell_answer(**self._known(m, day, at), told=p["told"])

    # --- the end ----------------------------------------------------------------------------------

    def do_deliver(self, m: Matter, day: date, at: datetime, p: P) -> None:
        petitions.deliver_answer(
            **self._known(m, day, at),
            way=DeliveryWay(p["way"]),
            recipient="李桂兰",
            delivered_on=p["acted"],
            details=DETAILS.get(p["way"], ""),
            witnesses="赵六、孙梅",
        )

    def do_execute(self, m: Matter, day: date, at: datetime, p: P) -> None:
        kept = self.stored(m)
        row = handling.Execution.objects.filter(petition=kept).order_by("id").first()
        key = row.pk if row else kept.pk
        if p["done"]:
            handling.finish_execution(**self._known(m, day, at), execution_id=key, evidence="验收单")
        else:
            handling.dispute_execution(**self._petitioner(m, at), execution_id=key, said="没有修好")

    def do_evaluate(self, m: Matter, _day: date, at: datetime, _p: P) -> None:
        petitions.record_evaluation(
            **self._petitioner(m, at),
            resolved=petitions.Resolved.YES,
            office_attitude=petitions.Attitude.SATISFIED,
            organ_attitude=petitions.Attitude.SATISFIED,
            reason="",
        )

    def do_report_closure(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        closing.report_closure(**self._ending(m, day, at), handling="查看修复。", attitude="认可。")

    def do_close(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        checklist = {"solved": "done：修好"} | dict.fromkeys(
            ("explained", "helped", "dealt_with"), "not_applicable"
        )
        petitions.close_petition(**self._ending(m, day, at), checklist=checklist, summary="")

    # --- review -----------------------------------------------------------------------------------

    def do_ask_review(self, m: Matter, _day: date, at: datetime, p: P) -> None:
        # What the organ's own superiors are is in the matrix: the first of them, as a petitioner may choose.
        kept = self.stored(m)
        tier = review.review_choices(kept.handling or kept.holder)[0].tier
        draft = ReviewDraft(
            requests="撤销", facts="没有回应", tier=tier, posted_on=p["posted"], late_reason=p["why"]
        )
        self.asked = review.request_review(**self._petitioner(m, at), draft=draft)

    def grown(self, m: Matter, child: Matter) -> None:
        """Note which stored matter a child of the walk is."""
        if child.level == petitions.Level.FIRST:
            # Sent back by a review here, or by one outside, which has no matter of its own.
            asked = "of_id" if m.level == petitions.Level.FIRST else "matter_id"
            redo = review.ReviewRequest.objects.get(**{asked: self.ids[id(m)]}).redo_id
            assert redo is not None
            self.ids[id(child)] = redo
        else:
            found = review.ReviewRequest.objects.filter(of_id=self.ids[id(m)]).order_by("-id").first()
            assert found is not None
            self.ids[id(child)] = found.matter_id

    def do_outside_result(self, m: Matter, day: date, at: datetime, p: P) -> None:
        served = max(p["served"], m.outside or p["served"])
        outcome = ReviewOutcome(p["decision"])
        result = review.OutsideResult(
            outcome=outcome,
            number="川复〔2025〕3号",
            decided_on=served,
            served_on=served,
            words="依法作出",
            redo_by=p["redo_by"] if outcome is ReviewOutcome.SEND_BACK else None,
        )
        review.record_outside_result(**self._known(m, day, at), result=result)

    def reviewed_outside(self, m: Matter) -> bool:
        """Return whether the organ above the one that answered does not work with the system."""
        kept = self.stored(m)
        choices = review.review_choices(kept.handling or kept.holder)
        return bool(choices) and not choices[0].here

    def do_accept_review(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        review.accept_review(**self._known(m, day, at))

    def do_submit_review(self, m: Matter, day: date, at: datetime, p: P) -> None:
        outcome = ReviewOutcome(p["decision"])
        upheld = outcome is ReviewOutcome.UPHOLD
        draft = DecisionDraft(
            facts="属实",
            outcome=outcome,
            grounds=() if upheld else ("facts_unclear",),
            reasons="理由",
            basis="《公路法》",
            change="改为修复" if outcome is ReviewOutcome.CHANGE else "",
            redo_by=p["redo_by"] if outcome is ReviewOutcome.SEND_BACK else None,
        )
        known = self._known(m, day, at)
        review.save_review(**known, draft=draft)
        review.submit_review(**known)

    def do_approve_review(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        review.approve_review(**self._known(m, day, at, leads=True))


Step = Callable[[Matter, date, datetime, P], None]
ACTS = frozenset(name.removeprefix("do_") for name in vars(Real) if name.startswith("do_"))
NO_BARS = routing.NO_BARS
