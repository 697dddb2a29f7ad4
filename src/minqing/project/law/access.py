"""The access matrix: every action by every duty from every side, plain and sealed, as ``may`` decides it.

``cells`` asks the program itself; tests/rooms/petition/test_access_matrix.py asks the database the same
questions about real rows and fails on any difference, so the page cannot say what the program does not do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from minqing.kernel.access.public import Facts, may
from minqing.kernel.law.public import GENERATED
from minqing.kernel.people.public import DUTY_WORDS, Actor, Duty, PostFacts
from minqing.petition.matter.grants import GRANTS, PETITIONER_MAY, URGENT_GRANTS, Doing
from minqing.petition.matter.words import official
from minqing.project.law.tables import table

OWN, BENEATH, SIBLING, ABOVE, FAR, ME = (UUID(int=number) for number in range(1, 7))
PATHS: Final = {OWN: "top.own.", BENEATH: "top.own.sub.", SIBLING: "top.next.", ABOVE: "top.", FAR: "far."}
_AWAY: Final = Facts(holder_organ=FAR, received_by_organ=FAR, paths=PATHS)
_NEAR: Final = Facts(
    holder_organ=OWN, received_by_organ=OWN, handling_organ=OWN, handler_account=ME, paths=PATHS
)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a post stands to a matter: its heading, the facts; ``sealed_only``: plain matters know no such."""

    key: str
    words: str
    facts: Facts
    sealed_only: bool = False


