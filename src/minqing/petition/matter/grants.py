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
    ASK_TERM = "ask_term"
    DECIDE_TERM = "decide_term"
    RESUME_TERM = "resume_term"
    HEAR = "hear"
    VERIFY_OBJECTION = "verify_objection"
    COORDINATE = "coordinate"
    DESIGNATE = "designate"
    DECLINE = "decline"
    SUCCEED = "succeed"
    SIMPLIFY = "simplify"
    CO_OPINION = "co_opinion"
    EXECUTE = "execute"
    TAKE_PART = "take_part"
    JOIN = "join"
    LINK = "link"
    MARK_URGENT = "mark_urgent"
    REQUEST_REVIEW = "request_review"
    RESPOND = "respond"
    REVIEW = "review"
    CONSENT = "consent"
    TAKE_EVALUATION = "take_evaluation"
    ARCHIVE = "archive"
    OPEN_SEALED_VOLUME = "open_sealed_volume"
    TAKE_RIGHT = "take_right"
    STAND_ASIDE = "stand_aside"
    HELP = "help"


_REGISTRAR = Grant(Duty.REGISTRAR, Reach.OWN_ORGAN, sealed=True)
# A registrar of an organ above steps in where the organ itself must stand aside (28(3)).
_REGISTRAR_ABOVE = Grant(Duty.REGISTRAR, Reach.SUBTREE, sealed=True)
_HANDLER = Grant(Duty.HANDLER, Reach.HANDLER_SELF, sealed=True)
# Of the organs that decide, only discipline inspection ever holds a sealed matter (22(2)).
_OFFICE_HANDLERS = Grant(Duty.HANDLER, Reach.OWN_ORGAN, sealed=True)
_LEADER = Grant(Duty.LEADER, Reach.OWN_ORGAN, sealed=True)
_SUPERVISOR = Grant(Duty.SUPERVISOR, Reach.JURISDICTION)
# 协办: posts of an organ that was asked to help. Of sealed matters only discipline inspection is ever asked.
_CO_HANDLER = Grant(Duty.HANDLER, Reach.CO_HANDLING, sealed=True)
_CO_LEADER = Grant(Duty.LEADER, Reach.CO_HANDLING, sealed=True)
# 复查复核员 of the organ that holds the review; an accusation is never reviewed (35), so nothing sealed.
_REVIEWER = Grant(Duty.REVIEWER, Reach.OWN_ORGAN)

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
            _CO_HANDLER,
            _CO_LEADER,
            # Who reviews an answer reads the file it came from, and who signs the review too (35, 36).
            _REVIEWER,
            Grant(Duty.REVIEWER, Reach.REVIEWING),
            Grant(Duty.LEADER, Reach.REVIEWING),
        ),
        Doing.REGISTER: (_REGISTRAR, _REVIEWER),
        Doing.CLASSIFY: (_REGISTRAR_ABOVE,),
        Doing.REFER: (_REGISTRAR_ABOVE,),
        Doing.OBJECT: (_REGISTRAR, _OFFICE_HANDLERS, _LEADER),
        Doing.ACCEPT: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER, _LEADER),
        Doing.ASSIGN: (_REGISTRAR, _HANDLER, _LEADER),
        Doing.GUIDE: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER),
        Doing.NOTE: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER, _LEADER, _SUPERVISOR, _REVIEWER),
        Doing.ADD_MATERIAL: (
            _REGISTRAR,
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            _OFFICE_HANDLERS,
            _HANDLER,
            _REVIEWER,
        ),
        Doing.HANDLE: (_HANDLER,),
        Doing.APPROVE: (Grant(Duty.LEADER, Reach.HANDLING, sealed=True),),
        Doing.DELIVER: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER, _REVIEWER),
        # Rating is the petitioner's alone; no post carries it.
        Doing.EVALUATE: (),
        Doing.CLOSE: (_REGISTRAR, _HANDLER, _REVIEWER),
        Doing.WITHDRAW: (_REGISTRAR, _HANDLER, _REVIEWER),
        Doing.REVEAL: (_REGISTRAR, _HANDLER, _LEADER, _REVIEWER),
        Doing.SUPERVISE: (_SUPERVISOR,),
        # 34: whoever handles it asks for more time, the head of that organ decides; two people, two steps.
        Doing.ASK_TERM: (_HANDLER, _REVIEWER),
        Doing.DECIDE_TERM: (Grant(Duty.LEADER, Reach.HANDLING, sealed=True),),
        # What was paused goes on as soon as either of them says so.
        Doing.RESUME_TERM: (_HANDLER, _REVIEWER, Grant(Duty.LEADER, Reach.HANDLING, sealed=True)),
        # 31[6], 36(2): who handles a matter, or reviews one, may hold a hearing on it.
        Doing.HEAR: (_HANDLER, _REVIEWER),
        # Who receives a matter or holds it writes down who else asks for the same; a report is never joined
        # where it was handed on from.
        Doing.JOIN: (_REGISTRAR, Grant(Duty.REGISTRAR, Reach.RECEIVED_BY)),
        # Splitting and linking belong to classifying (22(1)).
        Doing.LINK: (_REGISTRAR_ABOVE,),
        # Whoever works on a matter must be able to say that it is grave (25, 46(4)); a report upward is the
        # registrar's and the leader's, who may know (sealed: those who hold it).
        Doing.MARK_URGENT: (_REGISTRAR, _HANDLER, _LEADER),
        # 23(3): the organ that referred it verifies the objection. Of a report it learns the reasons of the
        # objection only (a page of its own), for the file itself is no longer its business.
        Doing.VERIFY_OBJECTION: (
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY, sealed=True),
            Grant(Duty.LEADER, Reach.RECEIVED_BY, sealed=True),
        ),
        # 13(1), 24(1): the petition office convenes; who decides a dispute stands above those who have it.
        Doing.COORDINATE: (
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            Grant(Duty.LEADER, Reach.RECEIVED_BY),
            _REGISTRAR_ABOVE,
        ),
        Doing.DESIGNATE: (
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            Grant(Duty.LEADER, Reach.RECEIVED_BY),
            Grant(Duty.LEADER, Reach.SUBTREE),
        ),
        # A notice that ends a matter is as grave as an acceptance: whoever may accept may decline by law.
        Doing.DECLINE: (_REGISTRAR, _OFFICE_HANDLERS, _LEADER),
        # 24(2): an organ that is gone has no posts; the organ above, or the one that registered it, moves on.
        # What came straight to it nobody else registered: the county's supervisors, who read it, move it on.
        Doing.SUCCEED: (_REGISTRAR_ABOVE, Grant(Duty.REGISTRAR, Reach.RECEIVED_BY), _SUPERVISOR),
        # The competent organ decides on the short track; the petition office may propose it.
        Doing.SIMPLIFY: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER, _LEADER),
        # The organ asked answers; which question is its own the action checks.
        Doing.CO_OPINION: (_CO_HANDLER, _CO_LEADER),
        # 32(2): whoever carries it out reports; the lead organ follows.
        Doing.EXECUTE: (_REGISTRAR, _OFFICE_HANDLERS, _HANDLER, _LEADER, _CO_HANDLER, _CO_LEADER),
        # What the petitioner decides: 听证申请, 调解意愿, 执行确认; staff write down what they were told.
        Doing.TAKE_PART: (_REGISTRAR, Grant(Duty.REGISTRAR, Reach.RECEIVED_BY), _HANDLER),
        # At any counter of the line: where it was handed in, where it was answered, at the organ above.
        Doing.REQUEST_REVIEW: (
            Grant(Duty.REGISTRAR, Reach.SUBTREE),
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            _REVIEWER,
        ),
        # 35, 36(1): the organ whose opinion is complained of sends file and statement, and follows a review
        # outside – of a review opinion its reviewers too – or the counter where the matter came in.
        Doing.RESPOND: (
            _REGISTRAR,
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            _OFFICE_HANDLERS,
            _LEADER,
            _REVIEWER,
        ),
        # An organ without a reviewer's post reviews through its handlers.
        Doing.REVIEW: (_REVIEWER, Grant(Duty.HANDLER, Reach.OWN_ORGAN)),
        # 民事诉讼法 90: electronic delivery needs consent; staff write down what the petitioner told them.
        Doing.CONSENT: (
            _REGISTRAR,
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            _OFFICE_HANDLERS,
            _HANDLER,
            _REVIEWER,
        ),
        # 21(2): a rating told by telephone or on paper is written down where the matter came in, never by the
        # organ that is rated (the action checks that; an accusation is not rated, so nothing sealed).
        Doing.TAKE_EVALUATION: (
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            Grant(Duty.REGISTRAR, Reach.SUBTREE),
        ),
        # 档案法 14: who closed it files it; whoever holds a sealed matter files that too.
        Doing.ARCHIVE: (_REGISTRAR, _HANDLER, _REVIEWER),
        # The identity in a volume of its own: those who may reveal a field, each opening with a reason.
        Doing.OPEN_SEALED_VOLUME: (_REGISTRAR, _HANDLER, _LEADER),
        # 个人信息保护法 50: at any counter of the line, as with a review; the petitioner on their own page.
        Doing.TAKE_RIGHT: (
            _REGISTRAR,
            Grant(Duty.REGISTRAR, Reach.RECEIVED_BY),
            Grant(Duty.REGISTRAR, Reach.SUBTREE),
            _HANDLER,
        ),
        # 27, 37(2): who handles a matter, or holds it at the counter, asks for help; never on a sealed one.
        Doing.HELP: (Grant(Duty.HANDLER, Reach.HANDLER_SELF), Grant(Duty.REGISTRAR, Reach.OWN_ORGAN)),
        # 28(3): whoever may come to deal with it must be able to say that they should not.
        Doing.STAND_ASIDE: (
            _REGISTRAR,
            _OFFICE_HANDLERS,
            _HANDLER,
            _LEADER,
            _REVIEWER,
            _CO_HANDLER,
            _CO_LEADER,
        ),
    }
)

# Grave and urgent matters (25) are known to few: an organ's handlers see one only when it is theirs.
URGENT_GRANTS: Final[Mapping[Doing, tuple[Grant, ...]]] = MappingProxyType(
    {
        doing: tuple(
            grant for grant in grants if not (grant.duty is Duty.HANDLER and grant.reach is Reach.OWN_ORGAN)
        )
        for doing, grants in GRANTS.items()
    }
)

# What the petitioner may do to the one matter whose query code they proved.
PETITIONER_MAY: Final = frozenset(
    {
        Doing.READ,
        Doing.ADD_MATERIAL,
        Doing.EVALUATE,
        Doing.WITHDRAW,
        Doing.TAKE_PART,
        Doing.REQUEST_REVIEW,
        Doing.CONSENT,
        Doing.TAKE_RIGHT,
    }
)
