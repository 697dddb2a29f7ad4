"""Tables of the joint conference: the meeting, its agenda, who was invited and came, what was decided.

Matters of other rooms are plain ids (``subject_id``).
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.reception.conference.rules import Answer, ConferenceKind, DecisionState, Effect, Stage


def _account(*, null: bool = False) -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Conference(models.Model):
    """联席会议、联合接访: one meeting of several units; ``number`` stands on its papers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    number = models.CharField("编号", max_length=60, unique=True)
    kind = models.CharField("形式", max_length=20, choices=[(k.value, k.value) for k in ConferenceKind])
    theme = models.CharField("议题", max_length=200)
    starts_at = models.DateTimeField("开会时间")
    place = models.CharField("地点", max_length=200)
    host = models.CharField("召集人、主持人", max_length=100)
    stage = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in Stage], default=Stage.CALLED.value
    )
    convened_by = _account()
    convened_at = models.DateTimeField()
    held_at = models.DateTimeField("实际开会时间", null=True, blank=True)
    cancelled_reason = models.CharField("取消的理由", max_length=500, blank=True, default="")
    minutes_id = models.UUIDField("会议纪要", null=True, blank=True)
    minuted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # 30(3): a meeting about a sealed matter is known to these accounts only; None for every other meeting.
    readers = ArrayField(models.UUIDField(), null=True, blank=True, default=None)

    class Meta:
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["organ", "-starts_at"], name="conference_organ")]

    def __str__(self) -> str:
        return f"{self.number} {self.theme}"


class AgendaItem(models.Model):
    """议程: one point of the agenda, about a matter or about the theme alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="items")
    seq = models.PositiveSmallIntegerField()
    text = models.CharField("议程", max_length=500)
    subject_id = models.UUIDField("涉及的事项", null=True, blank=True)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_id"], name="agenda_subject")]
        constraints = [models.UniqueConstraint(fields=["conference", "seq"], name="agenda_seq")]

    def __str__(self) -> str:
        return f"{self.seq}. {self.text}"


class Invitation(models.Model):
    """参会单位: what it was asked to bring, who it said would come, who came, what was said for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="invitations")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    asked = models.CharField("请准备什么", max_length=500, blank=True, default="")
    answer = models.CharField(
        max_length=12, choices=[(a.value, a.value) for a in Answer], default=Answer.WAITING.value
    )
    answer_words = models.CharField("说明", max_length=500, blank=True, default="")
    attendee = models.CharField("参会人", max_length=100, blank=True, default="")
    attendee_title = models.CharField("职务", max_length=100, blank=True, default="")
    answered_by = _account(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField("到会", null=True, blank=True)
    came_who = models.CharField("到会人", max_length=200, blank=True, default="")
    absence = models.CharField("缺席的原因", max_length=500, blank=True, default="")
    said = models.TextField("发言", blank=True, default="")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["organ"], name="invitation_organ")]
        constraints = [models.UniqueConstraint(fields=["conference", "organ"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.conference_id} {self.organ_id}"


class Decision(models.Model):
    """议定事项: who does what by when, on which ground; ``effect`` says what it means on a matter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="decisions")
    seq = models.PositiveSmallIntegerField()
    text = models.CharField("议定事项", max_length=2000)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    person = models.CharField("责任人", max_length=100)
    due_on = models.DateField("完成时限")
    basis = models.CharField("依据", max_length=300, blank=True, default="")
    effect = models.CharField(
        max_length=8, choices=[(e.value, e.value) for e in Effect], default=Effect.NONE.value
    )
    subject_id = models.UUIDField("涉及的事项", null=True, blank=True)
    effect_id = models.UUIDField("在事项中的落实", null=True, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in DecisionState],
        default=DecisionState.DRAFT.value,
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(
                fields=["organ", "due_on"],
                condition=Q(state__in=["open", "reported"]),
                name="decision_owed",
            ),
            models.Index(fields=["subject_id"], name="decision_subject"),
        ]
        constraints = [models.UniqueConstraint(fields=["conference", "seq"], name="decision_seq")]

    def __str__(self) -> str:
        return f"{self.seq}. {self.text}"


class DecisionStep(models.Model):
    """落实记录: reminded, reported with proof, accepted, sent back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="steps")
    act = models.CharField(max_length=12)
    text = models.TextField("说明", blank=True, default="")
    file_id = models.UUIDField("证明材料", null=True, blank=True)
    by = _account(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"
