"""协办: whom the lead organ may ask, until when, and what an answer needs. Pure.

Articles: 信访工作条例 24(1) (matters of several organs), 28(1) (no shirking), 28(3) (recusal), 30(3) (a
report never reaches those it accuses). The Regulation names no number of days for an opinion between organs:
the lead organ sets the day, within its own time limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotCompetent, Refused
from minqing.kernel.people.rules import OrganKind, is_within
from minqing.petition.matter.rules import CO_HANDLING_ARTICLE, REGULATION

BASIS: Final = CO_HANDLING_ARTICLE
DILIGENCE: Final = Article(REGULATION, "28(1)")
SECRECY: Final = Article(REGULATION, "30(3)")
RECUSAL: Final = Article(REGULATION, "28(3)")
# What the form proposes; a default of practice, never printed as law.
USUAL_DAYS: Final = 10


@dataclass(frozen=True, slots=True)
class CoTarget:
    """The organ to be asked, as the rule sees it."""

    name: str
    path: str
    kind: OrganKind
    active: bool
    asked_already: bool


@dataclass(frozen=True, slots=True)
class CoQuestion:
    """What is asked, of a matter how it stands; ``lead_due`` is the lead organ's own last day."""

    question: str
    due_on: date
    lead_due: date | None
    holder_path: str
    concerns_path: str
    sealed: bool


def asking_refusal(  # noqa: PLR0911 - one answer for each ground
    asked: CoQuestion, target: CoTarget | None, on: date
) -> Refused | None:
    """Return why an organ may not be asked so on that day, or None.

    Never the organ complained of nor one beneath it (28(3), and 30(3) for a sealed matter); of a sealed
    matter only discipline inspection. The day is after today and not after the lead organ's own last day.
    Asked on 14 September, the lead organ's last day 13 November: 24 September is a day, 14 November not.
    """
    if target is None or not target.active:
        return NotCompetent("没有这个机关、单位，或者它已经撤销。", BASIS)
    if target.path == asked.holder_path:
        return Conflict("这件信访事项就在本机关、单位，不需要协办。", BASIS)
    if asked.concerns_path and is_within(target.path, asked.concerns_path):
        return NotCompetent(
            f"{target.name}是被反映的单位或者它的下级，应当回避，不能协办；请另选单位。",
            SECRECY if asked.sealed else RECUSAL,
        )
    if asked.sealed and target.kind is not OrganKind.DISCIPLINE:
        return NotCompetent("检举控告类事项只能由纪检监察机关协办，不得转给其他单位。", SECRECY)
    if target.asked_already:
        return Conflict(f"{target.name}还有没答复的协办事项；请等它答复，或者先撤回。", BASIS)
    if not asked.question.strip():
        return Incomplete("请写明请对方协办什么：要它查什么、答什么。", BASIS)
    return _day_refusal(asked, on)


def _day_refusal(asked: CoQuestion, on: date) -> Refused | None:
    if asked.due_on <= on:
        return Incomplete("协办期限应当晚于今天。", BASIS)
    if asked.lead_due is not None and asked.due_on > max(asked.lead_due, on + timedelta(days=1)):
        day = asked.lead_due
        return Incomplete(
            f"协办期限不能晚于本单位自己的办理期限（{day.year}年{day.month}月{day.day}日）。", BASIS
        )
    return None


def open_refusal(names: Iterable[str]) -> Refused | None:
    """Return why the lead organ may not go on over opinions still owed, with the names of who owes them."""
    owed = "、".join(names)
    if not owed:
        return None
    return Conflict(f"{owed}的协办意见还没有到；请催办，或者写明理由撤回协办，然后再办。", BASIS)


def words_refusal(words: str, asked_for: str) -> Refused | None:
    """Return why an answer, a refusal or a withdrawal without words does not stand, or None."""
    return None if words.strip() else Incomplete(f"请写明{asked_for}。", DILIGENCE)
