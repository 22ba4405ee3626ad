"""The screen Answers."""
