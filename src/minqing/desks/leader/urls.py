"""Addresses of the leader's desk."""

from django.urls import path

from . import views

app_name = "leader"
urlpatterns = [path("", views.work, name="work")]
