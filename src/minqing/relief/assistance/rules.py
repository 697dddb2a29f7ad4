"""帮扶计划: kinds of measures, outcomes of the review, what a plan needs. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused

# 生活困难的帮扶救助到位.
IN_PLACE: Final = Article("信访工作条例", "27")


class MeasureKind(StrEnum):
    """措施的种类."""

    WORK = "work"
    LIVING = "living"
    MEDICAL = "medical"
    HOUSING = "housing"
    SCHOOL = "school"
    LEGAL_AID = "legal_aid"
    VISITS = "visits"
    OTHER = "other"


class PlanOutcome(StrEnum):
    """复盘的结论."""

    EASED = "eased"
    PARTLY = "partly"
    NOT_EASED = "not_eased"


KIND_WORDS: Final[Mapping[MeasureKind, str]] = {
    MeasureKind.WORK: "就业、产业",
    MeasureKind.LIVING: "低保、临时救助等社会救助",
    MeasureKind.MEDICAL: "医疗救助、慈善医疗",
    MeasureKind.HOUSING: "住房改造、公租房",
    MeasureKind.SCHOOL: "助学",
    MeasureKind.LEGAL_AID: "法律援助、司法救助",
    MeasureKind.VISITS: "走访、日常帮助",
    MeasureKind.OTHER: "其他",
}
OUTCOME_WORDS: Final[Mapping[PlanOutcome, str]] = {
    PlanOutcome.EASED: "困难已经解决或者缓解",
    PlanOutcome.PARTLY: "部分缓解，另订计划",
    PlanOutcome.NOT_EASED: "没有缓解，另想办法",
}


def plan_refusal(situation: str, goal: str, review_on: date, on: date) -> Refused | None:
    """Return why a plan cannot be made: the hardship, the goal, or a day of review ahead is missing."""
    if not situation.strip() or not goal.strip():
        return Incomplete("请写明有什么困难、要达到什么目标。", IN_PLACE)
    if review_on <= on:
        return Incomplete("复盘的日期要在今天以后。", IN_PLACE)
    return None


def measure_refusal(words: str, due_on: date, on: date) -> Refused | None:
    """Return why a measure cannot be added: nothing said, or a day that has passed."""
    if not words.strip():
        return Incomplete("请写明措施是什么。", IN_PLACE)
    if due_on < on:
        return Incomplete("措施的期限不能早于今天。", IN_PLACE)
    return None


def result_refusal(result: str, *, done: bool) -> Refused | None:
    """Return why a result cannot be written down: nothing said, or it stands already."""
    if done:
        return Conflict("这项措施已经写明结果。", IN_PLACE)
    if not result.strip():
        return Incomplete("请写明做了什么、结果怎样。", IN_PLACE)
    return None


def review_refusal(words: str, *, open_measures: int, outcome: PlanOutcome) -> Refused | None:
    """Return why a plan cannot be reviewed: nothing said, or called eased with measures still open."""
    if not words.strip():
        return Incomplete("请写明复盘的情况。", IN_PLACE)
    if outcome is PlanOutcome.EASED and open_measures:
        return Conflict(
            f"还有{open_measures}项措施没有结果，不能写“困难已经解决或者缓解”；请先写明结果。", IN_PLACE
        )
    return None
