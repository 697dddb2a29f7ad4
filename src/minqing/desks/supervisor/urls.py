"""Addresses of the supervisor's desk."""

from django.urls import path

from . import views

app_name = "supervisor"
urlpatterns = [
    path("", views.board, name="board"),
    path("guarantees/<slug:key>/", views.rows, name="rows"),
    path("execution/", views.unexecuted, name="unexecuted"),
    path("outside/", views.unreturned, name="unreturned"),
    path("overdue/", views.overdue, name="overdue"),
]
