"""The screen Evidence."""
