"""Addresses every desk shares: the landing, all matters, the case page, exports, notices."""

from django.urls import path

from minqing.desks.shared.afterwards import calls, rights
from minqing.desks.shared.away import views as away
from minqing.desks.shared.casefile import archiving, downloads, helping, objection, opinion, views
from minqing.desks.shared.listing import exporting, printing
from minqing.desks.shared.listing import views as listing
from minqing.desks.shared.urging import views as urging

app_name = "casework"
urlpatterns = [
    path("", listing.home, name="home"),
    path("notices/", listing.notices, name="notices"),
    path("away/", away.page, name="away"),
    path("away/<uuid:account_id>/hand-over/", away.hand_over, name="away_hand_over"),
    path("away/absences/<uuid:absence_id>/end/", away.end, name="away_end"),
    path("helping/", helping.work, name="helping"),
    path("matters/", listing.matters, name="matters"),
    path("matters/filters/save/", listing.save_filter, name="save_filter"),
    path("matters/filters/rename/", listing.rename_filter, name="rename_filter"),
    path("matters/filters/drop/", listing.drop_filter, name="drop_filter"),
    path("matters/columns/", listing.columns, name="columns"),
    path("matters/export/", exporting.start, name="export"),
    path("exports/", exporting.runs, name="exports"),
    path("exports/<uuid:run_id>/", exporting.run_page, name="export_run"),
    path("exports/<uuid:run_id>/stop/", exporting.stop, name="export_stop"),
    path("exports/<uuid:run_id>/file/", exporting.download, name="export_file"),
    path("matters/<uuid:petition_id>/", views.matter, name="matter"),
    path("matters/<uuid:petition_id>/do/<slug:key>/", views.move, name="move"),
    path("matters/<uuid:petition_id>/objection/", objection.objection, name="objection"),
    path("matters/<uuid:petition_id>/clocks/<uuid:clock_id>/", views.clock_lines, name="clock"),
    path("matters/<uuid:petition_id>/reveal/<slug:field>/", views.reveal, name="reveal"),
    path("matters/<uuid:petition_id>/opinion/", opinion.opinion, name="opinion"),
    path("matters/<uuid:petition_id>/opinion/autosave/", opinion.autosave, name="opinion_autosave"),
    path("matters/<uuid:petition_id>/opinion/preview.pdf", downloads.opinion_preview, name="opinion_preview"),
    path(
        "matters/<uuid:petition_id>/attachments/<uuid:attachment_id>/",
        downloads.attachment,
        name="attachment",
    ),
    path("matters/<uuid:petition_id>/papers/<uuid:document_id>.pdf", downloads.paper, name="paper"),
    path(
        "matters/<uuid:petition_id>/papers/<uuid:document_id>.docx", downloads.paper_word, name="paper_word"
    ),
    path(
        "matters/<uuid:petition_id>/papers/<uuid:document_id>/receipt.pdf", downloads.receipt, name="receipt"
    ),
    path("matters/<uuid:petition_id>/opinion/draft.docx", downloads.opinion_word, name="opinion_word"),
    path("matters/<uuid:petition_id>/archives/<uuid:document_id>.pdf", archiving.volume, name="archive"),
    path(
        "matters/<uuid:petition_id>/archives/<uuid:document_id>/sealed/",
        archiving.sealed,
        name="archive_sealed",
    ),
    path("call-backs/", calls.page, name="calls"),
    path("call-backs/<uuid:call_id>/", calls.call, name="call"),
    path("call-backs/<uuid:call_id>/caller/", calls.assign, name="call_assign"),
    path("orders/", urging.inbox, name="orders"),
    path("orders/<uuid:order_id>/", urging.order, name="order"),
    path("orders/<uuid:order_id>/do/<slug:key>/", urging.act, name="order_act"),
    path("proposals/<uuid:proposal_id>/", urging.proposal, name="proposal"),
    path("proposals/<uuid:proposal_id>/do/<slug:key>/", urging.proposal_act, name="proposal_act"),
    path("rights/", rights.page, name="rights"),
    path("rights/<uuid:request_id>/", rights.decide, name="right"),
    path("rights/<uuid:request_id>/copy.pdf", rights.copy, name="right_copy"),
    path("rights/<uuid:request_id>/answer.pdf", rights.answer, name="right_answer"),
    path("matters/print/", printing.start, name="print"),
]
