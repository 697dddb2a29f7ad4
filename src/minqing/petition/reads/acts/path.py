"""The acts of the main line, in the order of the action bar."""

from typing import Final

from django.utils.translation import gettext as _

from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import FINISHED, Annex, Move, State
from minqing.petition.reads.acts.kinds import Act, Seen

UNFINISHED: Final = frozenset(State) - FINISHED
ACCEPTED: Final = frozenset({State.HANDLING, State.APPROVING, State.ANSWERED, State.DELIVERED})


def _refer(seen: Seen) -> str:
    return "" if seen.petition.purpose else _("请先分类，再转送。")


def _accept(seen: Seen) -> str:
    return "" if seen.petition.purpose else _("请先分类，再受理。")


def _submit(seen: Seen) -> str:
    return _("请先起草处理意见。") if seen.opinion is None else ""


def _approve(seen: Seen) -> str:
    own = seen.opinion is not None and seen.opinion.drafted_by_id == seen.actor.account_id
    return _("起草人不能签发自己起草的处理意见。") if own else ""


def _not_objected(seen: Seen) -> bool:
    return Annex.OBJECTION.value not in seen.petition.annexes


ACTS: Final = (
    Act("register", Doing.REGISTER, Move.REGISTER),
    Act("classify", Doing.CLASSIFY, Move.CLASSIFY),
    Act("refer", Doing.REFER, Move.REFER, shut=_refer),
    Act("accept", Doing.ACCEPT, Move.ACCEPT, shut=_accept),
    Act("object", Doing.OBJECT, Move.OBJECT, fits=_not_objected),
    Act("guide", Doing.GUIDE, Move.GUIDE),
    Act("submit", Doing.HANDLE, Move.SUBMIT, shut=_submit),
    Act("approve", Doing.APPROVE, Move.APPROVE, shut=_approve),
    Act("send_back", Doing.APPROVE, Move.SEND_BACK),
    Act("deliver", Doing.DELIVER, Move.DELIVER),
    Act("close", Doing.CLOSE, Move.CLOSE),
    Act("withdraw", Doing.WITHDRAW, Move.WITHDRAW),
    Act("evaluate", Doing.EVALUATE, Move.EVALUATE),
    # These leave the state as it is.
    Act("assign", Doing.ASSIGN, states=ACCEPTED),
    Act("note", Doing.NOTE, states=UNFINISHED),
    Act("ask", Doing.NOTE, states=UNFINISHED),
    Act("opinion", Doing.HANDLE, states=frozenset({State.HANDLING})),
)
