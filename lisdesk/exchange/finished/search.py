"""Search a finished publication for what it must not hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy

from lisdesk.exchange.finished.authors import TELLING, AuthorRule
from lisdesk.exchange.finished.clean_texts import CleanTexts
from lisdesk.exchange.finished.known_secrets import (
    BATCH_LETTERS,
    KnownSecrets,
    owners,
    said_in,
)
from lisdesk.exchange.finished.permitted_runs import PermittedRuns
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role
from lisdesk.exchange.finished.telephones import Telephones, numbers_in
from lisdesk.exchange.finished.verbatim import cut_of, verbatim
from lisdesk.exchange.finished.wording import (
    WINDOW,
    Wording,
    plain_text,
    plain_words,
    runs,
    wording,
)
from lisdesk.rules.publication_secrets import (
    Checked,
    Leak,
    LookedAt,
    PublicationSecrets,
    Secret,
    SecretKind,
)
from lisdesk.telling import Tell, nobody, told

if TYPE_CHECKING:
    from lisdesk.exchange.finished.known_secrets import Hits

CHECK_VERSION = 5
"""Of what is looked for: it rises with everything that earlier checks did not find."""
LISTED = 50
"""How many leaks of one kind, and how many hints, are kept with their places."""

_QUOTED = re.compile("“([^“”]*)”")
_POINTER = re.compile("[0-9]{1,9}|[0-9a-f]{64}")
MOST_HELD = 200_000
"""Of hits, and of short words, so many are held until they are judged, and those of one batch: no
file makes the check hold more, and none is passed over."""
_FIRST = 4
"""Before texts that may be published are read for what pieces say, so many times the pieces of a
batch are heard: what is short in them can be looked for at once."""
_SHORTEST_RUN = 4
"""A run of so many words is told by itself; of fewer it matters what stands around them."""
_SHORTEST_SAID = 4
"""Names of one word and fewer letters are said in other senses all the time."""
_STRANGERS = "words that stand in no text that may be published"
_OF_OTHERS = (Role.WORDS, Role.FINDING)
"""Where a contact detail may stand that an officer decided to keep."""


class _Hit(NamedTuple):
    """One secret run in one surrounding, where it was seen first."""

    length: int
    number: int
    around: tuple[int, int]
    """How many words stand around it in the same text, it among them, and their number; of what is
    said of a submission it is the run alone, which that one's texts are searched for."""
    is_all: bool
    """Whether its text says no more than it."""
    piece: Piece


