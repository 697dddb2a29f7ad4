"""What people do, step by step through HTTP: the published lifecycle, the whole path, and the pages looked at."""

import itertools
import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final
from urllib.parse import quote

from benchmarks.client import PASSWORD, Browser, Failed, Reply
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
    mark = f"{random.randrange(10**9):09d}"
    return {
        "title": f"路灯不亮影响出行{mark}",
        "body": BODY,
        "requests": ["请尽快修好路灯"],
        "name": random.choice("王李张刘陈杨") + random.choice("伟芳娜敏静丽") + random.choice("强磊军洋勇艳"),
        "telephone": f"138{random.randrange(10**8):08d}",
        "channel": "letter",
        "received_on": today(),
    }


CLAIM: Final = {"purpose": "claim", "procedure": "31-6"}


def create(steps: Steps, staff: Staff) -> dict[str, Any]:
    """A letter is taken down and registered: one screen of the registrar, one call."""
    letter = {**_new_letter(), "register_now": True}
    made: dict[str, Any] = steps.post("create", staff.registrar, "/api/petitions", letter)
    return made


def assign(steps: Steps, staff: Staff, matter: str) -> None:
    """It is classified and handed to the competent organ: one screen of the registrar, one call."""
    target = {"organ_id": staff.organ_id, "mode": "transfer", "classify": CLAIM}
    steps.post("assign", staff.registrar, f"/api/petitions/{matter}/refer", target)


def accept(steps: Steps, staff: Staff, matter: str) -> None:
    """The organ takes it on; the petitioner is told in writing."""
    steps.post("accept", staff.handler, f"/api/petitions/{matter}/accept", {})


def answer(steps: Steps, staff: Staff, made: Mapping[str, Any], *, accepting: bool) -> str:
    """It is answered request by request and sent up; the leader, never the drafter, issues it. Returns its paper."""
    answers = [
        {
            "request_id": request["id"],
            "outcome": "support",
            "reason": "经现场核查，线路老化属实，已列入本月维修计划，十个工作日内修复。",
            "basis": "《信访工作条例》第三十二条",
            "executed": "六盏路灯的线路当天更换，照片存卷。",
        }
        for request in made["requests"]
    ]
    here = f"/api/petitions/{made['id']}"
    opinion = {
        "facts": "来信所述路灯共六盏，均已断电。",
        "heard": {"way": "telephone", "points": "六盏路灯上月起不亮，老人夜里出门不便。"},
        "answers": answers,
        "accept": accepting,
        "submit": True,
    }
    steps.post("resolve" if accepting else "opinion", staff.handler, f"{here}/opinion", opinion)
    return str(steps.post("approve", staff.leader, f"{here}/approve", {})["document_id"])


def search(steps: Steps, staff: Staff, text: str) -> None:
    """It is found again by its number."""
    found = steps.done("search", staff.registrar.get(f"/api/petitions?text={quote(text)}")).json()
    if not found["items"]:
        raise Failed(f"search did not find {text}")


def lifecycle(staff: Staff) -> Flow:
    """(a) create, assign, resolve, search, as the published load study of this field runs it: five calls.

    Resolving is two calls by two people here, for who drafts an answer may not sign it.
    """

    def flow(timings: Timings) -> None:
        steps = Steps(timings)
        matter = create(steps, staff)
        assign(steps, staff, matter["id"])
        answer(steps, staff, matter, accepting=True)
        search(steps, staff, matter["title"][-9:])

    return flow


def whole_path(staff: Staff) -> Flow:
    """(b) register, refer, accept, opinion with its PDF opened for printing, serve, close: eight calls."""

    def flow(timings: Timings) -> None:
        steps = Steps(timings)
        made = create(steps, staff)
        matter = made["id"]
        assign(steps, staff, matter)
        accept(steps, staff, matter)
        paper = answer(steps, staff, made, accepting=False)
        found = steps.done("paper", staff.handler.get(f"/desk/matters/{matter}/papers/{paper}.pdf"))
        if not found.body.startswith(b"%PDF"):
            raise Failed(f"the paper is no PDF: {found.status}")
        steps.post(
            "serve",
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
                    "solved": "done：路灯已列入维修计划并修复，照片存卷",
                    "explained": "not_applicable：没有不合理诉求",
                    "helped": "not_applicable：没有生活困难",
                    "dealt_with": "not_applicable：没有违法行为",
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
