"""The pages after the answer open for whom they are, and for nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.clock.public import new_id
from minqing.kernel.documents.public.volumes import bind_volume
from minqing.petition import public as petitions
from minqing.petition.closure import archiving
from minqing.petition.public import closing, rights
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk, at_noon

DAY = FIRST_DAY
NEXT = DAY + timedelta(days=1)
# Session and account, badge of notices, own calls, open calls, four for who may be named, results, draws.
CALLS_QUERIES = 12


def test_a_call_is_written_down_at_its_own_page_by_its_caller_only(cast: Cast, walk: Walk) -> None:
    walk.to_delivered(DAY)
    walk.evaluate(DAY)
    with time_machine.travel(at_noon(NEXT), tick=False):
        closing.draw_call_backs(last_on=DAY, at=at_noon(NEXT))
        call = closing.CallBack.objects.get()
        address = f"/desk/call-backs/{call.pk}/"
        caller = at_desk(cast.supervisor)
        assert "13800005678" in caller.get(address).content.decode()
        assert at_desk(cast.registrar).get(address).status_code == 404
        assert caller.post(address, {"outcome": "reached"}).status_code == 422
        said = {"outcome": "reached", "resolved": "yes", "office_attitude": "satisfied"}
        done = caller.post(address, {**said, "organ_attitude": "fairly_satisfied"})
    assert done.status_code == 302
    call.refresh_from_db()
    assert (call.status, call.agrees) == ("done", True)


def test_more_calls_cost_no_more_queries_and_only_fit_callers_are_offered(cast: Cast, walk: Walk) -> None:
    desk = at_desk(cast.supervisor)

    def page(expected: int) -> str:
        desk.get("/desk/call-backs/")
        with CaptureQueriesContext(connection) as asked:
            answer = desk.get("/desk/call-backs/")
        assert answer.content.decode().count("改由谁回访") == expected
        counts.append(len(asked))
        return answer.content.decode()

    counts: list[int] = []
    walk.to_delivered(DAY)
    walk.evaluate(DAY)
    with time_machine.travel(at_noon(NEXT), tick=False):
        closing.draw_call_backs(last_on=DAY, at=at_noon(NEXT))
        first = closing.CallBack.objects.select_related("petition").get()
        shown = page(1)
        assert f'value="{cast.supervisor.pk}"' in shown
        # The registrar registered this matter, so nobody may name them for its call.
        assert f'value="{cast.registrar.pk}"' not in shown
        for _again in range(3):
            more = Walk(cast)
            more.to_delivered(DAY)
            closing.CallBack.objects.create(
                id=new_id(),
                petition=more.matter,
                draw=first.draw,
                organ_id=first.organ_id,
                caller_id=first.caller_id,
                due_on=first.due_on,
            )
        page(4)
    assert counts[0] == counts[1]
    assert counts[0] <= CALLS_QUERIES


def test_a_complaint_about_conduct_opens_for_the_offices_leader_only(cast: Cast, walk: Walk) -> None:
    walk.to_handling(DAY)
    with time_machine.travel(at_noon(DAY), tick=False):
        row = rights.ask_right(
            actor=petitions.petitioner_of(walk.matter),
            petition_id=walk.id,
            kind="conduct",
            text="收了两条烟",
            about_organ_id=cast.housing.pk,
            at=at_noon(DAY),
        )
        address = f"/desk/rights/{row.pk}/"
        assert "收了两条烟" in at_desk(cast.office_leader).get(address).content.decode()
        for account in (cast.leader, cast.registrar):
            assert at_desk(account).get(address).status_code == 404
            assert str(row.pk) not in at_desk(account).get("/desk/rights/").content.decode()
        done = at_desk(cast.office_leader).post(address, {"granted": "yes", "decision": "已批评教育"})
    assert done.status_code == 302


def test_the_sealed_volume_is_sent_only_with_a_reason(cast: Cast, walk: Walk) -> None:
    walk.to_delivered(DAY)
    walk.close(DAY)
    with time_machine.travel(at_noon(DAY), tick=False):
        asked = closing.ask_archive(actor=walk.actor(cast.handler, DAY), petition_id=walk.id, at=at_noon(DAY))
        closing.build_archive(asked.pk, at_noon(DAY))
        desk = at_desk(cast.handler)
        page = f"/desk/matters/{walk.id}/"
        assert "归档案卷" in desk.get(page).content.decode()
        sealed = f"{page}archives/{asked.pk}/sealed/"
        assert desk.post(sealed, {"reason": ""}).status_code == 422
        assert desk.post(sealed, {"reason": "邮寄材料"})["Content-Type"] == "application/pdf"
        assert desk.get(f"{page}archives/{asked.pk}.pdf").status_code == 200
        assert at_desk(cast.other_handler).get(f"{page}archives/{asked.pk}.pdf").status_code == 404


def test_the_file_shows_how_many_parts_of_its_package_are_bound_while_it_is_made(
    monkeypatch: pytest.MonkeyPatch, cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_delivered(today).close(today)
    handler, pages = at_desk(cast.handler), list[str]()
    actor = walk.actor(cast.handler, today)
    asked = closing.ask_archive(actor=actor, petition_id=walk.id, reason="", at=at_noon(today))

    def bound(*parts: Any) -> bytes:
        pages.append(handler.get(f"/desk/matters/{walk.id}/").content.decode())
        return bind_volume(*parts)

    monkeypatch.setattr(archiving, "bind_volume", bound)
    closing.build_archive(asked.pk, at_noon(today))
    asked.refresh_from_db()
    assert asked.done == asked.total > 5
    assert "正在装订" in pages[0]
    assert f"已经装订{asked.total}份，共{asked.total}份" in pages[0]
    assert "已归档" in handler.get(f"/desk/matters/{walk.id}/").content.decode()
