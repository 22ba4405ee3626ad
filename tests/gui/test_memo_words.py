"""How a memo is told in two lines, and in its tool tip."""

from dataclasses import replace
from datetime import UTC, datetime

from lisdesk.queries.memos import MemoRow
from lisdesk.ui.reading.memo_words import memo_lines, whole_memo

AT = datetime(2019, 1, 7, 9, 30, tzinfo=UTC)
MEMO = MemoRow(
    1, 1, "LLEP-0001", 4, 2, 0, 90, "The trains " * 8, "Who\u202eis she?", "Ann", AT, None, False
)


def test_who_wrote_a_memo_comes_before_the_words_that_may_be_cut():
    assert memo_lines(MEMO).startswith("Who[U+202E]is she?\nAnn · “The trains")
    earlier = memo_lines(replace(MEMO, is_on_earlier_text=True))
    assert "\nAnn · on an earlier version · “The trains" in earlier


def test_a_tool_tip_shows_what_is_hidden_and_how_a_long_memo_begins():
    assert whole_memo(MEMO, "Europe/London").startswith("Who[U+202E]is she?\n“The trains")
    long_one = whole_memo(replace(MEMO, words="word " * 5_000), "Europe/London")
    assert len(long_one) < 1_000
    assert long_one.startswith("word word")
    assert "by Ann, " in long_one
