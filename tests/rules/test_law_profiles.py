"""Which rules hold where and when, and that nothing without an article is ever loaded."""

import datetime as dt
from pathlib import Path

import pytest

from minqing.kernel.law.public import (
    STARTS,
    LawIncomplete,
    Side,
    Unit,
    all_profiles,
    check_profiles,
    load_profiles,
    profile_on,
)

HEAD = """
[profile]
id = "x"
name = "试验"
basis = "试验办法"
valid_from = 2020-01-01
"""
TERM = """
[terms.ANSWER]
name = "答复"
count = 7
unit = "workday"
starts_on = "received"
article = "3(2)"
"""


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("day", "place", "expected"),
    [
        (dt.date(2005, 5, 1), "", "xf05"),
        (dt.date(2022, 4, 30), "511921", "xf05"),
        (dt.date(2022, 5, 1), "511921", "cxg22"),
        (dt.date(2023, 12, 31), "511921100201", "cxg22"),
        (dt.date(2024, 1, 1), "511921", "demo511921"),
        (dt.date(2026, 11, 23), "511921100201", "demo511921"),
        (dt.date(2026, 11, 23), "410122", "cxg22"),
        (dt.date(2026, 11, 23), "", "cxg22"),
    ],
)
def test_the_profile_is_chosen_by_day_and_by_the_most_specific_place(
    day: dt.date, place: str, expected: str
) -> None:
    assert profile_on(day, place).id == expected


def test_before_the_first_regulation_there_is_no_profile() -> None:
    with pytest.raises(LawIncomplete, match="no profile is in force on 2005-04-30"):
        profile_on(dt.date(2005, 4, 30))


@pytest.mark.parametrize(
    ("term_id", "count", "unit", "cited"),
    [
        ("XFB_ROUTE", 15, Unit.DAY, "《信访工作条例》第二十二条第一款"),
        ("ORG_NOTIFY_DIRECT", 15, Unit.DAY, "《信访工作条例》第二十三条第二款"),
        ("ORG_NOTIFY_TRANSFER", 15, Unit.DAY, "《信访工作条例》第二十三条第三款"),
        ("ORG_OBJECT", 5, Unit.WORKDAY, "《信访工作条例》第二十三条第三款"),
        ("HANDLE", 60, Unit.DAY, "《信访工作条例》第三十四条"),
        ("REVIEW1_APPLY", 30, Unit.DAY, "《信访工作条例》第三十五条"),
        ("REVIEW1_DECIDE", 30, Unit.DAY, "《信访工作条例》第三十五条"),
        ("REVIEW2_APPLY", 30, Unit.DAY, "《信访工作条例》第三十六条第一款"),
        ("REVIEW2_DECIDE", 30, Unit.DAY, "《信访工作条例》第三十六条第一款"),
        ("SIMPLE_RELAY", 1, Unit.WORKDAY, "《信访事项简易办理办法》（条号待核对）"),
        ("SIMPLE_ACCEPT", 3, Unit.WORKDAY, "《信访事项简易办理办法》（条号待核对）"),
        ("SIMPLE_HANDLE", 10, Unit.WORKDAY, "《信访事项简易办理办法》（条号待核对）"),
        ("JJKG_NOTIFY", 15, Unit.WORKDAY, "《纪检监察机关处理检举控告工作规则》（条号待核对）"),
        ("JJKG_FEEDBACK", 15, Unit.WORKDAY, "《纪检监察机关处理检举控告工作规则》（条号待核对）"),
        ("JUDICIAL_CONFIRM", 30, Unit.DAY, "《中华人民共和国人民调解法》第三十三条第一款"),
        ("COURT_ENTRUSTED_SUMMARY", 7, Unit.DAY, "《最高人民法院关于人民法院特邀调解的规定》第二十七条"),
    ],
)
def test_the_regulation_of_2022_has_these_terms(term_id: str, count: int, unit: Unit, cited: str) -> None:
    term = profile_on(dt.date(2026, 9, 14)).term(term_id)
    assert (term.count, term.unit, term.article.cite) == (count, unit, cited)


