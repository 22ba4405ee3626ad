"""The screen Calls."""
