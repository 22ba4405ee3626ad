"""Priorities and counts in words, as the dialogs of this screen say them."""

from __future__ import annotations

from lisdesk.queries.priority_page import FrameRow
from lisdesk.rules.counted import counted
from lisdesk.ui.plain import with_hidden_shown


def named(each: FrameRow) -> str:
    """Return code and name of a priority."""
    return f"{each.row.code} {with_hidden_shown(each.row.name)}"


def tags(number: int) -> str:
    """Return a number of tags."""
    return counted(number, "tag", "tags")


def joined_words(joined: int, differing: int) -> str:
    """Return how many tags became one with another, and how many of them said something else."""
    parts = [f"{joined:,} joined with one on the same words"] if joined else []
    parts += [f"{differing:,} of them noted where they differ"] if differing else []
    return ", ".join(parts)
