"""The programme as files: a newer list brought in as one step, a workbook written."""

from __future__ import annotations

from pathlib import Path

from lisdesk.edits.programme import ProgrammeReport, take_in_programme
from lisdesk.rules.counted import counted
from lisdesk.rules.programme import AreaDraft
from lisdesk.tasks.programme import listed_areas, write_programme
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.target import target_file
from lisdesk.ui.workspace import Workspace, edit_with

_LISTS = ("Spreadsheets (*.csv *.xlsx *.xlsm *.xls *.ods *.tsv)",)
_KINDS = ("Excel workbook (*.xlsx)", "List, CSV (*.csv)")


def report_words(report: ProgrammeReport) -> str:
    """Return what was brought in, such as "Added 33 areas"."""
    words = f"Added {counted(report.added, 'area')}"
    if report.changed:
        words += f", changed {report.changed:,}"
    return f"{words}; {report.already_here:,} as before" if report.already_here else words


def import_words(report: ProgrammeReport) -> str:
    """Return what a list brought in, with the dates that could be read otherwise."""
    notes = report.notes
    several = [f"{len(notes):,} dates were read so."] if len(notes) > 1 else []
    return " ".join((f"{report_words(report)}.", *notes[:1], *several))


def bring_in_list(workspace: Workspace) -> None:
    """Ask for a list of areas, and bring it in as one step that can be undone."""
    paths = workspace.ask.files_to_open("Import a list of areas", _LISTS, Path.home())
    if not paths:
        return
    path = paths[0]

    def take(areas: list[AreaDraft]) -> None:
        edit = edit_with(take_in_programme, areas=areas, corrects=True)
        workspace.do(edit, report_words, lambda done: workspace.notices.tell(import_words(done)))

    workspace.run(lambda _database, _desk, _tell: listed_areas(path), "Reading", "areas", take)


def write_list(workspace: Workspace) -> None:
    """Ask for a place, and write the programme there."""
    suggested = Path.home() / "programme.xlsx"
    path = target_file(workspace.ask, "Export the programme", _KINDS, suggested, (".xlsx", ".csv"))
    if path is not None:
        name = with_hidden_shown(path.name)
        workspace.run(
            lambda database, desk, _tell: write_programme(database, desk, path),
            "Writing the programme",
            "areas",
            lambda said: workspace.notices.tell(f"Wrote {said} to {name}."),
        )
