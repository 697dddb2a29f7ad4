"""Addresses of these pages, under the supervisor's desk."""

from django.urls import path

from . import figures, praise, readings, register, stock, troubles

urlpatterns = [
    path("quality/", register.quality, name="quality"),
    path("quality/samples/<uuid:sample_id>/", readings.sample, name="sample"),
    path("quality/readings/<uuid:reading_id>/", readings.reading, name="reading"),
    path("problems/", register.problems, name="problems"),
    path("problems/<uuid:case_id>/", troubles.problem, name="problem"),
    path("backlog/", register.backlog, name="backlog"),
    path("backlog/<uuid:entry_id>/", stock.entry, name="backlog_entry"),
    path("exemplars/", register.exemplars, name="exemplars"),
    path("exemplars/<uuid:exemplar_id>/", praise.exemplar, name="exemplar"),
    path("mine/", register.mine, name="mine"),
    path("league/", figures.league, name="league"),
    path("league/rows/", figures.league_rows, name="league_rows"),
    path("weak/", figures.weak, name="weak"),
    path("weak/rows/", figures.weak_rows, name="weak_rows"),
    path("weak/link/", figures.weak_link, name="weak_link"),
]
