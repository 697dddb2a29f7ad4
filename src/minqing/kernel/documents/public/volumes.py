"""A leaf of the door of papers: plain sheets and bound volumes."""

from minqing.kernel.documents.sheets import facts, grid, head, par, sheet
from minqing.kernel.documents.volumes import bind_volume, page_count, picture_page

__all__ = ["bind_volume", "facts", "grid", "head", "page_count", "par", "picture_page", "sheet"]
