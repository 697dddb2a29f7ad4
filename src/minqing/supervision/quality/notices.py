"""Who is told in a quality check: the reader, then the organ sent back to, then the reader again."""

from collections.abc import Collection
from uuid import UUID

from minqing.kernel.notifications.public import notify
from minqing.supervision.quality.models import Reading

LINK = "/desk/supervisor/quality/readings/{id}/"


def tell(reading: Reading, accounts: Collection[UUID], title: str) -> None:
    """Show a notice that names the matter by its number only."""
    if accounts:
        notify(
            account_ids=list(accounts),
            event_name="supervision.quality",
            subject_id=reading.petition_id,
            title=f"{title}：{reading.petition.number or ''}",
            body="",
            link=LINK.format(id=reading.pk),
        )
