"""What was found clean is not looked at again, and nothing else is passed over by that."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lisdesk.exchange.finished import clean_texts, search
from lisdesk.exchange.finished.permitted_runs import PermittedRuns
from lisdesk.exchange.finished.pieces import Piece, Role
from lisdesk.rules.publication_secrets import PublicationSecrets, Secret, SecretKind

WORDS = st.lists(st.sampled_from(["bus", "Jo", "Marlowe", "late", "01632", "960001"]), max_size=11)
TEXTS = st.lists(WORDS.map(" ".join), max_size=4)
SHORT = (
    Secret(SecretKind.NAME, "R", "Jo Marlowe"),
    Secret(SecretKind.CONTACT, "R", "late@bus.example"),
    Secret(SecretKind.CONTACT, "R", "01632 960001"),
    Secret(SecretKind.REDACTED, "R", "Marlowe"),
)
ROLES = st.sampled_from([Role.WORDS, Role.FINDING, Role.OTHER, Role.ABOUT_FILE])


def checked(pieces, permitted, withheld):
    secrets = PublicationSecrets(
        long_ones=lambda: (Secret(SecretKind.WITHHELD, "W", each) for each in withheld),
        short_ones=SHORT,
        permitted=lambda _: iter(permitted),
        submissions={},
        smallest_count=0,
    )
    found = search.check_pieces(iter(pieces), secrets)
    return Counter(found.leaks), found.leak_count, Counter(found.hints)


def checked_anew(pieces, permitted, withheld):
    """Look at every piece, whatever was found before, and for short words in a second reading."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clean_texts, "_MOST", 0)
        patch.setattr(search, "_FIRST", 0)
        patch.setattr(PermittedRuns, "others", lambda _, pieces: list(pieces))
        patch.setattr(PermittedRuns, "__init__", without_first(PermittedRuns.__init__))
        return checked(pieces, permitted, withheld)


def without_first(made):
    return lambda self, texts, known, _first: made(self, texts, known)


@given(TEXTS, TEXTS, TEXTS, st.data(), st.sampled_from([1, 30, 1_000_000]))
@settings(max_examples=200)
def test_the_same_is_found_as_where_every_piece_is_looked_at(
    permitted, withheld, others, data, letters
):
    said = st.sampled_from([*permitted, *withheld, *others, "bus"])
    drawn = data.draw(st.lists(st.tuples(ROLES, said), max_size=12))
    pieces = [Piece("p", f"row {row}", role, text) for row, (role, text) in enumerate(drawn)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "BATCH_LETTERS", letters)
        assert checked(pieces, permitted, withheld) == checked_anew(pieces, permitted, withheld)


def test_words_that_are_no_letters_of_a_clean_text_are_looked_at():
    clean = "the bus is late and nobody knows why that is"
    pieces = [Piece("p", f"row {row}", Role.WORDS, clean) for row in range(3)]
    assert checked(pieces, [clean], []) == (Counter(), 0, Counter())
    pieces.append(Piece("p", "row 3", Role.WORDS, clean.replace("nobody", "qwertz")))
    pieces.append(Piece("p", "row 4", Role.AUTHOR, clean))
    assert {leak.place for leak in checked(pieces, [clean], [])[0]} == {"row 3", "row 4"}
