"""Addresses of the steward's desk."""

from django.urls import path

from . import views

app_name = "steward"
urlpatterns = [path("", views.home, name="home")]
