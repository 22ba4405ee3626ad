"""Files in the window: opened again, under another name, and closed while something runs."""

import sys
import threading
import time

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.errors import CancelledError
from lisdesk.store.opening import create_database
from tests.desk_work import set_up


def opens(officer, ask, path):
    """Choose a file by Ctrl+O."""
    ask.open.append([path])
    officer.press("Ctrl+O", on=officer.window)


@pytest.mark.parametrize("way", ["one.lisdesk", "link/one.lisdesk"])
def test_the_file_that_is_open_stays_open_for_changes_when_it_is_opened_again(
    on_one_call, ask, tmp_path, way
):
    officer, desk = on_one_call, on_one_call.window.desk
    if way.startswith("link"):
        try:
            (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
        except OSError:
            pytest.skip("this user may make no links")
    opens(officer, ask, tmp_path / way)
    officer.wait(lambda: "“one.lisdesk” is open already" in officer.told())
    assert officer.window.desk is desk
    assert not officer.workspace.is_read_only


def test_a_file_that_is_asked_for_twice_at_once_can_be_changed(
    open_window, one_call_file, tmp_path
):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    officer = open_window(None)
    for _ in range(2):
        officer.window.open_location(str(path))
    officer.wait(lambda: officer.window.desk is not None and officer.workspace.calls)
    done = []
    officer.window.in_background(lambda: None, done.append)
    officer.wait(lambda: done)
    assert not officer.workspace.is_read_only


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can be replaced elsewhere only")
def test_a_file_that_took_the_place_of_the_open_one_is_another(
    on_one_call, ask, one_call_file, tmp_path
):
    officer, desk = on_one_call, on_one_call.window.desk
    copy = tmp_path / "copy"
    copy.write_bytes(one_call_file.read_bytes())
    copy.replace(desk.opened.path)
    opens(officer, ask, desk.opened.path)
    officer.wait(lambda: officer.window.desk is not desk)


def test_a_file_that_was_open_for_reading_is_taken_for_changes_once_it_is_free(
    on_one_call, open_window, ask, tmp_path
):
    second = open_window(tmp_path / "one.lisdesk", officer="Bob Officer")
    assert second.workspace.is_read_only
    on_one_call.window.close()
    desk = second.window.desk
    opens(second, ask, tmp_path / "one.lisdesk")
    second.wait(lambda: second.window.desk is not desk and second.workspace.calls)
    assert not second.workspace.is_read_only


@pytest.fixture
def at_work(on_one_call):
    """Return an officer with a whole job under way, the event that lets it end, and what became of
    it.
    """
    let_go, ended = threading.Event(), []

    def task(_database, _desk, count):
        try:
            while not let_go.is_set():
                count(1, 2)
                time.sleep(0.01)
        except CancelledError:
            ended.append("cancelled")
            raise

    on_one_call.workspace.run(task, "Importing reply.csv", "rows", lambda _: ended.append("done"))
    on_one_call.wait(on_one_call.window.progress.isVisible)
    yield on_one_call, let_go, ended
    let_go.set()


def close_by_key(officer, _ask, _path):
    officer.press("Ctrl+W", on=officer.window)


def quit_by_key(officer, _ask, _path):
    officer.press("Ctrl+Q", on=officer.window)


def open_another(officer, ask, path):
    opens(officer, ask, path)


def take_another_name(officer, ask, _path):
    ask.lines.append("Bob New")
    officer.window.commands["officer"].trigger()


@pytest.mark.parametrize("leave", [close_by_key, quit_by_key, open_another, take_another_name])
def test_work_under_way_is_not_stopped_without_a_question(at_work, ask, tmp_path, leave):
    officer, let_go, ended = at_work
    other = tmp_path / "other.lisdesk"
    set_up(create_database(other)).close()
    desk = officer.window.desk
    ask.agree.append(False)
    leave(officer, ask, other)
    QApplication.processEvents()
    assert "Importing reply.csv" in ask.asked[-1].words
    assert officer.window.desk is desk
    assert officer.workspace.officer == officer.window.officer == "Ann Officer"
    assert ended == []
    ask.agree.append(True)
    leave(officer, ask, other)
    officer.wait(lambda: officer.window.desk is not desk)
    assert ended == ["cancelled"]


def test_an_error_while_closing_leaves_the_window_and_its_file(at_work, ask):
    officer, let_go, ended = at_work
    desk = officer.window.desk
    with pytest.raises(AssertionError, match="no answer to “Work under way”"):
        officer.window.close()
    assert officer.window.isVisible()
    assert officer.window.desk is desk
    let_go.set()
    officer.wait(lambda: ended == ["done"])
    officer.settle()
    officer.window.close()
    assert not officer.window.isVisible()
    assert officer.window.desk is None


@pytest.mark.thorough
def test_work_that_has_ended_is_not_asked_about(at_work, ask):
    officer, let_go, ended = at_work
    let_go.set()
    officer.wait(lambda: ended == ["done"])
    officer.press("Ctrl+W", on=officer.window)
    assert officer.window.desk is None
    assert ask.asked == []


def test_no_password_is_shown_while_a_database_is_opened(open_window):
    officer = open_window(None)
    officer.window.open_location("postgresql://u:secret@127.0.0.1:1/d?password=hidden")
    shown = officer.window.waiting.heading.text()
    assert "secret" not in shown
    assert "hidden" not in shown
    officer.wait(lambda: officer.told())
    assert "secret" not in officer.told()
    assert "hidden" not in officer.told()
