"""Names and sizes of attachments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.files import rules


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.JPG", "jpg"),
        ("C:\\照片\\河.jpeg", "jpeg"),
        ("无后缀", ""),
        (".hidden", ""),
        ("a.tar.gz", "gz"),
        ("", ""),
    ],
)
def test_the_ending_is_what_follows_the_last_dot(name: str, ending: str) -> None:
    assert rules.ending_of(name) == ending


def test_a_name_that_lies_about_its_content_is_refused_in_plain_words() -> None:
    assert rules.ending_verdict("河水.jpg", rules.JPEG) == ""
    assert rules.ending_verdict("没有后缀", rules.JPEG) == ""
    assert rules.ending_verdict("合同.docx", rules.PDF) == (
        "文件名以 .docx 结尾，内容却是PDF 文件（.pdf）。请用真实的文件名重新上传。"
    )


def test_a_right_to_left_mark_cannot_disguise_a_name() -> None:
    assert rules.safe_name("合同\u202excod.pdf", rules.PDF) == "合同xcod.pdf"


@given(st.text(max_size=400))
def test_every_name_becomes_a_short_name_without_a_path(name: str) -> None:
    made = rules.safe_name(name, rules.PNG)
    assert 1 < len(made) <= 160
    assert not set(made) & set('/\\<>:"|?*\x00\n')


def test_rare_characters_stay_in_names() -> None:
    assert rules.safe_name("𠮷㛃䶮的材料.pdf", rules.PDF) == "𠮷㛃䶮的材料.pdf"


def test_each_kind_has_its_own_limit() -> None:
    assert rules.size_verdict(200 * rules.MEGABYTE, rules.FileKind.VIDEO, rules.LIMITS) == ""
    assert rules.size_verdict(200 * rules.MEGABYTE + 1, rules.FileKind.VIDEO, rules.LIMITS) == (
        "视频不能超过 200 MB，请压缩或分开上传。"
    )
    assert rules.size_verdict(51 * rules.MEGABYTE, rules.FileKind.PHOTO, rules.LIMITS) == (
        "照片不能超过 50 MB，请压缩或分开上传。"
    )
