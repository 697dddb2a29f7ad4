"""Fixed sentences: a steward's, checked against the law, in force from a day, never for what was issued."""

import io
from datetime import date

import pypdf
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.documents import public as documents
from minqing.kernel.documents import rules
from minqing.kernel.documents.public import DocumentKind, wordings
from minqing.kernel.law.public import Incomplete, NotAllowed, TooLate
from minqing.kernel.people.public import Actor
from tests.cast import make_cast
from tests.rooms.documents.papers import DATA

KIND = DocumentKind.HANDLING_OPINION
NEW = "您对本处理意见不服的，可以在收到之日起30日内书面请求{review_organ}复查。复查不收取任何费用。"


def text_of(made: bytes) -> str:
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_our_own_sentences_meet_what_is_asked_of_any_and_every_name_has_its_word(kind: DocumentKind) -> None:
    for name, text in rules.SENTENCES[kind].items():
        assert rules.wording_refusal(kind, name, text) == ""
        assert name in rules.NAMES


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "请写出"),
        ("如不服，可以自收到之日起30日内向{review_organ}请求复核。", "复查"),
        ("如不服，可以自收到之日起30日内请求复查。", "【复查机关】"),
        (NEW + "{telephone}", "{telephone}"),
        (NEW + "{", "花括号"),
        (NEW + "也可以提起行政诉讼。", "行政诉讼"),
        (NEW * 20, "600"),
    ],
)
def test_what_the_law_asks_for_cannot_be_worded_away_and_no_court_remedy_in(text: str, word: str) -> None:
    assert word in rules.wording_refusal(KIND, "remedy", text)


@given(st.text(max_size=200))
def test_no_text_whatever_is_evaluated_when_a_sentence_is_filled(text: str) -> None:
    blocks = rules.blocks_of(
        KIND, {**DATA[KIND], "review_organ": "甲{contact}乙"}, {"remedy": "{review_organ}" + text}
    )
    shown = "".join(block.text for block in blocks)
    assert "甲{contact}乙" in shown


@pytest.mark.django_db
def test_a_steward_words_a_sentence_anew_for_later_papers_and_brings_the_old_one_back() -> None:
    cast = make_cast()
    steward, organ = cast.actor(cast.steward), cast.housing

    def issue(day: date) -> documents.Document:
        return documents.issue_document(
            actor=steward, kind=KIND, subject_id=organ.id, organ=organ, data=DATA[KIND], on=day
        )

    def change(text: str, since: date, actor: Actor = steward) -> None:
        wordings.change_wording(actor=actor, kind=KIND, name="remedy", text=text, since=since)

    with time_machine.travel("2026-09-14T04:00:00+00:00", tick=True):
        before = issue(date(2026, 9, 14))
        with pytest.raises(TooLate):
            change(NEW, date(2026, 9, 13))
        with pytest.raises(NotAllowed):
            change(NEW, date(2026, 9, 15), cast.actor(cast.handler))
        with pytest.raises(Incomplete):
            change("可以起诉。", date(2026, 9, 15))
        change(NEW, date(2026, 9, 15))
    with time_machine.travel("2026-09-16T04:00:00+00:00", tick=True):
        after = issue(date(2026, 9, 16))
        change("", date(2026, 9, 16))
        assert wordings.words_in_force(KIND, date(2026, 9, 16)) == {}
    assert "复查不收取任何费用" not in text_of(documents.pdf_of(before))
    assert "通江县人民政府复查。复查不收取任何费用" in text_of(documents.pdf_of(after))
    assert [row.text for row in wordings.history_of(KIND)] == ["", NEW]
