"""Export: where to, a second look before a publication, and the work with its progress."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import ALL_OF_IT, WorkbookWish
from lisdesk.ui.ask import Question
from lisdesk.ui.evidence.overview import withheld_sentence
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.target import target_file
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.calls import CallRow
    from lisdesk.queries.evidence.preview import EvidencePreview
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk
    from lisdesk.tasks.exporting import ExportReport
    from lisdesk.ui.jobs import Progress

_KINDS = (
    "Excel workbooks (*.xlsx)",
    "Reports for the web (*.html)",
    "Reports to be edited (*.docx)",
    "Lists for other programs, CSV (*.zip)",
    "Coded projects, REFI-QDA (*.qdpx)",
    "Codebooks, REFI-QDA (*.qdc)",
)
_ENDING = ".xlsx"
_ENDINGS = (_ENDING, ".html", ".docx", ".zip", ".qdpx", ".qdc")
_REPORTS = (".html", ".docx")
_PROJECT = ".qdpx"


class _Order(NamedTuple):
    """What is to be written, and where."""

    reference: str
    target: Path
    edition: Edition
    wish: WorkbookWish


class Exporter:
    """Writes the evidence of the call at hand to a file that the officer names."""

    def __init__(self, workspace: Workspace, screen: QWidget) -> None:
        self._workspace, self._screen = workspace, screen
        self._folder: Path | None = None

    def export_part(self, preview: EvidencePreview, waiting: int) -> None:
        """Ask which sheets and which submissions, then go on as with all of them."""
        from lisdesk.ui.evidence.part_dialog import PartDialog

        dialog = PartDialog(self._workspace, self._screen.window(), preview)
        dialog.chosen.connect(partial(self.export, preview, waiting))
        dialog.open()

    def export(
        self, preview: EvidencePreview, waiting: int, wish: WorkbookWish = ALL_OF_IT
    ) -> None:
        """Ask where to, and for a publication whether what it withholds is understood; then write.
        While anything waits to be settled there is no publication, but the way there.

        A file of that name is replaced only once the new one is whole.
        """
        workspace, call = self._workspace, self._workspace.call
        if call is None:
            return
        edition = preview.edition
        if edition is Edition.PUBLICATION and waiting:
            if workspace.ask.agrees(settling_first(waiting)):
                open_settling(workspace, self._screen)
            return
        if edition is Edition.PUBLICATION and not workspace.ask.agrees(second_look(preview)):
            return
        suggested = self._suggested(call, edition, wish)
        title = f"Export: {edition.label}"
        target = target_file(workspace.ask, title, _KINDS, suggested, _ENDINGS)
        if target is None:
            return
        self._folder = target.parent
        write = partial(self._write, _Order(call.reference, target, edition, wish))
        if edition is Edition.INTERNAL and target.suffix.casefold() == _PROJECT:
            self._ask_about_confidential(call.id, write)
        else:
            write(with_confidential=False)

    def _ask_about_confidential(self, call_id: int, write: Callable[..., None]) -> None:
        """Write a project at once, or after asking whether what is confidential goes in."""
        from lisdesk.queries.coded_confidential import confidential_submissions

        def ask(asked_for: Collection[int]) -> None:
            agrees = self._workspace.ask.agrees
            write(with_confidential=bool(asked_for) and agrees(about_confidential(len(asked_for))))

        self._workspace.jobs.read(confidential_submissions, call_id, owner=self._screen, then=ask)

    def _write(self, order: _Order, *, with_confidential: bool) -> None:
        edition = order.edition.label.split(":")[0].lower()
        work = partial(_export, order=order, with_confidential=with_confidential)
        self._workspace.run(
            work, f"Exporting {order.reference}, {edition} edition", "rows", self._tell
        )

    def _suggested(self, call: CallRow, edition: Edition, wish: WorkbookWish) -> Path:
        from lisdesk.paths import default_file

        path = self._workspace.path
        folder = self._folder or (path.parent if path else default_file().parent)
        part = "" if wish.is_whole else f"-{wish.template.key}" if not wish.view else "-part"
        return folder / f"{call.reference}-{edition.key}{part}{_ENDING}"

    def _tell(self, report: ExportReport) -> None:
        rows = sum(report.sheets.values())
        name = with_hidden_shown(report.path.name)
        recorded = " It is on record." if report.edition is Edition.PUBLICATION else ""
        held = ", ".join(f"{count:,} {what.lower()}" for what, count in report.sheets.items())
        if report.losses or report.path.suffix.casefold() in _REPORTS:
            words = f"Wrote “{name}”: {held}.{recorded}"
        else:
            sheets = counted(len(report.sheets), "sheet")
            words = f"Wrote “{name}”: {sheets}, {counted(rows, 'row')}.{recorded}"
        if report.losses:
            show = partial(self._show_losses, name, report.losses)
            words += " Not all of the call is in it."
            self._workspace.notices.offer(words, [("What is left out…", show)])
        else:
            self._workspace.notices.tell(words)
        edition = report.edition.label.split(":")[0].lower()
        self._workspace.did.emit(f"Exported the {edition} edition to “{name}”")

    def _show_losses(self, name: str, losses: Sequence[str]) -> None:
        from lisdesk.ui.evidence.losses_dialog import LossesDialog

        LossesDialog(self._screen.window(), name, losses).open()


def open_settling(workspace: Workspace, parent: QWidget) -> None:
    """Open what has to be settled before a publication."""
    from lisdesk.ui.publishing.dialog import BeforeDialog

    if workspace.call is not None:
        BeforeDialog(workspace, parent.window()).open()


def settling_first(waiting: int) -> Question:
    """Return what is asked in place of a publication while anything waits to be settled."""
    waits = "1 place waits" if waiting == 1 else f"{waiting:,} places wait"
    return Question(
        title="Before you publish",
        words=(
            f"{waits} to be settled: words that may be personal data, in texts that the "
            "publication would show. Redact or keep each first; nothing is written before."
        ),
        verb="Settle them now",
        keep="Do not export",
    )


def second_look(preview: EvidencePreview) -> Question:
    """Return what is asked before a publication is written."""
    open_ones = "; ".join(
        f"{each.words.lower()}: {each.submissions:,}" for each in preview.obstacles
    )
    still = f" Still open: {open_ones}." if open_ones else ""
    return Question(
        title="Export for publication",
        words=(
            "Others will read this file. Only what respondents permitted is quoted or named. "
            f"{withheld_sentence(preview)}{still}"
        ),
        verb="Export for publication",
        keep="Do not export",
        detail="The export is put on record with its hash.",
    )


def about_confidential(submissions: int) -> Question:
    """Return what is asked before a project for other programs is written for officers."""
    are = "submission is" if submissions == 1 else "submissions are"
    them = "it" if submissions == 1 else "them"
    return Question(
        title="Confidential submissions",
        words=(
            f"{submissions:,} {are} confidential: respondents asked that not everything in {them} "
            f"is disclosed. The project leaves {them} out, unless you write {them}, too."
        ),
        verb="Write all of it",
        keep=f"Leave {them} out",
        detail="Whoever gets the file can read all that it holds, in any program.",
    )


def _export(
    database: Database,
    desk: Desk,
    count: Progress,
    *,
    order: _Order,
    with_confidential: bool,
) -> ExportReport:
    from lisdesk.tasks.exporting import export_evidence

    return export_evidence(
        database,
        desk,
        order.reference,
        order.target,
        order.edition,
        count,
        wish=order.wish,
        with_confidential=with_confidential,
    )