class Search:
    """Hears the pieces of a finished file one after the other, then tells what was found."""

    def __init__(
        self, secrets: PublicationSecrets, read: Tell = nobody, look: Tell = nobody
    ) -> None:
        """`read` hears of the texts that are looked for, `look` of the pieces that are heard."""
        self._secrets, self._tell_of_pieces = secrets, look
        self._known = KnownSecrets()
        self._known.add_short(secrets.short_ones)
        self._known.add_long(told(secrets.long_ones(), read))
        self._telephones = Telephones(secrets.short_ones, secrets.kept)
        self._kept = frozenset(map(plain_text, secrets.kept))
        self._permitted: PermittedRuns | None = None
        self._clean = CleanTexts()
        self._authors = AuthorRule(secrets)
        self._hits: dict[tuple[int, int, tuple[int, int], Role, bool, str], _Hit] = {}
        self._told_hits: set[int] = set()
        """Of hits that were told: they are not told again once their batch is forgotten."""
        self._told_strangers: set[tuple[int, int]] = set()
        self._leaks: list[Leak] = []
        self._leak_count = 0
        self._told = Counter[str]()
        self._hints: list[Leak] = []
        self._pieces = 0
        self._parts: set[str] = set()
        self._batch: list[Piece] = []
        self._letters = 0

    def look(self, found: Iterable[Found]) -> None:
        """Take in what a reader found in a file."""
        for each in told(found, self._tell_of_pieces):
            self._parts.add(each.part)
            if isinstance(each, Flaw):
                self._tell(Leak(each.part, each.place, each.what))
                continue
            self._pieces += 1
            if each.role in TELLING:
                leak = self._authors.leak(each)
                if leak:
                    self._tell(leak)
                if each.role is Role.POINTER and _POINTER.fullmatch(each.text):
                    continue
            if self._telephones:
                self._look_for_numbers(each)
            self._batch.append(each)
            self._letters += len(each.text)
            if self._letters > BATCH_LETTERS * (1 if self._permitted else _FIRST):
                self._search()
        self._search()

    def result(self) -> Checked:
        """Return what was found, once everything was heard."""
        self._judge_short_strangers()
        self._judge_hits()
        looked_at = LookedAt(CHECK_VERSION, len(self._parts), self._pieces, self._known.count)
        return Checked(looked_at, tuple(self._leaks), self._leak_count, tuple(self._hints))

    def _judge_hits(self) -> None:
        """Tell of the hits so far that are leaks or hints, and forget them."""
        explained = self._explained()
        long_ones = {
            key: hit
            for key, hit in self._hits.items()
            if hit.around not in explained and self._known.short(hit.length, hit.number) is None
        }
        quoted = verbatim(
            [((hit.length, hit.number), hit.piece) for hit in long_ones.values()],
            self._secrets.permitted,
        )
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for key, hit in long_ones.items():
            if ((hit.length, hit.number), hit.piece) in quoted:
                del self._hits[key]
            else:
                wanted[hit.length].add(hit.number)
        whose = owners(self._secrets.long_ones(), wanted) if wanted else {}
        for key, hit in self._hits.items():
            before = self._leak_count, len(self._hints)
            self._judge(hit, whose, is_explained=hit.around in explained)
            if before != (self._leak_count, len(self._hints)):
                self._told_hits.add(hash(key))
        self._hits.clear()

    def _search(self) -> None:
        pieces, self._batch, self._letters = self._clean.others(self._batch), [], 0
        if any(each.role is Role.WORDS for each in pieces):
            if self._permitted is None:
                self._permitted = PermittedRuns(self._secrets.permitted(None), self._known, pieces)
            pieces = self._permitted.others(pieces)
        if not pieces:
            return
        found = self._look_for_secrets(pieces) | self._look_for_strangers(pieces)
        self._clean.learn(pieces, found)
        if len(self._hits) >= MOST_HELD:
            self._judge_hits()

    def _look_for_secrets(self, pieces: list[Piece]) -> set[int]:
        """Keep what is secret in pieces to be judged, and return their places."""
        words = wording([each.text for each in pieces])
        found: set[int] = set()
        for hits in self._known.found(words):
            self._keep(hits, words, pieces)
            found.update(words.text_of[hits.firsts].tolist())
        for hits in self._known.found_whole(words):
            self._keep(hits, words, pieces, roles=(Role.WORDS,))
            found.update(words.text_of[hits.firsts].tolist())
        return found

    def _look_for_strangers(self, pieces: list[Piece]) -> set[int]:
        """Tell of words of respondents that stand in no text, and return their places."""
        if self._permitted is None or not pieces:
            return set()
        found = self._permitted.strangers(pieces)
        for place in found:
            piece = pieces[place]
            self._tell(Leak(piece.part, piece.place, _STRANGERS, piece.about or ""))
        if len(self._permitted.short) >= MOST_HELD:
            self._judge_short_strangers()
        return set(found)

    def _judge_short_strangers(self) -> None:
        """Tell of short words of respondents, of those so far, that stand in no text that may be
        published, and forget them.
        """
        short = self._permitted.forgotten() if self._permitted else {}
        said = said_in(self._secrets.permitted(None), set(short)) if short else set()
        for run, piece in short.items():
            if run not in said and run not in self._told_strangers:
                self._told_strangers.add(run)
                self._tell(Leak(piece.part, piece.place, _STRANGERS, piece.about or ""))

    def _look_for_numbers(self, piece: Piece) -> None:
        for secret, is_kept in self._telephones.found_in(piece.text):
            if not (is_kept and piece.role in _OF_OTHERS):
                self._tell(_leak(piece, secret.kind, secret.about))

    def _keep(
        self,
        hits: Hits,
        words: Wording,
        pieces: list[Piece],
        roles: tuple[Role, ...] = tuple(Role),
    ) -> None:
        text_ends = numpy.cumsum(words.counts)
        for number, first in zip(hits.hashes.tolist(), hits.firsts.tolist(), strict=True):
            piece = pieces[words.text_of[first]]
            if piece.role in roles:
                end = int(text_ends[words.text_of[first]])
                start = end - int(words.counts[words.text_of[first]])
                around = (hits.length, number)
                is_name = self._known.short(hits.length, number) is not None
                if piece.about is None and hits.length < _SHORTEST_RUN:
                    least = hits.length + is_name
                    own = _quotation(piece, first - start, hits.length, end - start, least)
                    around = _around(words, first, hits.length, start + own.start, start + own.stop)
                is_all = int(words.counts[words.text_of[first]]) == hits.length
                is_at_edge = first == start or first + hits.length == end
                whose = "" if is_name else cut_of(piece, is_at_edge=is_at_edge)
                key = (hits.length, number, around, piece.role, is_all, whose)
                if hash(key) not in self._told_hits:
                    self._hits.setdefault(key, _Hit(hits.length, number, around, is_all, piece))

    def _explained(self) -> set[tuple[int, int]]:
        """Return the surroundings that stand in a text that may be published, too.

        The submissions that the pieces are about are read first, and all only if that is not
        enough.
        """
        wanted = {hit.around for hit in self._hits.values() if self._matters(hit)}
        references = {hit.piece.about for hit in self._hits.values() if hit.piece.about is not None}
        found: set[tuple[int, int]] = set()
        if wanted and references:
            found |= said_in(self._secrets.permitted(references), wanted)
        if wanted - found:
            found |= said_in(self._secrets.permitted(None), wanted - found)
        return found

    def _matters(self, hit: _Hit) -> bool:
        """Whether it is asked where a hit comes from: not of a word that means other things too."""
        short = self._known.short(hit.length, hit.number)
        if short is None or hit.length > 1 or hit.piece.role is not Role.WORDS:
            return True
        return _is_telling(short.words) or hit.is_all or short.kind is SecretKind.REDACTED

    def _judge(
        self,
        hit: _Hit,
        whose: dict[tuple[int, int], tuple[SecretKind, str]],
        *,
        is_explained: bool,
    ) -> None:
        short = self._known.short(hit.length, hit.number)
        if short is None:
            if not is_explained:
                kind, about = whose.get((hit.length, hit.number), (SecretKind.WITHHELD, ""))
                self._tell(_leak(hit.piece, kind, about))
            return
        if not _says(short, hit.piece.text):
            return
        if not short.kind.may_be_said:
            is_kept = plain_text(short.words) in self._kept and hit.piece.role in _OF_OTHERS
            if not is_kept and not numbers_in(short.words):  # those are looked for in every form
                self._tell(_leak(hit.piece, short.kind, short.about))
        elif hit.piece.role is Role.AUTHOR:
            return  # what may stand there is told apart, by the submission that it is about
        elif not is_explained:
            self._judge_unexplained(hit, short)
        elif hit.piece.role is Role.WORDS and plain_text(short.words) not in self._kept:
            self._hint(hit, short)

    def _judge_unexplained(self, hit: _Hit, short: Secret) -> None:
        """Tell of a name that no permitted text says: a word alone may well mean something else."""
        is_a_word = hit.length == 1 and not _is_telling(short.words)
        is_short = len(short.words) < _SHORTEST_SAID
        is_in_place = hit.piece.role is Role.ABOUT_FILE and not is_short
        if hit.piece.role is Role.WORDS and short.kind is SecretKind.REDACTED:
            is_in_place = True
        if hit.is_all or not is_a_word or is_in_place:
            self._tell(_leak(hit.piece, short.kind, short.about))

    def _hint(self, hit: _Hit, short: Secret) -> None:
        if len(self._hints) < LISTED and len(short.words) >= _SHORTEST_SAID:
            self._hints.append(_leak(hit.piece, short.kind, short.about))

    def _tell(self, leak: Leak) -> None:
        self._leak_count += 1
        self._told[leak.what] += 1
        if self._told[leak.what] <= LISTED:
            self._leaks.append(leak)


