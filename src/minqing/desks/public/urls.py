"""The addresses of the public pages."""

from django.urls import path

from minqing.desks.public import exemplars, law, relief, views

app_name = "public"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("procedures/", views.Procedures.as_view(), name="procedures"),
    path("law/<slug:profile_id>/", law.rules_page, name="law"),
    path("relief/", relief.totals, name="relief"),
    path("privacy/", views.Privacy.as_view(), name="privacy"),
    path("exemplars/", exemplars.exemplars, name="exemplars"),
]
