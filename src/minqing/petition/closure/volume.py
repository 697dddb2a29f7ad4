"""What lies in an archive package (卷内文件) and in which order.

The letter, the papers by their place on the path, pictures, notes of the work, the checklist, the trace.
Articles: 档案法 13(1); 档案法实施条例 39.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.dateformat import format as formatted
from pypdfium2 import PdfiumError

from minqing.kernel.clock.public import CIVIL_ZONE, civil_day
from minqing.kernel.documents.public import (
    KINDS,
    WAY_WORDS,
    Addressee,
    Delivery,
    DeliveryWay,
    Document,
    DocumentKind,
    documents_of,
    pdf_of,
)
from minqing.kernel.documents.public.volumes import (
    bind_volume,
    facts,
    grid,
    head,
    page_count,
    par,
    picture_page,
    sheet,
)
from minqing.kernel.files.public import StoredFile, open_file
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Organ, reveal_field
from minqing.petition.closure.models import Closure
from minqing.petition.closure.rules import CHECKLIST, Mark, read_mark
from minqing.petition.evaluation.models import Evaluation
from minqing.petition.evaluation.rules import RATED_BY_WORDS, RatedBy
from minqing.petition.matter.models import Attachment, Note, Petition, RequestItem
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.rules import Attitude, Outcome, Resolved
from minqing.petition.matter.sealing import person_of, true_name
from minqing.petition.matter.words import ATTITUDES, OUTCOMES, RESOLVED, official
from minqing.petition.reply.models import Answer

JOINS: Final = ("holder", "handling", "received_by", "concerns", "petitioner", "handler")
ARCHIVE_KINDS: Final = frozenset({DocumentKind.ARCHIVE_COVER.value, DocumentKind.ARCHIVE_CONTENTS.value})
# 卷内文件的顺序: as the path goes – the order of the kinds themselves – then by day; papers of no place last.
PLACE: Final = {kind.value: number for number, kind in enumerate(DocumentKind)}
PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing bound in: its title in the contents list, its pages, whether it names the petitioner."""

    title: str
    made: bytes
    number: str = ""
    date: str = ""
    remarks: str = ""
    sealed: bool = False


def parts_of(petition: Petition, progress: Callable[[int, int], None]) -> list[Part]:
    """Return everything of a matter's package in its order; ``progress`` is told after each part."""
    hidden = petition.sealed or petition.confidential
    papers = [row for row in documents_of(petition.pk) if row.kind not in ARCHIVE_KINDS]
    papers.sort(key=lambda row: (PLACE.get(row.kind, len(PLACE)), row.issued_on, row.seq))
    files = list(Attachment.objects.select_related("file").filter(petition=petition).order_by("at", "id"))
    total = len(papers) + len(files) + FIXED
    made: list[Part] = []
    for part in _all(petition, papers, files, hidden=hidden):
        made.append(part)
        progress(min(len(made), total), total)
    return made


FIXED: Final = 5


def _all(
    petition: Petition, papers: list[Document], files: list[Attachment], *, hidden: bool
) -> Iterator[Part]:
    name = true_name(petition) if hidden else ""
    yield _identity(petition)
    yield _letter(petition, hidden=hidden)
    for row in papers:
        part = Part(row.title, pdf_of(row), row.number, day_words(row.issued_on))
        yield replace(part, sealed=hidden and _names(row, name))
        delivery: Delivery | None = getattr(row, "delivery", None)
        if delivery is not None:
            yield _served(petition, row, delivery, sealed=hidden)
    yield from _attached(petition, files, hidden=hidden)
    yield _work(petition)
    yield _checked(petition)
    yield _trace(petition)


def _names(row: Document, name: str) -> bool:
    """Return whether a paper names the petitioner: it is addressed to them, or the name stands in it."""
    addressed = KINDS[DocumentKind(row.kind)].to is Addressee.PETITIONER
    return addressed or (bool(name) and name in json.dumps(row.data, ensure_ascii=False))


def _sheet(petition: Petition, title: str, blocks: list[dict[str, object]], on: date) -> bytes:
    holder: Organ = petition.holder
    return sheet(title, blocks, organ_name=holder.name, on=on, subtitle=f"{petition.number or ''}")


