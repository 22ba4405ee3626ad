"""Begin an import, and see it through: which file, the dialog, the work, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lisdesk.errors import UserError
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.queries.calls import CallRow
from lisdesk.tasks.import_preview import OpenedSheet, import_opened
from lisdesk.tasks.importing import ImportResult
from lisdesk.tasks.next_export import NextExport, next_export
from lisdesk.ui.importing.dialog import ImportDialog, Unfinished
from lisdesk.ui.importing.words import counts_line
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace

_SHEETS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"
_MAILS = "*.eml *.msg *.mbox"
_DOCUMENTS = "*.docx *.odt *.rtf *.pdf *.html *.htm"
_KINDS = (
    f"Survey spreadsheets, e-mails and documents ({_SHEETS} {_MAILS} {_DOCUMENTS})",
    f"Survey spreadsheets ({_SHEETS})",
    f"E-mails ({_MAILS})",
    f"Letters and reports ({_DOCUMENTS} *.txt)",
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


def begin_import(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    paths: Sequence[Path],
    unfinished: Unfinished | None = None,
    decided: Callable[[Path], None] = _nobody,
) -> None:
    """Import some sheets into a call, one after the other; `decided` hears of each that is in."""
    several = tuple(paths)
    dialog = ImportDialog(workspace, parent, call, several, unfinished)
    _open(workspace, parent, call, dialog, several, decided)


def _offer(
    workspace: Workspace, parent: QWidget, call: CallRow, take: Take, found: NextExport
) -> None:
    if found.newest is None:
        _choose_files(workspace, take, found.folder)
        return
    dialog = ImportDialog(workspace, parent, call, (found.newest,), None, found)
    dialog.another_wanted.connect(partial(_choose_files, workspace, take, found.newest.parent))
    _open(workspace, parent, call, dialog, (found.newest,), _nobody)


def _choose_files(workspace: Workspace, take: Take, folder: Path | None) -> None:
    """Let the officer choose what to take in, beginning where the last import came from."""
    if folder is None:
        folder = workspace.path.parent if workspace.path else Path.home()
    paths = workspace.ask.files_to_open("Import sheets, file e-mails and documents", _KINDS, folder)
    if paths:
        take(paths)


def _open(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    dialog: ImportDialog,
    paths: tuple[Path, ...],
    decided: Callable[[Path], None],
) -> None:
    dialog.agreed.connect(partial(_import, workspace, parent, call, paths, decided))
    dialog.rejected.connect(
        lambda: _go_past(workspace, parent, call, paths[1:], dialog.is_unreadable, decided)
    )
    dialog.open()


def _go_past(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    rest: tuple[Path, ...],
    is_unreadable: bool,
    decided: Callable[[Path], None],
) -> None:
    """Go on after a file that cannot be read; after one that was cancelled say what was dropped."""
    if rest and is_unreadable:
        begin_import(workspace, parent, call, rest, decided=decided)
    elif rest:
        names = ", ".join(f"“{with_hidden_shown(path.name)}”" for path in rest[:_NAMED])
        more = f" and {len(rest) - _NAMED:,} more" if len(rest) > _NAMED else ""
        workspace.notices.warn(f"Cancelled. Nothing was imported of {names}{more} either.")


def _import(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    paths: tuple[Path, ...],
    decided: Callable[[Path], None],
    opened: OpenedSheet,
    import_map: ImportMap,
) -> None:
    """Import with progress in view, then go on with the next file."""
    name = with_hidden_shown(paths[0].name)

    def tell(result: ImportResult) -> None:
        _tell(workspace, name, result)
        decided(paths[0])
        if len(paths) > 1:
            begin_import(workspace, parent, call, paths[1:], decided=decided)

    def refuse(error: BaseException) -> None:
        if isinstance(error, UserError):
            again = Unfinished(opened, import_map, error.in_window())
            begin_import(workspace, parent, call, paths, again, decided)
        else:
            workspace.explain(error)

    task = partial(
        import_opened,
        call_id=call.id,
        sheet=opened,
        import_map=import_map,
        is_dry_run=False,
    )
    workspace.run(task, f"Importing {name}", "rows", tell, refuse)


def _tell(workspace: Workspace, name: str, result: ImportResult) -> None:
    report, entry_id = result.report, result.entry_id
    words = f"{name}: {counts_line(report)}."
    if entry_id is None:
        workspace.notices.tell(words)
        return
    workspace.notices.tell(
        words,
        "Undo",
        lambda: workspace.history.undo_entry(entry_id, f"imported {name}"),
    )
