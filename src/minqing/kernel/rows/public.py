"""The door of this room: prepared reads, and the writes of one act sent in one statement."""

from minqing.kernel.rows.gathering import call, gathered, insert, send, update, write
from minqing.kernel.rows.prepared import Prepared, fetch

__all__ = ["Prepared", "call", "fetch", "gathered", "insert", "send", "update", "write"]
