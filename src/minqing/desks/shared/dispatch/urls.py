"""Addresses of orders of the hall."""

from django.urls import path

from . import views

app_name = "dispatch"
urlpatterns = [
    path("", views.page, name="page"),
    path("new/", views.send, name="send"),
    path("on-spot/", views.spot, name="spot"),
    path("<uuid:order_id>/order.pdf", views.paper, name="paper"),
    path("<uuid:order_id>/<slug:key>/", views.move, name="move"),
]
