"""The kinds of paper (文书种类) and what a row of their table says. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from minqing.kernel.law.rules import Article

REGULATION = "信访工作条例"


class DocumentKind(StrEnum):
    """文书种类."""

    RECEIPT = "receipt"
    REFERRAL_LETTER = "referral_letter"
    ACCEPTANCE_NOTICE = "acceptance_notice"
    PROCEDURE_NOTICE = "procedure_notice"
    DECLINE_NOTICE = "decline_notice"
    NO_LONGER_NOTICE = "no_longer_notice"
    TRANSFER_NOTICE = "transfer_notice"
    EXTENSION_APPROVAL = "extension_approval"
    EXTENSION_NOTICE = "extension_notice"
    OBJECTION_LETTER = "objection_letter"
    DESIGNATION_LETTER = "designation_letter"
    COORDINATION_MINUTES = "coordination_minutes"
    STATEMENT_RECORD = "statement_record"
    INQUIRY_RECORD = "inquiry_record"
    HEARING_NOTICE = "hearing_notice"
    HEARING_RECORD = "hearing_record"
    HEARING_OPINION = "hearing_opinion"
    HANDLING_OPINION = "handling_opinion"
    SUGGESTION_REPLY = "suggestion_reply"
    REVIEW_APPLICATION = "review_application"
    REVIEW_OPINION = "review_opinion"
    FINAL_REVIEW_OPINION = "final_review_opinion"
    CLOSURE_REPORT = "closure_report"
    MEDIATION_AGREEMENT = "mediation_agreement"
    SETTLEMENT_AGREEMENT = "settlement_agreement"
    SUPERVISION_LETTER = "supervision_letter"
    RECOMMENDATION = "recommendation"
    DELIVERY_RECEIPT = "delivery_receipt"
    ARCHIVE_COVER = "archive_cover"
    ARCHIVE_CONTENTS = "archive_contents"
    RELIEF_APPLICATION = "relief_application"
    RELIEF_APPROVAL = "relief_approval"
    RELIEF_RECEIPT = "relief_receipt"
    CONFERENCE_NOTICE = "conference_notice"
    CONFERENCE_MINUTES = "conference_minutes"
    DISPATCH_ORDER = "dispatch_order"


class Layout(StrEnum):
    """版式: how a paper is laid out (GB/T 9704-2012 where it applies)."""

    NOTICE = "notice"  # 一般公文格式
    LETTER = "letter"  # 信函格式
    FORM = "form"  # 表格
    RECORD = "record"  # 笔录
    AGREEMENT = "agreement"  # 协议书


class Addressee(StrEnum):
    """送给谁: the petitioner, an organ, or only the file."""

    PETITIONER = "petitioner"
    ORGAN = "organ"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class When:
    """What a paper must carry besides, and its title, when element ``key`` holds ``value``."""

    key: str
    value: str
    required: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    ``mark`` is the word of its number after the 机关代字; ``required`` the keys of the elements without which
    it may not be issued (law.md 8.1); ``served``: it must reach the petitioner with proof (送达).
    """

    title: str
    mark: str
    basis: Article
    to: Addressee
    layout: Layout
    required: tuple[str, ...]
    served: bool = False
    when: tuple[When, ...] = field(default=())


def regulation(number: str) -> Article:
    """Return an article of the 《信访工作条例》 by its number."""
    return Article(REGULATION, number)
