"""Names of people and bodies: when two spellings mean the same, and short forms for references."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_APOSTROPHE = re.compile("['’‘ʼ`]")
_STOP_IN_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_SEPARATOR = re.compile("[.,\u2010-\u2015-]")
_LEADING_ARTICLES = re.compile("^(?:the )+(?=.)")
_BODY_ENDING = re.compile(" (?:lep|(?:local )?enterprise partnership)$")

_SMALL_WORDS = frozenset({"and", "of", "the"})
_FEWEST_INITIALS = 2
_MOST_INITIALS = 6
_LETTERS_OF_ONE_WORD = 4
_LETTERS_WITHOUT_A_NAME = "CALL"


_LONGEST_KEY, _KEPT_OF_LONGER = 600, 500
"""In letters: a database indexes no more than 2,704 bytes of a key."""


@lru_cache(maxsize=8_192)
def name_key(text: str) -> str:
    """Return what two spellings of one name have in common, for comparing; not for showing.

    Without case and compatibility forms (NFKC); "&" is "and"; apostrophes and the stops of initials
    ("C.I.C.") are dropped; other stops, commas and hyphens are spaces; white space is folded; "the"
    at the front is dropped. Accents and all other signs stay. The key of a key is itself. Of a key
    of more than 600 letters the first 500 stand, and a SHA-256 of the whole.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", text).casefold())
    folded = unicodedata.normalize("NFKC", folded.casefold())
    folded = _APOSTROPHE.sub("", _UNSEEN.sub("", folded)).replace("&", " and ")
    folded = _SEPARATOR.sub(" ", _STOP_IN_INITIALS.sub("", folded))
    return _bounded(_LEADING_ARTICLES.sub("", " ".join(folded.split())))


def stakeholder_key(name: str) -> str:
    """Return what spellings of a stakeholder's name have in common; signs alone are their own
    key.
    """
    return name_key(name) or _bounded(" ".join(name.split()).casefold())


def _bounded(key: str) -> str:
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_KEPT_OF_LONGER].rstrip()} {hashlib.sha256(key.encode()).hexdigest()}"


def body_key(text: str) -> str:
    """Return the `name_key` of a lead body without the ending that says it is a LEP.

    The endings are "LEP", "Local Enterprise Partnership" and "Enterprise Partnership"; one that is
    the whole name stays.
    """
    key = name_key(text)
    while (name := _BODY_ENDING.sub("", f" {key}").strip()) not in ("", key):
        key = name
    return key


def initials(text: str) -> str:
    """Return 2 to 6 capital letters A to Z for a body: the default prefix of references.

    The first letters of the words without "and", "of" and "the": "LLEP" for Leicester and
    Leicestershire Enterprise Partnership. A word in capitals amid others is an abbreviation and
    stays whole: "BCLEP" for Black Country LEP. A name of one word gives its first four letters; one
    without Latin letters "CALL".
    """
    words = [word for word in map(_latin_letters, re.split(r"[\s/&\u2010-\u2015-]+", text)) if word]
    words = [word for word in words if word.casefold() not in _SMALL_WORDS] or words
    if not words:
        return _LETTERS_WITHOUT_A_NAME
    is_all_capitals = len(words) > 1 and all(word.isupper() for word in words)
    letters = "".join(word if word.isupper() and not is_all_capitals else word[0] for word in words)
    if len(letters) < _FEWEST_INITIALS:
        letters = "".join(words)[:_LETTERS_OF_ONE_WORD].ljust(_FEWEST_INITIALS, "X")
    return letters[:_MOST_INITIALS].upper()


def _latin_letters(word: str) -> str:
    """Return the letters A to Z and a to z of a word, accents removed."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in decomposed if letter.isascii() and letter.isalpha())
