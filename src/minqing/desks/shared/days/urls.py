"""Addresses of the leaders' days."""

from django.urls import path

from . import records, views

app_name = "days"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("check-in/", views.check_in, name="check_in"),
    path("swaps/<uuid:swap_id>/", views.swap, name="swap"),
    path("records/<uuid:record_id>/", records.record, name="record"),
    path("<uuid:day_id>/", views.day, name="day"),
]
