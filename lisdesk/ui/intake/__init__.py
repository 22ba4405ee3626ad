"""What the dialogs for things that come in have in common: a table, fields beside it, a foot."""
