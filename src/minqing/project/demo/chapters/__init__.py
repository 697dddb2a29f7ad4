"""What can happen beside the straight path, told of letters of the demo: one function for each thing."""

from minqing.project.demo.chapters import after, early, handled
from minqing.project.demo.chapters.after import draw_calls
from minqing.project.demo.chapters.telling import Telling

__all__ = ["draw_calls", "tell_chapter"]


def tell_chapter(name: str, telling: Telling) -> None:
    """Tell what else happened to a letter; ``name`` as in the letters' ``then``. Unknown: ``KeyError``."""
    {**early.CHAPTERS, **handled.CHAPTERS, **after.CHAPTERS}[name](telling)
