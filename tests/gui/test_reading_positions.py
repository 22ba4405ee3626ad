"""Places on the screen and in the file: the same characters, whatever they are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from lisdesk.rules.spans import normalised
from lisdesk.ui.reading.positions import Passage, ShownTexts, Units, UnitSpan, as_shown

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
AWKWARD = [
    "a", " ", "\n", "\t", "é", "e\u0301", "\U0001f600", FAMILY, ENGLAND, "\u05d0\u05d1", "\u0639",
    "\u202e", "\u2066", "\u2028", "\u2029", "\u00a0", "\u00ad", "\ufffc", "\ufffd", "\ufdd0",
    "\ufdd1", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\x0b", "\x0c", "\x1f",
    "\x7f", "\x85", "\ufeff", "\u200b", "<b>", "&amp;",
]  # fmt: skip
texts = st.lists(
    st.one_of(st.sampled_from(AWKWARD), st.text(max_size=4)), min_size=1, max_size=30
).map(lambda parts: normalised("".join(parts)) or "a")


def document_of(shown):
    document = QTextDocument()
    document.setPlainText(shown.words)
    return document


@given(texts)
def test_units_count_as_utf_16_does(text):
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert units.unit(point) == unit
        assert units.point(unit) == units.point(unit, is_end=True) == point


@given(texts)
def test_half_a_character_is_the_whole_of_it(text):
    units = Units(text)
    for point, letter in enumerate(text):
        if letter > "\uffff":
            within = units.unit(point) + 1
            assert units.point(within) == point
            assert units.point(within, is_end=True) == point + 1


@given(st.lists(st.tuples(st.sampled_from(["", "1  Was?", "2\n\U0001f600"]), texts), max_size=4))
@example([("", "\ufeffab")])
@example([("", "\ufffeab")])
@example([("\ufffeWas?", "ab")])
def test_a_qt_document_holds_every_character_at_its_place(passages):
    shown = ShownTexts([Passage(at, heading, body) for at, (heading, body) in enumerate(passages)])
    document = document_of(shown)
    assert document.characterCount() - 1 == len(shown.words.encode("utf-16-le")) // 2
    cursor = QTextCursor(document)
    for at, (_heading, body) in enumerate(passages):
        span = shown.units_of(at, 0, len(body))
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        held = cursor.selectedText().replace("\u2029", "\n")
        assert held == as_shown(body).replace("\u2029", "\n")
        assert shown.words_at(span.start, span.end) == body


@given(
    st.data(), st.lists(st.tuples(st.sampled_from(["", "1  Was?"]), texts), min_size=1, max_size=3)
)
def test_every_span_of_a_text_comes_back_from_the_document(data, passages):
    shown = ShownTexts([Passage(at, heading, body) for at, (heading, body) in enumerate(passages)])
    at = data.draw(st.integers(0, len(passages) - 1))
    body = passages[at][1]
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    span = shown.units_of(at, start, end)
    [back] = shown.spans_at(span.start, span.end)
    assert (back.text_id, back.start, back.end) == (at, start, end)
    assert shown.words_at(span.start, span.end) == body[start:end]


def test_headings_and_what_is_between_texts_belong_to_no_text():
    shown = ShownTexts([Passage(7, "1  Why?", "Ab"), Passage(9, "2  How?", "Cd")])
    assert shown.words == "1 Why?\nAb\n2 How?\nCd"
    assert shown.spans_at(0, 7) == []
    everything = shown.spans_at(0, len(shown.words))
    assert [(span.text_id, span.start, span.end) for span in everything] == [(7, 0, 2), (9, 0, 2)]
    assert shown.headings == (UnitSpan(0, 6), UnitSpan(10, 16))
    assert shown.units_of(8, 0, 1) is None


@pytest.mark.parametrize("letter", ["\ufdd0", "\ufdd1", "\ufffe", "\r", "\0"])
def test_what_qt_would_take_for_an_end_is_shown_as_a_mark(letter):
    assert as_shown(f"a{letter}b") == "a\ufffdb"
