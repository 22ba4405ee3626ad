"""The screen Reading."""
