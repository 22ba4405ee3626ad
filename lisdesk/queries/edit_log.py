"""Edits as the window follows them: what is new in the file, and what can be undone and redone."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.outcome import LASTING_VERBS, TAKE_BACK, Kind
from lisdesk.queries.newest_edit import newest_entry_id
from lisdesk.queries.subject_names import subject_names
from lisdesk.store.changes import KINDS
from lisdesk.store.entities import AuditChange, AuditEntry

_LOOKED_THROUGH = 2_000
"""How many of an officer's newest edits are searched for steps."""


class UndoStep(NamedTuple):
    """An edit that can be taken back: `entry_id` is the audit entry to take back.

    `verb` and `subject` are those of the edit as it was first done, however often it was undone and
    redone since; a stakeholder or an area is named as it stands in the register now, in the words
    of whoever wrote them.
    """

    entry_id: int
    verb: str
    subject: str


class UndoSteps(NamedTuple):
    """An officer's steps, oldest first in both: the last of `undo` is undone next, the last of
    `redo` is redone next.
    """

    undo: tuple[UndoStep, ...]
    redo: tuple[UndoStep, ...]


class NewEdits(NamedTuple):
    """What was done in a file since an audit entry."""

    newest_entry_id: int
    kinds: frozenset[Kind]


def edits_since(session: Session, entry_id: int) -> NewEdits:
    """Return which kinds of thing were changed after an audit entry, by whomever."""
    newest = newest_entry_id(session)
    if newest <= entry_id:
        return NewEdits(newest, frozenset())
    touched = select(AuditChange.table_name).where(AuditChange.entry_id > entry_id).distinct()
    kinds = {KINDS[name] for name in session.scalars(touched) if name in KINDS}
    return NewEdits(newest, frozenset(kinds))


def undo_steps(session: Session, officer: str, limit: int = 500) -> UndoSteps:
    """Return the newest steps that an officer can undo and redo, as the audit tells them.

    Taking back an edit moves it to the side of redo; taking that back moves it home again. A new
    edit ends what could be redone. What somebody else took back is on neither side, until that is
    taken back in turn.
    """
    newest = (
        select(
            AuditEntry.id,
            AuditEntry.verb,
            AuditEntry.subject,
            AuditEntry.takes_back_id,
            (AuditEntry.officer == officer).label("is_own"),
        )
        .where((AuditEntry.officer == officer) | AuditEntry.takes_back_id.is_not(None))
        .order_by(AuditEntry.id.desc())
        .limit(_LOOKED_THROUGH)
    )
    undo: dict[int, UndoStep] = {}
    redo: dict[int, UndoStep] = {}
    taken_by_others: dict[int, UndoStep] = {}
    for entry_id, verb, subject, takes_back_id, is_own in reversed(session.execute(newest).all()):
        if takes_back_id in undo:
            step = undo.pop(takes_back_id)._replace(entry_id=entry_id)
            (redo if is_own else taken_by_others)[entry_id] = step
        elif takes_back_id in redo:
            undo[entry_id] = redo.pop(takes_back_id)._replace(entry_id=entry_id)
        elif takes_back_id in taken_by_others:
            undo[entry_id] = taken_by_others.pop(takes_back_id)._replace(entry_id=entry_id)
        elif is_own and verb not in LASTING_VERBS and verb != TAKE_BACK:
            redo.clear()
            undo[entry_id] = UndoStep(entry_id, verb, subject)
    return _named(session, list(undo.values())[-limit:], list(redo.values())[-limit:])


def _named(session: Session, undo: list[UndoStep], redo: list[UndoStep]) -> UndoSteps:
    names = subject_names(session, (step.subject for step in (*undo, *redo)))
    sides = (
        tuple(step._replace(subject=names.get(step.subject, step.subject)) for step in side)
        for side in (undo, redo)
    )
    return UndoSteps(*sides)
