"""Matters looked at again: a reading, a problem case, a backlog entry and an exemplar to walk on."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from io import BytesIO
from uuid import UUID

from minqing.kernel.files import public as files
from minqing.kernel.people.public import Account, Actor, Duty
from minqing.petition.public import Petition
from minqing.study import public as study
from minqing.supervision.public import backlog, problems, quality
from tests.cast import Cast, make_account
from tests.factories.path import Walk, at_noon

SAID = {
    "title": "村道二十天修好",
    "practice": "上门听取意见",
    "figures": "20天，30户",
    "evidence": "验收单",
    "consent_of": "信访人",
    "consent_how": "9月20日当面签字",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005"
    "fe02fea73581840000000049454e44ae426082"
)


def proof_file(name: str = "验收单.png") -> UUID:
    """Return a stored picture."""
    return files.take_in(BytesIO(PNG), name).pk


@dataclass
class Looked:
    """What is looked at again on a day: every property makes its thing once, through the actions."""

    cast: Cast
    on: date

    def actor(self, account: Account) -> Actor:
        """Return somebody at work on the day."""
        return self.cast.actor(account, self.on)

    @cached_property
    def second(self) -> Account:
        """Return another supervisor of the office."""
        return make_account("second", "冯远山", (self.cast.petition_office, Duty.SUPERVISOR, "督查专员"))

    @cached_property
    def closed(self) -> Walk:
        """Return a matter closed the day before."""
        walk = Walk(self.cast).to_delivered()
        walk.close(self.on - timedelta(days=1))
        return walk

    @cached_property
    def sample(self) -> quality.Sample:
        """Return the sample that drew it."""
        assert self.closed.matter
        supervisor, last = self.actor(self.cast.supervisor), self.on - timedelta(days=1)
        return quality.draw_sample(actor=supervisor, last_on=last, at=at_noon(self.on))

    @cached_property
    def reading(self) -> quality.Reading:
        """Return the reading of it."""
        return self.sample.readings.get()

    def send_back(self) -> None:
        """Find one grave thing missing."""
        no, yes = quality.Answer.NO, quality.Answer.YES
        findings = [
            quality.Finding(item.key, no if item.key == "facts" else yes, "没有照片")
            for item in quality.CHECKLIST
        ]
        supervisor = self.actor(self.cast.supervisor)
        quality.record_findings(
            actor=supervisor,
            reading_id=self.reading.pk,
            findings=findings,
            words="补证据",
            at=at_noon(self.on),
        )

    @cached_property
    def problem(self) -> problems.ProblemCase:
        """Return the case of a matter sent back and forth."""
        walk = Walk(self.cast).to_registered()
        Petition.objects.filter(pk=walk.id).update(bounces=2)
        return problems.raise_problems(at=at_noon(self.on))[0]

    @cached_property
    def entry(self) -> backlog.BacklogEntry:
        """Return an entry of the backlog without a plan."""
        walk = Walk(self.cast).to_handling()
        return backlog.enter_backlog(
            actor=self.actor(self.cast.supervisor),
            petition_id=walk.id,
            reason="多年未决",
            at=at_noon(self.on),
        )

    @cached_property
    def exemplar(self) -> study.Exemplar:
        """Return a nomination of the closed matter."""
        return study.nominate_exemplar(
            actor=self.actor(self.cast.supervisor),
            organ_id=self.cast.housing.id,
            petition_ids=[self.closed.id],
            said=study.Nomination(**SAID),
            at=at_noon(self.on),
        )
