"""回避: somebody with an interest in a matter, or in whoever asks, stands aside and reads no further.

Articles: 信访工作条例 28(3) (与信访事项或者信访人有直接利害关系的，应当回避). What the petitioner applies for
is decided in ``matter.rights``; both end in the same rows and the same block.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import Event, record
from minqing.kernel.notifications.public import withdraw_notices
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.kept import without_kept
from minqing.petition.matter.models import Petition, StandingAside
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.rules import FINISHED, REGULATION, Annex, State
from minqing.petition.matter.steps import account_of, add_annex, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

STANDS_ASIDE: Final = Article(REGULATION, "28(3)")
DECLARED: Final = "declared"
APPLIED: Final = "applied"
GROUND_WORDS: Final[Mapping[str, str]] = {
    DECLARED: "本人声明回避",
    APPLIED: "信访人申请，决定回避",
}


@dataclass(frozen=True)
class InterestDeclared(Event):
    """已声明回避; the interest itself stands in the row of that account."""

    name: ClassVar[str] = "petition.interest_declared"
    account: UUID
    reason_digest: str


def declare_interest(*, actor: Actor, petition_id: UUID, reason: str, at: datetime) -> Petition:
    """声明回避: a member of staff with an interest says so; from that moment the matter is kept from them.

    Whoever might deal with it. A handler leaves it, and the organ's registrars and leaders are told to name
    another. The notices they had of it are taken back. Records ``petition.interest_declared``. Refused
    without saying which interest, or on a finished matter.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.STAND_ASIDE, lock=True)
        account = account_of(actor)
        if State(petition.state) in FINISHED:
            raise Conflict("这件信访事项已经办结或者撤回，不需要再声明回避。", STANDS_ASIDE)
        if not reason.strip():
            raise Incomplete("请写明和这件事项或者信访人有什么直接利害关系。", STANDS_ASIDE)
        StandingAside.objects.create(
            petition=petition,
            account_id=account,
            ground=DECLARED,
            reason=reason.strip(),
            decided_by_id=account,
            decided_at=at,
        )
        away = {*(petition.kept_accounts or ()), account}
        petition.kept_accounts = sorted(away)
        fields = ["kept_accounts", *add_annex(petition, Annex.RECUSAL)]
        if petition.handler_id == account:
            petition.handler = None
            fields.append("handler")
        save_step(petition, None, fields)
        declared = InterestDeclared(account=account, reason_digest=digest_of(reason))
        record(actor=actor, chain=petition.id, event=declared, at=at)
        withdraw_notices(subject_id=petition.id, of=(account,))
        told = posts_holding(petition.holder_id, (Duty.REGISTRAR, Duty.LEADER), civil_day(at))
        tell_staff(
            petition,
            [each for each in told if each not in away],
            event_name=InterestDeclared.name,
            title=_("有人声明回避，请另行指定承办人"),
            actor=actor,
        )
    return petition


def refuse_interested(petition: Petition, account_id: UUID) -> None:
    """Refuse to give a matter to somebody it is kept from; of a plain matter no query."""
    if not without_kept(petition, [account_id]):
        raise NotAllowed("所选的人对这件事项应当回避，请另选承办人。", STANDS_ASIDE)


def standing_aside(petition: Petition) -> tuple[StandingAside, ...]:
    """Return who stands aside, since when, on what ground; one query, asked only where the annex is."""
    rows = StandingAside.objects.select_related("account", "decided_by").filter(petition=petition)
    return tuple(rows.order_by("decided_at"))
