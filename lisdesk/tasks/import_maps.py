"""How an officer used the columns of a portal's export, kept for the next day's export.

Kept on the officer's own computer beside the preferences, one map a portal and call, in the form
that the command line takes with --map. A portal is known by the headings of its columns. The maps
hold headings and numbers of questions, and nothing of a respondent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from lisdesk.errors import UserError
from lisdesk.exchange.sheets.headings import heading_key
from lisdesk.exchange.sheets.map_text import map_text
from lisdesk.exchange.sheets.mapping import ImportMap, read_map
from lisdesk.tasks.preferences import preferences_folder

_FOLDER = "maps"


def portal_key(file_id: str, call_reference: str, headings: Sequence[str]) -> str:
    """Return what knows a portal's export again: the same headings in the same order, one call."""
    parts = (file_id, call_reference, *map(heading_key, headings))
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{call_reference}-{digest[:16]}"


def kept_map(key: str) -> ImportMap | None:
    """Return the map that was kept for a portal; None without one that can be read."""
    path = _path(key)
    if not path.exists():
        return None
    try:
        return read_map(path)
    except UserError:  # changed by hand: what it said is asked again, and written anew
        return None


def keep_map(key: str, officers_map: ImportMap) -> bool:
    """Keep a map for a portal; whether it could be: a full drive is no reason to stop an import."""
    path = _path(key)
    partial = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.write_text(map_text(officers_map), encoding="utf-8")
        partial.replace(path)
    except OSError:
        return False
    return True


def _path(key: str) -> Path:
    return preferences_folder() / _FOLDER / f"{key}.toml"
