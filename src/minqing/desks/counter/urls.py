"""Addresses of the counter's desk."""

from django.urls import path

from . import issuing, sheets, windows, working

app_name = "counter"
urlpatterns = [
    path("", windows.home, name="home"),
    path("halls/<uuid:hall_id>/", issuing.hall_day, name="hall"),
    path("halls/<uuid:hall_id>/day/", issuing.run_day, name="run_day"),
    path("halls/<uuid:hall_id>/issue/", issuing.issue, name="issue"),
    path("halls/<uuid:hall_id>/check-in/", issuing.check_in, name="check_in"),
    path("windows/<uuid:window_id>/", windows.window, name="window"),
    path("windows/<uuid:window_id>/queue/", windows.queue, name="queue"),
    path("windows/<uuid:window_id>/sit/", windows.sit, name="sit"),
    path("windows/<uuid:window_id>/next/", windows.call, name="call"),
    path("windows/<uuid:window_id>/do/<slug:key>/", windows.act, name="act"),
    path("halls/<uuid:hall_id>/sheet/", sheets.sheet, name="sheet"),
    path("halls/<uuid:hall_id>/numbers/", sheets.numbers, name="numbers"),
    path("numbers/<uuid:ticket_id>/work/", working.work, name="work"),
    path("visits/<uuid:visit_id>/", working.visit, name="visit"),
    path("numbers/<uuid:ticket_id>/slip/", issuing.slip, name="slip"),
]
