"""A change of the coding frame in words."""

from __future__ import annotations

from collections.abc import Mapping

from lisdesk.rules.lineage import FrameStep
from lisdesk.rules.vocabulary import FrameEventKind, PriorityStatus

_GONE = "a priority that is gone"


def told(
    step: FrameStep, after: Mapping[int, Mapping[str, str]], moved: int = 0, joined: int = 0
) -> str:
    """Return what a change did, such as "Merged into P2 People with 12 tags".

    `after` are the priorities as the change left them; `moved` tags went over with it, and `joined`
    ones became one with a tag that was there.
    """
    own, other = after.get(step.priority_id, {}), _named(after, step.other_id)
    was = next((row for row in step.before if row["id"] == f"{step.priority_id}"), {})
    kind = FrameEventKind
    match step.kind:
        case kind.ADDED:
            above = own.get("parent", "")
            below = f" below {_named(after, int(above))}" if above else ""
            return f"Split off from {other}" if step.other_id is not None else f"Added{below}"
        case kind.RENAMED:
            return f"Renamed from “{_both({**own, **was})}” to “{_both(own)}”"
        case kind.REDEFINED:
            names = [name for name in was if name != "id"]
            return f"Changed: {', '.join(names)}"
        case kind.STATUS:
            return f"Status changed from {_status(was)} to {_status(own)}"
        case kind.MOVED:
            if "parent" not in was:
                return "Moved among its neighbours"
            return f"Moved below {other}" if step.other_id is not None else "Moved to the top"
        case kind.SPLIT:
            return f"Split: {_tags(moved, joined)} went to {other}"
        case kind.MERGED:
            return f"Merged into {other} with {_tags(moved, joined)}"
        case kind.DELETED:
            tags = f"; {_tags(moved, joined)} went to {other}" if step.other_id is not None else ""
            return f"Deleted{tags}"


def _tags(moved: int, joined: int) -> str:
    count = moved + joined
    words = "1 tag" if count == 1 else f"{count:,} tags"
    return f"{words}, {joined:,} of them joined" if joined else words


def _status(row: Mapping[str, str]) -> str:
    found = PriorityStatus.find(row.get("status", ""))
    return found.label if found else ""


def _named(rows: Mapping[int, Mapping[str, str]], number: int | None) -> str:
    return _both(rows[number]) if number is not None and number in rows else _GONE


def _both(row: Mapping[str, str]) -> str:
    return f"{row.get('code', '')} {row.get('name', '')}".strip()
