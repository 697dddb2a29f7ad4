"""The wizard that brings a sheet of letters in: upload, columns and preview, progress, rejected rows back."""
