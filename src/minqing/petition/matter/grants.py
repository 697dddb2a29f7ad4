"""Who may do what to a matter: one table for pages, lists, counts and the API.

Articles: 信访工作条例 22-24 (competence), 28(3) (recusal), 30(3) and 46(5) (a report is known only to those
who need it); GB/T 22239-2019 访问控制 (least privilege). ``sealed`` grants reach accusations: only the organ
that holds one.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.access.public import Grant, Reach
from minqing.kernel.people.public import Duty


class Doing(StrEnum):
    """What somebody wants to do with a matter."""

    READ = "read"
    REGISTER = "register"
    CLASSIFY = "classify"
    REFER = "refer"
    OBJECT = "object"
    ACCEPT = "accept"
    ASSIGN = "assign"
    GUIDE = "guide"
    NOTE = "note"
    ADD_MATERIAL = "add_material"
    HANDLE = "handle"
    APPROVE = "approve"
    DELIVER = "deliver"
    EVALUATE = "evaluate"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REVEAL = "reveal"
    SUPERVISE = "supervise"


_REGISTRAR = Grant(Duty.REGISTRAR, Reach.OWN_ORGAN, sealed=True)
# A registrar of an organ above steps in where the organ itself must stand aside (28(3)).
_REGISTRAR_ABOVE = Grant(Duty.REGISTRAR, Reach.SUBTREE, sealed=True)
_HANDLER = Grant(Duty.HANDLER, Reach.HANDLER_SELF, sealed=True)
# Of the organs that decide, only discipline inspection ever holds a sealed matter (22(2)).
_OFFICE_HANDLERS = Grant(Duty.HANDLER, Reach.OWN_ORGAN, sealed=True)
_LEADER = Grant(Duty.LEADER, Reach.OWN_ORGAN, sealed=True)
_SUPERVISOR = Grant(Duty.SUPERVISOR, Reach.JURISDICTION)

GRANTS: Final[Mapping[Doing, tuple[Grant, ...]]] = MappingProxyType(
    {
        Doing.READ: (
            _REGISTRAR_ABOVE,
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            Grant(Duty.REGISTRAR, Reach.HANDLING),
            _OFFICE_HANDLERS,
            _HANDLER,
            _LEADER,
            Grant(Duty.LEADER, Reach.SUBTREE),
            Grant(Duty.LEADER, Reach.RECEIVED_BY),
            _SUPERVISOR,
        ),
        Doing.REGISTER: (_REGISTRAR,),
        Doing.CLASSIFY: (_REGISTRAR_ABOVE,),
        Doing.REFER: (_REGISTRAR_ABOVE,),
        Doing.OBJECT: (_REGISTRAR, _OFFICE_HANDLERS, _LEADER),
        Doing.ACCEPT: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER, _LEADER),
        Doing.ASSIGN: (_REGISTRAR, _HANDLER, _LEADER),
        Doing.GUIDE: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER),
        Doing.NOTE: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER, _LEADER, _SUPERVISOR),
        Doing.ADD_MATERIAL: (
            _REGISTRAR,
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            _OFFICE_HANDLERS,
            _HANDLER,
        ),
        Doing.HANDLE: (_HANDLER,),
        Doing.APPROVE: (Grant(Duty.LEADER, Reach.HANDLING, sealed=True),),
        Doing.DELIVER: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER),
        # Rating is the petitioner's alone; no post carries it.
        Doing.EVALUATE: (),
        Doing.CLOSE: (_REGISTRAR, _HANDLER),
        Doing.WITHDRAW: (_REGISTRAR, _HANDLER),
        Doing.REVEAL: (_REGISTRAR, _HANDLER, _LEADER),
        Doing.SUPERVISE: (_SUPERVISOR,),
    }
)

# What the petitioner may do to the one matter whose query code they proved.
PETITIONER_MAY: Final = frozenset({Doing.READ, Doing.ADD_MATERIAL, Doing.EVALUATE, Doing.WITHDRAW})
