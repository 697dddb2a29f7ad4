"""个人信息副本 (个人信息保护法 45) and the written answer to a request: made when asked for, never kept."""

from datetime import date

from django.utils.dateformat import format as formatted

from minqing.kernel.clock.public import CIVIL_ZONE, civil_day
from minqing.kernel.documents.public import documents_of
from minqing.kernel.documents.public.volumes import facts, grid, head, par, sheet
from minqing.kernel.ledger.public import readings_of
from minqing.kernel.people.public import Organ, reveal_field
from minqing.petition.matter.models import Attachment, Petition, RequestItem
from minqing.petition.matter.papers import day_words
from minqing.petition.matter.rights.models import RightsRequest
from minqing.petition.matter.rights.rules import ASKED_WORDS, FIELDS, RIGHTS, Asked, Right, Status
from minqing.petition.matter.rules import Channel
from minqing.petition.matter.sealing import person_of, true_name
from minqing.petition.matter.words import CHANNELS, official

READINGS = 500
PURPOSE = (
    "处理目的：依法登记、办理、答复信访事项（《信访工作条例》），为履行法定职责所必需（个人信息保护法第十三条第一款第三项）。"
    "处理方式：登记、转送有权处理的机关、送达、归档。保存期限：按档案规定的保管期限。"
)


def data_copy(row: RightsRequest, on: date) -> bytes:
    """Return the copy of everything stored about the petitioner of one matter, as PDF.

    Particulars in plain, what they wrote, what they handed over, the papers to them, who read it and when.
    The caller has recorded the taking.
    """
    petition: Petition = row.petition
    person = person_of(petition)
    particulars = [("姓名", true_name(petition))]
    if person is not None:
        particulars += [
            (words, reveal_field(person, name)) for name, words in FIELDS.items() if name != "name"
        ]
    requests = RequestItem.objects.filter(petition=petition).order_by("seq")
    files = Attachment.objects.filter(petition=petition, by_petitioner=True).order_by("at")
    papers = [[p.title, p.number, day_words(p.issued_on)] for p in documents_of(petition.pk)]
    blocks = [
        par(PURPOSE),
        head("身份和联系方式"),
        facts(*particulars),
        head("信访事项"),
        facts(
            ("编号", petition.number or ""),
            ("信访形式", official(CHANNELS[Channel(petition.channel)])),
            ("收到日期", day_words(petition.received_on)),
            ("标题", petition.title),
            ("问题发生地", petition.address),
        ),
        par(petition.body),
        *(par(f"{item.seq}. {item.text}") for item in requests),
        head("您交来的材料"),
        *(
            [grid(("名称", "日期"), [[f.name, day_words(civil_day(f.at))] for f in files], (5, 2))]
            if files
            else [par("没有。")]
        ),
        head("卷内文书"),
        *([grid(("名称", "文号", "日期"), papers, (4, 4, 3))] if papers else [par("没有。")]),
        head("谁看过您的事项"),
        *_readings(petition),
    ]
    return sheet(
        "个人信息副本",
        blocks,
        organ_name=row.owner.name,
        on=on,
        subtitle="依据《个人信息保护法》第四十五条提供",
    )


def _readings(petition: Petition) -> list[dict[str, object]]:
    entries = list(readings_of(petition.pk).exclude(account_id=None).order_by("-seq")[:READINGS])
    if not entries:
        return [par("还没有工作人员打开过。")]
    ids = {entry.organ_id for entry in entries if entry.organ_id}
    names = dict(Organ.objects.filter(pk__in=ids).values_list("id", "name"))
    rows = [
        [
            formatted(entry.at.astimezone(CIVIL_ZONE), "Y-m-d H:i"),
            names.get(entry.organ_id, "") if entry.organ_id else "",
            entry.post_title,
        ]
        for entry in entries
    ]
    return [grid(("时间", "单位", "职务"), rows, (3, 5, 3))]


def answer_paper(row: RightsRequest) -> bytes:
    """Return the written answer to a request as PDF: what was asked, what was decided, why, by whom, when."""
    kind, right = Right(row.kind), RIGHTS[Right(row.kind)]
    on = civil_day(row.decided_at or row.asked_at)
    said = right.granted if row.status == Status.GRANTED else right.refused
    wanted = f"{FIELDS.get(row.field, '')}更正为：{row.wanted}" if kind is Right.CORRECTION else ""
    blocks = [
        facts(
            ("信访事项", f"{row.petition.number or ''} {row.petition.title}"),
            ("请求", f"{right.name}（{ASKED_WORDS[Asked(row.way)]}）"),
            ("提出日期", day_words(civil_day(row.asked_at))),
            ("内容", "\n".join(part for part in (row.text, wanted) if part)),
            ("答复", said),
            ("理由和处理", row.decision),
            ("答复人", row.decided_title),
            ("依据", right.article.cite),
        ),
        par(
            "不服本答复的，可以向答复单位的上一级机关反映；个人信息方面的，也可以向履行个人信息保护职责的部门投诉。"
        ),
    ]
    return sheet(f"关于“{right.name}”的答复", blocks, organ_name=row.owner.name, on=on)
