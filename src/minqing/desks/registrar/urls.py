"""Addresses of the registrar's desk."""

from django.urls import path

from . import scanning, taking, views

app_name = "registrar"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("next/", views.next_letter, name="next"),
    path("new/", taking.take_down, name="take_down"),
    path("scans/", scanning.batches, name="scans"),
    path("scans/<uuid:batch_id>/", scanning.batch, name="scans_batch"),
    path("scans/<uuid:batch_id>/progress/", scanning.progress, name="scans_progress"),
    path("scans/letters/<uuid:letter_id>/dates/", scanning.dates, name="scan_dates"),
    path("scans/letters/<uuid:letter_id>/aside/", scanning.aside, name="scan_aside"),
    path("scans/letters/<uuid:letter_id>/pages/<int:page>/", scanning.page, name="scan_page"),
    path("labels/", scanning.labels, name="labels"),
    path("<uuid:petition_id>/", views.letter, name="letter"),
    path("<uuid:petition_id>/alike/", views.alike, name="alike"),
]
