"""Word by word: what two texts share, and where words of one stand in the other."""

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.spans import Span
from lisdesk.rules.word_differences import MOST_WORDS, Comparison, words_of
from lisdesk.rules.words import folded

SEED = "We need the bus. It must run at night, and on Sundays."
TEXTS = st.text("ab C-d’é.,\n\t😀", max_size=60)


def compared(seed, *texts):
    return Comparison(words_of([(1, seed)]), words_of(enumerate(texts, start=5)))


@given(TEXTS)
def test_words_stand_where_they_are_said_to(text):
    found = words_of([(1, text)])
    assert [word.folded for word in found] == folded(text).split()
    for word in found:
        assert word.folded in folded(text[word.start : word.end]).split()


@given(TEXTS, TEXTS)
def test_the_pieces_put_together_are_the_two_texts(one, other):
    pieces = compared(one, other).pieces()
    assert " ".join(piece.seed for piece in pieces if piece.seed) == folded(one)
    assert " ".join(piece.variant for piece in pieces if piece.variant) == folded(other)
    assert all(piece.seed == piece.variant for piece in pieces if piece.is_same)


@given(TEXTS, TEXTS, TEXTS)
def test_as_they_were_written_the_pieces_put_together_are_the_two_texts(one, other, last):
    seed, own = {1: one}, {5: other, 6: last}
    found = Comparison(words_of(seed.items()), words_of(own.items())).written(seed, own)
    assert "".join(piece.seed for piece in found) == (one if folded(one) else "")
    with_words = [text for text in own.values() if folded(text)]
    assert "".join(piece.variant for piece in found) == "\n\n".join(with_words)


def test_a_variant_is_told_as_it_was_written():
    own = "“We need the BUS!”  My mother is ill.\nIt must run at night and Sundays."
    seed = {1: SEED}
    found = Comparison(words_of(seed.items()), words_of([(5, own)])).written(seed, {5: own})
    assert [(piece.is_same, piece.seed, piece.variant) for piece in found] == [
        (True, "We need the bus. ", "“We need the BUS!”  "),
        (False, "", "My mother is ill.\n"),
        (True, "It must run at night, and ", "It must run at night and "),
        (False, "on ", ""),
        (True, "Sundays.", "Sundays."),
    ]


def test_a_variant_is_told_in_pieces_with_its_own_words():
    found = compared(SEED, "We need the BUS. My mother is ill. It must run at night and Sundays")
    told = [(piece.is_same, piece.seed, piece.variant) for piece in found.pieces()]
    assert told == [
        (True, "we need the bus", "we need the bus"),
        (False, "", "my mother is ill"),
        (True, "it must run at night and", "it must run at night and"),
        (False, "on", ""),
        (True, "sundays", "sundays"),
    ]
    assert found.added_words() == 4


def test_a_span_is_found_where_its_words_stand_in_one_text():
    start = SEED.index("run")
    span = Span(start, SEED.index("night") + len("night"))
    text = "Dear all!\nIt MUST  run   at\nnight."
    assert compared(SEED, "Hello.", text).moved(1, span) == (6, Span(19, 33))
    assert text[19:33] == "run   at\nnight"
    assert compared(SEED, "It must run by night.").moved(1, span) is None
    assert compared(SEED, "It must run at", "night, and on Sundays.").moved(1, span) is None
    assert compared(SEED, SEED).moved(2, span) is None


def test_what_is_too_long_is_not_compared_to_its_end():
    long = " ".join(f"w{place}" for place in range(MOST_WORDS + 5))
    found = compared(long, long)
    assert found.is_cut
    assert [piece.is_same for piece in found.pieces()] == [True, False]
