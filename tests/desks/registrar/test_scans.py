"""来信批量登记: a stack of scans becomes letters, each is taken down, nothing is lost in between."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader, PdfWriter

from minqing.kernel.clock.public import now
from minqing.kernel.files.public import open_file
from minqing.petition.intake import barcodes, cutting, scanning
from minqing.petition.intake.models import ScanBatch, ScanFile, ScannedLetter
from minqing.petition.jobs import cut_left_over, cut_scans
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


def upload(client: Client, *files: SimpleUploadedFile, day: date = TODAY, cut: bool = True) -> ScanBatch:
    answer = client.post(ADDRESS, {"received_on": day.isoformat(), "scans": list(files)})
    assert answer.status_code == 302, answer.content.decode()
    batch = ScanBatch.objects.latest("id")
    # The upload keeps the files and reads nothing; the queued work does.
    assert not batch.letters.exists()
    if cut:
        cut_scans(str(batch.id))
    return batch


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


def test_interrupted_in_the_middle_of_a_file_the_next_job_goes_on_with_the_next_page(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = at_desk(cast.registrar)
    monkeypatch.setattr(cutting, "PAGES_A_STEP", 2)
    stack = pdf(page("LX2026-000001"), page(), page(), page("LX2026-000002"), page())
    batch = upload(client, stack, pdf(page("LX2026-000003"), name="二.pdf"), cut=False)
    real, begun = barcodes.read_pages, []

    def dies_at_the_second_step(content: Any, media_type: str, first: int = 0) -> Any:
        begun.append(first)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return real(content, media_type, first)

    monkeypatch.setattr(cutting, "read_pages", dies_at_the_second_step)
    with pytest.raises(KeyboardInterrupt):
        cut_scans(str(batch.id))
    shown = client.get(f"{ADDRESS}{batch.id}/").content.decode()
    assert "已读 2 页，共 6 页；还有 2 个文件没有分完" in shown
    assert "接着分信" in shown
    told = client.get(f"{ADDRESS}{batch.id}/progress/").json()
    assert (told["done"], told["total"], told["finished"]) == (2, 6, False)
    # The registrar presses, the sweep finds it, a second worker comes late: each sheet is cut once.
    assert client.post(f"{ADDRESS}{batch.id}/").status_code == 302
    cut_scans(str(batch.id))
    cut_scans(str(batch.id))
    assert begun == [0, 2, 2, 4, 0]
    found = [(each.label, each.pages) for each in scanning.letters_of(batch)]
    assert found == [("LX2026-000001", 3), ("LX2026-000002", 2), ("LX2026-000003", 1)]
    told = client.get(f"{ADDRESS}{batch.id}/progress/").json()
    assert (told["done"], told["total"], told["finished"]) == (6, 6, True)


def test_scans_over_which_a_job_died_are_taken_up_by_the_sweep(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    batch = upload(client, pdf(page("LX2026-000001")), cut=False)
    cut_left_over(0.0)
    assert not batch.letters.exists()
    ScanBatch.objects.update(at=now() - timedelta(minutes=11))
    cut_left_over(0.0)
    assert [each.label for each in scanning.letters_of(batch)] == ["LX2026-000001"]


def test_what_is_wrong_with_a_page_is_told_beside_its_number(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = barcodes._scale

    def second_page_is_broken(sheet: Any) -> float:
        seen.append(sheet)
        if len(seen) == 2:
            raise pypdfium2.PdfiumError("broken")
        return real(sheet)

    seen: list[Any] = []
    monkeypatch.setattr(barcodes, "_scale", second_page_is_broken)
    client = at_desk(cast.registrar)
    batch = upload(client, pdf(page("LX2026-000001"), page(), page("LX2026-000002")))
    shown = client.get(f"{ADDRESS}{batch.id}/").content.decode()
    assert "第 2 页：这一页画面损坏" in shown
    # The sheet itself is in its letter all the same.
    assert [each.pages for each in scanning.letters_of(batch)] == [2, 1]


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
