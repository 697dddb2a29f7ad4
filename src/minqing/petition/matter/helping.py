"""帮扶救助: other rooms hang help on a matter; here only who may, and that it hangs there.

Articles: 信访工作条例 27 (生活困难的帮扶救助到位), 37(2).
"""

from uuid import UUID

from minqing.kernel.law.public import Article, NotAllowed
from minqing.kernel.people.public import Actor
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import REGULATION, Annex, State
from minqing.petition.matter.steps import add_annex, check_version, save_step
from minqing.petition.matter.together import whole

HELPS = Article(REGULATION, "27,37(2)")
# Nobody is helped on a matter that no organ has taken on yet; after its end hardship may still be there.
HELPED = frozenset({State.HANDLING, State.APPROVING, State.ANSWERED, State.DELIVERED, State.CLOSED})


def hang_help(actor: Actor, petition_id: UUID, annex: Annex, *, version: int | None = None) -> Petition:
    """Return the locked matter with this annex on it; called in the transaction of whoever hangs it there.

    Refused on a sealed matter (a report asks for no help), on one nobody has accepted, and with an old
    version.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.HELP, lock=True)
        check_version(petition, version)
        if petition.sealed or State(petition.state) not in HELPED:
            raise NotAllowed("受理以后的信访事项才能提出帮扶救助；检举控告不在此列。", HELPS)
        return save_step(petition, None, add_annex(petition, annex))
