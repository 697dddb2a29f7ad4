"""登记一件: what the counter hears, opens or is handed becomes a registered matter, in one act.

Articles: 信访工作条例 17, 19(1), 22(1).
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from minqing.kernel.people.public import Actor
from minqing.petition.intake.actions import HandIn, hand_in
from minqing.petition.intake.rules import Statement
from minqing.petition.intake.scanning import scanned_letter_for, settle_letter
from minqing.petition.matter.together import together
from minqing.petition.registration.actions import register_petition


def take_down(*, actor: Actor, statement: Statement, scan_id: UUID | None = None, at: datetime) -> HandIn:
    """收下并登记: hand in and register, both or neither; the receipt can be given at once.

    ``scan_id`` is the scanned letter it was taken down from: settled with it, its pages become an attachment.

    The same key a second time gives the same matter, registered once. Refuses what ``hand_in`` and
    ``register_petition`` refuse.
    """
    with together():
        if scan_id is not None:
            letter = scanned_letter_for(actor, scan_id, lock=True)
            files = (letter.file_id, *(each for each in statement.file_ids if each != letter.file_id))
            statement = replace(statement, file_ids=files, idempotency_key=f"scan-{scan_id}")
        handed = hand_in(actor=actor, statement=statement, at=at)
        register_petition(actor=actor, petition_id=handed.petition.id, at=at)
        if scan_id is not None:
            settle_letter(actor=actor, letter_id=scan_id, petition_id=handed.petition.id, at=at)
    return handed