def test_handling_may_be_extended_once_by_thirty_days_and_the_petitioner_is_told() -> None:
    extension = profile_on(dt.date(2026, 9, 14)).term("HANDLE").extension
    assert extension is not None
    assert (extension.max, extension.unit, extension.times) == (30, Unit.DAY, 1)
    assert (extension.approver, extension.notify_petitioner) == ("head_of_organ", True)


def test_a_review_has_no_extension_and_only_the_final_one_leaves_out_the_hearing() -> None:
    profile = profile_on(dt.date(2026, 9, 14))
    assert profile.term("REVIEW1_DECIDE").extension is None
    assert profile.term("REVIEW2_DECIDE").extension is None
    assert profile.term("REVIEW1_DECIDE").excludes == ()
    assert profile.term("REVIEW2_DECIDE").excludes == ("hearing",)


def test_the_windows_of_the_petitioner_are_marked_as_such() -> None:
    sides = {t.id for t in profile_on(dt.date(2026, 9, 14)).terms.values() if t.side is Side.PETITIONER}
    assert sides == {
        "REVIEW1_APPLY",
        "REVIEW2_APPLY",
        "REVIEW_OBSTACLE",
        "EVALUATION_WINDOW",
        "JUDICIAL_CONFIRM",
    }


def test_the_invented_county_shortens_routing_and_inherits_the_rest() -> None:
    county, nation = profile_on(dt.date(2026, 9, 14), "511921"), profile_on(dt.date(2026, 9, 14))
    assert county.invented
    assert "虚构" in county.name
    assert "虚构" in county.term("XFB_ROUTE").article.source
    assert (county.term("XFB_ROUTE").count, county.term("XFB_ROUTE").unit) == (5, Unit.WORKDAY)
    assert county.term("XFB_ROUTE").length == "5个工作日"
    assert county.term("HANDLE") == nation.term("HANDLE")
    assert nation.term("XFB_ROUTE").length == "15日"
    assert county.setting("max_representatives") == 5


def test_no_law_names_an_evaluation_window_so_it_is_a_default_with_low_confidence() -> None:
    for place, days in (("", 30), ("511921", 15)):
        term = profile_on(dt.date(2026, 9, 14), place).term("EVALUATION_WINDOW")
        assert (term.count, term.default) == (days, True)
        assert term.article.confidence in {"C", "D"}
        assert "默认值" in term.note


def test_duties_without_days_are_kept_apart_and_no_term_is_invented_for_them() -> None:
    profile = profile_on(dt.date(2026, 9, 14))
    assert set(profile.unclocked) == {
        "REG",
        "ASSIGN_REPORT",
        "PROPOSAL_REPLY",
        "ACCUSATION_FEEDBACK",
        "RECOMMENDATION_REPLY",
    }
    assert profile.find("RECOMMENDATION_REPLY") is None
    assert profile_on(dt.date(2015, 1, 1)).term("RECOMMENDATION_REPLY").count == 30


def test_the_regulation_of_2005_decides_acceptance_and_knows_no_objection_in_working_days() -> None:
    profile = profile_on(dt.date(2015, 1, 1))
    assert profile.term("ORG_DECIDE_ACCEPT").article.cite == "《信访条例》第二十一条第二款"
    assert profile.find("ORG_OBJECT") is None
    with pytest.raises(LawIncomplete, match="xf05: ORG_OBJECT"):
        profile.term("ORG_OBJECT")
    with pytest.raises(LawIncomplete, match="no such setting"):
        profile.setting("log_retention_months")


def test_every_shipped_term_and_setting_has_an_article_and_a_name() -> None:
    for profile in all_profiles():
        for term in profile.terms.values():
            assert term.article.source, (profile.id, term.id)
            assert term.article.number, (profile.id, term.id)
            assert term.name, (profile.id, term.id)
            assert term.starts_on in STARTS
        for setting in profile.settings.values():
            assert setting.article.number, (profile.id, setting.id)
            assert setting.name, (profile.id, setting.id)


def test_the_shipped_profiles_pass_their_check() -> None:
    assert check_profiles() == []


