"""Who reads a visit: whoever may receive people at its window, and the organ that runs the hall."""

from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor
from minqing.reception.hall.gate import windows_for
from minqing.reception.visits.models import Visit


def visits_for(actor: Actor) -> QuerySet[Visit]:
    """Return the visits the actor reads. Whether a matter is kept from them is judged above this room."""
    return Visit.objects.filter(window__in=windows_for(actor).values("pk"))


def visit_for(actor: Actor, visit_id: UUID) -> Visit:
    """Return one visit with number, hall and window; raises ``NotAllowed`` as for one that does not exist."""
    rows = visits_for(actor).select_related("ticket__service", "hall", "window__organ", "received_by")
    found = rows.filter(pk=visit_id).first()
    if found is None:
        raise NotAllowed("没有这次来访的记录，或者您无权查看。")
    return found
