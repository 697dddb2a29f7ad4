"""Where Procrastinate looks for the desks' queued work; the work itself stands beside the lists it serves."""

from minqing.desks.api.jobs import forget_act_calls
from minqing.desks.shared.casefile.archiving import make_archive
from minqing.desks.shared.listing.binding import bind_papers
from minqing.desks.shared.listing.writing import clear_exports, write_export

__all__ = ["bind_papers", "clear_exports", "forget_act_calls", "make_archive", "write_export"]
