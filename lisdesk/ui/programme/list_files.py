"""The programme as files: a newer list brought in as one step, a workbook written."""

from __future__ import annotations

from pathlib import Path

from lisdesk.store.database import Database
from lisdesk.store.desk import Desk
from lisdesk.tasks.lists import LEFT_OUT
from lisdesk.tasks.programme import ListEdit, ListReport, take_in, write_programme
from lisdesk.tasks.programme_lists import ProgrammeContent, read_programme_list
from lisdesk.tasks.trying import tried
from lisdesk.ui.ask import Question
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.target import target_file
from lisdesk.ui.workspace import Workspace

_LISTS = ("Spreadsheets (*.csv *.xlsx *.xlsm *.xls *.ods *.tsv)",)
_KINDS = ("Excel workbook (*.xlsx)", "List of areas, CSV (*.csv)")
_CSV = ("List, CSV (*.csv)",)
_AS_BEFORE = "The list says what stands. Nothing was changed."


def report_words(report: ListReport) -> str:
    """Return what was brought in, such as "Added 33 areas"."""
    words = f"Added {report.counted(report.added)}"
    if report.changed:
        words += f", changed {report.changed:,}"
    return f"{words}; {report.already_here:,} as before" if report.already_here else words


def import_words(report: ListReport) -> str:
    """Return what a list brought in, with the dates that could be read otherwise."""
    return " ".join((f"{report_words(report)}.", *_notes(report)))


def bring_in_list(workspace: Workspace) -> None:
    """Ask for a list, say what would come of it, and bring it in as one step that can be undone."""
    paths = workspace.ask.files_to_open("Import a list", _LISTS, Path.home())
    if not paths:
        return
    path = paths[0]

    def look(database: Database, desk: Desk, _tell: object) -> tuple[ListEdit, ListReport]:
        edit = take_in(read_programme_list(path))
        return edit, tried(database, desk, lambda _done, _total: None, edit=edit)

    workspace.run(look, "Reading", "rows", lambda found: _take(workspace, path.name, *found))


def _take(workspace: Workspace, name: str, edit: ListEdit, found: ListReport) -> None:
    if not (found.added or found.changed):
        workspace.notices.tell(" ".join((_AS_BEFORE, *_notes(found))))
        return
    parts = [f"{found.counted(found.added)} will be added"] if found.added else []
    if found.changed:
        parts.append(f"{found.counted(found.changed)} will be changed")
    parts += [f"{found.already_here:,} as before"] if found.already_here else []
    question = Question(
        title=f"Import “{with_hidden_shown(name)}”",
        words=" ".join((f"{'; '.join(parts)}.", *_notes(found))),
        verb="Import the list",
        keep="Leave the programme as it is",
    )
    if workspace.ask.agrees(question):
        workspace.do(edit, report_words, lambda done: workspace.notices.tell(import_words(done)))


def _notes(report: ListReport) -> list[str]:
    """Return what was taken for granted, shortened: columns that were left out, and of the dates
    the first one.
    """
    left_out = [each for each in report.notes if LEFT_OUT in each]
    dates = [each for each in report.notes if LEFT_OUT not in each]
    several = [f"{len(dates):,} dates were read so."] if len(dates) > 1 else []
    return [*left_out, *dates[:1], *several]


def write_list(workspace: Workspace, what: ProgrammeContent | None = None) -> None:
    """Ask for a place, and write the programme there, or a list of `what` that can be brought in
    again.
    """
    named = f"{what.label.casefold()}.csv" if what else "programme.xlsx"
    title = f"Export a list of {what.label.casefold()}" if what else "Export the programme"
    kinds, endings = (_CSV, (".csv",)) if what else (_KINDS, (".xlsx", ".csv"))
    path = target_file(workspace.ask, title, kinds, Path.home() / named, endings)
    if path is not None:
        name = with_hidden_shown(path.name)
        content = what or ProgrammeContent.AREAS
        workspace.run(
            lambda database, desk, _tell: write_programme(database, desk, path, content),
            "Writing the programme",
            "areas",
            lambda said: workspace.notices.tell(f"Wrote {said} to {name}."),
        )
