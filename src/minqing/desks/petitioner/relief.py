"""What my page says of help: what was paid on my matter, on which day; nothing of how it was decided."""

from typing import Any

from minqing.petition.public import Annex, Petition
from minqing.relief.public import help_given, yuan


def shown(row: Petition) -> dict[str, Any]:
    """Return the help paid on a matter for its petitioner's page; no query without any application."""
    if Annex.RELIEF.value not in row.annexes:
        return {"help": []}
    lines = [(each.paid_on, yuan(each.amount)) for each in help_given(row.pk)]
    return {"help": lines}
