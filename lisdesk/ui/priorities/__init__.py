"""The screen Priorities."""
