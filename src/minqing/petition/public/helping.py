"""The door by which help is hung on a matter (帮扶救助)."""

from minqing.petition.matter.helping import HELPED, hang_help

__all__ = ["HELPED", "hang_help"]
