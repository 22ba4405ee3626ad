"""lisdesk: run a call for evidence, tag its submissions, report the evidence."""

__version__ = "0.1.0"
