"""Drive a shown window as an officer does, and answer its questions from lists."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    edit_submission,
)
from lisdesk.queries.register import RegisterFilter
from lisdesk.tasks.file_words import read_file_words
from lisdesk.tasks.watched_folders import Fate, Seen, Watch
from lisdesk.ui.ask import Question
from lisdesk.ui.calls.page import CALENDAR_TAB
from lisdesk.ui.crash import report_of
from lisdesk.ui.crash_dialog import CrashDialog
from lisdesk.ui.main_window import MainWindow
from lisdesk.ui.screen import Screen
from lisdesk.ui.workspace import edit_with
from tests.unit.refi.made_projects import full_project
from tests.written_documents import (
    SCAN,
    documents_of_every_kind,
    files_that_are_no_documents,
    letter,
)
from tests.written_mails import twelve_mails

_LOOK_MS = 2


class QueuedAsk:
    """Answers the window's questions from lists; a question without an answer fails the test."""

    def __init__(self) -> None:
        self.open: list[list[Path]] = []
        self.save: list[Path | None] = []
        self.agree: list[bool] = []
        self.lines: list[str | None] = []
        self.chosen_folders: list[Path | None] = []
        self.asked: list[Question] = []
        self.folders: list[Path] = []
        self.kinds: list[Sequence[str]] = []
        self.suggested: list[Path] = []

    def files_to_open(self, title, kinds, folder):
        self.kinds.append(kinds)
        self.folders.append(folder)
        return self._next(self.open, title)

    def file_to_save(self, title, _kinds, suggested):
        self.suggested.append(suggested)
        return self._next(self.save, title)

    def folder_to_open(self, title, folder):
        self.folders.append(folder)
        return self._next(self.chosen_folders, title)

    def line(self, title, _words, _known):
        return self._next(self.lines, title)

    def agrees(self, question, still=None):
        self.asked.append(question)
        return self._next(self.agree, question.title)

    @staticmethod
    def _next(answers: list[Any], title: str) -> Any:
        """Return the next answer. An error of `list.pop` itself would crash PySide 6.11 where Qt
        calls the window and Python called Qt: it takes every error for one raised in Python.
        """
        if not answers:
            raise AssertionError(f"no answer to “{title}”")
        return answers.pop(0)


class Officer:
    """Drives a shown window as a person does: keys and clicks, and waiting until a thing shows."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.actions = 0
        """Clicks, shortcuts and fields typed into, as journeys count them."""

    @property
    def workspace(self):
        return self.window.desk.workspace

    def wait(self, condition: Callable[[], object], timeout_ms: int = 10_000) -> None:
        """Let the window work until a condition holds; TimeoutError if that takes too long."""
        ends_at = time.monotonic() + timeout_ms / 1_000
        while not condition():
            if time.monotonic() > ends_at:
                raise TimeoutError(f"no such thing in {timeout_ms:,} ms")
            self.qtbot.wait(_LOOK_MS)

    def settle(self) -> None:
        """Wait until every query, edit and screen that was asked for is delivered, and what those
        ask for in their turn.
        """
        jobs, loader = self.window.desk.jobs, self.window.desk.loader
        for _ in range(3):
            self.wait(lambda: jobs.is_at_rest and not loader.is_awaited)
            QApplication.processEvents()

    def rest(self, _at_most_ms: int = 0) -> None:
        """Wait until the window has drawn itself and every answer is delivered."""
        self.qtbot.wait(20)
        self.settle()

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press one key or shortcut, such as "Ctrl+K", where the keyboard is."""
        self.actions += 1
        is_beside = on is not None and on.window() is not self.window
        is_dialog = is_beside or QApplication.activeModalWidget() is not None
        if not self.window.isActiveWindow() and not is_dialog:
            self.window.activateWindow()  # as a window manager does when a dialog has gone
            self.wait(self.window.isActiveWindow)
        target = on or QApplication.focusWidget() or self.window
        *held, key = keys.split("+") if keys != "+" else ["+"]
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= getattr(
                Qt.KeyboardModifier, {"Ctrl": "ControlModifier"}.get(name, f"{name}Modifier")
            )
        named = {
            "Enter": "Return",
            "Esc": "Escape",
            "/": "Slash",
            "?": "Question",
            ".": "Period",
            "+": "Plus",
            "-": "Minus",
            "=": "Equal",
            "[": "BracketLeft",
            "]": "BracketRight",
            "Del": "Delete",
        }
        code = getattr(Qt.Key, f"Key_{named.get(key, key)}")
        self.qtbot.keyClick(target, code, modifiers)

    def type(self, words: str, on: QWidget | None = None) -> None:
        """Type words where the keyboard is: one action, however long."""
        self.actions += 1
        self.qtbot.keyClicks(on or QApplication.focusWidget(), words)

    def drop(self, *paths: Path) -> None:
        """Drop files on the window: one action."""
        self.actions += 1
        drop_files(self.window, paths)

    def click(self, widget: QWidget, position=None) -> None:
        self.actions += 1
        if position is None:
            self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        else:
            self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=position)

    def go(self, key: str) -> Screen:
        """Go to a screen by its shortcut and wait for it."""
        from lisdesk.ui.commands import SCREENS, screen_keys

        place = [name for name, _ in SCREENS].index(key) + 1
        self.press(screen_keys(place), on=self.window)
        self.settle()
        screen = self.window.current_screen()
        assert screen is not None
        assert screen.key == key
        return screen

    def comes_to(self, key: str) -> None:
        """Wait until a screen is in view; none is while the code of it is being loaded."""
        self.wait(lambda: getattr(self.window.current_screen(), "key", None) == key)

    def told(self) -> str:
        """Return what the notice says; nothing while none is shown."""
        notices = self.window.notices
        return notices.words.text() if notices.isVisible() else ""