RELATIONS: Final = (
    Relation("holder", "本单位持有", replace(_AWAY, holder_organ=OWN)),
    Relation("mine", "本人承办", replace(_AWAY, handler_account=ME)),
    Relation("received", "本单位登记", replace(_AWAY, received_by_organ=OWN)),
    Relation("handling", "本单位承办过", replace(_AWAY, handling_organ=OWN)),
    Relation("beneath", "下级持有", replace(_AWAY, holder_organ=BENEATH)),
    Relation("same_level", "同级单位持有", replace(_AWAY, holder_organ=SIBLING)),
    Relation("co", "本单位协办", replace(_AWAY, co_organs=frozenset({OWN}))),
    Relation("reviewing", "本单位复查复核", replace(_AWAY, reviewing_organs=frozenset({OWN}))),
    Relation("unrelated", "无关", _AWAY),
    Relation("accused", "被反映单位", replace(_NEAR, kept_from_organs=frozenset({OWN})), sealed_only=True),
    Relation(
        "under_accused",
        "被反映单位的下级",
        replace(_NEAR, kept_from_organs=frozenset({ABOVE})),
        sealed_only=True,
    ),
    Relation("aside", "本人被反映或者回避", replace(_NEAR, kept_from_accounts=frozenset({ME}))),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: what is done, by which duty, from which side, sealed or not, whether it is allowed."""

    doing: Doing
    duty: Duty
    relation: Relation
    sealed: bool
    allowed: bool


def cells() -> Iterator[Cell]:
    """Return every answer of the matrix, asked of ``may``."""
    for doing in Doing:
        for duty in Duty:
            actor = Actor(ME, "甲", (PostFacts(UUID(int=99), OWN, PATHS[OWN], duty, ""),))
            for relation in RELATIONS:
                for sealed in (False, True):
                    if relation.sealed_only and not sealed:
                        continue
                    facts = replace(relation.facts, sealed=sealed)
                    yield Cell(doing, duty, relation, sealed, bool(may(actor, doing, facts, GRANTS)))


def access_page() -> str:
    """The page: a row for each action and duty that may do it from anywhere, a column for each side."""
    answers = {(c.doing, c.duty, c.relation.key, c.sealed): c.allowed for c in cells()}
    rows = []
    for doing in Doing:
        named = [duty for duty in Duty if any(grant.duty is duty for grant in GRANTS[doing])]
        for duty in named:
            marks = [_mark(answers, doing, duty, relation) for relation in RELATIONS]
            urgent = "" if GRANTS[doing] == URGENT_GRANTS[doing] else "†"
            rows.append((f"{doing_words(doing)} `{doing}`{urgent}", DUTY_WORDS[duty], *marks))
        if not named:
            rows.append((f"{doing_words(doing)} `{doing}`", "没有岗位", *["—"] * len(RELATIONS)))
    mine = "、".join(f"{doing_words(doing)} `{doing}`" for doing in Doing if doing in PETITIONER_MAY)
    return "\n".join(
        [
            GENERATED,
            "# 谁能做什么\n",
            "每一行是一个动作和一种职责，每一列是这个岗位和事项的关系。● 普通事项和密封事项都可以；",
            "○ 只限普通事项；◐ 只限密封事项；— 不可以。密封事项是检举控告。",
            "没有列出的职责对这个动作一律不可以。动作本身还有条件（状态、期限、本人不能批准本人起草的），见“办理动作”和“拒绝的理由”。\n",
            "依据：《信访工作条例》第二十二条至第二十四条、第二十八条第三款、第三十条第三款、第四十六条；",
            "GB/T 22239-2019 访问控制（最小授权）。\n",
            *table(("动作", "职责", *(relation.words for relation in RELATIONS)), rows),
            "",
            "† 重大、紧急事项少一些：承办单位的承办人只看得到自己承办的。\n",
            "被反映的单位、它的下级、被反映的人和回避的人在每一行都是“—”：本人同时还有别的任职，也是如此。\n",
            f"信访人凭查询码对自己的那一件：{mine}。\n",
            "系统按时自动做的事（催办、封存）不经过这张表，每一件都留痕。",
            "",
        ]
    )


def _mark(answers: dict[tuple[Doing, Duty, str, bool], bool], doing: Doing, duty: Duty, at: Relation) -> str:
    plain = answers.get((doing, duty, at.key, False), False)
    match plain, answers[doing, duty, at.key, True]:
        case True, True:
            return "●"
        case True, False:
            return "○"
        case False, True:
            return "◐"
    return "—"


def doing_words(doing: Doing) -> str:
    """Return an action in Chinese."""
    return official(WORDS.get(doing, str(doing)))


WORDS: Final[dict[Doing, str]] = {
    Doing.READ: "查看案卷",
    Doing.REGISTER: "登记",
    Doing.CLASSIFY: "分类",
    Doing.REFER: "转送、交办",
    Doing.OBJECT: "提出异议",
    Doing.ACCEPT: "受理",
    Doing.ASSIGN: "指定承办人",
    Doing.GUIDE: "导入其他程序",
    Doing.NOTE: "写办理记录",
    Doing.ADD_MATERIAL: "补充材料",
    Doing.HANDLE: "办理、起草",
    Doing.APPROVE: "签发、退回修改",
    Doing.DELIVER: "送达",
    Doing.EVALUATE: "评价",
    Doing.CLOSE: "办结",
    Doing.WITHDRAW: "记录撤回",
    Doing.REVEAL: "写明理由查看联系方式、密封身份",
    Doing.SUPERVISE: "督办",
    Doing.ASK_TERM: "申请延长、中止",
    Doing.DECIDE_TERM: "批准延长、中止",
    Doing.RESUME_TERM: "恢复计算期限",
    Doing.HEAR: "举行听证",
    Doing.VERIFY_OBJECTION: "核实异议",
    Doing.COORDINATE: "记录协调会",
    Doing.DESIGNATE: "指定受理机关",
    Doing.DECLINE: "不予（不再）受理",
    Doing.SUCCEED: "移交承继机关",
    Doing.SIMPLIFY: "适用简易办理",
    Doing.CO_OPINION: "提出协办意见",
    Doing.EXECUTE: "报告、核实执行",
    Doing.TAKE_PART: "记录信访人的决定",
    Doing.JOIN: "登记共同信访人",
    Doing.LINK: "拆分、关联",
    Doing.MARK_URGENT: "标记重大、紧急",
    Doing.REQUEST_REVIEW: "记录复查、复核申请",
    Doing.RESPOND: "向复查、复核机关答复",
    Doing.REVIEW: "复查、复核",
    Doing.CONSENT: "记录同意电子送达",
    Doing.TAKE_EVALUATION: "代记评价",
    Doing.ARCHIVE: "归档",
    Doing.OPEN_SEALED_VOLUME: "打开密封卷",
    Doing.TAKE_RIGHT: "记录权利请求",
    Doing.HELP: "申请帮扶救助",
    Doing.STAND_ASIDE: "声明本人回避",
}
