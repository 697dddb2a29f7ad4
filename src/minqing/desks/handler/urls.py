"""Addresses of the handler's desk."""

from django.urls import path

from . import views

app_name = "handler"
urlpatterns = [path("", views.work, name="work")]
