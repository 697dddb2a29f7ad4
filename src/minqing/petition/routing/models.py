"""Tables of routing: referrals, objections, designations, meetings, what was declined, the short track."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Mode
from minqing.petition.routing.rules.declining import Ground
from minqing.petition.routing.rules.simple import Reason, Told


class Referral(models.Model):
    """转送·交办: one hand-over of a matter to an organ, and the objection if one was raised.

    ``row`` is the row of the table it rests on (R1-R10); a ``designated`` organ cannot object. An objection
    is open while ``objected_on`` is set and ``verified_on`` is not (and the matter is still referred).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="referrals")
    from_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    to_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=16, choices=[(m.value, m.value) for m in Mode])
    requirement = models.TextField("办理要求", blank=True, default="")
    report_by = models.DateField("反馈期限", null=True, blank=True)
    document_id = models.UUIDField(null=True, blank=True)
    referred_on = models.DateField()
    row = models.CharField("依据的情形", max_length=4, blank=True, default="", db_default="")
    designated = models.BooleanField("指定受理", default=False, db_default=False)
    objected_on = models.DateField(null=True, blank=True)
    objection = models.TextField("异议理由", blank=True, default="")
    materials = models.TextField("交还材料清单", blank=True, default="", db_default="")
    proposed_organ = models.ForeignKey(
        "people.Organ", models.PROTECT, null=True, blank=True, related_name="+"
    )
    objection_document_id = models.UUIDField(null=True, blank=True)
    verified_on = models.DateField("核实日期", null=True, blank=True)
    agreed = models.BooleanField("同意异议", null=True, blank=True)
    verification = models.TextField("核实意见", blank=True, default="", db_default="")

    class Meta:
        indexes = [models.Index(fields=["petition", "referred_on"], name="referral_petition")]

    def __str__(self) -> str:
        return f"{self.mode} {self.referred_on}"


class Designation(models.Model):
    """指定受理机关 (24(1)): the common superior, or the joint conference where there is none, decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="designations")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    decision_ref = models.CharField("决定的文号", max_length=200, blank=True, default="")
    reason = models.TextField("争议情况和理由")
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="designation")
    document_id = models.UUIDField(null=True, blank=True)
    designated_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.petition_id} {self.designated_on}"


class Coordination(models.Model):
    """协调会: when, where, who said what, which organ it decided on, ``bounces`` at that time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="coordinations")
    met_on = models.DateField("开会日期")
    place = models.CharField("地点", max_length=200)
    host = models.CharField("主持人", max_length=100)
    decision = models.TextField("协调意见")
    decided_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    bounces = models.PositiveSmallIntegerField("当时的退回次数")
    document_id = models.UUIDField(null=True, blank=True)
    recorded_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.petition_id} {self.met_on}"


class CoordinationVoice(models.Model):
    """协调会上一个单位的意见."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    coordination = models.ForeignKey(Coordination, models.PROTECT, related_name="voices")
    seq = models.PositiveSmallIntegerField()
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    speaker = models.CharField("发言人", max_length=100, blank=True, default="")
    said = models.TextField("意见")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coordination", "seq"], name="voice_seq_once")]

    def __str__(self) -> str:
        return f"{self.coordination_id} {self.seq}"


class Agreement(models.Model):
    """协商受理 (24(1)): the organs concerned agreed among themselves which of them accepts; their words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="agreements")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    agreed_on = models.DateField("商定日期")
    text = models.TextField("商定的内容")
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="agreement")
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.petition_id} {self.agreed_on}"


class AgreementParty(models.Model):
    """协商的一方: an organ that agreed, and who spoke for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    speaker = models.CharField("代表", max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "organ"], name="agreement_party_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organ_id}"


class Decline(models.Model):
    """不予（不再）受理: on which ground of the law, with its facts, and where the petitioner may turn."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="decline")
    ground = models.CharField(max_length=20, choices=[(g.value, g.value) for g in Ground])
    row = models.CharField("依据的情形", max_length=4)
    other_organ = models.CharField("另一机关、单位", max_length=120, blank=True, default="")
    other_number = models.CharField("编号或者文号", max_length=120, blank=True, default="")
    other_on = models.DateField("日期", null=True, blank=True)
    period_end = models.DateField("期限届满日", null=True, blank=True)
    sameness = models.TextField("怎样相同", blank=True, default="")
    explanation = models.TextField("具体理由")
    where = models.CharField("可以找哪个机关、单位", max_length=200)
    how = models.TextField("按什么程序")
    until = models.CharField("时限", max_length=200)
    document_id = models.UUIDField(null=True, blank=True)
    declined_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.row} {self.declined_on}"


class SimpleTrack(models.Model):
    """简易办理: proposed by the office or chosen by the organ; answered without paper, or left again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="simple")
    proposed_on = models.DateField("建议日期", null=True, blank=True)
    reason = models.CharField(
        "适用情形", max_length=20, choices=[(r.value, r.value) for r in Reason], blank=True, default=""
    )
    explanation = models.TextField("说明", blank=True, default="")
    organ = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    chosen_on = models.DateField("决定日期", null=True, blank=True)
    paper_wanted = models.BooleanField("要求书面", default=False)
    accepted_told = models.CharField(
        "告知受理的方式", max_length=12, choices=[(t.value, t.value) for t in Told], blank=True, default=""
    )
    answered_told = models.CharField(
        "答复的方式", max_length=12, choices=[(t.value, t.value) for t in Told], blank=True, default=""
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("负责人确认时间", null=True, blank=True)
    confirmed_digest = models.CharField("确认的答复", max_length=64, blank=True, default="", db_default="")
    left_on = models.DateField("转为普通程序的日期", null=True, blank=True)
    left_reason = models.TextField("转为普通程序的理由", blank=True, default="")

    def __str__(self) -> str:
        return f"{self.petition_id} {self.chosen_on or self.proposed_on}"
