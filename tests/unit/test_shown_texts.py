"""Of a long letter the pane beside the register shows as much as one looks at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.queries.passages import sought
from lisdesk.ui.submissions import shown_texts as module
from lisdesk.ui.submissions.shown_texts import LONGEST_SHOWN, MOST_PARAGRAPHS, shown_texts

PARAGRAPHS = "\n".join(f"Paragraph {number}" for number in range(100_000))


def marked(shown):
    units = shown.words.encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in shown.marks]


def test_words_of_an_ordinary_submission_are_shown_whole():
    words = "2. What holds you back?\nBuses.\n\nSee www.example.org"
    shown = shown_texts(words, ())
    assert shown.words == words
    assert [link.place for link in shown.links] == ["www.example.org"]


@pytest.mark.parametrize("words", [PARAGRAPHS, "welders " * 100_000, "w" * 600_000])
def test_of_very_many_words_the_beginning_is_shown_and_the_rest_told(words):
    shown = shown_texts(words, ())
    body, _, told = shown.words.rpartition("\n\n")
    assert words.startswith(body.rstrip("\n"))
    assert len(body) <= LONGEST_SHOWN
    assert body.count("\n") <= MOST_PARAGRAPHS
    assert told == f"… and {len(words) - len(body):,} more letters: open it in Reading."


def test_what_was_found_far_down_is_shown_and_marked():
    shown = shown_texts(f"🚌 {PARAGRAPHS}\n🚌 zugzwang 🚌", sought("zugzwang"))
    assert shown.words.startswith("… What stands before is left out here: open it in Reading.")
    assert shown.words.endswith("🚌 zugzwang 🚌")
    assert marked(shown) == ["zugzwang"]


def test_a_search_of_words_that_are_not_there_shows_the_beginning():
    shown = shown_texts(PARAGRAPHS, sought("zugzwang"))
    assert shown.words.startswith("Paragraph 0\n")
    assert not shown.marks


@given(st.text(alphabet="ab \n🚌", max_size=200), st.integers(1, 9), st.integers(1, 4))
def test_the_pieces_of_words_make_up_the_whole(words, longest, paragraphs):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LONGEST_SHOWN", longest)
        patch.setattr(module, "MOST_PARAGRAPHS", paragraphs)
        pieces = [words[start:end] for start, end in module.pieces(words)]
    assert "".join(pieces) == words
    assert all(len(piece) <= longest for piece in pieces)
    assert all(piece.count("\n") <= paragraphs for piece in pieces)
    assert all(pieces) or pieces == [""]
