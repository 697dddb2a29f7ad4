"""Addresses of held cases."""

from django.urls import path

from . import views

app_name = "held"
urlpatterns = [path("", views.listing, name="list"), path("<uuid:case_id>/", views.case, name="case")]
