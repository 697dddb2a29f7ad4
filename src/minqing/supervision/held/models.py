"""Tables of the cases leaders hold; a matter is known by its id alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import EncryptedText
from minqing.supervision.held.rules import DEED_WORDS, ENDING_WORDS, GROUND_WORDS, Deed, Ending, Ground, Held


def _account() -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class HeldCase(models.Model):
    """包案: one leader answers for one matter, with one unit, until it is solved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_id = models.UUIDField(db_index=True)
    leader = _account()
    leader_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12, choices=[(g.value, g.value) for g in Ground])
    why = EncryptedText(blank=True, default="")
    plan = EncryptedText()
    started_on = models.DateField()
    due_on = models.DateField()
    every = models.PositiveSmallIntegerField()
    last_on = models.DateField(null=True, blank=True)
    deeds = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(
        max_length=10, choices=[(e.value, e.value) for e in Ending], blank=True, default=""
    )
    result = EncryptedText(blank=True, default="")
    proof = EncryptedText(blank=True, default="")
    set_by = _account()
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["subject_id"], condition=Q(ended_on=None), name="held_one_leader")
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.due_on}"

    @property
    def facts(self) -> Held:
        """Return what its colour is worked out from."""
        return Held(self.started_on, self.last_on, self.every, self.due_on, self.ended_on is not None)

    @property
    def ground_words(self) -> str:
        """Return why it is held."""
        return GROUND_WORDS[Ground(self.ground)]

    @property
    def ending_words(self) -> str:
        """Return how it ended, "" while it runs."""
        return ENDING_WORDS[Ending(self.ending)] if self.ending else ""


class HeldDeed(models.Model):
    """包案经过: a meeting, a visit, progress, a changed plan, a review or the result."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(HeldCase, models.PROTECT, related_name="told")
    deed = models.CharField(max_length=10, choices=[(d.value, d.value) for d in Deed])
    on = models.DateField()
    words = EncryptedText()
    by = _account()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-at", "-id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.deed}"

    @property
    def deed_words(self) -> str:
        """Return what was done, in a word."""
        return DEED_WORDS[Deed(self.deed)]
