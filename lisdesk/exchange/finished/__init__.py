"""Finished publications read back by other means than they were written with, and searched."""
