"""The history of edits: who did what, and what can be taken back."""
