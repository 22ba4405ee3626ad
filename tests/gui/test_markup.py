"""Respondents' text is never interpreted: markup in every field, and every screen walked (R32)."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)

from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.questions import add_question
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionDraft,
    add_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.rules.deadlines import parse_day, parse_deadline
from lisdesk.rules.vocabulary import Permission, SetAside, Stance
from lisdesk.store.opening import create_database
from lisdesk.ui.commands import SCREENS
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import PlainLabel, WrappedLabel, with_hidden_shown
from tests.desk_work import at, do, set_up
from tests.window_driver import open_every_dialog

MAGENTA = QColor(255, 0, 255)


@pytest.fixture(scope="module")
def hits() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server on this machine, and what was fetched from it."""
    fetched: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            fetched.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", fetched
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def markup(hits, tmp_path_factory) -> str:
    picture = tmp_path_factory.mktemp("picture") / "secret.png"
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(MAGENTA)
    image.save(str(picture))
    address, _ = hits
    return (
        f'<b>Bold</b><img src="{picture}"><img src="file://{picture}">'
        f'<img src="{address}/leak.png"><a href="{address}">x</a>&lt;i&gt;'
    )


@pytest.fixture(scope="module")
def hostile_file(markup, tmp_path_factory):
    """Return a file with markup in every field that takes words."""
    path = tmp_path_factory.mktemp("hostile") / "sample.lisdesk"
    database = set_up(create_database(path))
    desk = at(2019, 2, 12)
    desk = type(desk)(f"Ann {markup}", desk.clock)
    draft = CallDraft(
        title=f"Call {markup}",
        lead="LLEP",
        opens_on=parse_day("2018-12-06"),
        deadline=parse_deadline("2019-01-31"),
        partners=[f"{markup.replace(';', '')} Council"],  # the name of a body has no semicolon
    )
    do(database, new_call, desk=desk, draft=draft)
    do(database, add_question, desk=desk, call_id=1, text=f"Question {markup}")
    framed = PriorityDraft("P1", f"Priority {markup}", definition=markup, keywords=[markup])
    framed = replace(framed, examples=markup)
    for each in (framed, replace(framed, code="P2")):
        do(database, add_priority, desk=desk, call_id=1, draft=each)
    for number in range(4):
        submission = SubmissionDraft(
            respondent=f"Name {number} {markup}",
            area=f"Area {markup}",
            email=f"{markup}@example.org",
            submitted_by=f"By {markup}",
            permission=Permission.NAMED,
            answers={1: f"Answer {markup}"},
            letter=f"Letter {markup}\n{markup}",
            attachments=[AttachedFile(f"{markup}.pdf", b"x"), AttachedFile("a.html", b"<b>")],
        )
        do(database, add_submission, desk=desk, call_id=1, draft=submission)
    noted = TagDraft(f"Answer {markup}", note=markup, stance=Stance.SUPPORT)
    do(database, add_tag, desk=desk, submission_id=1, priority_id=1, draft=noted)
    do(database, request_confidentiality, desk=desk, submission_id=2, reason=markup)
    aside = {"submission_id": 3, "kind": SetAside.OFF_TOPIC, "reason": markup}
    do(database, set_submission_aside, desk=desk, **aside)
    database.close()
    return path


def magenta_pixels(widget: QWidget) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(image.constBits()).cast("I").tolist().count(MAGENTA.rgb())


