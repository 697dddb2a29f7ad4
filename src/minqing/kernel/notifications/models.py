"""Tables of notices (通知): those read inside the program, and messages sent outside it."""

from django.db import models

from minqing.kernel.clock.public import new_id, now
from minqing.kernel.notifications.rules import ContactKind, DispatchState
from minqing.kernel.people.public import Account, EncryptedText


class Notice(models.Model):
    """站内通知: one line for one account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", verbose_name="账号")
    event_name = models.CharField("事件", max_length=60)
    subject_id = models.UUIDField("事项", null=True)
    title = models.CharField("标题", max_length=120)
    body = models.TextField("内容", blank=True)
    link = models.CharField("链接", max_length=300, blank=True)
    created_at = models.DateTimeField("时间", default=now)
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = "站内通知"
        verbose_name_plural = "站内通知"
        indexes = [
            models.Index(fields=["account", "-id"], name="notices_of_account"),
            models.Index(fields=["account"], condition=models.Q(read_at=None), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.event_name} {self.id}"


class Dispatch(models.Model):
    """外发消息: a message to a telephone, mailbox or workgroup, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact_kind = models.CharField(
        "渠道", max_length=12, choices=[(kind.value, kind.value) for kind in ContactKind]
    )
    contact = EncryptedText("联系方式")
    event_name = models.CharField("事件", max_length=60, blank=True)
    subject_id = models.UUIDField("事项", null=True, db_index=True)
    subject = models.CharField("标题", max_length=120)
    body = models.TextField("内容")
    state = models.CharField(
        "状态",
        max_length=8,
        default=DispatchState.QUEUED.value,
        choices=[(state.value, state.value) for state in DispatchState],
    )
    attempts = models.IntegerField("次数", default=0)
    next_try_at = models.DateTimeField("下次发送")
    last_error = models.CharField("最近错误", max_length=200, blank=True)
    created_at = models.DateTimeField("时间", default=now)
    sent_at = models.DateTimeField("发出时间", null=True)

    class Meta:
        verbose_name = "外发消息"
        verbose_name_plural = "外发消息"
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(state__in=["queued", "held"]),
                name="dispatches_waiting",
            ),
            models.Index(fields=["state", "-id"], name="dispatches_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_kind} {self.state} {self.id}"
