"""The filter that was last in force for a call, also after a restart; never words searched for."""

from __future__ import annotations

import json
from typing import NamedTuple

from PySide6.QtCore import QByteArray

from lisdesk.queries.reading_list import ReadingFilter, Shelf
from lisdesk.ui.memory import name_of_file, remember, remembered
from lisdesk.ui.workspace import Workspace


class KeptFilter(NamedTuple):
    """A filter, and the priority and the stakeholder type that were chosen for it."""

    chosen: ReadingFilter
    priority_id: int | None = None
    type_id: int | None = None


def keep_filter(workspace: Workspace, kept: KeptFilter) -> None:
    """Keep a filter for the call at hand."""
    chosen = kept.chosen
    values = {
        "shelves": sorted(shelf.name for shelf in chosen.shelves),
        "question": chosen.question_id,
        "type": kept.type_id,
        "types": list(chosen.type_ids),
        "priority": kept.priority_id,
        "priorities": list(chosen.priority_ids),
        "once": chosen.is_campaign_once,
    }
    remember(_key(workspace), QByteArray(json.dumps(values).encode()))


def kept_filter(workspace: Workspace) -> KeptFilter:
    """Return the filter that was kept for the call at hand; an empty one if it cannot be read."""
    try:
        kept = json.loads(bytes(remembered(_key(workspace)).data()) or b"{}")
        chosen = ReadingFilter(
            shelves=frozenset(Shelf[name] for name in kept.get("shelves", ())),
            priority_ids=tuple(map(int, kept.get("priorities", ()))),
            question_id=_number(kept.get("question")),
            type_ids=tuple(map(_number, kept.get("types", ()))),
            is_campaign_once=bool(kept.get("once", False)),
        )
        return KeptFilter(chosen, _number(kept.get("priority")), _number(kept.get("type")))
    except (ValueError, TypeError, KeyError, AttributeError):
        return KeptFilter(ReadingFilter())


def _number(kept: object) -> int | None:
    return None if kept is None else int(str(kept))


def _key(workspace: Workspace) -> str:
    call = workspace.call
    assert call is not None
    where = workspace.path or workspace.jobs.database.name
    return f"reading/{name_of_file(where)}/{call.reference}"
