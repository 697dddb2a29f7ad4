"""Where every move of the case page is offered, and a good answer to its form, both led from the move tables.

``PLACES`` says who makes a move and how the matter gets there: by the factories, then by other moves of the
same tables posted at their desks. What a good form holds is read off the form itself (its choices, its kinds
of fields); ``GOOD`` names only what no form can tell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.test import Client

from minqing.desks.shared.casefile.moves import BY_KEY, Maker
from minqing.kernel.people.public import Account, Duty, Organ, OrganKind, actor_of, succeed_organ
from minqing.petition.public import Channel, Mode, Petition, Procedure
from minqing.petition.public.coming_in import Arrived
from tests.cast import Cast, make_account, make_organ
from tests.desks.gates.good_answers import GOOD
from tests.desks.staff import TODAY, at_desk
from tests.factories.fund import Purse
from tests.factories.path import FIRST_DAY, Walk, on_day
from tests.factories.review import Remedy, answered, make_upper

LATER = TODAY + timedelta(days=14)
WORDS = "看过现场，情况属实。"


@dataclass
class Scene:
    """One matter, and everybody who may be asked to make a move on it."""

    cast: Cast
    walk: Walk
    remedy: Remedy | None = None
    review: bool = False
    about: UUID | None = None
    lower: Organ | None = None

    @property
    def matter(self) -> Petition:
        """Return the matter the move is made on: the reviewed one, the review, or another named."""
        if self.about is not None:
            return Petition.objects.get(pk=self.about)
        if self.review:
            assert self.remedy is not None
            return self.remedy.matter
        return self.walk.matter

    def account(self, who: str) -> Any:
        """Return somebody of the cast or of those who review."""
        named = getattr(self.cast, who, None) or getattr(self.remedy and self.remedy.upper, who, None)
        return named or Account.objects.get(username=who)

    def client(self, who: str) -> Client:
        """Return somebody's browser; a fault answers 500 and is not raised."""
        client = at_desk(self.account(who))
        client.raise_request_exception = False
        return client

    def form(self, who: str, key: str) -> forms.Form:
        """Return a move's form as that person would see it."""
        matter = Petition.objects.select_related("holder", "handling", "handler", "received_by").get(
            pk=self.matter.pk
        )
        return BY_KEY[key].make(Maker(matter, actor_of(self.account(who), TODAY), TODAY))

    def good(self, who: str, key: str) -> dict[str, Any]:
        """Return what a filled-in form sends."""
        form = self.form(who, key)
        told = GOOD.get(key, {})
        said = told(self) if callable(told) else told
        filled = {name: _filled(form, name, field) for name, field in form.fields.items()}
        return {name: value for name, value in {**filled, **said, "version": ""}.items() if value is not None}

    def post(self, who: str, key: str, data: dict[str, Any]) -> Any:
        """Post a move at its address."""
        return self.client(who).post(f"/desk/matters/{self.matter.pk}/do/{key}/", data)

    def do(self, who: str, key: str, **more: Any) -> None:
        """Make a move on the way to another one."""
        answer = self.post(who, key, {**self.good(who, key), **more})
        assert answer.status_code == 302, (key, faults_of(answer))


def faults_of(answer: Any) -> Any:
    """Return what a form said against what was sent."""
    context = answer.context
    form = context.get("form") if context else None
    return dict(form.errors) if form is not None else answer.status_code


def _offered(field: Any) -> list[str]:
    """Return the values a field offers."""
    return [str(value) for value, _label in field.choices]


