"""规则: the terms of one rule profile with their articles, for everybody who wants to look a number up.

Article: 信访工作条例 18(1) (laws and procedure are published).
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from minqing.desks.shared.gate import gated
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.law.public import STARTS, all_profiles


@gated(PUBLIC)
def rules_page(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Show every term, what may pause it, and the numbers of one profile."""
    profile = next((each for each in all_profiles() if each.id == profile_id), None)
    if profile is None:
        raise Http404
    terms = [(term, STARTS[term.starts_on], profile.grounds_for(term.id)) for term in profile.terms.values()]
    context = {"profile": profile, "terms": terms, "settings": profile.settings.values()}
    return render(request, "public/law.html", context)
