"""What a case page shows of archive packages and of what the petitioner asked for beside the matter."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared import words
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition, closing, rights

from .kinds import Panel

ARCHIVE_WORDS: Final = {
    "waiting": "排队中",
    "running": "正在装订",
    "done": "已归档",
    "failed": "装订没有成功",
}
ARCHIVE_TONES: Final = {"waiting": "waiting", "running": "active", "done": "done", "failed": "bad"}
RIGHT_TONES: Final = {"open": "active", "granted": "done", "refused": "stopped"}


def archive(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    """Return the packages, the latest first."""
    return {
        "archives": [
            {"row": row, "state": retold(ARCHIVE_WORDS[row.status]), "tone": ARCHIVE_TONES[row.status]}
            for row in closing.archives_of(matter.pk)
        ]
    }


def asked(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return the requests beside the matter; complaints about conduct are never among them."""
    lines = []
    for row in rights.rights_of(matter.pk, conduct=False):
        tone, said = words.due_words(row.due_on, today)
        right = rights.RIGHTS[rights.Right(row.kind)]
        done = {"open": "待答复", "granted": right.granted, "refused": right.refused}[row.status]
        lines.append(
            {
                "row": row,
                "name": retold(right.name),
                "cite": right.article.cite,
                "state": retold(done),
                "tone": RIGHT_TONES[row.status],
                "deadline": Deadline(tone, said, row.due_on) if row.status == "open" else None,
                "answers": row.status == "open" and rights.may_answer(actor, row),
            }
        )
    return {"rights": lines}


PANELS: Final = (
    Panel(Annex.ARCHIVE, "casefile/panel_archive.html", archive),
    Panel(Annex.RIGHTS, "casefile/panel_rights.html", asked),
)