def _filled(  # noqa: PLR0911 - one answer for each kind of field
    form: forms.Form, name: str, field: forms.Field
) -> Any:
    known = form.initial.get(name, field.initial)
    match field:
        case forms.FileField():
            return None
        case forms.MultipleChoiceField():
            return _offered(field)
        case forms.ChoiceField():
            offered = [value for value in _offered(field) if value]
            return str(known) if known else (offered[0] if offered and field.required else "")
        case forms.BooleanField():
            return "on" if field.required else None
        case forms.DateField():
            return known.isoformat() if known else (TODAY.isoformat() if field.required else "")
        case forms.IntegerField():
            return "1"
        case forms.DateTimeField():
            return f"{TODAY}T11:00"
        case _:
            short = (field.max_length or 99) < len(WORDS) if isinstance(field, forms.CharField) else False
            return known or ("好" if short else WORDS)


@dataclass(frozen=True)
class Place:
    """Who makes a move, how the matter gets there, which moves come before it."""

    who: str
    build: Callable[[Scene], object]
    before: tuple[tuple[str, str], ...] = ()


def _handling(scene: Scene) -> object:
    return scene.walk.to_handling()


def _referred(scene: Scene) -> object:
    return scene.walk.to_referred()


def _registered(scene: Scene) -> object:
    return scene.walk.to_registered()


def _delivered(scene: Scene) -> object:
    return scene.walk.to_delivered()


def _following(scene: Scene) -> None:
    """An opinion that is to be carried out later, delivered."""
    scene.walk.to_handling().draft(FIRST_DAY, execute_by=date(2026, 12, 1))
    scene.walk.submit(FIRST_DAY).approve(FIRST_DAY)
    scene.walk.deliver(FIRST_DAY)


def _drafted_simply(scene: Scene) -> None:
    scene.walk.to_referred()
    scene.do("handler", "accept_simply")
    scene.walk.draft(TODAY)


def _confirmed(scene: Scene) -> None:
    _drafted_simply(scene)
    scene.do("leader", "confirm_simple")


def _beneath(scene: Scene) -> None:
    cast = scene.cast
    scene.lower = make_organ("nsh-sw", "诺水河镇水务站", OrganKind.OTHER, cast.township, "镇水务站")
    scene.walk.to_registered(TODAY).refer(TODAY, cast.township)


def _reviewable(scene: Scene) -> None:
    make_account("township_leader", "冯远山", (scene.cast.township, Duty.LEADER, "镇长"))
    scene.remedy = answered(scene.cast, make_upper(scene.cast))
    scene.walk = scene.remedy.walk


def _asked(scene: Scene) -> None:
    _reviewable(scene)
    assert scene.remedy is not None
    scene.remedy.ask(TODAY)


def _in_review(scene: Scene) -> None:
    _asked(scene)
    scene.review = True
    scene.do("reviewer", "register")


def _asked_late(scene: Scene) -> None:
    make_account("township_leader", "冯远山", (scene.cast.township, Duty.LEADER, "镇长"))
    scene.remedy = answered(scene.cast, make_upper(scene.cast), date(2026, 7, 1))
    scene.walk = scene.remedy.walk
    scene.remedy.ask(TODAY, late_reason="洪水冲断道路。", obstacle_ended_on=date(2026, 9, 14))
    scene.review = True
    scene.do("reviewer", "register")


def _asked_outside(scene: Scene) -> None:
    upper = make_upper(scene.cast, prefecture_here=False)
    make_account("clerk", "邓小溪", (scene.cast.county, Duty.REGISTRAR, "登记员"))
    make_account("township_leader", "冯远山", (scene.cast.township, Duty.LEADER, "镇长"))
    remedy = scene.remedy = answered(scene.cast, upper)
    remedy.ask(FIRST_DAY).take_on(FIRST_DAY).decide(FIRST_DAY).serve(FIRST_DAY)
    remedy.ask_again(TODAY)
    scene.about = remedy.request.of_id


def _disputed(scene: Scene) -> None:
    scene.walk.to_referred()
    scene.do("handler", "object")


def _assigned(scene: Scene) -> None:
    scene.walk.to_registered().refer(
        FIRST_DAY, mode=Mode.ASSIGN, requirement="请办", report_by=date(2026, 11, 1)
    )
    scene.walk.accept(FIRST_DAY).draft(FIRST_DAY)
    scene.walk.submit(FIRST_DAY).approve(FIRST_DAY)
    scene.walk.deliver(FIRST_DAY)


