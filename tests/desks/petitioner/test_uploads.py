"""Files go up while the letter is written; what is refused is said at the field and nothing else is lost."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from minqing.desks.petitioner import uploads
from minqing.desks.shared import limits
from minqing.kernel.files.public import StoredFile
from minqing.petition.public import Attachment, Petition
from tests.cast import Cast

Letter = Callable[..., dict[str, Any]]


def photo(name: str = "桥.jpg", colour: str = "#678") -> SimpleUploadedFile:
    """Return a small photograph."""
    drawn = io.BytesIO()
    Image.new("RGB", (32, 24), colour).save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def tokens_in(page: str) -> list[str]:
    """Return the tokens of the files a page carries."""
    return re.findall(r'name="kept" value="([^"]+)"', page)


def test_one_file_goes_up_and_comes_back_as_a_token(county: Cast, client: Client) -> None:
    answer = client.post("/letter/files/", {"files": photo()})
    facts = answer.json()
    assert answer.status_code == 201
    assert (facts["name"], facts["kind"]) == ("桥.jpg", "照片")
    assert uploads.kept_from([facts["token"]])[0].file_id == StoredFile.objects.get().id


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("a.exe", b"MZ\x90\x00\x03\x00"), "程序"),
        (SimpleUploadedFile("a.jpg", b""), "空"),
        (SimpleUploadedFile("a.svg", b"<svg onload=alert(1)>"), ""),
        (SimpleUploadedFile("a.html", b"<!doctype html><script>1</script>"), ""),
    ],
)
def test_what_is_not_taken_in_is_refused_in_words(
    county: Cast, client: Client, upload: SimpleUploadedFile, words: str
) -> None:
    upload.seek(0)
    answer = client.post("/letter/files/", {"files": upload})
    assert answer.status_code == 422
    assert words in answer.json()["problem"]
    assert not StoredFile.objects.exists()


def test_no_file_at_all_is_said(county: Cast, client: Client) -> None:
    answer = client.post("/letter/files/", {})
    assert (answer.status_code, answer.json()["problem"]) == (422, "没有收到文件，请再选一次。")


def test_files_survive_errors_and_the_summary_and_end_on_the_matter(
    county: Cast, client: Client, letter: Letter
) -> None:
    wrong = client.post("/letter/new/", letter(telephone="12", files=[photo(), photo("路.jpg", "#345")]))
    kept = tokens_in(wrong.content.decode())
    assert len(kept) == 2
    summary = client.post("/letter/new/", letter(step="check", kept=kept)).content.decode()
    assert "桥.jpg" in summary
    assert tokens_in(summary) == kept
    assert client.post("/letter/new/", letter(kept=kept)).status_code == 302
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["桥.jpg", "路.jpg"]
    assert StoredFile.objects.count() == 2


def test_a_refused_file_stands_in_the_summary_of_errors_and_the_good_one_stays(
    county: Cast, client: Client, letter: Letter
) -> None:
    bad = SimpleUploadedFile("坏.exe", b"MZ\x90\x00\x03\x00")
    page = client.post("/letter/new/", letter(files=[photo(), bad])).content.decode()
    assert page.count("坏.exe：") == 2
    assert 'href="#id_files"' in page
    assert len(tokens_in(page)) == 1
    assert not Petition.objects.exists()


def test_a_file_is_taken_out_again(county: Cast, client: Client, letter: Letter) -> None:
    facts = client.post("/letter/files/", {"files": photo()}).json()
    page = client.post(
        "/letter/new/", letter(kept=[facts["token"]], step=f"remove:{facts['id']}")
    ).content.decode()
    assert tokens_in(page) == []
    assert "把桥修好" in page


def test_a_token_made_by_somebody_else_names_nothing(county: Cast, client: Client, letter: Letter) -> None:
    facts = client.post("/letter/files/", {"files": photo()}).json()
    forged = facts["token"][:-3] + "abc"
    assert client.post("/letter/new/", letter(kept=[forged, "", "a:b:c"])).status_code == 302
    assert not Attachment.objects.exists()


def test_the_same_token_twice_is_one_attachment(county: Cast, client: Client, letter: Letter) -> None:
    token = client.post("/letter/files/", {"files": photo()}).json()["token"]
    client.post("/letter/new/", letter(kept=[token, token]))
    assert Attachment.objects.count() == 1


def test_a_letter_takes_twenty_files_and_names_the_others(
    county: Cast, client: Client, letter: Letter
) -> None:
    many = [SimpleUploadedFile(f"{number}.txt", f"words {number}".encode()) for number in range(22)]
    page = client.post("/letter/new/", letter(files=many)).content.decode()
    assert len(tokens_in(page)) == uploads.MOST_FILES
    assert page.count("最多带20个附件。") == 2 * 2 + 1


def test_a_file_far_too_big_is_dropped_on_its_way_and_the_words_stay(
    county: Cast, client: Client, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ONE_FILE", 100_000)
    big = SimpleUploadedFile("大.txt", b"x" * 300_000)
    answer = client.post("/letter/new/", letter(files=[big, SimpleUploadedFile("小.txt", b"small words")]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "大.txt：文件太大，最大不能超过 200 MB。" in page
    assert "小.txt" in page
    assert "把桥修好" in page


def test_more_than_a_hundred_and_twenty_files_an_hour_from_one_address_are_stopped(
    county: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "PER_ADDRESS", limits.Limit("upload", 2, uploads.PER_ADDRESS.within))
    for number in range(2):
        sent = client.post("/letter/files/", {"files": SimpleUploadedFile("a.txt", f"{number}".encode())})
        assert sent.status_code == 201
    refused = client.post("/letter/files/", {"files": SimpleUploadedFile("a.txt", b"one more")})
    assert refused.status_code == 422
    assert refused.json()["problem"].startswith("上传得太多了")
    assert StoredFile.objects.count() == 2
