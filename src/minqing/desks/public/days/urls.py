"""Addresses of the published rota."""

from django.urls import path

from . import views

app_name = "leaders"
urlpatterns = [
    path("", views.rota, name="rota"),
    path("booking/", views.booking, name="code"),
    path("<uuid:day_id>/", views.book, name="book"),
]
