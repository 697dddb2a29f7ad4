"""附件卷: what hangs on a file beside the main line."""