def test_a_complete_profile_loads(tmp_path: Path) -> None:
    profile = load_profiles(written(tmp_path, x=HEAD + TERM))["x"]
    assert profile.term("ANSWER").article.cite == "《试验办法》第三条第二款"
    assert profile.term("ANSWER").rolls is False


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('article = "3(2)"', ""), "x.toml: ANSWER: has no article"),
        (('article = "3(2)"', 'source = "某办法"'), "x.toml: ANSWER: has no article"),
        (('article = "3(2)"', 'article = "三"'), "x.toml: ANSWER: article '三' is no number"),
        (("count = 7", 'count = "7"'), "x.toml: ANSWER: count must be a whole number"),
        (("count = 7", "count = -1"), "x.toml: ANSWER: count must be a whole number"),
        (("count = 7", "count = true"), "x.toml: ANSWER: count must be a whole number"),
        (('unit = "workday"', 'unit = "week"'), "x.toml: ANSWER: 'week' is not a valid Unit"),
        (('unit = "workday"', ""), "x.toml: ANSWER: '' is not a valid Unit"),
        (('starts_on = "received"', 'starts_on = "recieved"'), "x.toml: ANSWER: starts on 'recieved'"),
        (('starts_on = "received"', 'start_on = "received"'), "x.toml: ANSWER: has unknown keys start_on"),
        (('article = "3(2)"', 'article = "3"\nconfidence = "E"'), "x.toml: ANSWER: confidence 'E'"),
        (('article = "3(2)"', 'article = "3"\nside = "both"'), "x.toml: ANSWER: 'both' is not a valid Side"),
        (('article = "3(2)"', 'article = "3"\nextension = { days = 3 }'), "x.toml: ANSWER: "),
        (
            ("valid_from = 2020-01-01", 'valid_from = "2020"'),
            "x.toml: profile: valid_from and valid_to are dates",
        ),
        (
            ("valid_from = 2020-01-01", "valid_from = 2020-01-01\nvalid_to = 2019-01-01"),
            "valid_to lies before",
        ),
        (('name = "试验"', ""), "x.toml: profile: has no name"),
        (('id = "x"', 'id = "y"'), "x.toml: profile: id 'y' does not match the file name"),
        (("[profile]", "[profile"), "x.toml: file: "),
        (('id = "x"', 'id = "x"\nparent = "z"'), "x: parent: unknown profile 'z'"),
        (('id = "x"', 'id = "x"\nparent = "x"'), "x: parent: the parents form a circle"),
        (("[terms.ANSWER]", "[settings.ANSWER]"), "x.toml: ANSWER: has unknown keys count"),
    ],
)
def test_an_incomplete_profile_is_refused_by_file_and_entry(
    tmp_path: Path, change: tuple[str, str], problem: str
) -> None:
    with pytest.raises(LawIncomplete) as caught:
        load_profiles(written(tmp_path, x=(HEAD + TERM).replace(*change)))
    assert problem in str(caught.value)


def test_a_setting_needs_a_whole_number_and_a_folder_a_profile(tmp_path: Path) -> None:
    with pytest.raises(LawIncomplete, match="holds no profile"):
        load_profiles(tmp_path)
    bad = HEAD + '[settings.seats]\nvalue = "five"\narticle = "1"\n'
    with pytest.raises(LawIncomplete, match=r"x\.toml: seats: value must be a whole number"):
        load_profiles(written(tmp_path, x=bad))


def test_a_grandchild_inherits_through_its_parent_and_replaces_what_it_names(tmp_path: Path) -> None:
    parent = HEAD + TERM + '[unclocked.FEEDBACK]\narticle = "9"\n'
    child = HEAD.replace('"x"', '"y"\nparent = "x"')
    grandchild = HEAD.replace('"x"', '"z"\nparent = "y"') + TERM.replace("count = 7", "count = 3")
    grandchild += TERM.replace("ANSWER", "FEEDBACK")
    found = load_profiles(written(tmp_path, x=parent, y=child, z=grandchild))
    assert [found[name].term("ANSWER").count for name in "xyz"] == [7, 7, 3]
    assert set(found["y"].unclocked) == {"FEEDBACK"}
    assert found["z"].term("FEEDBACK").count == 7
    assert found["z"].unclocked == {}
