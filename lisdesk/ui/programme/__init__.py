"""The screen Programme and its dialog."""
