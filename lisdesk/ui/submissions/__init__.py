"""The screen Submissions."""
