"""The acts of the clocks: asking for more time or a pause, deciding, letting it run on."""

from typing import Final

from django.utils.translation import gettext as _

from minqing.petition.handling.models import TermRequest
from minqing.petition.handling.running_on import AT_WORK
from minqing.petition.handling.terms import pending_request
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.rules import Annex, Level, Procedure
from minqing.petition.reads.acts.kinds import Act, Seen

_MOVED: Final = frozenset({Annex.EXTENSION.value, Annex.PAUSE.value})


def _term(petition: Petition) -> str:
    """Return the term a matter is handled by, as its columns say; no query."""
    match Level(petition.level):
        case Level.REVIEW:
            return "REVIEW1_DECIDE"
        case Level.FINAL_REVIEW:
            return "REVIEW2_DECIDE"
        case _:
            return "HANDLE" if petition.procedure == Procedure.PETITION else "PRACTICE_HANDLE"


def waiting(petition: Petition) -> TermRequest | None:
    """Return the application that waits; asked once a page, and only of a file that ever had one."""
    if _MOVED.isdisjoint(petition.annexes):
        return None
    if "waiting_request" not in petition.__dict__:
        petition.__dict__["waiting_request"] = pending_request(petition)
    found: TermRequest | None = petition.__dict__["waiting_request"]
    return found


def _extendable(seen: Seen) -> bool:
    matter = seen.petition
    if matter.accepted_on is None or waiting(matter) is not None:
        return False
    term = profile_in_force(matter.accepted_on).find(_term(matter))
    return term is not None and term.extension is not None


def _extend(seen: Seen) -> str:
    """Return why not, from what the page has already; the form and the action know the rest."""
    if Annex.PAUSE.value in seen.petition.annexes and _paused(seen):
        return _("期限正在中止。")
    return ""


def _pausable(seen: Seen) -> bool:
    matter = seen.petition
    if matter.accepted_on is None or waiting(matter) is not None or _paused(seen):
        return False
    return bool(profile_in_force(matter.accepted_on).grounds_for(_term(matter)))


def _paused(seen: Seen) -> bool:
    if Annex.PAUSE.value not in seen.petition.annexes:
        return False
    running = RunningClock.objects.filter(petition_id=seen.petition.pk, stopped_on=None)
    return running.exclude(paused_on=None).exists()


def _waits(seen: Seen) -> bool:
    return waiting(seen.petition) is not None


def _decide(seen: Seen) -> str:
    asked = waiting(seen.petition)
    own = asked is not None and asked.applied_by_id == seen.actor.account_id
    return _("申请人不能审批自己的申请。") if own else ""


ACTS: Final = (
    Act("extend", Doing.ASK_TERM, states=AT_WORK, fits=_extendable, shut=_extend),
    Act("pause", Doing.ASK_TERM, states=AT_WORK, fits=_pausable),
    Act("approve_term", Doing.DECIDE_TERM, states=AT_WORK, fits=_waits, shut=_decide),
    Act("refuse_term", Doing.DECIDE_TERM, states=AT_WORK, fits=_waits, shut=_decide),
    Act("resume", Doing.RESUME_TERM, states=AT_WORK, fits=_paused),
)
