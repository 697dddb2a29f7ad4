"""Tables of orders on a matter: the order, its replies, the checks on the spot."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id

from .rules import ENDED, WAITING, Effect, Ground, OrderFacts, Rung, Standing, Way


def _choices(values: type[Ground | Rung | Way | Standing | Effect]) -> list[tuple[str, str]]:
    """Return Django choices of an enumeration; the words are in the rules."""
    return [(value.value, value.value) for value in values]


def _account(*, null: bool = False) -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Order(models.Model):
    """督办件: one order on one matter to one organ, from its issue until the reply was judged.

    ``number`` is that of its paper, or of the reminders by telephone; ``before`` is how the matter stood on
    the day of issue, so that the effect can be told later; ``after_order`` the one it was escalated from.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey("petition.Petition", models.PROTECT, related_name="+")
    number = models.CharField("督办编号", max_length=80, unique=True)
    rung = models.CharField("督办层次", max_length=12, choices=_choices(Rung))
    way = models.CharField("督办方式", max_length=12, choices=_choices(Way))
    ground = models.CharField("督办事由", max_length=20, choices=_choices(Ground))
    facts = models.TextField("违反规定的事实")
    requirement = models.TextField("督办要求")
    issuer = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="督办单位")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="被督办单位")
    issued_by = _account()
    issued_at = models.DateTimeField("督办时间")
    issued_on = models.DateField("督办日期")
    reply_due = models.DateField("反馈期限")
    document_id = models.UUIDField("督办文书", null=True, blank=True)
    after_order = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="escalated_to"
    )
    before = models.JSONField("督办时的情况", default=dict)
    standing = models.CharField(
        "状态", max_length=16, choices=_choices(Standing), default=Standing.ISSUED.value
    )
    acknowledged_at = models.DateTimeField("签收时间", null=True, blank=True)
    acknowledged_by = _account(null=True)
    sent_back = models.PositiveSmallIntegerField("退回反馈次数", default=0)
    effect = models.CharField("督办成效", max_length=12, choices=_choices(Effect), blank=True, default="")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    ended_by = _account(null=True)
    ended_note = models.TextField("审核意见", blank=True, default="")
    told_late_on = models.DateField("逾期提醒日期", null=True, blank=True)

    class Meta:
        verbose_name = "督办件"
        verbose_name_plural = "督办件"
        indexes = [
            models.Index(fields=["petition", "-id"], name="order_petition"),
            models.Index(fields=["organ", "standing", "reply_due"], name="order_organ"),
            models.Index(
                fields=["reply_due", "id"],
                condition=Q(standing__in=sorted(each.value for each in WAITING)),
                name="order_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing=Standing.CLOSED.value) | ~Q(effect=""), name="order_closed_with_effect"
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=sorted(each.value for each in ENDED)) | ~Q(ended_on=None),
                name="order_ended_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def known(self) -> OrderFacts:
        """Return what the rules weigh."""
        return OrderFacts(Standing(self.standing), Rung(self.rung), self.reply_due, self.sent_back)


class OrderReply(models.Model):
    """督办反馈: what the organ answered, and how it was judged."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="replies")
    seq = models.PositiveSmallIntegerField("次序")
    text = models.TextField("反馈内容")
    by = _account()
    at = models.DateTimeField("反馈时间")
    on = models.DateField("反馈日期")
    was_due = models.DateField("当时的反馈期限")
    accepted = models.BooleanField("审核通过", null=True)
    judged_by = _account(null=True)
    judged_at = models.DateTimeField("审核时间", null=True, blank=True)
    judged_note = models.TextField("审核意见", blank=True, default="")

    class Meta:
        verbose_name = "督办反馈"
        verbose_name_plural = "督办反馈"
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["order", "seq"], name="order_reply_once")]

    def __str__(self) -> str:
        return f"{self.seq} {self.on}"


class OrderCheck(models.Model):
    """实地核查: who went where on which day, and what they found."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="checks")
    checked_on = models.DateField("核查日期")
    place = models.CharField("核查地点", max_length=200)
    present = models.CharField("核查人员", max_length=200)
    found = models.TextField("核查情况")
    by = _account()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "实地核查"
        verbose_name_plural = "实地核查"
        ordering = ["checked_on", "id"]

    def __str__(self) -> str:
        return f"{self.checked_on}"
