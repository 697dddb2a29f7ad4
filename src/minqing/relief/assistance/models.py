"""The tables of plans of assistance."""

from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.relief.assistance.rules import KIND_WORDS, OUTCOME_WORDS


class AssistancePlan(models.Model):
    """帮扶计划: why, by which organ, until when it is looked at again, and how it ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_id = models.UUIDField(db_index=True)
    organ = models.ForeignKey("people.Organ", on_delete=models.PROTECT, related_name="+")
    situation = models.TextField()
    goal = models.TextField()
    review_on = models.DateField()
    made_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    outcome = models.CharField(
        max_length=20, blank=True, default="", choices=[(str(k), w) for k, w in OUTCOME_WORDS.items()]
    )
    review_words = models.TextField(blank=True, default="")
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "people.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        """The newest first; one open plan a matter."""

        ordering = ["-made_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id"], condition=Q(reviewed_on=None), name="one_open_plan_a_matter"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Measure(models.Model):
    """措施: one thing somebody does by a day, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(AssistancePlan, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=20, choices=[(str(k), w) for k, w in KIND_WORDS.items()])
    words = models.TextField()
    responsible = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    result = models.TextField(blank=True, default="")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        """By day."""

        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return str(self.pk)
