"""Addresses of the import wizard."""

from django.urls import path

from . import views

app_name = "registrar-import"
urlpatterns = [
    path("", views.Imports.as_view(), name="list"),
    path("<uuid:run_id>/", views.Run.as_view(), name="run"),
    path("<uuid:run_id>/progress/", views.Progress.as_view(), name="progress"),
    path("<uuid:run_id>/halt/", views.Halt.as_view(), name="halt"),
    path("<uuid:run_id>/rejected.csv", views.Rejected.as_view(), name="rejected"),
]
