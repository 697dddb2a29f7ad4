"""Addresses of the leaders' days."""

from django.urls import path

from . import one_day, plan, records

app_name = "days"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("check-in/", one_day.check_in, name="check_in"),
    path("swaps/<uuid:swap_id>/", one_day.swap, name="swap"),
    path("records/<uuid:record_id>/", records.record, name="record"),
    path("<uuid:day_id>/", one_day.day, name="day"),
]