def words_shown(root: QWidget) -> str:
    words = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText or "<" not in widget.text()
            words.append(widget.text())
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            words.append(widget.toPlainText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(min(model.rowCount(QModelIndex()), 5)):
                for column in range(columns_of(model)):
                    words.append(str(model.index(row, column).data() or ""))
    return "\n".join(words)


def columns_of(model) -> int:
    """Return how many columns a model has; the method is hidden in the models of plain lists."""
    is_list = isinstance(model, QAbstractListModel)
    return 1 if is_list else model.columnCount(QModelIndex())


def tool_tips(root: QWidget) -> list[str]:
    tips = [widget.toolTip() for widget in root.findChildren(QWidget) if widget.toolTip()]
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None and view.isVisible():
            tips += [
                str(tip)
                for row in range(min(model.rowCount(QModelIndex()), 5))
                for column in range(columns_of(model))
                if (tip := model.index(row, column).data(Qt.ItemDataRole.ToolTipRole))
            ]
    return tips


@pytest.fixture
def on_hostile(open_window, hostile_file, tmp_path):
    path = tmp_path / "sample.lisdesk"
    path.write_bytes(hostile_file.read_bytes())
    return open_window(path, now="2019-02-12T10:00", officer="Ann Officer")


def test_markup_is_shown_as_it_stands_on_every_screen_and_nothing_is_fetched(
    on_hostile, hits, markup
):
    _, fetched = hits
    shown = ""
    for key, _title in SCREENS:
        on_hostile.go(key)
        on_hostile.qtbot.wait(100)
        assert magenta_pixels(on_hostile.window) == 0, key
        shown += words_shown(on_hostile.window)
    assert "<b>Bold</b>" in shown
    assert fetched == []


@pytest.mark.thorough
def test_markup_is_shown_as_it_stands_in_every_dialog_and_tool_tip(on_hostile, hits, sample_file):
    _, fetched = hits
    tips: list[str] = []
    for name, dialog in open_every_dialog(on_hostile.window, sample_file.parent, on_hostile.rest):
        assert magenta_pixels(dialog) == 0, name
        words_shown(dialog)
        tips += tool_tips(dialog)
    for key, _title in SCREENS:
        on_hostile.go(key)
        tips += tool_tips(on_hostile.window)
    hostile = sorted({tip for tip in tips if "Bold" in tip}, key=len)
    assert hostile
    for tip in hostile[:10]:
        QToolTip.showText(QPoint(5, 5), tip, on_hostile.window)
        on_hostile.qtbot.wait(30)
        for top in QApplication.topLevelWidgets():
            if top.metaObject().className() == "QTipLabel":
                assert magenta_pixels(top) == 0, tip
        QToolTip.hideText()
    assert all("<b>" not in tip and "<img" not in tip for tip in tips)
    assert fetched == []


def paste_into_fields(root: QWidget, markup: str) -> int:
    """Paste markup into every field of lines that takes words; return how many there are."""
    fields = [field for field in root.findChildren(QTextEdit) if not field.isReadOnly()]
    for field in fields:
        data = QMimeData()
        data.setHtml(markup)
        field.insertFromMimeData(data)
        assert "<img" not in field.toHtml()
    plain = [field for field in root.findChildren(QPlainTextEdit) if not field.isReadOnly()]
    return len(fields) + len(plain)


@pytest.mark.parametrize("label", [PlainLabel, WrappedLabel, ElidedLabel])
def test_a_label_shows_nothing_but_plain_text(qtbot, label):
    shown = label("<b>bold</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.thorough
def test_pasted_markup_becomes_plain_text(on_hostile, markup, sample_file):
    """Every field that takes words takes them as words only (R33)."""
    pasted = 0
    for key, _title in SCREENS:
        on_hostile.go(key)
        pasted += paste_into_fields(on_hostile.window, markup)
    for _name, dialog in open_every_dialog(on_hostile.window, sample_file.parent, on_hostile.rest):
        pasted += paste_into_fields(dialog, markup)
    assert pasted >= 3


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("annexe\u202excod.exe", "annexe[U+202E]xcod.exe"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("line\nbreak", "line break"),
        ("bell\x07", "bell[U+0007]"),
        ("café 😀 👩‍🔬", "café 😀 👩‍🔬"),
    ],
)
def test_hidden_characters_of_names_are_made_visible(name, shown):
    assert with_hidden_shown(name) == shown
