"""What is said of a workbook that was compared with its call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk import __version__
from lisdesk.rules.deadlines import local_words
from lisdesk.rules.vocabulary import Edition

if TYPE_CHECKING:
    from lisdesk.rules.workbook_changes import WorkbookChange
    from lisdesk.tasks.verifying import VerifiedFile


def verified_words(found: VerifiedFile) -> list[str]:
    """Return in sentences which edition a workbook is, whether it was altered, what changed."""
    edition = found.edition.label.split(":")[0].casefold()
    lines = [f"This is the {edition} edition of {found.reference}.", _recorded(found)]
    if found.is_altered:
        lines.append("It was altered since it was made: the call is what it was made from.")
    elif found.is_altered is None:
        lines.append(f"Whether it was altered since it was made cannot be told{_why(found)}.")
    else:
        lines.append("It was not altered since it was made.")
    lines.append(
        "The call is what it was made from."
        if found.is_current
        else "The call was changed since it was made."
    )
    count = len(found.changes)
    lines.append(f"Numbers and quotations that differ: {count:,}.")
    return lines


def _why(found: VerifiedFile) -> str:
    if not found.is_current:
        return ""  # the next sentence tells it
    if not found.version:
        return ": it does not say which version of lisdesk made it"
    return (
        f": it says that lisdesk {found.version} made it, which may have written some things "
        f"otherwise than this version, {__version__}"
    )


def _recorded(found: VerifiedFile) -> str:
    if found.recorded_at is not None:
        when = local_words(found.recorded_at)
        return f"It is on record: published by {found.recorded_by}, made {when}."
    if found.edition is Edition.PUBLICATION:
        return (
            "No publication with its hash is on record: it was saved by another program, or "
            "never handed over from this file."
        )
    return "Internal editions are not put on record."


def change_words(change: WorkbookChange) -> str:
    """Return one difference in a line: where, what the workbook has, what the call has."""
    place = ", ".join(filter(None, (change.sheet, change.line, change.column)))
    then = f"“{change.then}”" if change.then else "nothing"
    now = f"“{change.now}”" if change.now else "nothing"
    return f"{place}: {then} in the file, {now} now"
