"""What two spellings of a stakeholder's name may differ in, and what tells two names apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lisdesk.rules.names import name_key

ALIKE_PERCENT = 88
"""From this likeness on, with their words in order, two names are probably one."""

_ENDINGS = frozenset(
    {
        "cic", "cio", "co", "company", "corp", "corporation", "inc", "incorporated", "limited",
        "llp", "ltd", "lp", "plc", "uk",
    }
)  # fmt: skip
_TITLES = frozenset(
    {"cllr", "councillor", "dr", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "prof",
     "professor", "rev", "revd", "sir"}
)  # fmt: skip
_SMALL_WORDS = frozenset({"and", "at", "for", "in", "of", "on", "the"})
_WRITTEN_OUT = {
    "assn": "association",
    "assoc": "association",
    "bc": "borough council",
    "dc": "district council",
    "dept": "department",
    "fed": "federation",
    "govt": "government",
    "inst": "institute",
    "mbc": "metropolitan borough council",
    "soc": "society",
    "uni": "university",
    "univ": "university",
}
_TELLING = frozenset(
    {
        "borough", "central", "city", "county", "district", "east", "eastern", "first", "infant",
        "junior", "lower", "mid", "north", "northern", "parish", "primary", "second", "secondary",
        "senior", "south", "southern", "third", "town", "upper", "west", "western",
    }
)  # fmt: skip
_FEWEST_INITIALS, _MOST_INITIALS = 3, 8


@dataclass(frozen=True, slots=True)
class NameForms:
    """A name in the forms in which it is compared."""

    core: str
    """Without legal endings, titles and small words, abbreviations written out."""
    words: tuple[str, ...]
    in_order: str
    """The words of the core in the order of the alphabet."""
    numbers: tuple[str, ...]
    """The words with digits."""

    @property
    def is_one_word(self) -> bool:
        """Whether it may be an abbreviation."""
        return len(self.words) == 1

    def ends(self, letters: int) -> Iterator[str]:
        """Yield the beginning and the end of the name without its spaces."""
        joined = "".join(self.words)
        if len(joined) > letters:
            yield f"{joined[:letters]}…"
            yield f"…{joined[-letters:]}"


def name_forms(name: str) -> NameForms:
    """Return the forms of a name; one that is all endings or titles keeps them."""
    written = [
        part
        for word in name_key(name).replace("(", " ").replace(")", " ").replace("/", " ").split()
        for part in _WRITTEN_OUT.get(word, word).split()
    ]
    plain = [word for word in written if word not in _SMALL_WORDS]
    core = [word for word in plain if word not in _ENDINGS and word not in _TITLES]
    words = core or plain or written
    numbers = tuple(sorted(word for word in words if any(map(str.isdigit, word))))
    return NameForms(" ".join(words), tuple(words), " ".join(sorted(words)), numbers)


def differ_tellingly(one: NameForms, other: NameForms) -> bool:
    """Whether two names that look alike name two: another number, or another point of the compass
    or rank, as in "East Midlands Chamber" and "West Midlands Chamber".
    """
    if one.numbers != other.numbers:
        return True
    return bool(_TELLING & (set(one.words) ^ set(other.words)))


def initials_of(form: NameForms) -> str:
    """Return the first letters of a name's words; empty for a name of few or very many words."""
    if not _FEWEST_INITIALS <= len(form.words) <= _MOST_INITIALS:
        return ""
    return "".join(word[0] for word in form.words)
