"""Addresses of the fund's desk."""

from django.urls import path

from . import applications, books

app_name = "fund"
urlpatterns = [
    path("", applications.queue, name="home"),
    path("applications/", applications.listing, name="applications"),
    path("applications/<uuid:application_id>/", applications.page, name="application"),
    path("applications/<uuid:application_id>/do/<slug:key>/", applications.act, name="act"),
    path("applications/<uuid:application_id>/files/<uuid:file_id>/", applications.file, name="file"),
    path("applications/<uuid:application_id>/papers/<uuid:paper_id>/", applications.paper, name="paper"),
    path("funds/", books.listing, name="funds"),
    path("funds/new/", books.new, name="new"),
    path("funds/<uuid:fund_id>/", books.page, name="fund"),
    path("funds/<uuid:fund_id>/do/<slug:key>/", books.act, name="fund_act"),
    path("funds/<uuid:fund_id>/books.csv", books.export, name="export"),
]
