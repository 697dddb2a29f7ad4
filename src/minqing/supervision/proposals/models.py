"""Tables of the three proposals."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id

from .rules import Adoption, Kind, Standing


def _choices(values: type[Kind | Adoption | Standing]) -> list[tuple[str, str]]:
    """Return Django choices of an enumeration; the words are in the rules."""
    return [(value.value, value.value) for value in values]


def _account(*, null: bool = False) -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Proposal(models.Model):
    """建议: one proposal to one organ, its reply, and what came of it.

    ``petition`` is the matter it grew from when it grew from one; ``source`` names where else (a weak link of
    the statistics, a problem case) and ``source_id`` which.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("建议种类", max_length=20, choices=_choices(Kind))
    number = models.CharField("文号", max_length=80, unique=True)
    document_id = models.UUIDField("建议书")
    issuer = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="提出单位")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="收到单位")
    petition = models.ForeignKey("petition.Petition", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField("来源", max_length=20, blank=True, default="")
    source_id = models.UUIDField(null=True, blank=True)
    problem = models.TextField("发现的问题")
    evidence = models.TextField("证据材料")
    advice = models.TextField("具体建议")
    issued_by = _account()
    issued_at = models.DateTimeField()
    issued_on = models.DateField("提出日期")
    reply_due = models.DateField("反馈期限")
    standing = models.CharField(
        "状态", max_length=12, choices=_choices(Standing), default=Standing.ISSUED.value
    )
    adoption = models.CharField("采纳情况", max_length=12, choices=_choices(Adoption), blank=True, default="")
    reply = models.TextField("反馈", blank=True, default="")
    reason = models.TextField("未采纳的理由", blank=True, default="")
    replied_by = _account(null=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_on = models.DateField("反馈日期", null=True, blank=True)
    followed = models.TextField("跟踪核实情况", blank=True, default="")
    done_on = models.DateField("结束跟踪日期", null=True, blank=True)
    done_by = _account(null=True)
    told_late_on = models.DateField("逾期提醒日期", null=True, blank=True)

    class Meta:
        verbose_name = "建议"
        verbose_name_plural = "建议"
        indexes = [
            models.Index(fields=["issuer", "standing", "-id"], name="proposal_issuer"),
            models.Index(fields=["organ", "standing", "-id"], name="proposal_organ"),
            models.Index(fields=["petition"], condition=~Q(petition=None), name="proposal_petition"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(adoption__in=["", Adoption.ADOPTED.value]) | ~Q(reason=""),
                name="proposal_refused_with_reason",
            )
        ]

    def __str__(self) -> str:
        return self.number
