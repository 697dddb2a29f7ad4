"""Word 文件: the same papers for editing, with the styles of GB/T 9704-2012; a copy, never the original."""