def _closed(scene: Scene) -> None:
    _delivered(scene)
    scene.do("handler", "close")


def _drafted(scene: Scene) -> None:
    scene.walk.to_handling().draft(FIRST_DAY)


def _guidable(scene: Scene) -> None:
    scene.walk.hand_in().register().classify(procedure=Procedure.ARBITRATION)


def _gone(scene: Scene) -> None:
    scene.walk.to_referred()
    cast = scene.cast
    succeed_organ(organ_id=cast.housing.id, successor_id=cast.resources.id)
    Organ.objects.filter(pk=cast.housing.pk).update(active=False)


def _spoken(scene: Scene) -> None:
    registrar = scene.walk.actor(scene.cast.registrar, FIRST_DAY)
    spoken = Arrived(oral=True)
    scene.walk.hand_in(actor=registrar, channel=Channel.VISIT, received_on=FIRST_DAY, arrived=spoken)


def _willing(scene: Scene) -> None:
    """Both sides have said that they would settle."""
    scene.walk.to_handling()
    scene.do("handler", "settle_propose")
    for side in ("petitioner", "other"):
        scene.do("handler", "settle_accept", side=side)


def _announced(scene: Scene) -> None:
    """A hearing announced long enough ago, to be held by now."""
    early = date(2026, 9, 2)
    scene.walk.to_handling(early)
    with on_day(early):
        scene.do("handler", "hear", heard_on=early.isoformat())
        scene.do("handler", "hearing_call", held_on=FIRST_DAY.isoformat())


def _with_fund(scene: Scene) -> object:
    Purse(scene.cast)
    return scene.walk.to_handling()


PLANNED = (("handler", "plan_make"),)
ASKED_HELP = (("handler", "co_ask"),)
SIMPLE = (("handler", "accept_simply"),)
DECIDED = (("reviewer", "review_accept"), ("reviewer", "review_opinion"))

