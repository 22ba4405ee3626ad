"""Bring in a coding frame from a list, as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lisdesk.edits.coding_frame import (
    PriorityCorrection,
    correct_priority,
    put_below,
    refuse_below_itself,
)
from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.frame_log import FrameLog, frame_changed
from lisdesk.edits.priorities import PriorityDraft, write_priority
from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError, UserError
from lisdesk.rules.vocabulary import PriorityColour, PriorityStatus
from lisdesk.store.entities import Call, Priority, PriorityDetail, PriorityLabel
from lisdesk.store.lookup import priority_by_code
from lisdesk.store.work import Work

FRAME_COLUMNS = (
    "code",
    "name",
    "parent",
    "foundation",
    "definition",
    "include",
    "exclude",
    "examples",
    "keywords",
    "colour",
    "status",
)
"""The columns of a list of priorities."""


@dataclass(frozen=True, slots=True)
class FrameEntry:
    """A line of a list: the cells of the columns that it has; `where` names it in an error."""

    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FrameImport:
    """What came of a list: its lines = added + changed + already_here."""

    added: tuple[str, ...]
    """Their codes."""
    changed: tuple[str, ...]
    already_here: int


@verb
def import_frame(work: Work, *, call_id: int, entries: Sequence[FrameEntry]) -> FrameImport:
    """Add the priorities of a list, and correct those that are there by their code.

    A column that the list does not have leaves its field as it is; an empty cell empties it, and an
    empty parent means the top. Parents stand before new priorities below them. RefusedError names
    the line that does not fit, and nothing is changed.
    """
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    added: list[str] = []
    changed: list[str] = []
    codes: set[str] = set()
    with frame_changed(work, call) as log:
        for entry in entries:
            code = entry.cells["code"].strip()
            if code.casefold() in codes:
                raise RefusedError(
                    f"In {entry.where}: the list has {code} twice.", do="Take one line out."
                )
            codes.add(code.casefold())
            try:
                outcome = _take(work, call, log, entry.cells)
            except UserError as error:
                raise RefusedError(f"In {entry.where}: {error.happened}", do=error.do) from error
            if outcome is not None:
                (added if outcome else changed).append(code)
    here = len(entries) - len(added) - len(changed)
    return FrameImport(tuple(added), tuple(changed), here)


def _take(work: Work, call: Call, log: FrameLog, cells: Mapping[str, str]) -> bool | None:
    """Take a line in; return whether it was added, or None if it says what stands."""
    chosen = select(Priority).where(
        Priority.call_id == call.id, func.lower(Priority.code) == cells["code"].strip().lower()
    )
    priority = work.session.scalar(chosen)
    if priority is None:
        write_priority(work, call, _draft(cells))
        return True
    before = _facts(work, priority)
    correct_priority(work, call, priority, _correction(cells))
    if "parent" in cells:
        _hang(work, call, log, priority, cells["parent"].strip())
    return None if _facts(work, priority) == before else False


def _hang(work: Work, call: Call, log: FrameLog, priority: Priority, code: str) -> None:
    parent = priority_by_code(work.session, call.id, code) if code else None
    parent_id = parent.id if parent is not None else None
    if parent_id == priority.parent_id:
        return
    refuse_below_itself(work, priority, parent)
    log.moved.append(priority.id)
    put_below(work, call, priority, parent_id)


def _draft(cells: Mapping[str, str]) -> PriorityDraft:
    return PriorityDraft(
        code=cells["code"],
        name=cells.get("name", ""),
        parent=cells.get("parent", "").strip(),
        foundations=cells.get("foundation", "").split(";"),
        definition=cells.get("definition", ""),
        include=cells.get("include", ""),
        exclude=cells.get("exclude", ""),
        keywords=cells.get("keywords", "").split(","),
        status=_status(cells) or PriorityStatus.EMERGING,
        examples=cells.get("examples", ""),
        colour=_colour(cells),
    )


def _correction(cells: Mapping[str, str]) -> PriorityCorrection:
    return PriorityCorrection(
        name=cells.get("name") or None,
        definition=cells.get("definition"),
        include=cells.get("include"),
        exclude=cells.get("exclude"),
        keywords=cells["keywords"].split(",") if "keywords" in cells else None,
        status=_status(cells),
        foundations=cells["foundation"].split(";") if "foundation" in cells else None,
        examples=cells.get("examples"),
        colour=(_colour(cells) or NOTHING) if "colour" in cells else None,
    )


def _status(cells: Mapping[str, str]) -> PriorityStatus | None:
    text = cells.get("status", "").strip()
    return PriorityStatus.parse(text, "status") if text else None


def _colour(cells: Mapping[str, str]) -> PriorityColour | None:
    text = cells.get("colour", "").strip()
    return PriorityColour.parse(text, "colour") if text else None


def _facts(work: Work, priority: Priority) -> tuple[object, ...]:
    """Return all that a list can say of a priority."""
    labels = select(PriorityLabel.label_id).where(PriorityLabel.priority_id == priority.id)
    detail = select(PriorityDetail.examples, PriorityDetail.colour).where(
        PriorityDetail.priority_id == priority.id
    )
    found = work.session.execute(detail).first()
    return (
        priority.name,
        priority.parent_id,
        sorted(work.session.scalars(labels)),
        priority.definition,
        priority.include,
        priority.exclude,
        list(priority.keywords),
        priority.status,
        tuple(found) if found is not None else ("", None),
    )
