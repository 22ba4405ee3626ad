"""Begin an import, and see it through: which file, the dialog, the work, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from lisdesk.errors import UserError
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.queries.calls import CallRow
from lisdesk.tasks.import_preview import OpenedSheet, import_opened
from lisdesk.tasks.importing import ImportResult
from lisdesk.tasks.next_export import NextExport, next_export
from lisdesk.ui.importing.dialog import ImportDialog, Unfinished
from lisdesk.ui.importing.words import counts_line
from lisdesk.ui.intake.told import ToldOfDrop
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace

_SHEETS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"
_MAILS = "*.eml *.msg *.mbox"
_DOCUMENTS = "*.docx *.odt *.rtf *.pdf *.html *.htm"
_PROJECTS = "*.qdpx *.qdc"
_KINDS = (
    f"Survey spreadsheets, e-mails, documents, coded projects "
    f"({_SHEETS} {_MAILS} {_DOCUMENTS} {_PROJECTS})",
    f"Survey spreadsheets ({_SHEETS})",
    f"E-mails ({_MAILS})",
    f"Letters and reports ({_DOCUMENTS} *.txt)",
    f"Coded projects and codebooks, REFI-QDA ({_PROJECTS})",
    "All files (*)",
)
_NAMED = 4
"""How many files are named in a notice."""


Take = Callable[[Sequence[Path]], None]
"""Takes in files that were chosen, whatever they are."""


def _nobody(_path: Path) -> None:
    """Hear nothing: a sheet that was chosen is remembered by its import alone."""


def offer_import(workspace: Workspace, parent: QWidget, call: CallRow, take: Take) -> None:
    """Offer the newest export of the portal that the last import came from, where there is a newer
    one; else let the officer choose files, which `take` is given.
    """
    then = partial(_offer, workspace, parent, call, take)
    workspace.jobs.read(next_export, call.id, owner=parent, then=then)


class _Sheets(NamedTuple):
    """Sheets that are imported one after the other, the first of them now."""

    workspace: Workspace
    parent: QWidget
    call: CallRow
    paths: tuple[Path, ...]
    told: ToldOfDrop
    decided: Callable[[Path], None]


def begin_import(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    paths: Sequence[Path],
    told: ToldOfDrop,
    decided: Callable[[Path], None] = _nobody,
) -> None:
    """Import some sheets into a call, one after the other; `decided` hears of each that is in."""
    _begin(_Sheets(workspace, parent, call, tuple(paths), told, decided))


def _begin(sheets: _Sheets, unfinished: Unfinished | None = None) -> None:
    dialog = ImportDialog(sheets.workspace, sheets.parent, sheets.call, sheets.paths, unfinished)
    _open(sheets, dialog)


def _offer(
    workspace: Workspace, parent: QWidget, call: CallRow, take: Take, found: NextExport
) -> None:
    if found.newest is None:
        _choose_files(workspace, take, found.folder)
        return
    paths = (found.newest,)
    dialog = ImportDialog(workspace, parent, call, paths, None, found)
    dialog.another_wanted.connect(partial(_choose_files, workspace, take, found.newest.parent))
    _open(_Sheets(workspace, parent, call, paths, ToldOfDrop(workspace), _nobody), dialog)


def _choose_files(workspace: Workspace, take: Take, folder: Path | None) -> None:
    """Let the officer choose what to take in, beginning where the last import came from."""
    if folder is None:
        folder = workspace.path.parent if workspace.path else Path.home()
    paths = workspace.ask.files_to_open("Import sheets, file e-mails and documents", _KINDS, folder)
    if paths:
        take(paths)


def _open(sheets: _Sheets, dialog: ImportDialog) -> None:
    dialog.agreed.connect(partial(_import, sheets))
    dialog.rejected.connect(lambda: _go_past(sheets, is_unreadable=dialog.is_unreadable))
    dialog.open()


def _go_past(sheets: _Sheets, *, is_unreadable: bool) -> None:
    """Go on after a file that cannot be read; after one that was cancelled say what was dropped."""
    rest = sheets.paths[1:]
    if rest and not is_unreadable:
        names = ", ".join(f"“{with_hidden_shown(path.name)}”" for path in rest[:_NAMED])
        more = f" and {len(rest) - _NAMED:,} more" if len(rest) > _NAMED else ""
        words = f"Cancelled. Nothing was imported of {names}{more} either."
        sheets.told.say(words, needs_a_look=True, is_passing=True)
        return
    sheets.told.say_again()
    if rest:
        _begin(sheets._replace(paths=rest))


def _import(sheets: _Sheets, opened: OpenedSheet, import_map: ImportMap) -> None:
    """Import with progress in view, then go on with the next file."""
    path, rest = sheets.paths[0], sheets.paths[1:]
    name = with_hidden_shown(path.name)

    def tell(result: ImportResult) -> None:
        words = f"{name}: {counts_line(result.report)}."
        sheets.told.say(words, entry_id=result.entry_id, done=f"imported {name}")
        sheets.decided(path)
        if rest:
            _begin(sheets._replace(paths=rest))

    def refuse(error: BaseException) -> None:
        if isinstance(error, UserError):
            _begin(sheets, Unfinished(opened, import_map, error.in_window()))
        else:
            sheets.workspace.explain(error)

    task = partial(
        import_opened,
        call_id=sheets.call.id,
        sheet=opened,
        import_map=import_map,
        is_dry_run=False,
    )
    sheets.workspace.run(task, f"Importing {name}", "rows", tell, refuse)
