"""What happened to a call, in plain words, from what the audit kept of each edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.edit_words import words_of_edit
from lisdesk.rules.vocabulary import LateChoice, SetAside
from lisdesk.rules.wall_time import LONDON

DETAILED = {
    "new_call": "deadline",
    "extend_call": "deadline",
    "close_call": "closing",
    "reopen_call": "closing",
    "record_due_closing": "closing",
    "decide_late": "late_decision",
    "decide_late_submissions": "late_decision",
    "set_submission_aside": "set_aside_decision",
    "import_rows": "import",
    "import_project": "import",
    "import_codebook": "import",
    "file_documents": "import",
    "file_mails": "import",
    "add_priority": "priority",
    "edit_priority": "priority",
    "delete_priority": "priority",
    "record_publication": "publication",
    "record_contact_export": "contact_export",
    "mark_chased": "chase",
    "mark_acknowledged": "acknowledgement",
    "set_target": "coverage_target",
}
"""The edits of which more is told than what was done, with the table that says it."""
UNTOLD = frozenset({"mark_read", "mark_unread"})
"""What each officer does for themselves, and is no event of the call."""

_Side = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptChange:
    """What the audit kept of a change: one row before and after, or how many rows."""

    before: _Side
    after: _Side
    rows: int


def event_words(
    verb: str,
    subject: str,
    changes: Sequence[KeptChange],
    deadline_before: Deadline | None = None,
    zone: str = LONDON,
) -> str:
    """Return what an edit did, with what was kept of it: "Extended LLEP-2018-01 from Thu 31 Jan
    2019, 24:00 to Fri 8 Feb 2019, 24:00: more time was asked for".

    `changes` are those of its table in `DETAILED`; `deadline_before` was in force before it.
    """
    said = words_of_edit(verb, subject)
    if not changes:
        return said
    if verb == "extend_call":
        return said + _extension(changes[0].after, deadline_before, zone)
    if verb == "new_call":
        return said + _until(changes[0].after, zone)
    more = _MORE.get(verb)
    return f"{said}{more(changes)}" if more else said


def several_words(words: str, more: int) -> str:
    """Return the words of a run of like edits by those of the first one."""
    return f"{words}, and {more:,} more like it" if more else words


def kept_deadline(after: _Side, zone: str) -> Deadline | None:
    """Return the deadline that a row of the audit tells of; None if it was erased."""
    if "closes_on" not in after:
        return None
    at = after.get("closes_time")
    return Deadline(
        date.fromisoformat(after["closes_on"]),
        time.fromisoformat(at) if at else None,
        after.get("fold") or 0,
        zone,
    )


def _extension(after: _Side, before: Deadline | None, zone: str) -> str:
    becomes = kept_deadline(after, zone)
    words = f" from {before.words()}" if before else ""
    words += f" to {becomes.words()}" if becomes else ""
    return words + _because(after)


def _until(after: _Side, zone: str) -> str:
    closes = kept_deadline(after, zone)
    return f", closing {closes.words()}" if closes else ""


def _because(side: _Side) -> str:
    reason = " ".join(str(side.get("reason") or "").split())
    return f": {reason}" if reason else ""


def _reason(changes: Sequence[KeptChange]) -> str:
    return _because(changes[0].after)


def _decided(changes: Sequence[KeptChange]) -> str:
    rows = sum(each.rows for each in changes)
    after = changes[0].after
    key = after.get("choice")
    choice = f": {LateChoice.parse(key, 'choice').label.lower()}" if key else ""
    reason = _because(after).replace(": ", "; ", 1)
    return (f" ({rows:,} submissions)" if rows > 1 else "") + choice + reason


def _set_aside(changes: Sequence[KeptChange]) -> str:
    key = changes[0].after.get("kind")
    kind = f" as {SetAside.parse(key, 'kind').label.lower()}" if key else ""
    return kind + _because(changes[0].after)


def _imported(changes: Sequence[KeptChange]) -> str:
    after: dict[str, Any] = {}
    for each in changes:  # the counts are known, and kept, once every row has come in
        after.update(each.after)
    if "file_name" not in after:
        return ""
    rows, new = after.get("rows", 0), after.get("new_rows", 0)
    return f" from “{after['file_name']}”: {rows:,} {'row' if rows == 1 else 'rows'}, {new:,} new"


def _priority(changes: Sequence[KeptChange]) -> str:
    before, after = changes[0].before, changes[0].after
    was, becomes = before.get("name"), after.get("name")
    if was and becomes:
        return f": “{was}” became “{becomes}”"
    return f": “{becomes or was}”" if becomes or was else ""


def _file(changes: Sequence[KeptChange]) -> str:
    after = changes[0].after
    name = f" as “{after['file_name']}”" if after.get("file_name") else ""
    return name + (f", {counted(after['contacts'], 'contact')}" if "contacts" in after else "")


def _stakeholders(changes: Sequence[KeptChange]) -> str:
    rows = sum(each.rows for each in changes)
    return f": {rows:,} {'stakeholder' if rows == 1 else 'stakeholders'}"


def _submissions(changes: Sequence[KeptChange]) -> str:
    rows = sum(each.rows for each in changes)
    return f": {rows:,} {'submission' if rows == 1 else 'submissions'}"


def _wanted(changes: Sequence[KeptChange]) -> str:
    after = changes[0].after
    return f": {after['wanted']:,} wanted" if "wanted" in after else ""


_MORE: dict[str, Callable[[Sequence[KeptChange]], str]] = {
    "close_call": _reason,
    "reopen_call": _reason,
    "record_due_closing": _reason,
    "decide_late": _decided,
    "decide_late_submissions": _decided,
    "set_submission_aside": _set_aside,
    "import_rows": _imported,
    "import_project": _imported,
    "import_codebook": _imported,
    "file_documents": _imported,
    "file_mails": _imported,
    "add_priority": _priority,
    "edit_priority": _priority,
    "delete_priority": _priority,
    "record_publication": _file,
    "record_contact_export": _file,
    "mark_chased": _stakeholders,
    "mark_acknowledged": _submissions,
    "set_target": _wanted,
}
