"""The guide in the window shows its pages as they are meant."""

import re

import pytest
from PySide6.QtGui import QTextTable

from lisdesk.paths import shipped
from lisdesk.ui.guide import GuidePages

PAGES = sorted((shipped("docs") / "guide").glob("*.md"))
_TABLE = re.compile(r"^\|(?: ?-+ ?\|)+$", re.MULTILINE)
_LEFT_OVER = re.compile(r"\*\*|\]\(|^\s*\||^#", re.MULTILINE)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_table_of_a_page_is_shown_as_one_and_no_mark_is_left_over(qtbot, path):
    pages = GuidePages()
    qtbot.addWidget(pages)
    pages.show_page(path.stem)
    shown = pages.document()
    tables = [each for each in shown.rootFrame().childFrames() if isinstance(each, QTextTable)]
    assert len(tables) == len(_TABLE.findall(path.read_text(encoding="utf-8")))
    assert not _LEFT_OVER.search(shown.toPlainText())