def _quotation(piece: Piece, place: int, length: int, count: int, least: int) -> range:
    """Return which of the `count` words of a piece are those of the quotation of at `least` so many
    words in which a run of `length` words stands: what officers write around it, such as who said
    it, stands in no text. All of them if it stands in none.

    A name that is all that is quoted is none of a respondent's words by that; a word of letters and
    digits is.
    """
    quoted = _QUOTED.finditer(piece.text) if piece.role is Role.FINDING else ()
    for each in quoted:
        start = len(plain_words(piece.text[: each.start()]))
        end = start + len(plain_words(each[1]))
        if start <= place and place + length <= end <= count and least <= end - start:
            return range(start, end)
    return range(count)


def _around(
    words: Wording, first: int, length: int, text_start: int, text_end: int
) -> tuple[int, int]:
    """Return how many words stand around a run in its text, at most eight, and their number."""
    count = min(WINDOW, text_end - text_start)
    start = min(max(text_start, first - (count - length) // 2), text_end - count)
    part = Wording(
        words.hashes[start : start + count], words.text_of[start : start + count], words.counts
    )
    return count, int(runs(part, count)[0][0])


def _says(short: Secret, text: str) -> bool:
    """Whether a text says all of a name of more than eight words, by whose first it was found."""
    return f" {plain_text(short.words)} " in f" {plain_text(text)} "


def _is_telling(words: str) -> bool:
    return any(letter.isdigit() for letter in words) and any(map(str.isalpha, words))


def _leak(piece: Piece, kind: SecretKind, about: str) -> Leak:
    return Leak(piece.part, piece.place, kind.value, about)


def check_pieces(
    found: Iterator[Found], secrets: PublicationSecrets, read: Tell = nobody, look: Tell = nobody
) -> Checked:
    """Search everything that a reader finds in a finished file."""
    search = Search(secrets, read, look)
    search.look(found)
    return search.result()
