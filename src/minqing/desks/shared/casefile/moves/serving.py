"""The moves of serving papers. A table, no rules."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import serving as forms
from minqing.petition.public import papers

from .spec import Maker, MoveSpec


def _rows(maker: Maker, *, delivered: bool) -> Mapping[str, Any]:
    found = papers.served_papers(maker.matter, delivered=delivered)
    return {"rows": [(str(each.id), f"{each.title} {each.number}") for each in found]}


def _waiting(maker: Maker) -> Mapping[str, Any]:
    return _rows(maker, delivered=False)


def _delivered(maker: Maker) -> Mapping[str, Any]:
    return _rows(maker, delivered=True)


def _serve(maker: Maker) -> Mapping[str, Any]:
    way = "electronic" if maker.matter.electronic_delivery else "in_person"
    return {"recipient": maker.matter.petitioner_name, "delivered_on": maker.today, "way": way}


def _failed(maker: Maker) -> Mapping[str, Any]:
    return {"attempted_on": maker.today, "way": "in_person"}


def _consent(maker: Maker) -> Mapping[str, Any]:
    return {"agrees": "no" if maker.matter.electronic_delivery else "yes"}


MOVES: Final = (
    MoveSpec(
        "serve",
        _("登记文书送达"),
        papers.serve_paper,
        forms.ServeForm,
        offers=_waiting,
        initial=_serve,
        done=_("已登记送达。"),
    ),
    MoveSpec(
        "serve_failed",
        _("登记送达未果"),
        papers.note_failed_service,
        forms.FailedForm,
        offers=_waiting,
        initial=_failed,
        done=_("已登记，请换一种方式再送。"),
    ),
    MoveSpec(
        "serve_correct",
        _("更正送达日期"),
        papers.correct_service,
        forms.CorrectForm,
        offers=_delivered,
        confirm=_("原来的记录保留；从送达日起算的期限重新计算，但不比已经告知信访人的更短。"),
        done=_("已更正，期限已重新计算。"),
    ),
    MoveSpec(
        "serve_consent",
        _("电子送达的意愿"),
        papers.set_delivery_consent,
        forms.ConsentForm,
        initial=_consent,
        done=_("已记录信访人的意思。"),
    ),
)
