"""Table of visits: one for each number that came to a talk."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.reception.visits.rules import WORDS, Outcome


class Visit(models.Model):
    """来访: who came with which number, what they said, and what it came to.

    ``persons`` are the visitor and the representatives; ``subject_id`` is the matter, in another room: an id.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.OneToOneField("reception.Ticket", models.PROTECT, related_name="visit")
    hall = models.ForeignKey("reception.Hall", models.PROTECT, related_name="visits")
    window = models.ForeignKey("reception.Window", models.PROTECT, related_name="visits")
    day = models.DateField("日期")
    persons: "models.ManyToManyField[models.Model, models.Model]" = models.ManyToManyField(
        "people.Person", related_name="+", blank=True
    )
    people = models.PositiveSmallIntegerField("人数", default=1)
    title = models.CharField("标题", max_length=200, blank=True, default="")
    what = models.TextField("反映的内容", blank=True, default="")
    answer = models.TextField("怎样答复", blank=True, default="")
    outcome = models.CharField("结果", max_length=12, choices=[(o.value, WORDS[o]) for o in Outcome])
    subject_id = models.UUIDField(null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["hall", "day"], name="visit_hall_day"),
            models.Index(fields=["subject_id"], name="visit_subject", condition=~models.Q(subject_id=None)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.title}"
