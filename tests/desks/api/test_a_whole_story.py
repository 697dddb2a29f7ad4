"""One matter from its postmark to the review of its answer, by calls of the API and nothing else."""

from datetime import date
from typing import Any
from uuid import UUID

from minqing.kernel.ledger import public as ledger
from minqing.kernel.people.public import Duty
from minqing.petition.public import Petition
from tests.cast import Cast, make_account
from tests.desks.api.test_main_line import send
from tests.desks.staff import at_desk
from tests.factories.path import on_day
from tests.factories.review import make_upper

LETTER = {
    "title": "村道塌方三个月没人修",
    "body": "村道六月塌方没有修复；另外，镇里的低保名单一年没有公示。",
    "requests": ["尽快修复塌方路段", "公示低保名单"],
    "name": "李桂兰",
    "telephone": "13800005678",
    "channel": "letter",
    "received_on": "2026-09-14",
    "arrived": {"happened_on": "2026-09-11"},
    "register_now": True,
}
CLAIM = {"purpose": "claim", "procedure": "31-6", "content_class": "1201"}
SEATS = "信访人 李桂兰\n承办人员 马䶮 诺水河镇\n听证员 方正平 县司法局"


class Story:
    """Who calls on which day, on the matter the story is about."""

    def __init__(self, cast: Cast) -> None:
        self.people: dict[str, Any] = {
            **{name: getattr(cast, name) for name in ("registrar", "other_handler", "township_handler")},
            "township_leader": make_account(
                "township_leader", "冯远山", (cast.township, Duty.LEADER, "镇长")
            ),
        }
        self.id = ""

    def call(self, day: date, who: str, path: str, body: dict[str, Any], **headers: str) -> Any:
        with on_day(day):
            status, answer = send(at_desk(self.people[who]), path, body, **headers)
        assert status in {200, 201}, (path, answer)
        return answer

    def act(self, day: date, who: str, key: str, **body: Any) -> Any:
        """Do an act, as an impatient program does it: twice under one key."""
        once = {"Idempotency-Key": f"{key}-{day}"}
        first, second = (self.call(day, who, f"/{self.id}/acts/{key}", body, **once) for _ in range(2))
        assert (first["again"], second["again"]) == (False, True)
        return first

    def offered(self, day: date, who: str, key: str) -> Any:
        """Return the fields of an act as they are offered on that day."""
        with on_day(day):
            found = at_desk(self.people[who]).get(f"/api/petitions/{self.id}/acts").json()
        return next(each for each in found if each["key"] == key)["body"]["properties"]


def test_a_letter_is_disputed_heard_extended_answered_and_reviewed_by_calls_alone(cast: Cast) -> None:
    story = Story(cast)
    upper = make_upper(cast)
    story.people |= {"reviewer": upper.reviewer, "county_leader": upper.county_leader}
    came_in_and_was_disputed(story, cast)
    was_extended_and_heard(story)
    was_answered(story)
    was_reviewed(story)
    for matter in Petition.objects.all():
        assert ledger.verify_chain(matter.pk).ok


def came_in_and_was_disputed(story: Story, cast: Cast) -> None:
    monday, tuesday, wednesday = (date(2026, 9, day) for day in (14, 15, 16))
    made = story.call(monday, "registrar", "", LETTER, **{"Idempotency-Key": "letter-1"})
    story.id = made["id"]
    story.act(monday, "registrar", "classify", title=made["title"], **CLAIM)
    part = {"title": "低保名单没有公示", "body": "镇里的低保名单一年没有公示。", **CLAIM}
    split = story.act(monday, "registrar", "split", requests=[made["requests"][1]["id"]], **part)
    assert split["made_id"] not in {None, story.id}
    joined = story.act(monday, "registrar", "add_joiner", name="王建军", telephone="13911112222")
    assert joined["query_code"]
    to = {"organ_id": str(cast.resources.id), "mode": "transfer"}
    assert story.act(monday, "registrar", "refer", **to)["state"] == "referred"
    story.act(
        tuesday, "other_handler", "object", reason="村道由镇里养护。", proposed_organ_id=str(cast.township.id)
    )
    assert story.act(wednesday, "registrar", "take_back", reason="核实属实。")["state"] == "returned"
    story.act(wednesday, "registrar", "refer", **{**to, "organ_id": str(cast.township.id)})


