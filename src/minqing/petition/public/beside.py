"""A leaf of the petition room's door: what other rooms keep about a matter is noted on its file."""

from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.hanging import hang_annex

__all__ = ["hang_annex", "profile_in_force"]
