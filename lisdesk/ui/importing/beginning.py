"""Begin an import, and see it through: which file, the dialog, the work, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
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

_KINDS = (
    "Survey spreadsheets (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)",
    "All files (*)",
)


def begin_import(workspace: Workspace, parent: QWidget, paths: Sequence[Path]) -> None:
    """Begin an import of some files; else of the newest export of the portal that the last one
    came from, where there is a newer one; else of those that the officer chooses.
    """
    if workspace.is_read_only:
        workspace.notices.warn(
            f"Nothing was imported. The file is open for reading only. "
            f"{workspace.read_only_because}"
        )
        return
    if workspace.call is None:
        workspace.notices.warn("Make a call first; files are imported into the call at hand.")
        return
    if paths:
        _show(workspace, parent, workspace.call, tuple(paths))
        return
    then = partial(_offer, workspace, parent, workspace.call)
    workspace.jobs.read(next_export, workspace.call.id, owner=parent, then=then)


def _offer(workspace: Workspace, parent: QWidget, call: CallRow, found: NextExport) -> None:
    if found.newest is not None:
        _show(workspace, parent, call, (found.newest,), offered=found)
    else:
        _choose_files(workspace, parent, call, found.folder)


def _choose_files(
    workspace: Workspace, parent: QWidget, call: CallRow, folder: Path | None
) -> None:
    """Let the officer choose what to import, beginning where the last import came from."""
    if folder is None:
        folder = workspace.path.parent if workspace.path else Path.home()
    paths = workspace.ask.files_to_open("Import files", _KINDS, folder)
    if paths:
        _show(workspace, parent, call, tuple(paths))


def _show(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    paths: tuple[Path, ...],
    unfinished: Unfinished | None = None,
    offered: NextExport | None = None,
) -> None:
    dialog = ImportDialog(workspace, parent, call, paths, unfinished, offered)
    dialog.agreed.connect(partial(_import, workspace, parent, call, paths))
    dialog.another_wanted.connect(partial(_choose_files, workspace, parent, call, paths[0].parent))
    dialog.open()


def _import(
    workspace: Workspace,
    parent: QWidget,
    call: CallRow,
    paths: tuple[Path, ...],
    opened: OpenedSheet,
    import_map: ImportMap,
) -> None:
    """Import with progress in view, then go on with the next file."""
    name = with_hidden_shown(paths[0].name)

    def tell(result: ImportResult) -> None:
        _tell(workspace, name, result)
        if len(paths) > 1:
            _show(workspace, parent, call, paths[1:])

    def refuse(error: BaseException) -> None:
        if isinstance(error, UserError):
            _show(workspace, parent, call, paths, Unfinished(opened, import_map, str(error)))
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
