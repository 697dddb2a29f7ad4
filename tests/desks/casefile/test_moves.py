"""Every move made at its desk with a form: done, refused with words and article, nothing typed lost."""

from datetime import date

from django.test import Client

from minqing.petition.public import Petition, State
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk


def state_of(walk: Walk) -> State:
    return State(Petition.objects.values_list("state", flat=True).get(pk=walk.id))


def act(client: Client, walk: Walk, key: str, **data: object) -> tuple[int, str]:
    answer = client.post(
        f"/desk/matters/{walk.id}/do/{key}/", {"version": walk.matter.version, **data}, follow=True
    )
    return answer.status_code, answer.content.decode()


def test_a_letter_goes_the_whole_way_by_forms(cast: Cast, walk: Walk, today: date) -> None:
    walk.hand_in()
    registrar, handler, leader = at_desk(cast.registrar), at_desk(cast.handler), at_desk(cast.leader)

    assert act(registrar, walk, "register", title="村道塌方三个月没人修")[0] == 200
    assert state_of(walk) is State.REGISTERED
    act(
        registrar, walk, "classify", title="村道塌方", purpose="claim", procedure="31-6", content_class="1201"
    )
    act(registrar, walk, "refer", organ_id=str(cast.housing.id), mode="transfer")
    assert state_of(walk) is State.REFERRED

    act(handler, walk, "accept", handler_id=str(cast.handler.id))
    assert state_of(walk) is State.HANDLING
    assert Petition.objects.get(pk=walk.id).handler_id == cast.handler.id
    act(handler, walk, "note", text="到现场看过", shown_to_petitioner="")
    act(handler, walk, "ask", text="请补一张照片")
    requests = list(walk.matter.requests.all())
    draft: dict[str, object] = {
        "facts": "路基塌方长十二米。",
        "heard_way": "telephone",
        "heard_on": today.isoformat(),
        "heard_points": "塌方以后报过三次，没有人来看。",
        "request": [str(r.id) for r in requests],
        "then": "submit",
    }
    for asked in requests:
        draft |= {
            f"outcome-{asked.id}": "support",
            f"reason-{asked.id}": "施工队已进场。",
            f"basis-{asked.id}": "《公路法》第三十五条",
            f"executed-{asked.id}": "路面已经修复，验收单存卷。",
        }
    answer = handler.post(f"/desk/matters/{walk.id}/opinion/", draft)
    assert answer.status_code == 302
    assert state_of(walk) is State.APPROVING

    page = leader.get(f"/desk/matters/{walk.id}/?do=approve").content.decode()
    assert "施工队已进场。" in page
    assert "李桂兰" in page
    act(leader, walk, "approve")
    assert state_of(walk) is State.ANSWERED

    act(handler, walk, "deliver", way="in_person", recipient="李桂兰", delivered_on=today.isoformat())
    assert state_of(walk) is State.DELIVERED
    checks = {f"check_{key}": "not_applicable" for key in ("solved", "explained", "helped", "dealt_with")}
    said = {f"words_{key}": "不涉及" for key in ("solved", "explained", "helped", "dealt_with")}
    act(handler, walk, "close", **{**checks, **said, "check_solved": "done", "words_solved": "路通了"})
    assert state_of(walk) is State.CLOSED


def test_a_refused_move_says_why_with_its_article_and_keeps_what_was_typed(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_registered()
    status, page = act(
        at_desk(cast.registrar),
        walk,
        "refer",
        organ_id=str(cast.housing.id),
        mode="assign",
        requirement="抓紧办",
    )
    assert status == 422
    assert "《信访工作条例》第二十二条" in page
    assert "抓紧办" in page
    assert state_of(walk) is State.REGISTERED


def test_a_file_that_moved_on_meanwhile_is_not_overwritten(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_referred()
    handler = at_desk(cast.handler)
    stale = walk.matter.version
    act(handler, walk, "accept", handler_id=str(cast.handler.id))
    answer = handler.post(
        f"/desk/matters/{walk.id}/do/assign/", {"version": stale, "handler_id": str(cast.second_handler.id)}
    )
    assert answer.status_code == 422
    assert Petition.objects.get(pk=walk.id).handler_id == cast.handler.id


def test_an_objection_waits_for_the_sender_and_then_the_matter_comes_back(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_referred()
    act(
        at_desk(cast.handler),
        walk,
        "object",
        reason="属于自然资源局",
        proposed_organ_id=str(cast.resources.id),
    )
    assert state_of(walk) is State.REFERRED
    act(at_desk(cast.registrar), walk, "take_back", reason="情况属实")
    assert state_of(walk) is State.RETURNED


def test_an_unknown_move_leads_nowhere(cast: Cast, walk: Walk, today: date) -> None:
    walk.hand_in()
    assert at_desk(cast.registrar).post(f"/desk/matters/{walk.id}/do/erase/").status_code == 404
