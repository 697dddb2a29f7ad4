"""协办和执行: what other organs asked of ours, and what must be carried out, what is due first on top."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.petition.public import handling

from .panels.handling import EXECUTION_TONES, EXECUTION_WORDS


@gated(CASEWORK)
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """Show both lists, each line leading to its form on the file; two queries."""
    actor, today = actor_from(request), clock.today()
    context = {
        "asked": [{"row": each.row, "deadline": _due(each.row.due_on, today)} for each in _asked(request)],
        "to_execute": [
            {
                "row": row,
                "deadline": _due(row.due_on, today),
                "state": retold(EXECUTION_WORDS[row.status]),
                "tone": EXECUTION_TONES[row.status],
            }
            for row in handling.execution_work(actor)
        ],
        **desk_context(request, "helping"),
    }
    return render(request, "casefile/helping.html", context)


def _asked(request: HttpRequest) -> list[handling.CoWork]:
    return handling.co_work(actor_from(request), clock.today())


def _due(day: date, today: date) -> Any:
    tone, said = words.due_words(day, today)
    return Deadline(tone, said, day)
