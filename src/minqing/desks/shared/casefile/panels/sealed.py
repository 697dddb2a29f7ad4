"""What a case page shows of standing aside: who, since when, on what ground, who decided."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared.retelling import retold
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition, rights, sealed

from .kinds import Panel


def recusal(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    """Return who stands aside and what the petitioner applied for; two queries."""
    applied = [row for row in rights.rights_of(matter.pk, conduct=False) if row.kind == rights.Right.RECUSAL]
    right = rights.RIGHTS[rights.Right.RECUSAL]
    rows = [
        {"row": row, "ground": retold(sealed.GROUND_WORDS[row.ground])}
        for row in sealed.standing_aside(matter)
    ]
    return {
        "rows": rows,
        "refused": [row for row in applied if row.status == "refused"],
        "waiting": [row for row in applied if row.status == "open"],
        "refused_words": retold(right.refused),
        "basis": sealed.STANDS_ASIDE.cite,
        "unheld": matter.handler_id is None and matter.accepted_on is not None,
        "matter": matter,
    }


PANELS: Final = (Panel(Annex.RECUSAL, "casefile/panel_recusal.html", recusal),)