def drop_files(target: QWidget, paths: Iterable[Path]) -> None:
    """Drop files on a widget as a file manager does; it must take them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    place, no_key = QPointF(40, 40), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), *held, no_key)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(place, *held, no_key))


def open_every_dialog(
    window: MainWindow, sample: Path, pause: Callable[[int], object]
) -> Iterator[tuple[str, QDialog]]:
    """Yield each dialog by its name while it is open over the window; `sample` is the folder of the
    sample's files, and `pause` runs the event loop for some milliseconds, or until all is read.
    """
    commands = window.commands
    opening: dict[str, Callable[[], object]] = {
        "go-to": commands["go_to"].trigger,
        "shortcuts": commands["shortcuts"].trigger,
        "guide": commands["guide"].trigger,
        "history": commands["history"].trigger,
        "log-submission": commands["log"].trigger,
        "new-call": commands["new_call"].trigger,
        "extend-call": commands["extend"].trigger,
        "import": lambda: window.file_commands.import_files([sample / "portal-export.csv"]),
        "file-mails": lambda: window.file_commands.import_files(
            [*twelve_mails(sample / "inbox"), *_not_to_be_filed(sample / "beside")]
        ),
        "file-documents": lambda: window.file_commands.import_files(
            [
                *documents_of_every_kind(sample / "letters"),
                *files_that_are_no_documents(sample / "letters"),
            ]
        ),
        "coded-project": lambda: window.file_commands.import_files(
            [_coded_project(sample / "north-county-interviews.qdpx")]
        ),
        "double-coding": commands["double_coding"].trigger,
        "event-log": commands["event_log"].trigger,
        "share-out": commands["share"].trigger,
        "watch-folder": lambda: _open_watched(window),
        "crash": lambda: CrashDialog(window, report_of(_mistake()), window.close).open(),
    }
    for name, begin in opening.items():
        for opened, dialog in _opened(name, begin, pause):
            yield opened, dialog
            yield from _opened_from_list(dialog, _DIALOGS_OF_LISTS.get(name, {}), pause)
    yield from _with_an_event(window, opening["log-submission"], pause)
    for name, key, choose, command in _DIALOGS_OF_SCREENS:
        window.show_screen(key)
        pause(600)
        screen = window.current_screen()
        assert screen is not None
        choose(screen)
        offered = [*screen.actions(), *screen.commands()]  # those of a tab while it is in view
        action = next(each for each in offered if each.text().startswith(command))
        for _ in range(_WAITED_TIMES):
            choose(screen)
            pause(60)
            if action.isEnabled():
                break
        for _name, dialog in _opened(name, action.trigger, pause, partial(choose, screen)):
            yield name, dialog
            yield from _opened_from_list(dialog, _DIALOGS_OF_LISTS.get(name, {}), pause)
    window.show_screen("submissions")
    pause(600)
    register: Any = window.current_screen()
    yield from _opened("save-view", register.views.save, pause)
    yield from _opened("received-between", register.filters.dates.click, pause)
    yield from _opened("before-you-publish", lambda: _open_settling(window), pause)
    yield from _opened("unsearched-files", lambda: _open_unsearched(window), pause)


def _open_unsearched(window: MainWindow) -> None:
    """List files that are not searched, with some of those."""
    assert window.desk is not None
    database, desk = window.desk.jobs.database, window.desk.jobs.desk
    scan, picture = AttachedFile("Response, signed.pdf", SCAN), AttachedFile("map.png", _PICTURE)
    torn = AttachedFile("Annex B – figures.docx", letter("What we ask for.")[:-60])
    for files in ((scan, picture), (torn, picture)):
        draft = SubmissionDraft(letter="Please see there.", attachments=files)
        with database.writing(desk) as work:
            add_submission(work, call_id=window.desk.workspace.call_id, draft=draft)
    read_file_words(database)
    window.commands["unsearched"].trigger()


_PICTURE = b"\x89PNG\r\n\x1a\n"


def _open_settling(window: MainWindow) -> None:
    """Open what waits before a publication, with letters corrected so that something does."""
    desk = window.desk
    assert desk is not None
    for submission_id, words in ((12, _TELLING_LETTER), (34, "Our client is content now.")):
        correction = SubmissionCorrection(letter=words)
        edit = edit_with(edit_submission, submission_id=submission_id, correction=correction)
        desk.workspace.do(edit, "Corrected")
    window.commands["settle"].trigger()


_TELLING_LETTER = (
    "The Town Council asks for a fund to bring back empty shops. Please ring the clerk on 0116 496 "
    "0321 or write to clerk@charnwood-edge.example, Town Hall, LE12 7AA. Priya Raval, who has a "
    "stall there, agrees."
)


def _coded_project(path: Path) -> Path:
    """Write a project as another program does, with an empty passage."""
    path.write_bytes(full_project(line_end="\r\n", is_end_included=True))
    return path


def _with_an_event(
    window: MainWindow, begin: Callable[[], object], pause: Callable[[int], object]
) -> Iterator[tuple[str, QDialog]]:
    """Yield the form for a submission with the note of a workshop begun in it."""
    for name, dialog in _opened("log-event", begin, pause):
        form: Any = dialog
        form.show_values({"respondent": "Skills workshop, Melton", "channel": "event"})
        form.attendees.add_names(_CAME)
        form.texts.show_texts({0: _NOTE})
        pause(400)
        yield name, dialog
        window.ask.agree.append(True)  # what was typed is thrown away


_CAME = [
    ("Foxline Buses Ltd", ""),
    ("Dr Ana Weld", "individual"),
    ("Melton College", "Further education or training provider"),
]
_NOTE = "Where and when:\nMelton, 22 January 2019\n\nWho spoke:\nAna Weld, for the college\n"


def _open_watched(window: MainWindow) -> None:
    """Open the dialog for a watched folder in which five files wait."""
    desk = window.desk
    assert desk is not None
    waiting = [Fate.MAIL, Fate.MAIL, Fate.DOCUMENT, Fate.DOCUMENT, Fate.SHEET]
    files = {f"{place}.eml": Seen(1, 1, fate) for place, fate in enumerate(waiting)}
    now = desk.workspace.clock.now()
    watch = Watch(Path("/srv/llep/evidence inbox"), minutes=15, looked_at=now, files=files)
    desk.watcher.watches[desk.workspace.call_id] = watch
    window.commands["watch"].trigger()


def _not_to_be_filed(folder: Path) -> list[Path]:
    """Write an Outlook message that cannot be read, and a picture that is no e-mail."""
    folder.mkdir(exist_ok=True)
    broken, picture = folder / "broken.msg", folder / "map.png"
    broken.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    return [broken, picture]


def _choose_one(screen: Any) -> None:
    screen.table.selectRow(0)


def _choose_all(screen: Any) -> None:
    screen.table.selectAll()


def _choose_first(screen: Any) -> None:
    """Select the first line alone, whatever keys the test pressed last."""
    if screen.model.rowCount() and screen.table.selected_ids() != [screen.model.id_at(0)]:
        screen.table.point_at(screen.model.id_at(0))


def _choose_pair(screen: Any) -> None:
    """Log a second letter of the first line's respondent, and select both once they are listed."""
    of_one = screen.preview.shown
    if of_one is None:
        _choose_first(screen)
    elif screen.filters.filter.respondent_ids:
        lines, last = screen.model, screen.model.rowCount() - 1
        both = QItemSelection(lines.index(0, 0), lines.index(last, lines.columnCount() - 1))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        screen.table.selectionModel().select(both, flag)
    else:
        draft = SubmissionDraft(
            respondent=of_one.page.row.respondent,
            respondent_id=of_one.respondent_id,
            letter="A further point to our letter.",
        )
        workspace = screen.workspace
        workspace.do(edit_with(add_submission, call_id=workspace.call_id, draft=draft), "Logged")
        screen.show_target(RegisterFilter(respondent_ids=(of_one.respondent_id,)))


