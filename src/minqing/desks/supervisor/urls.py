"""Addresses of the supervisor's desk."""

from django.urls import path

from . import urging, views, watching
from .checks.urls import urlpatterns as checks

app_name = "supervisor"
urlpatterns = [
    path("", views.board, name="board"),
    path("guarantees/<slug:key>/", views.rows, name="rows"),
    path("execution/", views.unexecuted, name="unexecuted"),
    path("outside/", views.unreturned, name="unreturned"),
    path("overdue/", views.overdue, name="overdue"),
    path("ladder/", watching.ladder, name="ladder"),
    path("ladder/<slug:key>/", watching.step, name="step"),
    path("history/", watching.history, name="history"),
    path("history/<slug:figure>/<str:day>/", watching.past, name="past"),
    path("orders/", urging.listed, name="orders"),
    path("orders/<uuid:order_id>/escalate/", urging.escalate, name="escalate"),
    path("matters/<uuid:petition_id>/urge/", urging.urge, name="urge"),
    path("proposals/", urging.proposed, name="proposals"),
    path("proposals/new/", urging.propose, name="propose"),
    *checks,
]
