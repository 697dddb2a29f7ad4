"""Where every address leads; each leaf declares its gate (tests/guards proves it)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
