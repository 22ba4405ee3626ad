"""Sizes of files in words."""

from __future__ import annotations


def size_words(size_bytes: int) -> str:
    """Return a file's size as people say it."""
    if size_bytes < 1_000:
        return "1 byte" if size_bytes == 1 else f"{size_bytes:,} bytes"
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1_000:,.0f} kB"
    return f"{size_bytes / 1_000_000:,.1f} MB"
