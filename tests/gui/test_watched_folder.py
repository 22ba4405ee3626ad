"""A watched folder in the window: what is certain comes in, what waits is led to, one undo."""

import os
import time
from threading import Event, Timer

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import Mail, Submission
from lisdesk.tasks.watched_folders import read_watch
from lisdesk.ui.documents.dialog import DocumentsDialog
from lisdesk.ui.filing.dialog import FilingDialog
from lisdesk.ui.importing.dialog import ImportDialog
from lisdesk.ui.watching import looking
from lisdesk.ui.watching.dialog import WatchDialog
from lisdesk.ui.watching.words import folder_name
from tests.desk_work import at, count, do, open_call
from tests.watching import import_by_hand, row, write_export
from tests.window_driver import open_dialogs
from tests.written_documents import save_document
from tests.written_mails import KNOWN, known, message, save

pytestmark = pytest.mark.thorough

STRANGER = "Maud Ellery <maud@ellery.example.com>"
MINUTE_MS = 40
"""How long a minute lasts here."""


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def at_desk(on_one_call, beside, tmp_path):
    """Return an officer at a call that knows its senders and its portal, and the file beside it."""
    database = beside()
    for name, address in KNOWN:
        draft = SubmissionDraft(respondent=name, email=address, letter=f"Earlier words of {name}.")
        do(database, add_submission, desk=at(2019, 1, 2), call_id=1, draft=draft)
    monday = write_export(tmp_path / "monday.csv", [row(1)])
    import_by_hand(database, monday, at(2019, 1, 3))
    on_one_call.settle()
    on_one_call.wait(lambda: on_one_call.window.desk.watcher.timer.isActive())
    on_one_call.window.desk.watcher.rest_s = 0
    return on_one_call, database


def dialog_of(officer, kind):
    officer.wait(lambda: [each for each in open_dialogs() if isinstance(each, kind)])
    return next(each for each in open_dialogs() if isinstance(each, kind))


def watch(officer, folder, often=False):
    """Begin to watch a folder by keys, every five minutes if that is `often`, else every fifteen:
    Ctrl+Shift+I asks for it the first time.
    """
    officer.press("Ctrl+Shift+I")
    dialog = dialog_of(officer, WatchDialog)
    officer.wait(dialog.folder.hasFocus)
    officer.type(str(folder))
    if often:
        while QApplication.focusWidget() is not dialog.often:
            officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        officer.press("Up")
    officer.press("Enter")
    return dialog


def told(officer, words):
    officer.wait(lambda: words in officer.told())
    officer.settle()
    return officer.told()


def stands(officer):
    line = officer.window.status.watched
    return line.text() if line.isVisible() else ""


def let_minutes_pass(officer, minute_ms=MINUTE_MS):
    officer.window.desk.watcher.timer.setInterval(minute_ms)


