"""Addresses of the leader's desk."""

from django.urls import path

from . import day, views

app_name = "leader"
urlpatterns = [path("", views.work, name="work"), path("day/", day.day, name="day")]
