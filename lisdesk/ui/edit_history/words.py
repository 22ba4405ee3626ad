"""What the history of edits says of an edit, and of what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from lisdesk.rules.edit_words import words_of_edit
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import shortened, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.edit_details import ChangeTold, EditDetails, FieldChange
    from lisdesk.queries.edit_list import EditRow

_LONGEST_VALUE = 400
_DONE = {"insert": "added", "update": "changed", "delete": "taken away"}


def edit_words(row: EditRow) -> str:
    """Return what an edit did."""
    return with_hidden_shown(" ".join(words_of_edit(row.verb, row.subject).split()))


def state_words(row: EditRow) -> str:
    """Return whether an edit stands, and who undid it or did it again."""
    if row.is_lasting:
        return "Stays on record"
    if not row.turned_by:
        return "Stands"
    return f"{'Done again' if row.stands else 'Taken back'} by {with_hidden_shown(row.turned_by)}"


def state_tip(row: EditRow, zone: str) -> str:
    """Return the state of an edit with the moment of its last turn."""
    when = f" on {local_words(row.turned_at, zone)}" if row.turned_at is not None else ""
    return f"{state_words(row)}{when}"


def details_words(row: EditRow, details: EditDetails, zone: str) -> str:
    """Return all that is known of an edit, a line for each field that it changed."""
    who = f"{with_hidden_shown(row.officer)}, {local_words(row.at, zone)}"
    lines = [edit_words(row), f"{who} · edit {row.id}", f"{state_tip(row, zone)}."]
    for change in details.changes:
        lines += ["", *_lines(change, zone)]
    if details.more:
        lines += ["", f"… and {details.more:,} more changes."]
    return "\n".join(lines)


def _lines(change: ChangeTold, zone: str) -> Iterator[str]:
    many = f"{change.things:,} × " if change.things > 1 else ""
    yield f"{many}{change.thing.capitalize()} {_DONE[change.operation.value]}"
    if change.is_erased:
        yield "   What it said has been erased by law."
    for each in change.fields:
        yield f"   {each.name}: {_sides(each, zone)}"


def _sides(change: FieldChange, zone: str) -> str:
    before, after = (
        None if side is None else _side(change.name, side, zone)
        for side in (change.before, change.after)
    )
    if before is None:
        return str(after)
    return f"{before} → {'nothing' if after is None else after}"


def _side(name: str, value: str, zone: str) -> str:
    if name.endswith(" at"):
        try:
            return local_words(datetime.fromisoformat(value), zone)
        except ValueError:  # shown as the file has it
            pass
    return with_hidden_shown(shortened(value, _LONGEST_VALUE))
