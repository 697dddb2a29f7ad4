"""Tables of review: the request with what became of it, and what a review opinion decides."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Level
from minqing.petition.matter.superiors import Tier
from minqing.petition.reply.models import Opinion
from minqing.petition.review.rules import Ground, ReviewOutcome


class ReviewRequest(models.Model):
    """复查（复核）申请: against which opinion, by which organ, in time or late, and with what result.

    ``of`` is the matter whose opinion is complained of, ``matter`` the linked matter at the reviewing organ.
    An organ that does not work with this system has no ``matter`` here: what was sent and what came back
    stands in this row. ``redo`` is the matter opened when the opinion was sent back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    of = models.ForeignKey(Petition, models.PROTECT, related_name="review_requests")
    level = models.CharField("申请", max_length=16, choices=[(v.value, v.value) for v in Level])
    matter = models.OneToOneField(
        Petition, models.PROTECT, null=True, blank=True, related_name="review_request"
    )
    organ = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    organ_name = models.CharField("复查（复核）机关", max_length=120)
    tier = models.CharField("上一级", max_length=20, choices=[(t.value, t.value) for t in Tier])
    outside = models.BooleanField("不在本系统办理", default=False)
    respondent = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    opinion_number = models.CharField("原意见文号", max_length=80, blank=True, default="")
    opinion_served_on = models.DateField("收到原意见的日期")
    window_ends_on = models.DateField("申请期限届满日")
    posted_on = models.DateField("邮戳日期", null=True, blank=True)
    received_on = models.DateField("收到申请的日期")
    requests = models.TextField("请求")
    facts = models.TextField("事实和理由")
    late = models.BooleanField("逾期", default=False)
    late_reason = models.TextField("逾期理由", blank=True, default="")
    obstacle_ended_on = models.DateField("障碍消除日期", null=True, blank=True)
    admitted = models.BooleanField("准许逾期申请", null=True, blank=True)
    admission_reason = models.TextField("准许或者不准许的理由", blank=True, default="")
    admission_on = models.DateField("决定日期", null=True, blank=True)
    # A refusal takes two people: a reviewer proposes it, the organ's leader signs it or sends it back.
    refusal_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal_on = models.DateField("报请不予准许的日期", null=True, blank=True)
    application_id = models.UUIDField("申请书", null=True, blank=True)
    statement = models.TextField("原办理机关的情况说明", blank=True, default="")
    statement_on = models.DateField("情况说明日期", null=True, blank=True)
    statement_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField("寄送日期", null=True, blank=True)
    sent_how = models.CharField("寄送方式和单号", max_length=120, blank=True, default="")
    outcome = models.CharField(
        "结果", max_length=16, choices=[(o.value, o.value) for o in ReviewOutcome], blank=True, default=""
    )
    result_number = models.CharField("意见文号", max_length=80, blank=True, default="")
    result_document_id = models.UUIDField(null=True, blank=True)
    decided_on = models.DateField("作出意见日期", null=True, blank=True)
    result_served_on = models.DateField("意见送达日期", null=True, blank=True)
    result_words = models.TextField("意见摘要", blank=True, default="")
    redo_by = models.DateField("重新办理期限", null=True, blank=True)
    redo = models.OneToOneField(
        Petition, models.PROTECT, null=True, blank=True, related_name="redo_of_request"
    )
    at = models.DateTimeField("申请时间")

    class Meta:
        indexes = [
            models.Index(fields=["of", "level"], name="review_request_of"),
            # What was sent to organs outside and has not come back: nearly empty.
            models.Index(
                fields=["respondent", "sent_on"],
                condition=models.Q(outside=True, decided_on=None),
                name="review_request_outside",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.received_on}"


class ReviewDecision(models.Model):
    """复查（复核）意见的内容: what an opinion on review decides, on which grounds and basis."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, primary_key=True, related_name="review_decision")
    outcome = models.CharField(
        "决定", max_length=16, choices=[(o.value, o.value) for o in ReviewOutcome], blank=True, default=""
    )
    grounds = ArrayField(
        models.CharField(max_length=24, choices=[(g.value, g.value) for g in Ground]),
        default=list,
        blank=True,
        verbose_name="撤销、变更的理由",
    )
    reasons = models.TextField("理由", blank=True, default="")
    basis = models.TextField("依据", blank=True, default="")
    change = models.TextField("变更后的处理意见", blank=True, default="")
    redo_by = models.DateField("重新办理期限", null=True, blank=True)
    publish = models.BooleanField("向社会公示", default=False)

    def __str__(self) -> str:
        return self.outcome
