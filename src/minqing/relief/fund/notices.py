"""Who is told in the fund: whoever has the next step, and who proposed. Numbers only, no names."""

from datetime import date
from uuid import UUID

from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import Actor, Duty, duty_holders
from minqing.relief.fund.models import Application
from minqing.relief.fund.rules.kinds import STATUS_WORDS, Status

LINK = "/desk/fund/applications/{id}/"
_WAITS_FOR = {
    Status.LODGED: Duty.REGISTRAR,
    Status.REVIEWED: Duty.LEADER,
    Status.GRANTED: Duty.TREASURER,
}


def _tell(application: Application, accounts: list[UUID], title: str, actor: Actor) -> None:
    told = [each for each in accounts if each not in {actor.account_id, *application.kept_accounts}]
    if told:
        notify(
            account_ids=told,
            event_name="relief.moved",
            subject_id=application.subject_id,
            title=f"{title}：{application.number}",
            link=LINK.format(id=application.pk),
        )


def tell_next(application: Application, actor: Actor, on: date) -> None:
    """Tell those who can take the next step; above a bound that is the leader of the organ above."""
    status = Status(application.status)
    organ = application.fund.organ_id
    duty = _WAITS_FOR.get(status)
    above = application.fund.organ.parent_id
    if status is Status.APPROVED and above is not None:
        duty, organ = Duty.LEADER, above
    if duty is not None:
        accounts = [holder.account_id for holder in duty_holders([duty], on, organ)]
        _tell(application, accounts, f"救助申请{STATUS_WORDS[status]}", actor)


def tell_proposer(application: Application, actor: Actor) -> None:
    """Tell who proposed it how it stands."""
    said = STATUS_WORDS[Status(application.status)]
    _tell(application, [application.proposer_id], f"救助申请{said}", actor)
