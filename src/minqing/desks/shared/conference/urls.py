"""Addresses of conferences."""

from django.urls import path

from . import following, views

app_name = "conference"
urlpatterns = [
    path("", views.page, name="list"),
    path("new/", views.convene, name="convene"),
    path("matters/<uuid:petition_id>/helpers/", following.ask_helpers, name="ask_helpers"),
    path("<uuid:conference_id>/", views.one, name="one"),
    path("<uuid:conference_id>/answer/", views.answer, name="answer"),
    path("<uuid:conference_id>/record/", views.record, name="record"),
    path("<uuid:conference_id>/decide/", views.decide, name="decide"),
    path("<uuid:conference_id>/minutes/", views.minutes, name="minutes"),
    path("<uuid:conference_id>/move/", views.move, name="move"),
    path("<uuid:conference_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:conference_id>/decisions/<uuid:decision_id>/<slug:key>/", following.follow, name="follow"),
    path("<uuid:conference_id>/papers/<uuid:document_id>.pdf", following.paper, name="paper"),
    path("<uuid:conference_id>/files/<uuid:file_id>/", following.proof, name="proof"),
]
