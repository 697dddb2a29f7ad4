"""信访事项: the room of petitions, the path from hand-in to archive (信访工作条例 2022)."""
