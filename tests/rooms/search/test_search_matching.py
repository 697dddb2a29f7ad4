"""A subject is found by its words, names, number ends and initials, in the transaction that wrote it."""

from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minqing.kernel.clock.public import new_id
from minqing.kernel.search import public as search
from minqing.kernel.search.models import SearchEntry

pytestmark = pytest.mark.django_db

LETTER = "雁鸣湖镇工业园污水夜间直排入河，河水发黑发臭，wifi也断了。"


def found(query: str, kind: str = "petition", cap: int = 2000) -> list[UUID]:
    hits = SearchEntry.objects.filter(subject_id__in=search.matching_subjects(query, kind, cap))
    return list(hits.order_by("-subject_id").values_list("subject_id", flat=True))


@pytest.fixture
def letter() -> UUID:
    subject_id = new_id()
    search.index_subject(
        subject_id,
        "petition",
        LETTER,
        names=("李桂兰", "雁鸣湖镇建设街12号3栋"),
        numbers=("13812345678", "511921-2026-000123"),
    )
    search.index_subject(
        new_id(), "petition", "老板拖欠工资三个月。", names=("王建国",), numbers=("13900001111",)
    )
    return subject_id


@pytest.mark.parametrize(
    "query",
    [
        "污水",
        "汙水",
        "污水 河水",
        "污水　夜间",
        "李桂兰",
        "桂兰",
        "李",
        "lgl",
        "LG",
        "ｌｇｌ",
        "5678",
        "12345678",
        "13812345678",
        "138-1234-5678",
        "000123",
        "511921-2026-000123",
        "建设街12号",
        "wifi",
        "WiFi",
        "污水 李桂兰 5678 lgl",
        "雁鳴湖鎮",
    ],
)
def test_the_letter_is_found_by(query: str, letter: UUID) -> None:
    assert found(query) == [letter]


@pytest.mark.parametrize(
    "query",
    [
        "工资 污水",
        "李桂英",
        "678",
        "9999",
        "lgy",
        "",
        "   ",
        "！？",
        "'; DROP TABLE search_searchentry; --",
        "' | '工资",
        "% _",
        "\x00",
        "\\",
    ],
)
def test_the_letter_is_not_found_by(query: str, letter: UUID) -> None:
    assert letter not in found(query)
    assert SearchEntry.objects.count() == 2


@pytest.mark.parametrize("name", ["𠮷小明", "㛃㛃", "䶮天"])
def test_names_with_rare_characters_are_found_whole_and_by_one_letter(name: str) -> None:
    subject_id = new_id()
    search.index_subject(subject_id, "petition", "材料", names=(name,))
    assert found(name) == [subject_id]
    assert found(name[0]) == [subject_id]


def test_kinds_are_kept_apart(letter: UUID) -> None:
    search.index_subject(new_id(), "document", LETTER)
    assert found("污水") == [letter]
    assert len(found("污水", "document")) == 1


def test_the_newest_come_when_there_are_more_than_asked_for() -> None:
    made = [new_id() for _ in range(30)]
    for subject_id in made:
        search.index_subject(subject_id, "petition", "噪音扰民")
    assert found("噪音", cap=7) == made[:-8:-1]


def test_common_words_give_the_same_answer_as_rare_ones_once_the_table_is_known() -> None:
    made = [new_id() for _ in range(400)]
    for number, subject_id in enumerate(made):
        search.index_subject(
            subject_id, "petition", "污水" if number % 2 else "噪音 污水" if number < 10 else "噪音"
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
    common = [one for number, one in enumerate(made) if number % 2 or number < 10]
    assert found("污水", cap=50) == common[:-51:-1]
    assert found("污水", cap=1000) == common[::-1]


def test_words_common_long_ago_only_are_found_all_the_same() -> None:
    made = [new_id() for _ in range(600)]
    for number, subject_id in enumerate(made):
        words = "污水 噪音" if number < 60 else "污水" if number < 330 else "噪音"
        search.index_subject(subject_id, "petition", words, names=("李桂兰",) if number < 300 else ())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
    assert found("污水 噪音", cap=20) == made[59:39:-1]
    assert found("污水", cap=300) == made[329:29:-1]
    assert found("李", cap=100) == made[299:199:-1]
    assert found("lgl 污水 噪音") == made[59::-1]


def test_a_subject_indexed_again_is_found_by_its_new_words_only(letter: UUID) -> None:
    search.index_subject(letter, "petition", "噪音扰民", names=("张明",))
    assert found("污水") == []
    assert found("李桂兰") == []
    assert found("噪音 张明") == [letter]
    search.forget_subject(letter)
    assert found("噪音") == []


def test_nothing_is_found_of_a_transaction_that_was_rolled_back() -> None:
    try:
        with transaction.atomic():
            search.index_subject(new_id(), "petition", LETTER)
            assert len(found("污水")) == 1
            raise InterruptedError  # noqa: TRY301 - the fault is the story
    except InterruptedError:
        pass
    assert found("污水") == []


def test_the_index_holds_no_name_and_no_number_in_clear(letter: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_id::text || kind || grams::text FROM search_searchentry")
        stored = "".join(row[0] for row in cursor.fetchall())
    assert not any(secret in stored for secret in ("李", "桂兰", "5678,", "13812345678", "建设街"))


def test_settings_of_the_connection_are_the_same_after_a_search(letter: UUID) -> None:
    def plan_settings() -> list[tuple[str, ...]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name LIKE 'enable%' OR name = 'jit'")
            return list(cursor.fetchall())

    before = plan_settings()
    found("污水")
    assert plan_settings() == before


def test_rows_for_copy_are_the_rows_that_are_written(letter: UUID) -> None:
    vector, grams = search.row_for_copy("路灯不亮", ("赵六",), ("13700002222",))
    copied, written = new_id(), new_id()
    into = "COPY search_searchentry (subject_id, kind, vector, grams) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        copy.write_row((str(copied), "petition", vector, grams))
    search.index_subject(written, "petition", "路灯不亮", ("赵六",), ("13700002222",))
    assert found("路灯 赵六 2222") == [written, copied]


def test_a_query_is_explained_word_by_word() -> None:
    words = search.explain_query("汙水 李桂兰 5678")
    assert [word.text for word in words] == ["污水", "李桂兰", "5678"]
    assert words[0].tokens == ("污水",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(query=st.text(max_size=60), text=st.text(max_size=200), name=st.text(max_size=30))
def test_no_text_name_or_query_breaks_the_index(query: str, text: str, name: str, db: None) -> None:
    subject_id = UUID("01900000-0000-7000-8000-000000000001")
    search.index_subject(subject_id, "petition", text, names=(name,), numbers=(name,))
    assert set(found(query)) <= {subject_id}
