"""The pages of docs/law: printed from the rows the program works with, never written by hand."""
