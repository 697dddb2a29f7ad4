"""The steward words fixed sentences anew in the browser: saved, refused with the reason, previewed, reset."""

from datetime import date

import pytest

from minqing.kernel.documents.public import DocumentKind, wordings
from tests.cast import Cast
from tests.desks.staff import at_desk

PAGE = "/desk/steward/papers/handling_opinion/"
NEW = "您对本处理意见不服的，可以在收到之日起30日内书面请求{review_organ}复查，不收费。"


def test_a_sentence_is_previewed_saved_kept_in_history_and_brought_back(cast: Cast, today: date) -> None:
    steward = at_desk(cast.steward)
    typed = {"name": "remedy", "remedy-text": NEW, "remedy-since": today.isoformat()}
    shown = steward.post(f"{PAGE}preview.pdf", typed)
    assert shown.content[:5] == b"%PDF-"
    assert wordings.history_of(DocumentKind.HANDLING_OPINION) == []
    assert steward.post(PAGE, typed).status_code == 302
    assert wordings.words_in_force(DocumentKind.HANDLING_OPINION, today) == {"remedy": NEW}
    assert "已改过" in steward.get(PAGE).content.decode()
    assert steward.post(PAGE, {**typed, "reset": "1"}).status_code == 302
    assert wordings.words_in_force(DocumentKind.HANDLING_OPINION, today) == {}


def test_what_the_law_asks_for_stays_and_only_stewards_come_in(cast: Cast, today: date) -> None:
    steward = at_desk(cast.steward)
    wrong = {"name": "remedy", "remedy-text": "您可以提起行政诉讼。", "remedy-since": today.isoformat()}
    refused = steward.post(PAGE, wrong)
    assert refused.status_code == 422
    assert "法律要求写明的内容不能去掉" in refused.content.decode()
    assert at_desk(cast.handler).get(PAGE).status_code == 403
    assert steward.get("/desk/steward/papers/no_such_paper/").status_code == 404


def test_slots_are_read_and_typed_by_their_names_and_stored_by_their_codes(cast: Cast, today: date) -> None:
    steward = at_desk(cast.steward)
    page = steward.get(PAGE).content.decode()
    assert "【复查机关】" in page
    assert "例如：通江县人民政府" in page
    assert "{review_organ}" not in page
    named = NEW.replace("{review_organ}", "【复查机关】")
    typed = {"name": "remedy", "remedy-text": named, "remedy-since": today.isoformat()}
    assert steward.post(f"{PAGE}preview.pdf", typed).content[:5] == b"%PDF-"
    assert steward.post(PAGE, typed).status_code == 302
    assert wordings.words_in_force(DocumentKind.HANDLING_OPINION, today) == {"remedy": NEW}
    history = steward.get(PAGE).content.decode()
    assert "{review_organ}" not in history
    invented = steward.post(PAGE, {**typed, "remedy-text": named + "【村主任】"})
    assert invented.status_code == 422
    assert "不认识的填充项：【村主任】" in invented.content.decode()
    lost = steward.post(PAGE, {**typed, "remedy-text": "您可以在30日内请求复查。"})
    assert "法律要求写明的内容不能去掉：【复查机关】" in lost.content.decode()


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_sentence_is_the_same_after_being_shown_and_typed_back(kind: DocumentKind) -> None:
    for name, default in wordings.SENTENCES.get(kind, {}).items():
        shown = wordings.shown(default)
        assert not set("{}") & set(shown)
        assert not any("a" <= sign <= "z" for sign in shown), (name, shown)
        assert wordings.stored(shown, default) == default
        names = [word for _slot, word in wordings.named_slots(default)]
        assert len(names) == len(set(names))
