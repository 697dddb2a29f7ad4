"""What exports leave in the ledger: that rows were taken out of the house, how many and by which filter."""

from dataclasses import dataclass
from typing import ClassVar

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class MattersExported(Event):
    """导出: somebody took this many matters out as a file; the filter is kept by its digest."""

    name: ClassVar[str] = "exchange.matters_exported"
    count: int
    format: str
    columns: tuple[str, ...]
    query_digest: str
