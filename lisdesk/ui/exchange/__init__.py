"""Coded projects of other programs in the window: seen and counted before they come in."""
