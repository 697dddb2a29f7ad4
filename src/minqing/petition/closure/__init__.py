"""⑧ 办结·归档: closing against the checklist (信访工作条例 27)."""
