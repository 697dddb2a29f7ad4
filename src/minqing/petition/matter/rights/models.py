"""The table of what petitioners ask for beside the matter itself: each with an owner, a day and an answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import EncryptedText
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rights.rules import Asked, Right, Status


class RightsRequest(models.Model):
    """权利请求: what is asked, whose it is to answer, until when, and the answer in writing.

    A complaint about conduct is kept from whoever it is about: it hangs on no annex, no timeline and no chain
    of the matter, and only ``owner`` reads it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="rights")
    kind = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Right])
    way = models.CharField(max_length=12, choices=[(a.value, a.value) for a in Asked])
    status = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in Status], default=Status.OPEN
    )
    text = EncryptedText("内容", blank=True, default="")
    field = models.CharField("要更正的项目", max_length=20, blank=True, default="")
    wanted = EncryptedText("更正为", blank=True, default="")
    about_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    about_organ = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField("最迟答复日")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    identity_checked = models.CharField("核对身份的方式", max_length=200, blank=True, default="")
    decision = models.TextField("答复", blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_title = models.CharField("答复人职务", max_length=80, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    available_until = models.DateField("副本可下载到哪天", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["petition", "id"], name="rights_petition"),
            models.Index(fields=["owner", "due_on"], condition=Q(status="open"), name="rights_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "kind"],
                condition=Q(status="open") & ~Q(kind="conduct"),
                name="rights_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"
