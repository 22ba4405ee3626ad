"""The words of a text and of a search, the same for every database engine.

Both the text and the query are folded here, so that an engine only ever compares words of letters
and digits with single spaces between them, and `matches` says what a search has to find.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_DROPPED = frozenset("'’‘‛ʼ`´\u00ad\u200c\u200d\u2060\ufeff")
_SPACE = " "
_TYPOGRAPHIC_DROPPED = "’‘"
_TYPOGRAPHIC_SEPARATORS = "“”–—…•£€\u00a0"
_QUERY_PART = re.compile(r'(-?)"([^"]*)"?(\*?)|[^\s"]+')
_ASCII = frozenset(map(chr, range(128)))
_MOST_FOREIGN = 40
_FOLDED_AT_ONCE = 50_000
"""Characters: what takes longer keeps every other thread waiting."""
_WHITE = re.compile(r"\s")
_PLAIN = re.compile("[a-z0-9]")
_CURLY_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)


class SearchTerm(NamedTuple):
    """One condition of a search: folded words that stand in this order, a phrase if more than one.

    With `is_prefix` the last word may go on; with `is_excluded` the words must not occur.
    """

    words: tuple[str, ...]
    is_excluded: bool
    is_prefix: bool


class _FoldingTable(dict[int, str | None]):
    """What each character becomes, found once and kept, in the form that `str.translate` takes."""

    def __missing__(self, code_point: int) -> str | None:
        # None instead of an empty text keeps `str.translate` on its fast path, 20 times as fast.
        becomes = self[code_point] = _folded_character(chr(code_point)) or None
        return becomes


def folded(text: str) -> str:
    """Return the words of `text`, one space between, without case, accents, apostrophes and signs.

    Everything that is not a letter or a digit separates words, but an apostrophe or a soft hyphen
    is dropped: "don’t" is one word, "dont". All scripts are kept. Applying it twice changes
    nothing.
    """
    if len(text) <= _FOLDED_AT_ONCE:
        return _folded_part(text)
    parts = (_folded_part(text[start:end]) for start, end in _cuts(text))
    return _SPACE.join(part for part in parts if part)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a long text can be parted so that every word is whole."""
    start = 0
    while start < len(text):
        space = _WHITE.search(text, start + _FOLDED_AT_ONCE)
        end = space.end() if space else len(text)
        yield start, end
        start = end


def _folded_part(text: str) -> str:
    if not text.isascii():
        text = _without_typography(text)
    words = _SPACE.join(text.translate(_TABLE).split())
    return words if words.isascii() else unicodedata.normalize("NFC", words)


def separates(character: str) -> bool:
    """Whether a character stands between words and belongs to none."""
    becomes = _TABLE[ord(character)]
    return becomes is not None and becomes.isspace()


def is_dropped(character: str) -> bool:
    """Whether a character is an apostrophe, or hidden, and so no part of the word around it."""
    return character in _DROPPED


def is_without(folded_words: Iterable[str], text: str) -> bool:
    """Whether `text` has words, and certainly none of some others that are `folded`.

    A small part of the cost of folding it where few characters are not ASCII and those fold to
    what is, as accented letters and typography do; of other texts it says False.
    """
    if not text.isascii():
        foreign = set(text).difference(_ASCII)
        if len(foreign) > _MOST_FOREIGN:
            return False
        for character in foreign:
            text = text.replace(character, _TABLE[ord(character)] or "")
        if not text.isascii():
            return False
    plain = text.replace("'", "").replace("`", "").lower()
    return _PLAIN.search(plain) is not None and not any(word in plain for word in folded_words)


def search_terms(query: str) -> tuple[SearchTerm, ...]:
    """Return the conditions of a query; any text is a legal one, and nothing to search for is ().

    "words in quotes" are a phrase, -word excludes, word* finds what begins so; a word with signs
    inside, as low-carbon, is a phrase of its parts. A quotation mark that is not closed reaches to
    the end.
    """
    parts = _QUERY_PART.finditer(query.translate(_CURLY_QUOTES))
    terms = (_term(part) for part in parts)
    return tuple(term for term in terms if term.words)


def matches(terms: Sequence[SearchTerm], folded_texts: Sequence[str]) -> bool:
    """Whether a set of texts, each already `folded`, fulfils a search.

    Every term that is not excluded stands whole in one of the texts, and no excluded term in any.
    So only excluded terms match every set without them, and no terms match everything.
    """
    texts = [f" {text} " for text in folded_texts]
    return all(_occurs(term, texts) is not term.is_excluded for term in terms)


def _without_typography(text: str) -> str:
    """Return `text` with the usual quotes, dashes and signs replaced by what they fold to.

    Most texts are ASCII but for these, and ASCII folds five times as fast.
    """
    for character in _TYPOGRAPHIC_DROPPED:
        text = text.replace(character, "")
    for character in _TYPOGRAPHIC_SEPARATORS:
        text = text.replace(character, _SPACE)
    return text


def _occurs(term: SearchTerm, padded_texts: Sequence[str]) -> bool:
    """Whether the words of a term stand in one of the texts, each with a space at both ends."""
    wanted = f" {_SPACE.join(term.words)}" + ("" if term.is_prefix else _SPACE)
    return any(wanted in text for text in padded_texts)


def _term(part: re.Match[str]) -> SearchTerm:
    """Return the condition of one part of a query; its words are () without letter and digit."""
    written = part[0]
    phrase = written if part[2] is None else part[2]
    return SearchTerm(
        words=tuple(folded(phrase).split()),
        is_excluded=written.startswith("-"),
        is_prefix=written.endswith("*"),
    )


def _folded_character(character: str) -> str:
    """Return the letters and digits that a character folds to, a space if it separates words."""
    if character in _DROPPED:
        return ""
    decomposed = unicodedata.normalize("NFKD", character)
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    return "".join(map(_word_part, decomposed))


def _word_part(character: str) -> str:
    """Return a decomposed character if it belongs to a word, nothing for an accent, or a space."""
    if character in _DROPPED or unicodedata.combining(character):
        return ""
    if character.isalnum():
        return character
    # Vowel signs of Indic and South-East Asian scripts have class 0 and are part of the word;
    # variation selectors and enclosing marks, as emoji have, are not.
    category = unicodedata.category(character)
    if category == "Mc" or (category == "Mn" and not 0xFE00 <= ord(character) <= 0xFE0F):
        return character
    return "" if category in ("Mn", "Me") else _SPACE


_TABLE = _FoldingTable()
