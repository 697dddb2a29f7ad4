"""Addresses of the reviewer's desk."""

from django.urls import path

from . import views

app_name = "reviewer"
urlpatterns = [
    path("", views.work, name="work"),
    path("outside/", views.outside, name="outside"),
    path("matrix/", views.matrix, name="matrix"),
    path("matters/<uuid:petition_id>/", views.file, name="file"),
    path("matters/<uuid:petition_id>/preview.pdf", views.preview, name="preview"),
    path("matters/<uuid:petition_id>/bundle.zip", views.bundle, name="bundle"),
]
