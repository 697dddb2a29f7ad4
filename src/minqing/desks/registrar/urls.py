"""Addresses of the registrar's desk."""

from django.urls import path

from . import views

app_name = "registrar"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("next/", views.next_letter, name="next"),
    path("<uuid:petition_id>/", views.letter, name="letter"),
]