def _choose_tag(screen: Any) -> None:
    screen.step_tag(1)


def _choose_words(screen: Any) -> None:
    screen.view.select_sentence()


def _choose_priority(screen: Any) -> None:
    screen.tree.setCurrentItem(screen.tree.topLevelItem(0))


def _choose_question(screen: Any) -> None:
    screen.panel.questions.setCurrentCell(0, 0)


def _choose_stakeholder(screen: Any) -> None:
    screen.table.selectRow(0)


def _choose_two(screen: Any) -> None:
    screen.table.selectRow(6)
    screen.table.setSelectionMode(screen.table.SelectionMode.MultiSelection)
    screen.table.selectRow(13)
    screen.table.setSelectionMode(screen.table.SelectionMode.ExtendedSelection)


def _choose_nothing(_screen: Any) -> None:
    """Leave the screen as it is."""


def _choose_finding(screen: Any) -> None:
    for row in screen.grid.page.rows if screen.grid.page else ():
        if row.whole.looks:
            screen.grid.point_at((row.priority_id, None))


def take_programme_in(screen: Any) -> None:
    """Bring the programme in on its screen, unless it is there or on its way."""
    if not screen.rows and not screen.property("asked"):
        screen.setProperty("asked", True)
        screen.take_in.trigger()


def _show_due(screen: Any) -> None:
    screen.tabs.setCurrentIndex(2)