def _identity(petition: Petition) -> Part:
    """Return who asked, in full: only ever in the sealed volume."""
    person = person_of(petition)
    rows = [("姓名", true_name(petition))]
    if person is not None:
        labels = {"telephone": "电话", "identity_number": "身份证号", "address": "住址"}
        rows += [(label, reveal_field(person, name)) for name, label in labels.items()]
    made = _sheet(petition, "信访人身份信息", [facts(*rows)], petition.received_on)
    return Part("信访人身份信息", made, date=day_words(petition.received_on), sealed=True)


def _letter(petition: Petition, *, hidden: bool) -> Part:
    requests = RequestItem.objects.filter(petition=petition).order_by("seq")
    blocks = [
        facts(("标题", petition.title), ("问题发生地", petition.address)),
        head("事实和理由"),
        par(petition.body),
        head("请求"),
        *(par(f"{item.seq}. {item.text}") for item in requests),
    ]
    made = _sheet(petition, "信访人提出的事项", blocks, petition.received_on)
    return Part("信访人提出的事项", made, date=day_words(petition.received_on), sealed=hidden)


def _served(petition: Petition, row: Document, delivery: Delivery, *, sealed: bool) -> Part:
    said = delivery.details
    blocks = [
        facts(
            ("文书", f"{row.title} {row.number}"),
            ("受送达人", delivery.recipient_name),
            ("送达方式", WAY_WORDS[DeliveryWay(delivery.way)]),
            ("送达行为日期", day_words(delivery.acted_on)),
            ("视为送达日期", day_words(delivery.delivered_on)),
            ("送达人", "、".join(said.get("servers") or ())),
            ("见证人", "、".join(said.get("witnesses") or ())),
            ("代收关系", said.get("relation") or ""),
            ("邮件号码", said.get("post_number") or ""),
            ("拒收事由", said.get("refusal_reason") or ""),
            ("同意电子送达", "是" if said.get("consent") else ""),
            ("回证影像", "见后页" if delivery.attachment_id else ""),
        )
    ]
    made = _sheet(petition, "送达记录", blocks, delivery.delivered_on)
    title = f"{row.title}的送达记录"
    if delivery.attachment is not None:
        pages = _pages(delivery.attachment)
        if pages:
            made = bind_volume((made, pages), ())
    return Part(title, made, row.number, day_words(delivery.delivered_on), sealed=sealed)


def _pages(file: StoredFile) -> bytes | None:
    """Return a stored file as pages: a PDF as it is, a picture on A4; None for anything else."""
    with open_file(file) as opened:
        content: bytes = opened.read()
    if file.media_type != PDF:
        return picture_page(content) if file.media_type.startswith("image/") else None
    try:
        page_count(content)
    except PdfiumError:
        return None
    return content


def _attached(petition: Petition, files: list[Attachment], *, hidden: bool) -> Iterator[Part]:
    left: list[Attachment] = []
    for each in files:
        pages = _pages(each.file)
        if pages is None:
            left.append(each)
            continue
        whose = "信访人提供" if each.by_petitioner else "办理单位"
        day = day_words(civil_day(each.at))
        yield Part(each.name, pages, date=day, remarks=whose, sealed=hidden and each.by_petitioner)
    if left:
        rows = [[each.name, f"{each.file.size} 字节", each.file.digest] for each in left]
        blocks = [
            par("下列附件不是图片或者PDF，随案卷另存，按名称和内容摘要（SHA-256）对应。"),
            grid(("名称", "大小", "SHA-256"), rows, (4, 2, 6)),
        ]
        made = _sheet(petition, "另存附件清单", blocks, civil_day(left[-1].at))
        yield Part("另存附件清单", made, remarks=f"{len(left)}件", sealed=hidden)


