"""The door of the room of search (检索)."""

from minqing.kernel.search.actions import forget_subject, index_subject
from minqing.kernel.search.queries import explain_query, matching_subjects
from minqing.kernel.search.reading import row_for_copy
from minqing.kernel.search.rules import Word

__all__ = ["Word", "explain_query", "forget_subject", "index_subject", "matching_subjects", "row_for_copy"]