def _choose_silent(screen: Any) -> None:
    screen.tabs.setCurrentIndex(1)
    screen.chase.table.selectRow(0)


def _show_calendar(screen: Any) -> None:
    screen.panel.tabs.setCurrentIndex(CALENDAR_TAB)


_DIALOGS_OF_SCREENS: tuple[tuple[str, str, Callable[[Any], None], str], ...] = (
    ("correct-submission", "submissions", _choose_one, "Correct"),
    ("correct-many", "submissions", _choose_all, "Correct"),
    ("decide-late", "submissions", _choose_all, "Decide"),
    ("set-aside", "submissions", _choose_one, "Withdraw"),
    ("put-back", "submissions", _choose_one, "Put back"),
    ("pick-priority", "reading", _choose_nothing, "Tag to a priority"),
    ("note", "reading", _choose_tag, "Note"),
    ("memo", "reading", _choose_words, "Memo on"),
    ("add-priority", "priorities", _choose_priority, "Add a priority"),
    ("edit-priority", "priorities", _choose_priority, "Edit"),
    ("delete-priority", "priorities", _choose_priority, "Delete"),
    ("merge-priority", "priorities", _choose_priority, "Merge into"),
    ("split-priority", "priorities", _choose_priority, "Split"),
    ("counts-then", "priorities", _choose_priority, "Counts as of"),
    ("edit-stakeholder", "stakeholders", _choose_stakeholder, "Edit"),
    ("merge-stakeholders", "stakeholders", _choose_two, "Merge"),
    ("find-other-stakeholder", "stakeholders", _choose_stakeholder, "Merge"),
    ("stakeholder-types", "stakeholders", _choose_nothing, "Types"),
    ("areas", "stakeholders", _choose_nothing, "Areas"),
    ("finding", "findings", _choose_finding, "Write the finding"),
    ("feedback", "findings", _choose_finding, "You said"),
    ("scale-of-words", "findings", _choose_nothing, "Scale of words"),
    ("frameworks", "calls", _choose_nothing, "Frameworks"),
    ("programme-area", "programme", take_programme_in, "Edit the area"),
    ("target", "coverage", _choose_nothing, "Add a target"),
    ("acknowledgement-text", "coverage", _show_due, "Edit the text"),
    ("late-sent", "late", _choose_nothing, "Sent or postmarked"),
    ("late-policy", "late", _choose_nothing, "Policy"),
    ("late-changes", "late", _choose_nothing, "What decisions changed"),
    ("edit-call", "calls", _choose_nothing, "Edit"),
    ("question", "calls", _choose_question, "Edit the question"),
    ("response-form", "calls", _choose_nothing, "Response form"),
    ("templates", "calls", _choose_nothing, "Templates"),
    ("redact-words", "reading", _choose_words, "Keep out of publications"),
    ("redaction-reasons", "reading", _choose_nothing, "Reasons for redactions"),
    ("split-submission", "submissions", _choose_first, "Split"),
    ("merge-submissions", "submissions", _choose_pair, "Merge"),
    ("export-part", "evidence", _choose_nothing, "Export a part"),
    ("chased", "coverage", _choose_silent, "Mark as chased"),
    ("calendar-date", "calls", _show_calendar, "Add a date"),
    ("next-step", "calls", _choose_nothing, "Begin the analysis"),
    ("hand-over", "calls", _choose_nothing, "Hand over"),
)
"""Name, screen, what is chosen there first, and how the command begins that opens the dialog."""


