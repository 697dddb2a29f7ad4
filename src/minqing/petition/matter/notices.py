"""Who is told of a matter, and how: staff in the program, the petitioner by telephone.

Titles only, no content.

个人信息保护法 51: a message outside says that something happened and where to look, never what it is about.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from minqing.kernel.notifications.public import ContactKind, notify, send_message
from minqing.kernel.people.public import Actor, Duty, duty_holders
from minqing.petition.matter.kept import without_kept
from minqing.petition.matter.models import Petition
from minqing.petition.matter.sealing import person_of
from minqing.petition.matter.words import official as _

LINK = "/desk/matters/{id}/"


def posts_holding(organ_id: UUID, duties: Collection[Duty], on: date) -> list[UUID]:
    """Return the accounts that exercise one of the duties in an organ that day, deputies too; one query."""
    return [holder.account_id for holder in duty_holders(duties, on, organ_id)]


def tell_staff(
    petition: Petition,
    account_ids: Collection[UUID],
    *,
    event_name: str,
    title: str,
    body: str = "",
    actor: Actor | None = None,
) -> None:
    """Show a notice to accounts, the actor excepted; a sealed matter is named by its number only.

    Nobody the matter is kept from is told, whatever their post.
    """
    told = [each for each in account_ids if actor is None or each != actor.account_id]
    told = without_kept(petition, told)
    if not told:
        return
    about = petition.number or "" if petition.sealed else f"{petition.number or ''} {petition.title}".strip()
    notify(
        account_ids=told,
        event_name=event_name,
        subject_id=petition.id,
        title=f"{title}：{about}" if about else title,
        body=body,
        link=LINK.format(id=petition.id),
    )


def tell_petitioner(petition: Petition, *, event_name: str, words: str) -> None:
    """Send a short message to the petitioner's telephone, if there is one.

    Nothing of the matter's content.
    """
    person = person_of(petition)
    if person is None or not person.telephone:
        return
    send_message(
        contact_kind=ContactKind.TELEPHONE,
        contact=person.telephone,
        subject=_("信访事项通知"),
        body=words,
        event_name=event_name,
        subject_id=petition.id,
    )
