"""Under which regulation a matter came, and what its local rules say: read from the profile of its day."""

from minqing.kernel.law.public import Profile, all_profiles
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.models import Petition
from minqing.petition.routing.rules.table import Law


def law_of(petition: Petition) -> Law:
    """Return the regulation in force on the day of receipt; no query."""
    profiles = {profile.id: profile for profile in all_profiles()}
    found: Profile | None = profile_in_force(petition.received_on)
    while found is not None:
        if found.id == Law.BEFORE_2022.value:
            return Law.BEFORE_2022
        found = profiles.get(found.parent) if found.parent else None
    return Law.NOW


def late_review_declined(petition: Petition) -> bool:
    """Return whether a local rule ends a review asked for too late; the Regulation itself does not."""
    setting = profile_in_force(petition.received_on).settings.get("late_review_declined")
    return setting is not None and setting.value == 1
