"""Papers that name who reports: opened by staff only after a reveal with a reason, which stays on record.

Articles: 纪检监察机关处理检举控告工作规则 47; 信访工作条例 30(3).
"""

from typing import Final

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Article, Incomplete
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Actor
from minqing.petition.matter.cadres import DISCIPLINE_RULES
from minqing.petition.matter.events import ContactRevealed
from minqing.petition.matter.models import Petition
from minqing.petition.matter.sealing import SEALED_NAME

SECRET: Final = Article(DISCIPLINE_RULES, "47", confidence="B")


def names_the_reporter(petition: Petition, document: Document) -> bool:
    """Return whether a paper of a sealed matter bears the name that is sealed."""
    if not petition.sealed or petition.anonymous:
        return False
    return str(document.data.get("petitioner_name") or SEALED_NAME) != SEALED_NAME


def refuse_unrevealed(actor: Actor, petition: Petition, document: Document) -> None:
    """Refuse such a paper to somebody who has not had the name revealed; no query for a plain one."""
    if not names_the_reporter(petition, document):
        return
    revealed = entries_of(petition.id).filter(
        account_id=actor.account_id, name=ContactRevealed.name, payload__field="name"
    )
    if not revealed.exists():
        raise Incomplete(
            "这份文书写有密封的姓名。请先在“信访人”一栏写明理由查看姓名，留痕以后再打开文书。", SECRET
        )
