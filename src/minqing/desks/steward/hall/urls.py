"""Addresses of setting up halls; they belong to the steward's desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.halls_page, name="halls"),
    path("new/", views.new_hall, name="hall_new"),
    path("<uuid:hall_id>/", views.hall, name="hall"),
    path("<uuid:hall_id>/change/", views.change, name="hall_change"),
    path("<uuid:hall_id>/hours/", views.hours, name="hall_hours"),
    path("<uuid:hall_id>/days/", views.day, name="hall_day"),
    path("<uuid:hall_id>/<slug:kind>/new/", views.part, name="hall_part_new"),
    path("<uuid:hall_id>/<slug:kind>/<uuid:part_id>/", views.part, name="hall_part"),
]
