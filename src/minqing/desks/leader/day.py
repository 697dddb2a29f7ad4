"""我的接访日: on a telephone's first screen today's people, what waits for me, my cases, instructions due."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minqing.crossings.reception_to_petition import instructions_seen
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import LEADER
from minqing.desks.shared.staff import desk_context
from minqing.desks.shared.words import due_words
from minqing.kernel.clock import public as clock
from minqing.petition import public as petition
from minqing.reception.public import days
from minqing.supervision.public.held import held_lines


@gated(LEADER)
def day(request: HttpRequest) -> HttpResponse:
    """Show the leader's own day."""
    actor, today = actor_from(request), clock.today()
    mine = days.my_days(actor, today, today + timedelta(days=30))
    now = [each for each in mine if each.day == today]
    counts = petition.inbox_counts(actor, today)
    context = {
        "now": now,
        "coming": [each for each in mine if each.day > today][:5],
        "bookings": days.bookings_of([each.pk for each in now]) if now else [],
        "swaps": [(each, days.stands_for(actor, each.answers_id)) for each in days.open_swaps(actor)],
        "held": held_lines(actor, today, mine=True),
        "instructions": [(each, *due_words(each.due_on, today)) for each in instructions_seen(actor)[:20]],
        "signing": counts["approving"],
        "today": today,
        **desk_context(request, "leader-day"),
    }
    return render(request, "leader/day.html", context)
