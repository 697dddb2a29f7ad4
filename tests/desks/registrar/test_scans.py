"""来信批量登记: a stack of scans becomes letters, each is taken down, nothing is lost in between."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader, PdfWriter

from minqing.kernel.files.public import open_file
from minqing.petition.intake import scanning
from minqing.petition.intake.models import ScanBatch, ScanFile, ScannedLetter
from minqing.petition.public import Petition, State
from tests.cast import Cast
from tests.desks.registrar.test_taking_down import said
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import Walk

ADDRESS = "/desk/registrar/scans/"


def page(text: str = "", kind: Any = zxingcpp.BarcodeFormat.Code128) -> Image.Image:
    """Return a scanned A4 page at 150 dpi with a barcode somewhere on it."""
    sheet = Image.new("L", (1240, 1754), 255)
    if text:
        bars = zxingcpp.create_barcode(text, kind).to_image(scale=3)
        height, width = bars.shape
        sheet.paste(Image.frombuffer("L", (width, height), memoryview(bars).tobytes()), (500, 90))
    return sheet


def pdf(*pages: Image.Image, name: str = "一摞.pdf") -> SimpleUploadedFile:
    made = BytesIO()
    pages[0].save(made, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return SimpleUploadedFile(name, made.getvalue(), "application/pdf")


def upload(client: Client, *files: SimpleUploadedFile, day: date = TODAY) -> ScanBatch:
    answer = client.post(ADDRESS, {"received_on": day.isoformat(), "scans": list(files)})
    assert answer.status_code == 302, answer.content.decode()
    return ScanBatch.objects.latest("id")


def test_a_stack_is_cut_where_a_label_begins_a_letter(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    stack = pdf(page("LX2026-000001"), page(), page("LX2026-000002"), page(), page())
    batch = upload(client, stack)
    letters = list(scanning.letters_of(batch))
    assert [(each.label, each.pages) for each in letters] == [("LX2026-000001", 2), ("LX2026-000002", 3)]
    with open_file(letters[1].file) as content:
        assert len(PdfReader(content).pages) == 3
    shown = client.get(f"{ADDRESS}{batch.id}/").content.decode()
    assert "LX2026-000002" in shown
    picture = client.get(f"{ADDRESS}letters/{letters[1].id}/pages/2/")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/jpeg")
    assert client.get(f"{ADDRESS}letters/{letters[1].id}/pages/3/").status_code == 409


def test_pictures_and_files_without_labels_are_one_letter_each(cast: Cast, today: date) -> None:
    made = BytesIO()
    page().save(made, "JPEG")
    photo = SimpleUploadedFile("信.jpg", made.getvalue(), "image/jpeg")
    text = SimpleUploadedFile("说明.txt", "一封打字的信".encode(), "text/plain")
    batch = upload(at_desk(cast.registrar), pdf(page(), page()), photo, text)
    assert [each.pages for each in scanning.letters_of(batch)] == [2, 1, 1]
    assert ScanFile.objects.exclude(problem="").get().name == "说明.txt"


def test_a_letter_is_taken_down_beside_its_pages_and_keeps_its_postmark(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    batch = upload(client, pdf(page("LX2026-000009")))
    letter = ScannedLetter.objects.get()
    posted = (TODAY - timedelta(days=5)).isoformat()
    answer = client.post(
        f"{ADDRESS}letters/{letter.id}/dates/",
        {"posted_on": posted, "received_on": TODAY.isoformat(), "then": "take"},
    )
    shown = client.get(answer.headers["Location"]).content.decode()
    for kept in (posted, "LX2026-000009", f"letters/{letter.id}/pages/0/"):
        assert kept in shown
    taken = said(channel="letter", happened_on=posted, label="LX2026-000009")
    answer = client.post(f"/desk/registrar/new/?scan={letter.id}", taken)
    assert answer.headers["Location"] == f"{ADDRESS}{batch.id}/"
    matter = Petition.objects.get()
    assert (matter.state, matter.arrival.happened_on.isoformat()) == (State.REGISTERED, posted)
    assert matter.attachments.get().file_id == letter.file_id
    letter.refresh_from_db()
    assert letter.petition_id == matter.id
    # A second press makes no second matter.
    client.post(f"/desk/registrar/new/?scan={letter.id}", taken)
    assert Petition.objects.count() == 1


def test_days_that_cannot_be_are_told_and_nothing_is_lost(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    upload(client, pdf(page()))
    letter = ScannedLetter.objects.get()
    after = (TODAY + timedelta(days=1)).isoformat()
    for posted, received in ((after, TODAY.isoformat()), ("", after), ("", "")):
        answer = client.post(
            f"{ADDRESS}letters/{letter.id}/dates/", {"posted_on": posted, "received_on": received}
        )
        assert answer.status_code == 422
    assert client.post(ADDRESS, {"received_on": after, "scans": [pdf(page())]}).status_code == 422
    assert client.post(ADDRESS, {"received_on": TODAY.isoformat()}).status_code == 422
    assert ScannedLetter.objects.filter(done_at=None).count() == 1


def test_interrupted_between_two_files_the_second_press_goes_on(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = at_desk(cast.registrar)
    real, calls = scanning.page_texts, []

    def dies_at_the_second(content: Any, media_type: str) -> Any:
        calls.append(media_type)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(content, media_type)

    monkeypatch.setattr(scanning, "page_texts", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        upload(client, pdf(page("LX2026-000001")), pdf(page("LX2026-000002"), name="二.pdf"))
    batch = ScanBatch.objects.get()
    assert (ScanFile.objects.count(), ScannedLetter.objects.count()) == (2, 1)
    assert "接着分信" in client.get(f"{ADDRESS}{batch.id}/").content.decode()
    client.post(f"{ADDRESS}{batch.id}/")
    client.post(f"{ADDRESS}{batch.id}/")
    labels = [each.label for each in scanning.letters_of(batch)]
    assert labels == ["LX2026-000001", "LX2026-000002"]


def test_our_own_receipt_in_the_envelope_names_the_matter(cast: Cast, today: date) -> None:
    walk = Walk(cast).to_registered()
    assert walk.handed is not None
    code = walk.handed.query_code
    address = f"https://petition.example/matter/?code={code}"
    client = at_desk(cast.registrar)
    batch = upload(client, pdf(page(address, zxingcpp.BarcodeFormat.QRCode)))
    letter = ScannedLetter.objects.get()
    assert letter.query_code == code
    assert code in client.get(f"{ADDRESS}{batch.id}/").content.decode()
    answer = client.post(f"{ADDRESS}letters/{letter.id}/aside/", {"number": walk.matter.number})
    assert answer.status_code == 302
    assert walk.matter.attachments.get().file_id == letter.file_id
    assert Petition.objects.count() == 1


def test_what_is_no_petition_is_set_aside_with_a_reason_only(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    upload(client, pdf(page()))
    letter = ScannedLetter.objects.get()
    here = f"{ADDRESS}letters/{letter.id}/aside/"
    assert client.post(here, {"reason": ""}).status_code == 422
    assert client.post(here, {"number": "没有〔2026〕9号"}).status_code == 422
    assert client.post(here, {"reason": "广告"}).status_code == 302
    assert ScannedLetter.objects.get().set_aside == "广告"


def test_a_page_as_large_as_a_house_and_a_broken_file_do_no_harm(cast: Cast, today: date) -> None:
    made = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(14_400, 14_400)
    writer.write(made)
    huge = SimpleUploadedFile("大.pdf", made.getvalue(), "application/pdf")
    broken = SimpleUploadedFile("坏.pdf", pdf(page()).read()[:300] + b"\n%%EOF", "application/pdf")
    client = at_desk(cast.registrar)
    batch = upload(client, huge, broken)
    assert scanning.letters_of(batch).count() == 2
    first = scanning.letters_of(batch).first()
    assert first is not None
    assert client.get(f"{ADDRESS}letters/{first.id}/pages/0/").status_code == 200


def test_another_organ_sees_none_of_it(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    batch = upload(client, pdf(page()))
    letter = ScannedLetter.objects.get()
    other = at_desk(cast.township_registrar)
    for address in (f"{ADDRESS}{batch.id}/", f"{ADDRESS}letters/{letter.id}/pages/0/"):
        assert other.get(address).status_code == 404
    for address in (f"{ADDRESS}letters/{letter.id}/dates/", f"{ADDRESS}letters/{letter.id}/aside/"):
        assert other.post(address, {"reason": "x", "received_on": TODAY.isoformat()}).status_code == 404
    assert other.get(f"/desk/registrar/new/?scan={letter.id}").status_code == 404
    assert str(batch.id) not in other.get(ADDRESS).content.decode()


def test_labels_are_given_out_once_and_read_back_from_their_sheet(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    assert client.get("/desk/registrar/labels/").status_code == 200
    first = client.post("/desk/registrar/labels/", {"count": "3"})
    assert first.headers["Content-Type"] == "application/pdf"
    second = client.post("/desk/registrar/labels/", {"count": "41"})
    assert len(PdfReader(BytesIO(second.content)).pages) == 2
    batch = upload(client, SimpleUploadedFile("标签.pdf", first.content, "application/pdf"))
    assert scanning.letters_of(batch).get().label == "LX2026-000001"
    assert client.post("/desk/registrar/labels/", {"count": "0"}).status_code == 422
