"""The coding frame as a list in a file: written, and brought in after a look at what that does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lisdesk.edits.frame_import import FrameEntry, FrameImport, import_frame
from lisdesk.rules.counted import counted
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.frame_lists import CODEBOOK, EXCEL, preview_frame, read_frame, write_frame
from lisdesk.ui.ask import Question
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_SHEETS, _CODED = "*.csv *.xlsx *.xlsm *.xls *.ods *.tsv", "*.qdc"
_LISTS = (
    f"Lists and codebooks ({_SHEETS} {_CODED})",
    f"Spreadsheets ({_SHEETS})",
    f"Codebooks, REFI-QDA ({_CODED})",
)
_KINDS = ("Excel workbook (*.xlsx)", "CSV (*.csv)")
_CODEBOOKS = ("Codebooks, REFI-QDA (*.qdc)",)
_MOST_NAMED = 12


def bring_in_list(workspace: Workspace, parent: QWidget) -> None:
    """Ask for a list, say what it would add and change, and bring it in as one step.

    A codebook is taken in as one that was dropped on the window: its dialog opens above `parent`.
    """
    paths = workspace.ask.files_to_open("Import a list of priorities", _LISTS, Path.home())
    if not paths:
        return
    call_id, path = workspace.call_id, paths[0]
    if path.suffix.casefold() == CODEBOOK:
        from lisdesk.ui.incoming import take_in

        take_in(workspace, parent, [path])
        return

    def look(database: Database, desk: Desk, _tell: object) -> tuple[list[FrameEntry], FrameImport]:
        entries = read_frame(path)
        return entries, preview_frame(database, desk, call_id, entries)

    workspace.run(
        look,
        "Looking at the list",
        "priorities",
        lambda found: _ask(workspace, call_id, *found),
    )


def write_list(workspace: Workspace) -> None:
    """Ask for a place, and write the coding frame there as a list."""
    _write(workspace, "Export the priorities", _KINDS, EXCEL)


def write_codebook(workspace: Workspace) -> None:
    """Ask for a place, and write the coding frame there for programs that code."""
    _write(workspace, "Export the priorities as a codebook", _CODEBOOKS, CODEBOOK)


def _write(workspace: Workspace, title: str, kinds: Sequence[str], ending: str) -> None:
    assert workspace.call is not None
    call_id, name = workspace.call_id, f"{workspace.call.reference}-priorities{ending}"
    path = workspace.ask.file_to_save(title, kinds, Path.home() / name)
    if path is not None:
        if ending == CODEBOOK and path.suffix.casefold() != CODEBOOK:
            path = path.with_name(path.name + CODEBOOK)
        workspace.run(
            lambda database, _desk, _tell: write_frame(database, call_id, path),
            "Writing the priorities",
            "priorities",
            lambda count: workspace.notices.tell(
                f"Wrote {_priorities(count)} to {with_hidden_shown(path.name)}."
            ),
        )


def _ask(
    workspace: Workspace, call_id: int, entries: Sequence[FrameEntry], found: FrameImport
) -> None:
    if not (found.added or found.changed):
        workspace.notices.tell("The list says what stands. Nothing was changed.")
        return
    question = Question(
        title="Import the list of priorities",
        words=f"{_told(found, 'will be')}.",
        verb="Import the list",
        keep="Leave the frame as it is",
        detail="\n".join(
            f"{what}: {with_hidden_shown(_named(codes))}"
            for what, codes in (("Added", found.added), ("Changed", found.changed))
            if codes
        ),
    )
    if workspace.ask.agrees(question):
        edit = edit_with(import_frame, call_id=call_id, entries=entries)
        workspace.do(edit, lambda done: f"Imported a list: {_told(done, 'were')}")


def _told(found: FrameImport, are: str) -> str:
    added, changed = len(found.added), len(found.changed)
    parts = [f"{_priorities(added)} {are} added"] if added else []
    parts += [f"{changed if added else _priorities(changed)} {are} changed"] if changed else []
    parts += [f"{found.already_here:,} as before"] if found.already_here else []
    return ", ".join(parts)


def _named(codes: Sequence[str]) -> str:
    more = len(codes) - _MOST_NAMED
    return ", ".join(codes[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _priorities(count: int) -> str:
    return counted(count, "priority", "priorities")
