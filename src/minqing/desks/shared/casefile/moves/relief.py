"""The moves of help: asking for relief, plans of assistance. A table, no rules."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from minqing.crossings import petition_to_relief as crossing
from minqing.desks.shared.casefile.forms import relief as forms
from minqing.kernel.people.public import Account, Actor, Post
from minqing.relief.public.assistance import open_measures
from minqing.relief.public.fund import Application, open_funds

from .spec import Maker, MoveSpec

QUARTER: Final = timedelta(days=90)
MONTH: Final = timedelta(days=30)


def _apply(
    *,
    actor: Actor,
    petition_id: UUID,
    draft: dict[str, Any],
    at: datetime,
    version: int | None = None,
    file_ids: tuple[UUID, ...] = (),
) -> Application:
    return crossing.apply_on_matter(
        actor=actor,
        petition_id=petition_id,
        draft=forms.relief_draft(draft, file_ids),
        at=at,
        version=version,
    )


def _funds(maker: Maker) -> Mapping[str, Any]:
    above = {post.organ_path.split(".")[0] for post in maker.actor.posts}
    rows = [fund for fund in open_funds() if fund.organ.path.split(".")[0] in above]
    return {"funds": [(str(fund.pk), f"{fund.year} {fund.name}") for fund in rows]}


def _applicant(maker: Maker) -> Mapping[str, Any]:
    return {"name": maker.matter.petitioner_name, "need_from": maker.today, "need_to": maker.today}


def _colleagues(maker: Maker) -> Mapping[str, Any]:
    organs = {maker.matter.holder_id, maker.matter.handling_id, *maker.actor.organ_ids()} - {None}
    held = Post.objects.on(maker.today).filter(organ__in=organs)
    rows = Account.objects.filter(is_active=True, pk__in=held.values("account")).order_by("name", "username")
    return {"people": [(str(row.pk), row.name) for row in rows]}


def _soon(maker: Maker) -> Mapping[str, Any]:
    return {
        "due_on": maker.today + MONTH,
        "review_on": maker.today + QUARTER,
        "responsible_id": str(maker.actor.account_id or ""),
    }


def _measures(maker: Maker) -> Mapping[str, Any]:
    return {"measures": [(str(row.pk), row.words[:40]) for row in open_measures(maker.matter.pk)]}


MOVES: Final = (
    MoveSpec(
        "relief_apply",
        _("申请救助资金"),
        _apply,
        forms.ReliefForm,
        offers=_funds,
        initial=_applicant,
        confirm=_("请附证明困难的材料。提出、审核、审批、付款是四个不同的人；救助不影响信访人的任何权利。"),
        done=_("救助申请已提出，等待审核。"),
        uploads=True,
    ),
    MoveSpec(
        "plan_make",
        _("制定帮扶计划"),
        crossing.plan_on_matter,
        forms.PlanForm,
        offers=_colleagues,
        initial=_soon,
        done=_("帮扶计划已制定。"),
    ),
    MoveSpec(
        "plan_measure",
        _("增加帮扶措施"),
        crossing.add_measure_on_matter,
        forms.MeasureForm,
        offers=_colleagues,
        initial=_soon,
        done=_("帮扶措施已增加。"),
    ),
    MoveSpec(
        "plan_result",
        _("写明帮扶结果"),
        crossing.record_result_on_matter,
        forms.ResultForm,
        offers=_measures,
        done=_("结果已写明。"),
    ),
    MoveSpec(
        "plan_review",
        _("复盘帮扶计划"),
        crossing.review_plan_on_matter,
        forms.PlanReviewForm,
        done=_("帮扶计划已复盘。"),
    ),
)
