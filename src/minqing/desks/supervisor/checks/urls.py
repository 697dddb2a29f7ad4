"""Addresses of these pages, under the supervisor's desk."""

from django.urls import path

from . import figures, items, register

urlpatterns = [
    path("quality/", register.quality, name="quality"),
    path("quality/samples/<uuid:sample_id>/", items.sample, name="sample"),
    path("quality/readings/<uuid:reading_id>/", items.reading, name="reading"),
    path("problems/", register.problems, name="problems"),
    path("problems/<uuid:case_id>/", items.problem, name="problem"),
    path("backlog/", register.backlog, name="backlog"),
    path("backlog/<uuid:entry_id>/", items.backlog_entry, name="backlog_entry"),
    path("exemplars/", register.exemplars, name="exemplars"),
    path("exemplars/<uuid:exemplar_id>/", items.exemplar, name="exemplar"),
    path("mine/", register.mine, name="mine"),
    path("league/", figures.league, name="league"),
    path("league/rows/", figures.league_rows, name="league_rows"),
    path("weak/", figures.weak, name="weak"),
    path("weak/rows/", figures.weak_rows, name="weak_rows"),
    path("weak/link/", figures.weak_link, name="weak_link"),
]
