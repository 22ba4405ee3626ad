"""Measure lisdesk against its floors: `python3 dev.py bench`."""
