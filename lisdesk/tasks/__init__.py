"""Whole jobs made of reading files, queries and edits: import this sheet, export that workbook."""
