"""Take the words of an attachment into its submission's letter, or lead to where they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.edits.extracting import NoWordsError
from lisdesk.errors import UnreadableFileError, UserError
from lisdesk.rules.counted import counted
from lisdesk.tasks.document_filing import TextAdded, extract_attachment
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.wishes import ToCorrect
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.attachments import AttachmentRow
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk


def add_words(workspace: Workspace, submission_id: int, reference: str, row: AttachmentRow) -> None:
    """Add what an attachment says to the letter; what cannot be read can be typed in."""
    name = with_hidden_shown(row.name)

    def task(database: Database, desk: Desk, _count: object) -> TextAdded:
        return extract_attachment(database, desk, reference, row.number)

    def refuse(error: BaseException) -> None:
        if isinstance(error, NoWordsError | UnreadableFileError):
            words = error.in_window() if name in error.happened else f"{name}: {error.in_window()}"
            target = ToCorrect(submission_id)
            workspace.notices.warn(
                with_hidden_shown(words),
                "Type it in",
                lambda: workspace.go_to("submissions", target),
            )
        elif isinstance(error, UserError):
            workspace.notices.warn(with_hidden_shown(error.in_window()))
        else:
            workspace.explain(error)

    workspace.run(
        task,
        f"Reading {name}",
        "files",
        lambda added: _tell(workspace, name, added),
        refuse,
    )


def _tell(workspace: Workspace, name: str, added: TextAdded) -> None:
    found, reference = added.found, added.standing.reference
    count = counted(len(found.text.split()), "word")
    remarks = [*found.notes, *found.problems, *(added.form.notes if added.form else ())]
    remarks += added.differences
    told = f"Added {count} of “{name}” to the letter of {reference}."
    if added.form is not None and not added.form.is_printed:
        told = f"Took the answers of the response form “{name}” for {reference}."
    if left := added.standing.excerpts_left_behind:
        is_or_are = "is" if left == 1 else "are"
        remarks.append(f"{counted(left, 'tagged excerpt')} {is_or_are} not in the new letter.")
    if left := added.standing.redactions_left_behind:
        remarks.append(f"{counted(left, 'redaction')} could not be placed in the new letter.")
    words = " ".join([told, *remarks])
    say = workspace.notices.warn if remarks else workspace.notices.tell
    entry_id = added.entry_id
    if entry_id is None:
        say(with_hidden_shown(words))
        return
    done = f"added words to the letter of {reference}"
    workspace.did.emit(f"{done[:1].upper()}{done[1:]}")
    with workspace.notices.telling_of([entry_id]):
        say(with_hidden_shown(words), "Undo", lambda: workspace.history.undo_entry(entry_id, done))