def was_extended_and_heard(story: Story) -> None:
    friday, hearing = date(2026, 9, 18), date(2026, 9, 29)
    who = story.offered(friday, "township_handler", "accept")["handler_id"]["oneOf"][0]["const"]
    assert story.act(friday, "township_handler", "accept", handler_id=who)["state"] == "handling"
    story.act(friday, "township_handler", "hear", way="telephone", heard_on="2026-09-18", points="报过三次。")
    story.act(friday, "township_handler", "extend", days=30, reason="要等水毁鉴定。")
    due = Petition.objects.get(pk=story.id).due_on
    story.act(friday, "township_leader", "approve_term", opinion="同意。")
    later = Petition.objects.get(pk=story.id).due_on
    assert due is not None
    assert later is not None
    assert later > due
    ground = story.offered(friday, "township_handler", "hearing_call")["ground"]["oneOf"][0]["const"]
    story.act(
        friday,
        "township_handler",
        "hearing_call",
        ground=ground,
        reason="涉及三十户的通行。",
        held_on=hearing.isoformat(),
        times="9时30分",
        place="镇政府会议室",
        host="冯远山",
        recorder="陈小满",
        seats=SEATS,
        is_public=True,
    )
    said = {"dialogue": "问：路哪天塌的？\n答：六月三日。", "signed": "已宣读，签名。"}
    story.act(hearing, "township_handler", "hearing_hold", **said)
    votes = {"votes_for": 2, "votes_against": 0, "votes_abstain": 0}
    told = {"found": "塌方属实。", "conclusion": "应予支持。"}
    story.act(hearing, "township_handler", "hearing_conclude", **told, **votes)


def was_answered(story: Story) -> None:
    day = date(2026, 10, 12)
    with on_day(day):
        case = at_desk(story.people["township_handler"]).get(f"/api/petitions/{story.id}").json()
    answers = [
        {
            "request_id": each["id"],
            "outcome": "support",
            "reason": "已修复。",
            "basis": "《公路法》",
            "executed": "已验收。",
        }
        for each in case["requests"]
    ]
    story.call(
        day,
        "township_handler",
        f"/{story.id}/opinion",
        {"facts": "塌方十二米。", "answers": answers, "submit": True},
    )
    assert story.act(day, "township_leader", "approve")["state"] == "answered"
    served = {"way": "in_person", "recipient": "李桂兰", "delivered_on": day.isoformat()}
    assert story.act(day, "township_handler", "deliver", **served)["state"] == "delivered"


def was_reviewed(story: Story) -> None:
    asked, decided = date(2026, 10, 20), date(2026, 10, 28)
    tier = story.offered(asked, "registrar", "review_request")["tier"]["oneOf"][0]["const"]
    words = {"requests": "重新核查塌方原因。", "facts_told": "没有回应施工质量问题。"}
    made = story.act(
        asked,
        "registrar",
        "review_request",
        tier=tier,
        channel="letter",
        received_on=asked.isoformat(),
        posted_on="2026-10-19",
        **words,
    )
    assert made["made_id"]
    story.id = str(Petition.objects.get(review_of=UUID(story.id)).pk)
    story.act(asked, "reviewer", "register", title="复查：村道塌方")
    story.act(asked, "reviewer", "review_accept")
    opinion = {
        "facts_found": "事实属实。",
        "outcome": "uphold",
        "reasons": "事实清楚。",
        "basis": "《公路法》",
    }
    story.act(decided, "reviewer", "review_opinion", **opinion)
    story.act(decided, "reviewer", "review_submit")
    assert story.act(decided, "county_leader", "review_approve")["state"] == "answered"
    served = {"way": "in_person", "recipient": "李桂兰", "delivered_on": decided.isoformat()}
    assert story.act(decided, "reviewer", "deliver", **served)["state"] == "delivered"
