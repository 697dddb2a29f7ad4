"""登记 (②): the number and the classification of a matter. Pure.

Articles: 信访工作条例 22(1), 23(1) (every matter is registered), 28(3) (recusal), 29-31 (three kinds, six
ways).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, NotCompetent, Refused
from minqing.petition.matter.rules import REGULATION, Procedure, Purpose

SPLIT: Final = Article(REGULATION, "31")
RECUSAL: Final = Article(REGULATION, "28(3)")
REGISTERS: Final = Article(REGULATION, "22(1)")


def number_series(*, petition_office: bool, place_name: str, organ_name: str) -> str:
    """Return the word before 〔year〕 in a matter's number: 通信 for 通江县's petition office, else 住建局信.

    >>> number_series(petition_office=True, place_name="通江县", organ_name="信访局")
    '通信'
    """
    head = place_name[:1] if petition_office and place_name else organ_name
    return f"{head}信"


@dataclass(frozen=True, slots=True)
class Classification:
    """分类: what a matter is taken to be, and about whom."""

    purpose: Purpose
    procedure: Procedure | None
    content_class: str
    concerns_path: str = ""
    concerns_active: bool = True
    repeat_of_itself: bool = False


def classification_refusal(
    wanted: Classification, known_classes: Collection[str], actor_paths: Collection[str]
) -> Refused | None:
    """Return why a matter cannot be classified so, or None.

    31: a claim names its procedure, and only a claim has one. 28(3): an organ that is itself complained of in
    an accusation stands aside.
    """
    if wanted.purpose is Purpose.CLAIM and wanted.procedure is None:
        return Incomplete("申诉求决类事项须选定办理途径（第三十一条六种情形之一）。", SPLIT)
    if wanted.purpose is not Purpose.CLAIM and wanted.procedure is not None:
        return Incomplete("只有申诉求决类事项才选办理途径。", SPLIT)
    if wanted.content_class and wanted.content_class not in known_classes:
        return Incomplete(f"没有编号为“{wanted.content_class}”的内容分类。", REGISTERS)
    if wanted.repeat_of_itself:
        return Incomplete("一件信访事项不能是它自己的重复件。", REGISTERS)
    if wanted.purpose is Purpose.ACCUSATION and wanted.concerns_path:
        involved = [path for path in actor_paths if path.startswith(wanted.concerns_path)]
        if involved:
            return NotCompetent(
                "检举控告的正是本单位，本单位应当回避，请上级机关或者纪检监察机关分类转送。", RECUSAL
            )
    return None