def fill(inbox):
    """Put in two certain mails, an export of a known portal, a stranger's mail and a letter."""
    save(inbox, "a.eml", known(0))
    save(inbox, "b.eml", known(1))
    save(inbox, "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    (inbox / "letter.rtf").write_bytes(rb"{\rtf1 The last bus leaves at six.}")
    write_export(inbox / "tuesday.csv", [row(1), row(2)], day=1)


def test_a_folder_is_watched_and_what_is_certain_comes_in_with_one_undo(at_desk, inbox, journey):
    officer, database = at_desk
    fill(inbox)
    before = count(database, Submission)
    officer.actions = 0
    watch(officer, inbox)
    words = told(officer, "2 e-mails filed")
    journey("watch a folder", officer.actions, 3)
    assert words == (
        "From “inbox” into LLEP-2018-01: 2 e-mails filed, tuesday.csv imported (1 new, 0 changed). "
        "2 files wait for you: 1 e-mail, 1 document."
    )
    assert stands(officer) == "Watching inbox · looked 10:00 · 2 wait for you"
    assert count(database, Submission) == before + 3
    assert officer.window.notices.action.text() == "Undo"
    officer.click(officer.window.notices.action)
    officer.wait(lambda: count(database, Submission) == before)
    officer.settle()
    officer.press("Ctrl+Shift+I")
    words = told(officer, "5 files wait")
    assert words == "In “inbox”: 5 files wait for you: 3 e-mails, 1 document, 1 sheet."
    assert count(database, Submission) == before


def test_what_waits_is_led_to_the_usual_dialogs_and_waits_no_longer(at_desk, inbox):
    officer, database = at_desk
    fill(inbox)
    watch(officer, inbox)
    told(officer, "2 files wait")
    assert officer.window.notices.second.text() == "Look at what waits"
    officer.click(officer.window.notices.second)
    filing = dialog_of(officer, FilingDialog)
    officer.wait(lambda: not filing.busy.isVisible())
    assert filing.table.mails.rowCount() == 1
    officer.press("Space")
    officer.press("Enter")
    documents = dialog_of(officer, DocumentsDialog)
    officer.wait(lambda: not documents.busy.isVisible())
    assert stands(officer).endswith("1 waits for you")
    assert count(database, Mail) == 3
    officer.press("Esc")
    officer.wait(lambda: not open_dialogs())
    officer.settle()
    assert stands(officer) == "Watching inbox · looked 10:00 · 1 waits for you"
    officer.press("Ctrl+Shift+I")
    assert (
        told(officer, "Nothing new") == "Nothing new in “inbox”. 1 file waits for you: 1 document."
    )


@pytest.mark.thorough
def test_what_still_waits_in_the_dialog_or_could_not_be_read_waits_on(at_desk, inbox):
    officer, database = at_desk
    strangers = [
        message(f"M{n} <m{n}@x.example.com>", f"Words {n}.", number=n) for n in range(30, 34)
    ]
    for name, mail in zip(("a.eml", "b.eml", "c.eml"), strangers, strict=False):
        save(inbox, name, mail)
    save(inbox, "box.mbox", strangers[3], message("N <n@x.example.com>", "More.", number=40))
    (inbox / "broken.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    save_document(inbox, "empty.docx", b"")
    save_document(inbox, "one.txt", b"Dear LEP,\n\nThe last bus leaves at six.\n")
    save_document(inbox, "two.txt", b"Dear LEP,\n\nThe first bus leaves at nine.\n")
    watch(officer, inbox)
    told(officer, "8 files wait")
    officer.click(officer.window.notices.action)
    filing = dialog_of(officer, FilingDialog)
    officer.wait(lambda: not filing.busy.isVisible())
    assert filing.table.mails.rowCount() == 5
    officer.press("Space")  # a.eml is filed
    officer.press("Del")  # b.eml is left out
    for key in ("Home", "Down", "Down", "Down"):
        officer.press(key)
    officer.press("Space")  # the second of the mailbox is filed, the first waits
    officer.press("Enter")
    documents = dialog_of(officer, DocumentsDialog)
    officer.wait(lambda: not documents.busy.isVisible())
    assert count(database, Mail) == 2
    officer.press("Space")  # one.txt is filed
    officer.press("Enter")
    told(officer, "1 document filed")
    assert stands(officer) == "Watching inbox · looked 10:00 · 5 wait for you"
    watcher = officer.window.desk.watcher
    assert sorted(path.name for path in watcher.watches[1].waiting()) == [
        "box.mbox", "broken.msg", "c.eml", "empty.docx", "two.txt",
    ]  # fmt: skip
    officer.click(officer.window.status.watched)
    officer.click(dialog_of(officer, WatchDialog).open_waiting)
    again = dialog_of(officer, FilingDialog)
    officer.wait(lambda: not again.busy.isVisible())
    assert again.table.mails.rowCount() == 3
    officer.press("Esc")
    documents = dialog_of(officer, DocumentsDialog)
    officer.wait(lambda: not documents.busy.isVisible())
    officer.press("Esc")


def hold_the_next_look(monkeypatch):
    """Let the next look wait before it does anything; return what tells of it and lets it go."""
    began, may_go_on = Event(), Event()
    real = looking.look_in

    def slow(*arguments, **named):
        began.set()
        may_go_on.wait(20)
        return real(*arguments, **named)

    monkeypatch.setattr(looking, "look_in", slow)
    return began, may_go_on


def test_what_is_pressed_during_a_look_is_done_after_it(at_desk, inbox, monkeypatch):
    officer, _ = at_desk
    (inbox / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (inbox / "letter.rtf").write_bytes(rb"{\rtf1 The last bus.}")
    watch(officer, inbox)
    told(officer, "2 files wait")
    began, may_go_on = hold_the_next_look(monkeypatch)
    officer.press("Ctrl+Shift+I")
    officer.wait(began.is_set)
    officer.click(officer.window.notices.action)
    officer.qtbot.wait(50)
    assert not open_dialogs()
    may_go_on.set()
    documents = dialog_of(officer, DocumentsDialog)
    officer.wait(lambda: not documents.busy.isVisible())
    officer.press("Esc")
    officer.settle()
    assert stands(officer) == "Watching inbox · looked 10:00 · 1 waits for you"
    with officer.window.desk.jobs.database.reading() as session:
        assert [path.name for path in read_watch(session, 1).waiting()] == ["letter.rtf"]


@pytest.mark.thorough
@pytest.mark.thorough
def test_what_is_decided_during_a_look_stays_decided(at_desk, inbox, monkeypatch):
    officer, _ = at_desk
    (inbox / "letter.rtf").write_bytes(rb"{\rtf1 The last bus.}")
    watch(officer, inbox)
    told(officer, "1 file waits")
    began, may_go_on = hold_the_next_look(monkeypatch)
    watcher = officer.window.desk.watcher
    officer.press("Ctrl+Shift+I")
    officer.wait(began.is_set)
    watcher.settle(officer.workspace.call, [inbox / "letter.rtf"])
    may_go_on.set()
    officer.wait(lambda: not watcher.is_looking)
    officer.settle()
    assert stands(officer) == "Watching inbox · looked 10:00"
    with officer.window.desk.jobs.database.reading() as session:
        assert read_watch(session, 1).waiting() == []


@pytest.mark.thorough
def test_an_unknown_sheet_that_was_imported_by_the_dialog_waits_no_longer(at_desk, inbox):
    officer, database = at_desk
    write_export(inbox / "other.csv", [("7", "Trains.")], headings=("Response ID", "Q3"))
    watch(officer, inbox)
    told(officer, "1 file waits for you: 1 sheet.")
    officer.click(officer.window.notices.action)
    dialog = dialog_of(officer, ImportDialog)
    officer.wait(dialog.go.isEnabled)
    officer.press("Enter", on=dialog)
    told(officer, "other.csv: 1 new")
    officer.wait(lambda: stands(officer) == "Watching inbox · looked 10:00")


def test_every_n_minutes_new_files_come_in_and_nothing_is_said_where_nothing_is_new(at_desk, inbox):
    officer, database = at_desk
    watch(officer, inbox, often=True)
    told(officer, "Nothing new")
    officer.window.notices.hide()
    let_minutes_pass(officer)
    officer.qtbot.wait(MINUTE_MS * 12)
    assert officer.told() == ""
    save(inbox, "a.eml", known(0))
    words = told(officer, "1 e-mail filed")
    assert words == "From “inbox” into LLEP-2018-01: 1 e-mail filed."
    assert count(database, Mail) == 1


@pytest.mark.thorough
def test_nothing_is_looked_at_over_a_dialog(at_desk, inbox):
    officer, database = at_desk
    watch(officer, inbox, often=True)
    told(officer, "Nothing new")
    officer.press("Ctrl+L")
    officer.wait(open_dialogs)
    let_minutes_pass(officer)
    save(inbox, "a.eml", known(0))
    officer.qtbot.wait(MINUTE_MS * 12)
    assert count(database, Mail) == 0
    for dialog in open_dialogs():
        officer.press("Esc", on=dialog)
    officer.wait(lambda: count(database, Mail) == 1)


@pytest.mark.thorough
@pytest.mark.thorough
def test_nothing_is_looked_at_beside_another_import(at_desk, inbox):
    officer, database = at_desk
    watch(officer, inbox, often=True)
    told(officer, "Nothing new")
    may_end = Event()
    officer.workspace.run(
        lambda *_: may_end.wait(20), "Importing another.csv", "rows", lambda _result: None
    )
    save(inbox, "a.eml", known(0))
    let_minutes_pass(officer)
    officer.qtbot.wait(MINUTE_MS * 12)
    officer.press("Ctrl+Shift+I")
    assert "Something else is being done" in officer.told()
    assert not officer.window.desk.watcher.is_looking
    may_end.set()
    officer.wait(lambda: count(database, Mail) == 1)


@pytest.mark.thorough
def test_the_lane_of_jobs_is_free_while_new_files_have_to_stay_as_they_are(at_desk, inbox):
    officer, database = at_desk
    save(inbox, "a.eml", known(0))
    written = save(inbox, "b.eml", known(1))
    watcher = officer.window.desk.watcher
    watcher.rest_s = 2
    began = time.perf_counter()
    watch(officer, inbox)
    officer.wait(lambda: watcher.is_looking)
    ended = []
    officer.workspace.run(lambda *_: None, "Importing another.csv", "rows", ended.append)
    officer.wait(lambda: ended)
    assert watcher.is_looking
    assert stands(officer) == "Watching inbox · looking …"
    written.write_bytes(written.read_bytes() + b"More words.\n")
    words = told(officer, "1 e-mail filed")
    assert time.perf_counter() - began > watcher.rest_s
    assert "1 file is still being written" in words
    assert count(database, Mail) == 1
    assert stands(officer).endswith("· looked 10:00")


def test_closing_the_window_during_a_look_leaves_a_file_that_is_whole(
    at_desk, inbox, tmp_path, monkeypatch
):
    officer, database = at_desk
    fill(inbox)
    began, may_go_on = hold_the_next_look(monkeypatch)
    before = count(database, Submission)
    watch(officer, inbox)
    officer.wait(began.is_set)
    Timer(0.2, may_go_on.set).start()
    officer.window.close()
    assert count(database, Submission) == before
    with database.reading() as session:
        assert read_watch(session, 1) is not None


@pytest.mark.thorough
def test_it_comes_into_the_call_that_it_is_watched_for_whatever_is_at_hand(at_desk, inbox):
    officer, database = at_desk
    watch(officer, inbox, often=True)
    told(officer, "Nothing new")
    open_call(database, title="Rural buses")
    officer.wait(lambda: len(officer.workspace.calls) == 2)
    other = next(each for each in officer.workspace.calls if each.id != 1)
    officer.workspace.choose_call(other.id)
    officer.settle()
    assert stands(officer) == "Watching inbox for LLEP-2018-01 · looked 10:00"
    save(inbox, "a.eml", known(0))
    let_minutes_pass(officer)
    told(officer, "into LLEP-2018-01: 1 e-mail filed")
    assert count(database, Submission, Submission.call_id == other.id) == 0
    officer.press("Ctrl+Shift+I")
    dialog = dialog_of(officer, WatchDialog)
    officer.wait(dialog.folder.hasFocus)
    officer.type(str(inbox / ".."))
    officer.press("Enter")
    officer.wait(dialog.fault.isVisible)
    assert dialog.fault.text().startswith("This folder is watched for LLEP-2018-01")
    officer.window.ask.agree.append(True)  # what was typed is thrown away
    officer.press("Esc")


@pytest.mark.thorough
def test_a_folder_that_is_gone_is_told_once_and_comes_back_silently(at_desk, inbox):
    officer, database = at_desk
    watch(officer, inbox, often=True)
    told(officer, "Nothing new")
    inbox.rename(inbox.with_name("away"))
    let_minutes_pass(officer)
    told(officer, "cannot be looked into")
    assert stands(officer) == "Watching inbox · cannot be reached"
    officer.window.notices.hide()
    officer.qtbot.wait(MINUTE_MS * 12)
    assert officer.told() == ""
    save(inbox.with_name("away"), "a.eml", known(0))
    inbox.with_name("away").rename(inbox)
    told(officer, "1 e-mail filed")
    officer.wait(lambda: stands(officer) == "Watching inbox · looked 10:00")


def test_a_folder_that_is_not_there_is_refused_in_the_dialog(at_desk, tmp_path):
    officer, _ = at_desk
    dialog = watch(officer, tmp_path / "nowhere")
    officer.wait(dialog.fault.isVisible)
    assert "cannot be looked into" in dialog.fault.text()
    assert dialog.folder.text().endswith("nowhere")
    officer.window.ask.agree.append(True)  # what was typed is thrown away
    officer.press("Esc")
    assert stands(officer) == ""


@pytest.mark.thorough
@pytest.mark.thorough
def test_the_next_start_knows_the_folder_and_the_dialog_leaves_and_stops(
    at_desk, inbox, ask, tmp_path, open_window
):
    officer, _ = at_desk
    fill(inbox)
    officer.press("Ctrl+Shift+I")
    dialog = dialog_of(officer, WatchDialog)
    officer.wait(dialog.folder.hasFocus)
    ask.chosen_folders = [inbox]
    officer.click(dialog.choose)
    assert dialog.folder.text() == str(inbox)
    officer.press("Enter")
    told(officer, "2 files wait")
    officer.window.close()
    again = open_window(tmp_path / "one.lisdesk", now="2019-01-08T10:00")
    again.wait(lambda: stands(again))
    assert stands(again) == "Watching inbox · looked 7 Jan 2019 · 2 wait for you"
    again.click(again.window.status.watched)
    dialog = dialog_of(again, WatchDialog)
    assert dialog.state.text() == (
        "Looked into on 7 Jan 2019, 10:00. 2 files wait for you: 1 e-mail, 1 document."
    )
    again.click(dialog.leave)
    assert dialog.state.text().endswith("Nothing waits for you.")
    assert stands(again) == "Watching inbox · looked 7 Jan 2019"
    again.click(dialog.stop)
    again.wait(lambda: stands(again) == "")
    again.settle()
    assert not list((tmp_path / "preferences" / "watched").iterdir())


@pytest.mark.thorough
def test_a_file_that_is_read_only_looks_nowhere(at_desk, inbox, open_window, tmp_path):
    officer, database = at_desk
    watch(officer, inbox, often=True)
    told(officer, "Nothing new")
    second = open_window(tmp_path / "one.lisdesk", now="2019-01-07T10:00")
    assert second.workspace.is_read_only
    save(inbox, "a.eml", known(0))
    let_minutes_pass(second)
    second.qtbot.wait(MINUTE_MS * 12)
    assert count(database, Mail) == 0
    assert not second.window.commands["look"].isEnabled()


def test_a_folders_name_is_only_words(tmp_path):
    assert folder_name(tmp_path / "in\u202ebox") == "in[U+202E]box"
    assert folder_name(tmp_path / ("x" * 40)) == f"{'x' * 23}…"
    assert folder_name(tmp_path / os.fsdecode(b"in\xe9")).startswith("in")
