"""Where every address leads; each leaf declares its gate (tests/guards proves it)."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic.base import RedirectView

from minqing.desks.public import views as pages
from minqing.project import views

# Addresses of libraries, which know no doors of ours: allauth guards its pages itself.
THIRD_PARTY = ("accounts/",)

# Each desk under its own address; a desk says by itself which doors its pages have. Those without a beginning
# of their own come last: every address would be tried against all of theirs first.
DESKS = {
    "api": "api/",
    "registrar.importing": "desk/registrar/import/",
    "counter": "desk/counter/",
    "counter.front": "hall/",
    "registrar": "desk/registrar/",
    "handler": "desk/handler/",
    "leader": "desk/leader/",
    "reviewer": "desk/reviewer/",
    "supervisor": "desk/supervisor/",
    "fund": "desk/fund/",
    "steward": "desk/steward/",
    "shared.conference": "desk/conferences/",
    "shared.dispatch": "desk/dispatch/",
    "shared.days": "desk/days/",
    "shared.held": "desk/held/",
    "public.days": "leaders/",
    "shared": "desk/",
    "public": "",
    "petitioner": "",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", views.health, name="health"),
    # Accounts and passwords come from the steward: nothing here sends or takes mail.
    path("accounts/password/reset/", RedirectView.as_view(url="/accounts/login/")),
    path("accounts/email/", RedirectView.as_view(url="/accounts/login/")),
    path("accounts/", include("allauth.urls")),
    path("comfort/", pages.comfort, name="comfort"),
    path("language/", pages.language, name="set_language"),
    *(
        path(prefix, include(f"minqing.desks.{desk}.urls"))
        for desk, prefix in DESKS.items()
        if find_spec(f"minqing.desks.{desk}.urls") is not None
    ),
]

handler400 = "minqing.desks.public.views.not_understood"
handler403 = "minqing.desks.public.views.forbidden"
handler404 = "minqing.desks.public.views.not_found"
handler500 = "minqing.project.views.fault"
