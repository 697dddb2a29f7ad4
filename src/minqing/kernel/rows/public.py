"""The door of this room: prepared reads, and the writes of one act sent in one statement."""

from minqing.kernel.rows.gathering import call, gathered, insert, send, update, write
from minqing.kernel.rows.prepared import Prepared, fetch
from minqing.kernel.rows.shapes import Marks, Shapes

__all__ = ["Marks", "Prepared", "Shapes", "call", "fetch", "gathered", "insert", "send", "update", "write"]
