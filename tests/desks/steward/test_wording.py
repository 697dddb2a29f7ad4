"""The steward words fixed sentences anew in the browser: saved, refused with the reason, previewed, reset."""

from datetime import date

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
