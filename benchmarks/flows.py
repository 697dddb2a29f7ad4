"""What people do, step by step through HTTP: the published lifecycle, the whole path, and the pages looked at."""

import itertools
import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from benchmarks.client import Browser, Failed, Reply
from benchmarks.fill import PASSWORD
from benchmarks.measure import Flow, Timings

CHINA: Final = timezone(timedelta(hours=8))
BODY: Final = "村口到学校的路灯三个月不亮，孩子晚上放学要走黑路，多次向社区反映没有答复。"


def today() -> str:
    """Return the civil day."""
    return datetime.now(UTC).astimezone(CHINA).date().isoformat()


@dataclass
class Staff:
    """One registrar, one handler and one leader at work, each with a session of their own."""

    registrar: Browser
    handler: Browser
    leader: Browser
    organ_id: str
    number: int

    @classmethod
    def sign_in(cls, port: int, number: int, organ_ids: list[str]) -> "Staff":
        """Sign three people in; the handler and the leader belong to one organ."""
        return cls(
            registrar=Browser(port).sign_in(f"registrar{number % 4}", PASSWORD),
            handler=Browser(port).sign_in(f"handler{number}", PASSWORD),
            leader=Browser(port).sign_in(f"leader{number}", PASSWORD),
            organ_id=organ_ids[number],
            number=number,
        )


class Steps:
    """Sends the steps of one flow and keeps their timings; a refused step ends the measurement."""

    def __init__(self, timings: Timings) -> None:
        self.timings = timings

    def done(self, name: str, reply: Reply) -> Reply:
        """Keep the timing of a step that must have succeeded."""
        self.timings.steps[name].append(reply.seconds)
        self.timings.statuses[reply.status] += 1
        if reply.status >= 400:
            raise Failed(f"{name} answered {reply.status}: {reply.body[:300].decode(errors='replace')}")
        return reply

    def post(self, name: str, browser: Browser, path: str, data: Mapping[str, Any]) -> Any:
        """Post JSON and return the answer."""
        return self.done(name, browser.post_json(path, data, key=uuid.uuid4().hex)).json()


def _new_letter() -> dict[str, Any]:
    mark = random.randrange(10**9)
    return {
        "title": f"路灯不亮影响出行{mark}",
        "body": BODY,
        "requests": ["请尽快修好路灯"],
        "name": random.choice("王李张刘陈杨") + random.choice("伟芳娜敏静丽") + random.choice("强磊军洋勇艳"),
        "telephone": f"138{random.randrange(10**8):08d}",
        "channel": "letter",
        "received_on": today(),
    }


def create(steps: Steps, staff: Staff) -> dict[str, Any]:
    """A letter is taken down and registered."""
    made = steps.post("create", staff.registrar, "/api/petitions", _new_letter())
    registered: dict[str, Any] = steps.post(
        "register", staff.registrar, f"/api/petitions/{made['id']}/register", {}
    )
    return {**made, **registered}


def assign(steps: Steps, staff: Staff, matter: str, purpose: str) -> None:
    """It is classified and handed to the competent organ."""
    kind = {"purpose": purpose, "content_class": ""}
    if purpose == "claim":
        kind["procedure"] = "31-6"
    steps.post("classify", staff.registrar, f"/api/petitions/{matter}/classify", kind)
    steps.post(
        "assign",
        staff.registrar,
        f"/api/petitions/{matter}/refer",
        {"organ_id": staff.organ_id, "mode": "transfer"},
    )


def resolve(steps: Steps, staff: Staff, matter: str, outcome: str) -> None:
    """It is accepted, answered request by request, approved, and the paper is issued."""
    accepted = steps.post("accept", staff.handler, f"/api/petitions/{matter}/accept", {})
    answers = [
        {
            "request_id": request["id"],
            "outcome": outcome,
            "reason": "经现场核查，线路老化属实，已列入本月维修计划，十个工作日内修复。",
            "basis": "《信访工作条例》第三十二条",
        }
        for request in accepted["requests"]
    ]
    steps.post(
        "opinion",
        staff.handler,
        f"/api/petitions/{matter}/opinion",
        {"facts": "来信所述路灯共六盏，均已断电。", "answers": answers},
    )
    steps.post("submit", staff.handler, f"/api/petitions/{matter}/submit", {})
    steps.post("approve", staff.leader, f"/api/petitions/{matter}/approve", {})


def search(steps: Steps, staff: Staff, text: str) -> None:
    """It is found again by its number."""
    found = steps.done("search", staff.registrar.get(f"/api/petitions?text={text}")).json()
    if not found["items"]:
        raise Failed(f"search did not find {text}")


def lifecycle(staff: Staff) -> Flow:
    """(a) create, assign, resolve, search, as the published load study of this field runs it."""

    def flow(timings: Timings) -> None:
        steps = Steps(timings)
        matter = create(steps, staff)
        assign(steps, staff, matter["id"], "claim")
        resolve(steps, staff, matter["id"], "support")
        search(steps, staff, matter["title"][-9:])

    return flow


def whole_path(staff: Staff) -> Flow:
    """(b) register, refer, accept, opinion with its PDF, serve, close."""

    def flow(timings: Timings) -> None:
        steps = Steps(timings)
        matter = create(steps, staff)["id"]
        assign(steps, staff, matter, "claim")
        resolve(steps, staff, matter, "support")
        steps.post(
            "deliver",
            staff.handler,
            f"/api/petitions/{matter}/deliver",
            {"way": "in_person", "recipient": "本人", "delivered_on": today()},
        )
        steps.post(
            "close",
            staff.handler,
            f"/api/petitions/{matter}/close",
            {
                "checklist": {
                    "reasonable_resolved": "路灯已列入维修计划并修复，照片存卷",
                    "unreasonable_explained": "",
                    "hardship_helped": "",
                    "unlawful_dealt_with": "",
                },
                "summary": "已修复",
            },
        )

    return flow


def pages(browser: Browser, paths: Mapping[str, Callable[[], str]]) -> Flow:
    """(c) the pages people look at, one after another; each name gives the next address."""
    order = itertools.cycle(paths.items())

    def flow(timings: Timings) -> None:
        for name, address in itertools.islice(order, len(paths)):
            Steps(timings).done(name, browser.get(address()))

    return flow
