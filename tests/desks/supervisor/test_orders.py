"""From a red row to an effect: two clicks to a reminder, the organ answers, the supervisor judges."""

import re
from datetime import date, timedelta

from minqing.petition.public import Petition
from minqing.supervision.public.orders import Order
from minqing.supervision.public.proposals import Proposal
from minqing.supervision.public.watch import history, take_day
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk, at_noon


def filled(page: str) -> dict[str, str]:
    """Return what the one form of a page would send as it stands."""
    form = page[page.index('<form method="post" action="/desk/supervisor') :]
    form = form[: form.index("</form>")]
    data = dict(re.findall(r'<input type="(?:date|text)" name="(\w+)" value="([^"]*)"', form))
    data.update(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        data[name] = (chosen or re.findall(r'<option value="([^"]*)"', options))[0]
    return data


def test_a_red_row_is_two_clicks_from_a_reminder_and_the_reply_is_judged(cast: Cast, today: date) -> None:
    walk = Walk(cast).to_handling(FIRST_DAY - timedelta(days=90))
    desk = at_desk(cast.supervisor)
    rows = desk.get("/desk/supervisor/ladder/overdue/").content.decode()
    urge = f"/desk/supervisor/matters/{walk.id}/urge/"
    assert urge in rows
    page = desk.get(urge).content.decode()
    assert "已超期" in page
    sent = desk.post(f"{urge}?rung=reminder", filled(page))
    assert sent.status_code == 302, sent.content.decode()
    order = Order.objects.get()
    assert (order.ground, order.rung, order.organ) == ("late", "reminder", cast.housing)
    answers = at_desk(cast.handler)
    assert order.number in answers.get("/desk/orders/").content.decode()
    assert order.number in answers.get(f"/desk/matters/{walk.id}/").content.decode()
    here = f"/desk/orders/{order.pk}/"
    assert desk.post(f"{here}do/close/", {"effect": "moved", "note": "属实"}).status_code == 422
    assert answers.post(f"{here}do/reply/", {"text": "已派员维修，十日内办结。"}).status_code == 302
    assert "等您审核" in desk.get("/desk/notices/").content.decode()
    assert answers.post(f"{here}do/close/", {"effect": "moved", "note": "自己审自己"}).status_code == 404
    assert desk.post(f"{here}do/close/", {"effect": "moved", "note": "反馈属实"}).status_code == 302
    order.refresh_from_db()
    assert (order.standing, order.effect) == ("closed", "moved")
    for address in ("ladder/", "orders/", "proposals/", "proposals/new/", "history/"):
        assert desk.get(f"/desk/supervisor/{address}").status_code == 200


def test_an_order_on_what_is_sealed_since_is_there_for_nobody(cast: Cast, today: date) -> None:
    walk = Walk(cast).to_handling(FIRST_DAY - timedelta(days=90))
    desk = at_desk(cast.supervisor)
    urge = f"/desk/supervisor/matters/{walk.id}/urge/"
    desk.post(f"{urge}?rung=order", filled(desk.get(f"{urge}?rung=order").content.decode()))
    order = Order.objects.get()
    take_day(today, at_noon(today))
    assert order.number in desk.get("/desk/supervisor/orders/").content.decode()
    Petition.objects.filter(pk=walk.id).update(sealed=True, petitioner=None, purpose="accusation")
    assert order.number not in desk.get("/desk/supervisor/orders/").content.decode()
    assert desk.get(f"/desk/orders/{order.pk}/").status_code == 404
    supervisor = walk.actor(cast.supervisor, today)
    assert [line.points for line in history(supervisor, today, today)] == [((today, 0),)] * 4
    assert at_desk(cast.other_handler).get(f"/desk/orders/{order.pk}/").status_code == 404


def test_a_proposal_is_answered_with_a_reason_and_followed_up(cast: Cast, today: date) -> None:
    desk = at_desk(cast.supervisor)
    said = {
        "kind": "improve_policy",
        "organ_id": str(cast.housing.id),
        "problem": "路灯维修没有时限",
        "evidence": "三件来信",
        "advice": "制定维修时限",
        "reply_due": "2026-10-16",
    }
    assert desk.post("/desk/supervisor/proposals/new/", said).status_code == 302
    proposal = Proposal.objects.get()
    here = f"/desk/proposals/{proposal.pk}/"
    leader = at_desk(cast.leader)
    assert proposal.number in leader.get("/desk/orders/").content.decode()
    refused = leader.post(f"{here}do/reply/", {"adoption": "not", "reply": "暂不采纳", "reason": ""})
    assert refused.status_code == 422
    assert "请说明理由" in refused.content.decode()
    answered = leader.post(
        f"{here}do/reply/", {"adoption": "partly", "reply": "先试行", "reason": "经费未落实"}
    )
    assert answered.status_code == 302
    assert desk.post(f"{here}do/follow/", {"note": "已印发试行办法"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.standing, proposal.adoption) == ("done", "partly")


def test_an_open_matter_is_one_click_from_urging_for_who_supervises_it_and_for_nobody_else(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(FIRST_DAY)
    urge, page = f"/desk/supervisor/matters/{walk.id}/urge/", f"/desk/matters/{walk.id}/"
    assert urge in at_desk(cast.supervisor).get(page).content.decode()
    assert at_desk(cast.supervisor).get(urge).status_code == 200
    for account in (cast.handler, cast.registrar, cast.leader, cast.office_leader):
        assert urge not in at_desk(account).get(page).content.decode()
    Petition.objects.filter(pk=walk.id).update(state="closed", closed_on=today)
    assert urge not in at_desk(cast.supervisor).get(page).content.decode()
