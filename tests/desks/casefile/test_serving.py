"""Serving papers at the desk and on the petitioner's page: forms, receipts, Word, batch print, codes."""

import io
from datetime import date

import pypdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from minqing.desks.shared.gate import open_matter
from minqing.desks.shared.listing.binding import bind_papers
from minqing.exchange.public import ExportRun
from minqing.kernel.documents.public import Delivery, Document, code_of
from minqing.petition.public import Petition
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk


def act(client: Client, walk: Walk, key: str, **data: object) -> tuple[int, str]:
    answer = client.post(
        f"/desk/matters/{walk.id}/do/{key}/", {"version": walk.matter.version, **data}, follow=True
    )
    return answer.status_code, answer.content.decode()


def notice(walk: Walk) -> Document:
    return Document.objects.get(subject_id=walk.id, kind="acceptance_notice")


def test_a_notice_waits_to_be_served_is_tried_served_and_corrected_by_forms(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today)
    handler = at_desk(cast.handler)
    page = handler.get(f"/desk/matters/{walk.id}/").content.decode()
    assert "待送达" in page
    assert "空白回证" in page
    form = handler.get(f"/desk/matters/{walk.id}/?do=serve").content.decode()
    assert notice(walk).number in form
    tried = {
        "document_id": str(notice(walk).id),
        "way": "in_person",
        "place": "雁鸣湖镇建设街12号",
        "attempted_on": today.isoformat(),
        "outcome": "absent",
    }
    status, page = act(handler, walk, "serve_failed", **tried)
    assert status == 200
    assert "本人不在" in page
    assert "接下来可以" in page
    served = {"document_id": str(notice(walk).id), "recipient": "李桂兰", "delivered_on": today.isoformat()}
    status, page = act(handler, walk, "serve", way="post", **served)
    assert status == 422
    assert "邮件号码" in page
    status, page = act(handler, walk, "serve", way="post", details="1234567890123", **served)
    assert status == 200
    assert "邮寄送达" in page
    assert Delivery.objects.get(document=notice(walk)).details["post_number"] == "1234567890123"
    assert "送达情况" in page


def test_receipt_and_word_are_given_to_those_who_may_read_the_file_only(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today)
    base = f"/desk/matters/{walk.id}/papers/{notice(walk).id}"
    handler, stranger = at_desk(cast.handler), at_desk(cast.other_handler)
    receipt = handler.get(f"{base}/receipt.pdf")
    shown = pypdf.PdfReader(io.BytesIO(receipt.content)).pages[0].extract_text()
    assert "送达回证" in "".join(shown.split())
    assert notice(walk).number in "".join(shown.split())
    word = handler.get(f"{base}.docx")
    assert word.content[:2] == b"PK"
    assert "attachment" in word.headers["Content-Disposition"]
    for address in (f"{base}/receipt.pdf", f"{base}.docx"):
        assert stranger.get(address).status_code in {403, 404}


def test_a_scanned_code_in_the_search_box_finds_the_matter_for_its_desk_only(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today)
    code = code_of(notice(walk).id)
    title = walk.matter.title
    assert title in at_desk(cast.handler).get("/desk/matters/", {"q": code}).content.decode()
    assert title not in at_desk(cast.other_handler).get("/desk/matters/", {"q": code}).content.decode()


def test_ticked_matters_are_bound_into_one_pdf_by_a_job(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling(today)
    handler = at_desk(cast.handler)
    asked = {"path": "/desk/matters/", "query": "", "id": [str(walk.id)]}
    page = handler.post("/desk/matters/print/", asked)
    assert page.status_code == 200
    assert "信访事项受理告知书" in page.content.decode()
    begun = handler.post(
        "/desk/matters/print/", {**asked, "kind": ["acceptance_notice", "referral_letter"], "duplex": "1"}
    )
    assert begun.status_code == 302
    run = ExportRun.objects.get(what="papers")
    bind_papers(run_id=str(run.id))
    run.refresh_from_db()
    assert run.state == "done"
    file = b"".join(handler.get(f"/desk/exports/{run.id}/file/").streaming_content)  # type: ignore[attr-defined]
    text = "".join("".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(file)).pages).split())
    assert text.index("信访事项转送函") < text.index("信访事项受理告知书")


def test_the_petitioner_agrees_to_electronic_delivery_asks_for_paper_and_takes_it_back(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today)
    resident = Client()
    response = HttpResponse()
    open_matter(response, walk.id)
    resident.cookies.update(response.cookies)
    page = resident.get("/matter/now/").content.decode()
    assert "同意电子送达" in page
    resident.post("/matter/delivery/", {"agrees": "yes"})
    assert Petition.objects.get(pk=walk.id).electronic_delivery is True
    act(
        at_desk(cast.handler),
        walk,
        "serve",
        document_id=str(notice(walk).id),
        way="electronic",
        recipient="李桂兰",
        delivered_on=today.isoformat(),
        details="查询页面",
    )
    assert "请给我纸质的" in resident.get("/matter/now/").content.decode()
    resident.post(f"/matter/papers/{notice(walk).id}/copy/")
    assert "请求提供纸质文书" in resident.get("/matter/now/").content.decode()
    resident.post("/matter/delivery/", {"agrees": "no"})
    assert Petition.objects.get(pk=walk.id).electronic_delivery is False


def test_a_receipt_that_was_not_scanned_is_asked_for_until_it_is_brought_in_and_no_day_moves(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_delivered(today)
    handler, base = at_desk(cast.handler), f"/desk/matters/{walk.id}/"
    assert "上传签了名的送达回证扫描件" in handler.get(f"{base}?do=serve").content.decode()
    page = handler.get(base).content.decode()
    assert page.count("缺回证扫描件") == 1
    days = list(walk.matter.clocks.values_list("term", "started_on", "due_on"))
    document = Document.objects.get(subject_id=walk.id, kind="handling_opinion")
    said = {"document_id": str(document.id), "delivered_on": today.isoformat(), "reason": "回证已签回"}
    status, page = act(handler, walk, "serve_correct", **said)
    assert status == 422
    scan = SimpleUploadedFile("回证.pdf", b"%PDF-1.7 signed receipt", "application/pdf")
    status, page = act(handler, walk, "serve_correct", receipt=scan, **said)
    assert status == 200
    assert "缺回证扫描件" not in page
    assert "补传了回证扫描件：回证已签回" in page
    assert list(walk.matter.clocks.values_list("term", "started_on", "due_on")) == days
