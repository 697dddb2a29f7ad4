"""Personal fields with a reason, deadlines day by day, attachments that nothing in a page can run."""

from datetime import date
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from minqing.kernel.ledger.public import entries_of
from minqing.petition.public import Attachment, RunningClock
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_telephone_is_shown_for_a_reason_and_the_reason_stays(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    client, here = at_desk(cast.handler), f"/desk/matters/{walk.id}/reveal/telephone/"
    assert "13800005678" not in client.get(here).content.decode()
    assert client.post(here, {"reason": "  "}).status_code == 422
    assert "petition.contact_revealed" not in [entry.name for entry in entries_of(walk.id)]
    assert "13800005678" in client.post(here, {"reason": "约时间到现场"}).content.decode()
    assert "petition.contact_revealed" in [entry.name for entry in entries_of(walk.id)]
    assert "约时间到现场" in client.get(f"/desk/matters/{walk.id}/").content.decode()


def test_a_supervisor_and_a_stranger_reveal_nothing(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    for who in (cast.supervisor, cast.other_handler):
        answer = at_desk(who).post(f"/desk/matters/{walk.id}/reveal/telephone/", {"reason": "想看看"})
        assert answer.status_code == 404
        assert "13800005678" not in answer.content.decode()
    assert at_desk(cast.handler).get(f"/desk/matters/{walk.id}/reveal/body/").status_code == 404


def test_a_deadline_opens_to_a_line_a_day(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    clock = RunningClock.objects.get(term="HANDLE")
    here = f"/desk/matters/{walk.id}/clocks/{clock.id}/"
    client = at_desk(cast.handler)
    part = client.get(here, headers={"HX-Request": "true"}).content.decode()
    assert part.count("<li") >= 61
    assert "<html" not in part
    assert "<html" in client.get(here).content.decode()
    assert client.get(f"/desk/matters/{walk.id}/clocks/{uuid4()}/").status_code == 404


def test_an_attachment_is_saved_never_opened_and_only_by_who_may_read(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling()
    client = at_desk(cast.handler)
    upload = SimpleUploadedFile("现场 照片𠮷.pdf", PDF)
    client.post(f"/desk/matters/{walk.id}/do/note/", {"text": "现场记录", "files": [upload]})
    kept = Attachment.objects.get()
    answer = client.get(f"/desk/matters/{walk.id}/attachments/{kept.id}/")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    elsewhere = Walk(cast).to_handling()
    for place in (elsewhere.id, uuid4()):
        assert client.get(f"/desk/matters/{place}/attachments/{kept.id}/").status_code == 404
    assert (
        at_desk(cast.other_handler).get(f"/desk/matters/{walk.id}/attachments/{kept.id}/").status_code == 404
    )


def test_a_refused_upload_says_why_and_keeps_the_text(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    program = SimpleUploadedFile("好看的照片.jpg", b"MZ\x90\x00" + b"\x00" * 200)
    answer = at_desk(cast.handler).post(
        f"/desk/matters/{walk.id}/do/note/", {"text": "写了很多字", "files": [program]}
    )
    assert answer.status_code == 422
    assert "写了很多字" in answer.content.decode()
    assert Attachment.objects.count() == 0
