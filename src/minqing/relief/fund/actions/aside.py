"""声明回避: whoever has an interest in an application or its people says so and deals with it no further.

Articles: 信访工作条例 28(3) (与信访事项或者信访人有直接利害关系的，应当回避).
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import withdraw_notices
from minqing.kernel.people.public import Actor
from minqing.relief.fund.bookkeeping import account_of
from minqing.relief.fund.events import ReliefInterestDeclared
from minqing.relief.fund.gate import ReliefDoing, application_for
from minqing.relief.fund.models import Application, StoodAside
from minqing.relief.fund.notices import tell_next
from minqing.relief.fund.rules.kinds import OPEN, REGULATION, Status

STANDS_ASIDE: Final = Article(REGULATION, "28(3)")


def stand_aside_from_relief(*, actor: Actor, application_id: UUID, reason: str, at: datetime) -> Application:
    """声明回避: the application is kept from the actor from now on; the others who can act on it are told.

    Records ``relief.interest_declared``. Refused without saying which interest, and on what is decided and
    paid.
    """
    if not reason.strip():
        raise Incomplete("请写明和申请人或者这件申请有什么直接利害关系。", STANDS_ASIDE)
    with transaction.atomic():
        application = application_for(actor, application_id, ReliefDoing.READ, lock=True)
        if Status(application.status) not in OPEN | {Status.GRANTED}:
            raise Conflict("这件申请已经办完，不需要再声明回避。", STANDS_ASIDE)
        account = account_of(actor)
        StoodAside.objects.create(application=application, account_id=account, reason=reason.strip(), at=at)
        application.kept_accounts = sorted({*application.kept_accounts, account})
        application.version += 1
        application.save()
        event = ReliefInterestDeclared(application_id=application.id, account=account)
        record(actor=actor, chain=application.subject_id, event=event, at=at)
        withdraw_notices(subject_id=application.subject_id, of=(account,), event_name="relief.moved")
        tell_next(application, actor, civil_day(at))
    return application
