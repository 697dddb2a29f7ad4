"""口头反映的笔录: what was said and read back becomes a numbered paper that can be printed and signed.

Articles: 信访工作条例 17 (channels), 19(1) (words are written down truthfully).
"""

from datetime import datetime
from typing import Final

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.people.public import Actor
from minqing.petition.intake.models import Arrival
from minqing.petition.intake.rules import Confirmed
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.requests import requests_of
from minqing.petition.matter.rules import Annex, Channel
from minqing.petition.matter.sealing import true_name
from minqing.petition.matter.words import CHANNELS
from minqing.petition.matter.words import official as _

AGREED: Final = {
    Confirmed.SIGNED: "以上记录已向本人宣读，本人确认与所说相符，签名于后。",
    Confirmed.FINGERPRINT: "以上记录已向本人宣读，本人确认与所说相符，按指印于后。",
    Confirmed.SAID_YES: "以上记录已在电话里向本人宣读，本人口头确认与所说相符。",
    Confirmed.DECLINED: "以上记录已向本人宣读，本人不愿确认。",
}


def issue_oral_record(actor: Actor, petition: Petition, at: datetime) -> None:
    """Issue the record of spoken words once they are read back and the matter has its number, else nothing.

    Called when the one or the other happens, so that it is issued exactly once; costs nothing for a matter
    that came in in writing (no ``Annex.ARRIVAL``).
    """
    if not petition.number or Annex.ARRIVAL.value not in petition.annexes:
        return
    arrival = Arrival.objects.select_related("taken_by").filter(petition=petition).first()
    if arrival is None or not arrival.oral or arrival.read_back_at is None:
        return
    organ, confirmed = petition.holder, Confirmed(arrival.confirmed)
    writer = arrival.taken_by.name if arrival.taken_by else actor.name
    words = " ".join(part for part in (_(AGREED[confirmed]), arrival.confirmed_words) if part)
    issue_document(
        actor=actor,
        kind=DocumentKind.STATEMENT_RECORD,
        subject_id=petition.id,
        organ=organ,
        data={
            **common(petition, organ, actor),
            "time": day_words(civil_day(arrival.read_back_at)),
            "place": f"{organ.name}（{_(CHANNELS[Channel(petition.channel)])}）",
            "asker": writer,
            "recorder": writer,
            "speaker": true_name(petition) or _("（匿名）"),
            "exchanges": [
                {"question": _("您反映什么情况？"), "answer": petition.body},
                {
                    "question": _("您要求解决什么？"),
                    "answer": "\n".join(f"{each.seq}. {each.text}" for each in requests_of(petition)),
                },
            ],
            "read_over": words,
        },
        on=civil_day(at),
    )
