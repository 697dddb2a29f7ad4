"""Every kind of paper as one row: title, mark, article, addressee, layout, required elements. Pure.

Source: law.md 8.1; 《信访工作条例》 as cited in each row; local templates where the Regulation is silent.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from minqing.kernel.documents.rules import meeting, relief
from minqing.kernel.documents.rules.kinds import Addressee, DocumentKind, Kind, Layout, When, regulation
from minqing.kernel.documents.rules.titles import MARKS, TITLES
from minqing.kernel.law.rules import Article

_K = DocumentKind
_PETITIONER, _ORGAN, _FILE = Addressee.PETITIONER, Addressee.ORGAN, Addressee.FILE
_NOTICE, _LETTER, _FORM, _RECORD = Layout.NOTICE, Layout.LETTER, Layout.FORM, Layout.RECORD

_RECORDED = ("matter_number", "time", "place", "asker", "recorder", "speaker", "exchanges", "read_over")
_AGREED = ("matter_number", "parties", "facts", "terms", "performance", "signed_on")


def _row(
    kind: DocumentKind,
    basis: Article,
    to: Addressee,
    layout: Layout,
    required: tuple[str, ...],
    *,
    served: bool = False,
    when: tuple[When, ...] = (),
) -> Kind:
    """Return the row of a kind with its title and mark."""
    return Kind(TITLES[kind], MARKS[kind], basis, to, layout, required, served=served, when=when)


def _notice(
    kind: DocumentKind, basis: Article, required: tuple[str, ...], *, when: tuple[When, ...] = ()
) -> Kind:
    """Return the row of a paper that is served on the petitioner, in the layout of a notice."""
    return _row(kind, basis, _PETITIONER, Layout.NOTICE, required, served=True, when=when)


KINDS: Final[Mapping[DocumentKind, Kind]] = MappingProxyType(
    {
        _K.RECEIPT: _row(
            _K.RECEIPT,
            regulation("18"),
            _PETITIONER,
            _FORM,
            (
                "matter_number",
                "received_on",
                "received_by",
                "channel",
                "petitioner_name",
                "summary",
                "query_code",
                "how_to_query",
            ),
        ),
        _K.REFERRAL_LETTER: _row(
            _K.REFERRAL_LETTER,
            regulation("22"),
            _ORGAN,
            _LETTER,
            ("to_organ", "matter_number", "petitioner_name", "summary", "basis", "contact"),
            when=(When("mode", "assign", ("demands", "feedback_due"), "信访事项交办函"),),
        ),
        _K.ACCEPTANCE_NOTICE: _notice(
            _K.ACCEPTANCE_NOTICE,
            regulation("23"),
            (
                "petitioner_name",
                "received_on",
                "received_way",
                "summary",
                "procedure",
                "category",
                "limit",
                "contact",
                "query_code",
            ),
        ),
        _K.PROCEDURE_NOTICE: _notice(
            _K.PROCEDURE_NOTICE,
            regulation("31"),
            (
                "petitioner_name",
                "summary",
                "ground",
                "procedure",
                "competent_organ",
                "how_to_start",
                "contact",
            ),
        ),
        _K.DECLINE_NOTICE: _notice(
            _K.DECLINE_NOTICE,
            regulation("23"),
            ("petitioner_name", "summary", "ground", "where_to_turn", "contact"),
        ),
        _K.NO_LONGER_NOTICE: _notice(
            _K.NO_LONGER_NOTICE,
            regulation("36(3)"),
            ("petitioner_name", "summary", "case", "ground", "contact"),
            when=(
                When("case", "final_review", ("final_number", "final_on")),
                When("case", "window_missed", ("original_number", "original_delivered_on", "window_end")),
            ),
        ),
        _K.TRANSFER_NOTICE: _notice(
            _K.TRANSFER_NOTICE,
            regulation("23(1)"),
            ("petitioner_name", "summary", "received_on", "to_organ", "referred_on", "basis", "contact"),
        ),
        _K.EXTENSION_APPROVAL: _row(
            _K.EXTENSION_APPROVAL,
            regulation("34"),
            _FILE,
            _FORM,
            (
                "matter_number",
                "petitioner_name",
                "summary",
                "accepted_on",
                "original_due",
                "reason",
                "days",
                "new_due",
                "applied_by",
                "applied_on",
                "approved_by",
                "approved_on",
            ),
        ),
        _K.EXTENSION_NOTICE: _notice(
            _K.EXTENSION_NOTICE,
            regulation("34"),
            (
                "petitioner_name",
                "summary",
                "original_due",
                "reason",
                "approved_by",
                "approved_on",
                "new_due",
                "contact",
            ),
        ),
        _K.OBJECTION_LETTER: _row(
            _K.OBJECTION_LETTER,
            regulation("23(3)"),
            _ORGAN,
            _LETTER,
            (
                "to_organ",
                "matter_number",
                "petitioner_name",
                "summary",
                "referred_on",
                "reason",
                "competent_organ",
                "materials",
                "contact",
            ),
        ),
        _K.DESIGNATION_LETTER: _row(
            _K.DESIGNATION_LETTER,
            regulation("24(1)"),
            _ORGAN,
            _LETTER,
            (
                "to_organ",
                "matter_number",
                "petitioner_name",
                "summary",
                "dispute",
                "designated_organ",
                "reason",
                "contact",
            ),
        ),
        _K.COORDINATION_MINUTES: _row(
            _K.COORDINATION_MINUTES,
            regulation("24(1)"),
            _FILE,
            _RECORD,
            ("matter_number", "summary", "time", "place", "host", "participants", "views", "decision"),
        ),
        _K.STATEMENT_RECORD: _row(_K.STATEMENT_RECORD, regulation("31"), _FILE, _RECORD, _RECORDED),
        _K.INQUIRY_RECORD: _row(_K.INQUIRY_RECORD, regulation("31"), _FILE, _RECORD, _RECORDED),
        _K.HEARING_NOTICE: _notice(
            _K.HEARING_NOTICE,
            regulation("31"),
            ("petitioner_name", "summary", "time", "place", "host", "participants", "contact"),
        ),
        _K.HEARING_RECORD: _row(
            _K.HEARING_RECORD,
            regulation("31"),
            _FILE,
            _RECORD,
            ("matter_number", "time", "place", "host", "recorder", "participants", "exchanges", "read_over"),
        ),
        _K.HEARING_OPINION: _row(
            _K.HEARING_OPINION,
            regulation("31"),
            _FILE,
            _NOTICE,
            ("matter_number", "summary", "time", "place", "host", "members", "facts", "votes", "opinion"),
        ),
        _K.HANDLING_OPINION: _notice(
            _K.HANDLING_OPINION,
            regulation("32"),
            ("petitioner_name", "received_on", "summary", "items", "facts", "review_organ", "contact"),
        ),
        _K.SUGGESTION_REPLY: _notice(
            _K.SUGGESTION_REPLY,
            regulation("29"),
            ("petitioner_name", "received_on", "summary", "reply", "contact"),
        ),
        _K.REVIEW_APPLICATION: _row(
            _K.REVIEW_APPLICATION,
            regulation("35"),
            _ORGAN,
            Layout.AGREEMENT,
            (
                "to_organ",
                "petitioner_name",
                "respondent",
                "original_number",
                "original_delivered_on",
                "requests",
                "facts",
            ),
            when=(When("level", "final_review", ("review_number",), "信访事项复核申请书"),),
        ),
        _K.REVIEW_OPINION: _notice(
            _K.REVIEW_OPINION,
            regulation("35"),
            (
                "petitioner_name",
                "respondent",
                "received_on",
                "original_number",
                "requests",
                "facts",
                "decision",
                "basis",
                "final_review_organ",
                "contact",
            ),
        ),
        _K.FINAL_REVIEW_OPINION: _notice(
            _K.FINAL_REVIEW_OPINION,
            regulation("36"),
            (
                "petitioner_name",
                "respondent",
                "received_on",
                "original_number",
                "review_number",
                "requests",
                "facts",
                "decision",
                "basis",
                "contact",
            ),
        ),
        _K.CLOSURE_REPORT: _row(
            _K.CLOSURE_REPORT,
            regulation("22"),
            _ORGAN,
            _LETTER,
            (
                "to_organ",
                "matter_number",
                "petitioner_name",
                "summary",
                "facts",
                "handling",
                "result",
                "attitude",
                "service_proof",
                "contact",
            ),
        ),
        _K.MEDIATION_AGREEMENT: _row(
            _K.MEDIATION_AGREEMENT,
            regulation("33"),
            _FILE,
            Layout.AGREEMENT,
            (*_AGREED, "mediator"),
        ),
        _K.SETTLEMENT_AGREEMENT: _row(
            _K.SETTLEMENT_AGREEMENT, regulation("33"), _FILE, Layout.AGREEMENT, _AGREED
        ),
        _K.SUPERVISION_LETTER: _row(
            _K.SUPERVISION_LETTER,
            regulation("40"),
            _ORGAN,
            _LETTER,
            ("to_organ", "matter_number", "summary", "default_facts", "demands", "reply_due", "contact"),
        ),
        _K.RECOMMENDATION: _row(
            _K.RECOMMENDATION,
            regulation("40"),
            _ORGAN,
            _LETTER,
            ("to_organ", "problem", "evidence", "basis", "recommendation", "contact"),
            when=(
                When("recommends", "improve_work", (), "改进工作建议书"),
                When("recommends", "improve_policy", (), "完善政策建议书"),
                When("recommends", "hold_to_account", (), "追究责任建议书"),
            ),
        ),
        _K.DELIVERY_RECEIPT: _row(
            _K.DELIVERY_RECEIPT,
            regulation("32"),
            _FILE,
            _FORM,
            (
                "document_title",
                "document_number",
                "recipient_name",
                "place",
                "delivered_on",
                "way",
                "servers",
            ),
        ),
        _K.ARCHIVE_COVER: _row(
            _K.ARCHIVE_COVER,
            Article("档案法", "13"),
            _FILE,
            _FORM,
            (
                "matter_number",
                "matter_title",
                "petitioner_name",
                "received_on",
                "closed_on",
                "retention",
                "page_count",
                "filed_by",
                "filed_on",
            ),
        ),
        _K.ARCHIVE_CONTENTS: _row(
            _K.ARCHIVE_CONTENTS,
            Article("档案法", "13"),
            _FILE,
            _FORM,
            ("matter_number", "entries"),
        ),
        **relief.KINDS,
        **meeting.KINDS,
    }
)

# Which elements each paper must carry before it may be issued; names are keys of the data.
REQUIRED: Final[Mapping[DocumentKind, tuple[str, ...]]] = MappingProxyType(
    {k: row.required for k, row in KINDS.items()}
)