_DIALOGS_OF_LISTS: dict[str, dict[str, str]] = {
    "stakeholder-types": {"add-type": "Add a type", "edit-type": "Edit"},
    "areas": {"edit-area": "Edit"},
    "frameworks": {"edit-framework": "Edit"},
    "event-log": {"event": "Show in full"},
}
"""By the name of a dialog with a list, what is opened from it, and how its command begins."""


_WAITED_TIMES, _BEGUN_TIMES = 50, 3


def _is_at_work(dialog: Any) -> bool:
    busy = getattr(dialog, "busy", None)
    return busy is not None and busy.isVisible()


def _opened(
    name: str,
    begin: Callable[[], object],
    pause: Callable[[int], object],
    choose: Callable[[], object] = lambda: None,
) -> Iterator[tuple[str, QDialog]]:
    for _ in range(_BEGUN_TIMES):  # a list that came in between takes what was chosen with it
        begin()
        pause(600)
        for _ in range(_WAITED_TIMES):
            if open_dialogs() and not any(_is_at_work(dialog) for dialog in open_dialogs()):
                break
            pause(100)
        if open_dialogs():
            break
        choose()
        pause(60)
    assert open_dialogs(), f"{name} did not open; told: {_told()}"
    for dialog in open_dialogs():
        yield name, dialog
    for dialog in open_dialogs():
        dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    pause(50)


def _told() -> list[str]:
    tops = QApplication.topLevelWidgets()
    notices = [each.notices for each in tops if isinstance(each, MainWindow) and each.isVisible()]
    return [each.words.text() for each in notices]


def _opened_from_list(
    dialog: QDialog, offered: dict[str, str], pause: Callable[[int], object]
) -> Iterator[tuple[str, QDialog]]:
    """Yield what a dialog with a list opens over itself."""
    for name, command in offered.items():
        next(each for each in dialog.actions() if each.text().startswith(command)).trigger()
        pause(600)
        [above] = [each for each in open_dialogs() if each is not dialog]
        yield name, above
        above.close()
        pause(50)


def database_of(officer: Any) -> Any:
    """Return the database of the open file."""
    return officer.window.desk.jobs.database


def shown(officer: Any, kind: type[QDialog]) -> Any:
    """Wait for a dialog of a kind, and return it."""
    officer.wait(lambda: any(each.isVisible() for each in officer.window.findChildren(kind)))
    officer.settle()
    return next(each for each in officer.window.findChildren(kind) if each.isVisible())


def open_dialogs() -> list[QDialog]:
    """Return the dialogs that are open."""
    tops = QApplication.topLevelWidgets()
    return [each for each in tops if isinstance(each, QDialog) and each.isVisible()]


def _mistake() -> Exception:
    try:
        raise KeyError("place")
    except KeyError as error:
        return error
