"""Strangers' files are read in a process of their own, with limits on what it may take and do."""
