"""The door of the room of relief (专项资金·帮扶); the rest stands in its leaves fund, assistance, words."""

from minqing.relief.public.assistance import plans_of
from minqing.relief.public.fund import applications_on, help_given, public_totals, recount, yuan

__all__ = ["applications_on", "help_given", "plans_of", "public_totals", "recount", "yuan"]