PLACES: dict[str, Place] = {
    "register": Place("registrar", lambda s: s.walk.hand_in()),
    "classify": Place("registrar", lambda s: s.walk.hand_in().register()),
    "refer": Place("registrar", _registered),
    "accept": Place("handler", _referred),
    "object": Place("handler", _referred),
    "assign": Place("handler", _handling),
    "note": Place("handler", _handling),
    "ask": Place("handler", _handling),
    "guide": Place("registrar", _guidable),
    "submit": Place("handler", _drafted),
    "approve": Place("leader", lambda s: s.walk.to_approving()),
    "send_back": Place("leader", lambda s: s.walk.to_approving()),
    "deliver": Place("handler", lambda s: s.walk.to_answered()),
    "close": Place("handler", _delivered),
    "withdraw": Place("registrar", lambda s: s.walk.hand_in()),
    "hear": Place("handler", _handling),
    "statement": Place("handler", _handling),
    "inquire": Place("handler", _handling),
    "co_ask": Place("handler", _handling),
    "co_answer": Place("other_handler", _handling, ASKED_HELP),
    "co_decline": Place("other_handler", _handling, ASKED_HELP),
    "co_remind": Place("handler", _handling, ASKED_HELP),
    "co_withdraw": Place("handler", _handling, ASKED_HELP),
    "hearing_call": Place("handler", _handling, (("handler", "hear"),)),
    "hearing_apply": Place("handler", _handling, (("handler", "hear"),)),
    "hearing_hold": Place("handler", _announced),
    "hearing_conclude": Place("handler", _announced, (("handler", "hearing_hold"),)),
    "hearing_waive": Place("handler", _announced),
    "hearing_end": Place("handler", _announced),
    "settle_propose": Place("handler", _handling),
    "settle_accept": Place("handler", _handling, (("handler", "settle_propose"),)),
    "settle_refuse": Place("handler", _handling, (("handler", "settle_propose"),)),
    "settle": Place("handler", _willing),
    "exec_done": Place("handler", _following),
    "exec_progress": Place("handler", _following),
    "exec_refuse": Place("handler", _following),
    "exec_confirm": Place("registrar", _following, (("handler", "exec_done"),)),
    "exec_dispute": Place("registrar", _following, (("handler", "exec_done"),)),
    "split": Place("registrar", _registered),
    "link": Place("registrar", _registered),
    "unlink": Place("registrar", _registered, (("registrar", "link"),)),
    "add_joiner": Place("registrar", _registered),
    "drop_joiner": Place("registrar", _registered, (("registrar", "add_joiner"),)),
    "confirm_words": Place("registrar", _spoken),
    "mark_urgent": Place("registrar", _registered),
    "report_urgent": Place("registrar", _registered, (("registrar", "mark_urgent"),)),
    "end_urgency": Place(
        "registrar", _registered, (("registrar", "mark_urgent"), ("registrar", "report_urgent"))
    ),
    "review_request": Place("registrar", _reviewable),
    "review_statement": Place("township_handler", _asked),
    "review_accept": Place("reviewer", _in_review),
    "review_opinion": Place("reviewer", _in_review, DECIDED[:1]),
    "review_submit": Place("reviewer", _in_review, DECIDED),
    "review_approve": Place("county_leader", _in_review, (*DECIDED, ("reviewer", "review_submit"))),
    "review_late": Place("reviewer", _asked_late),
    "review_late_sign": Place("county_leader", _asked_late, (("reviewer", "review_late"),)),
    "review_send": Place("clerk", _asked_outside),
    "review_result": Place("clerk", _asked_outside, (("clerk", "review_send"),)),
    "extend": Place("handler", _handling),
    "pause": Place("handler", _handling),
    "approve_term": Place("leader", _handling, (("handler", "extend"),)),
    "refuse_term": Place("leader", _handling, (("handler", "extend"),)),
    "resume": Place("handler", _handling, (("handler", "pause"), ("leader", "approve_term"))),
    "serve": Place("handler", _handling),
    "serve_failed": Place("handler", _handling),
    "serve_correct": Place("handler", _handling, (("handler", "serve"),)),
    "serve_consent": Place("handler", _handling),
    "take_back": Place("registrar", _disputed),
    "refuse_objection": Place("registrar", _disputed),
    "coordinate": Place("registrar", _disputed),
    "agree": Place("registrar", _disputed),
    "refer_down": Place("township_registrar", _beneath),
    "designate": Place("registrar", _disputed),
    "decline": Place("registrar", _registered),
    "succeed": Place("registrar", _gone),
    "propose_simple": Place("registrar", lambda s: s.walk.to_registered(TODAY)),
    "accept_simply": Place("handler", _referred),
    "confirm_simple": Place("leader", _drafted_simply),
    "tell": Place("handler", _confirmed),
    "leave_simple": Place("handler", _referred, SIMPLE),
    "take_evaluation": Place("registrar", _delivered),
    "report_closure": Place("handler", _assigned),
    "archive": Place("handler", _closed),
    "right_ask": Place("registrar", _handling),
    "stand_aside": Place("handler", _handling),
    "relief_apply": Place("handler", _with_fund),
    "plan_make": Place("handler", _handling),
    "plan_measure": Place("handler", _handling, PLANNED),
    "plan_result": Place("handler", _handling, PLANNED),
    "plan_review": Place("handler", _handling, PLANNED),
    "send_up": Place("registrar", _registered),
}


def scene_of(key: str, cast: Cast) -> Scene:
    """Return the scene in which a move is offered to whom ``PLACES`` names, one step before it."""
    scene = Scene(cast, Walk(cast))
    place = PLACES[key]
    place.build(scene)
    for who, earlier in place.before:
        scene.do(who, earlier)
    return scene