def _work(petition: Petition) -> Part:
    """Return the notes of the work, those the petitioner was told and those of the organ."""
    notes = Note.objects.filter(petition=petition).select_related("author").order_by("at")
    rows = [
        [
            formatted(note.at.astimezone(CIVIL_ZONE), "Y-m-d H:i"),
            note.author.name if note.author else "信访人",
            "是" if note.shown_to_petitioner else "",
            note.text,
        ]
        for note in notes
    ]
    blocks = [grid(("时间", "记录人", "告知信访人", "内容"), rows or [["", "", "", "没有"]], (3, 2, 2, 7))]
    made = _sheet(petition, "办理记录", blocks, petition.closed_on or petition.received_on)
    return Part(
        "办理记录", made, date=day_words(petition.closed_on or petition.received_on), sealed=petition.sealed
    )


def _checked(petition: Petition) -> Part:
    """Return the checklist of the four in place with its evidence, the rating and the result."""
    closure = Closure.objects.select_related("closed_by").get(petition=petition)
    rows = []
    for key, words in CHECKLIST.items():
        mark, evidence = read_mark(str(closure.checklist.get(key.value, "")))
        shown = closure.evidence.get(key.value, "")
        said = "已做到" if mark is Mark.DONE else "不涉及"
        rows.append([words, said, f"{evidence}{'（凭据在卷）' if shown else ''}"])
    blocks = [
        head("四个到位（《信访工作条例》第二十七条）"),
        grid(("项目", "核对", "依据"), rows, (4, 2, 6)),
        facts(("办结说明", closure.summary), ("办结人", closure.closed_by.name if closure.closed_by else "")),
        head("信访人的评价"),
        *_rated(petition),
    ]
    made = _sheet(petition, "办结核对单", blocks, closure.closed_on)
    return Part("办结核对单", made, date=day_words(closure.closed_on))


def _rated(petition: Petition) -> list[dict[str, object]]:
    said = Evaluation.objects.filter(petition=petition).first()
    if said is None:
        return [par("没有评价。")]
    return [
        facts(
            ("问题解决", official(RESOLVED[Resolved(said.resolved)])),
            ("对信访部门", official(ATTITUDES[Attitude(said.office_attitude)])),
            ("对办理单位", official(ATTITUDES[Attitude(said.organ_attitude)])),
            ("理由", said.reason),
            ("方式", RATED_BY_WORDS[RatedBy(said.way)]),
        )
    ]


def _trace(petition: Petition) -> Part:
    """Return the extract of the ledger: every entry of the matter's chain with the head it ends in."""
    entries = list(entries_of(petition.pk))
    rows = [
        [
            str(entry.seq),
            formatted(entry.at.astimezone(CIVIL_ZONE), "Y-m-d H:i:s"),
            entry.name,
            entry.post_title,
            bytes(entry.digest).hex()[:16],
        ]
        for entry in entries
    ]
    end = bytes(entries[-1].digest).hex() if entries else ""
    blocks = [
        par(
            "本件全部留痕，按发生先后；每一条的摘要包含前一条的摘要，末条摘要写在封面，可以据此核对案卷没有改动。"
        ),
        facts(("条数", str(len(entries))), ("链末端 SHA-256", end)),
        grid(("序号", "时间", "事件", "职务", "摘要（前16位）"), rows, (1, 4, 5, 3, 3)),
    ]
    day = civil_day(entries[-1].at) if entries else petition.received_on
    return Part("留痕摘录", _sheet(petition, "留痕摘录", blocks, day), date=day_words(day))


def sealed_cover(petition: Petition, kept: list[Part], on: date) -> bytes:
    """Return the cover of the sealed volume with its own contents list."""
    rows = [[str(number), part.title, part.number, part.date] for number, part in enumerate(kept, start=1)]
    blocks = [
        par("本卷载有信访人身份信息，密封保管，另行授权、写明理由方可查阅，每次查阅留痕。"),
        grid(("序号", "名称", "文号", "日期"), rows, (1, 5, 4, 3)),
    ]
    return _sheet(petition, "密封副卷", blocks, on)


def result_words(petition: Petition) -> str:
    """Return how the requests were answered, each in one word."""
    rows = Answer.objects.filter(opinion__petition=petition, opinion__status="issued", outcome__gt="")
    said = rows.order_by("request__seq").values_list("request__seq", "outcome")
    return (
        "；".join(f"第{seq}项{official(OUTCOMES[Outcome(outcome)])}" for seq, outcome in said) or "已书面答复"
    )
