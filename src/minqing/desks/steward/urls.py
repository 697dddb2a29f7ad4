"""Addresses of the steward's desk."""

from django.urls import include, path

from . import accounts, calendar, organs, system, wordings

app_name = "steward"
urlpatterns = [
    path("", system.home, name="home"),
    path("organs/", organs.organs, name="organs"),
    path("organs/new/", organs.organ, name="organ_new"),
    path("organs/sheet/", organs.sheet, name="organ_sheet"),
    path("organs/organs.xlsx", organs.download, name="organ_download"),
    path("organs/<uuid:organ_id>/", organs.organ, name="organ"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="account_new"),
    path("accounts/<uuid:account_id>/", accounts.account, name="account"),
    path("accounts/<uuid:account_id>/password/", accounts.password, name="password"),
    path("accounts/<uuid:account_id>/posts/", accounts.post, name="post"),
    path("accounts/<uuid:account_id>/posts/<uuid:post_id>/end/", accounts.end, name="post_end"),
    path("calendar/", calendar.years, name="years"),
    path("calendar/new/", calendar.new_year, name="year_new"),
    path("calendar/recount/", calendar.recount, name="recount"),
    path("calendar/<int:number>/", calendar.year, name="year"),
    path("papers/", system.papers, name="papers"),
    path("papers/<slug:kind>.pdf", system.paper_preview, name="paper_preview"),
    path("papers/<slug:kind>/", wordings.wording, name="wording"),
    path("papers/<slug:kind>/preview.pdf", wordings.preview, name="wording_preview"),
    path("messages/", system.messages, name="messages"),
    path("messages/<uuid:dispatch_id>/again/", system.send_again, name="send_again"),
    path("ledger/", system.chain, name="ledger"),
    path("jobs/", system.jobs, name="jobs"),
    path("hall/", include("minqing.desks.steward.hall.urls")),
]
