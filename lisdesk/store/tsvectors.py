"""PostgreSQL's half of the search: documents, queries, and a second look where it loses places.

PostgreSQL keeps the places of a word up to the 16,383rd word of a document, at most 255 of them,
words of at most 2,046 bytes, and no document of more than a megabyte. What a document loses by that
is stored beside it, and where it matters to a search the texts themselves decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    any_,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.orm import Session

from lisdesk.rules.words import SearchTerm, folded, matches
from lisdesk.store.entities import Memo, SourceText, Stakeholder, Submission, Tag
from lisdesk.store.file_words import words_of_files

_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
_LONGEST_LEXEME_BYTES = 2_046
_LARGEST_BYTES = 900_000
"""What the words and places of a document may take, by our reckoning."""
_BYTES_A_PLACE = 4

_BREAK = "\ue000"
"""Stands between texts; no folded text holds it."""
_TEXTS_AT_ONCE = 20
"""Submissions whose texts are read together for a second look: they are the long ones."""

INDEX = table(
    "submission_search", column("submission_id"), column("document"), column("loss", Integer)
)


class Loss(IntEnum):
    """What a document does not hold of its texts; stored, so the numbers stay."""

    NOTHING = 0
    PLACES = 1
    """All words are there, but not all places, or a word is cut: phrases need a second look."""
    WORDS = 2
    """Not even all words are there: every search needs a second look."""


@dataclass(frozen=True, slots=True)
class Document:
    """A submission's words as a literal of type tsvector, and what that loses."""

    literal: str
    loss: Loss


def document(texts: Iterable[str]) -> Document:
    """Return the document of some texts; a phrase cannot match across two of them."""
    places: dict[str, list[int]] = {}
    loss, size_bytes = Loss.NOTHING, 0
    for position, word in enumerate(_words(texts), 1):
        if word == _BREAK:
            continue
        lexeme = _lexeme(word)
        if len(lexeme.encode()) >= _LONGEST_LEXEME_BYTES - 3:  # cut, or like one that is
            loss = Loss.PLACES
        own = places.get(lexeme)
        size_bytes += _BYTES_A_PLACE + (len(lexeme.encode()) if own is None else 0)
        if own is None:
            if size_bytes > _LARGEST_BYTES:
                return Document(_literal(places), Loss.WORDS)
            own = places[lexeme] = []
        if position <= _LAST_POSITION and len(own) < _MOST_POSITIONS:
            own.append(position)
        else:
            loss = Loss.PLACES
    return Document(_literal(places), loss)


def matching(session: Session, terms: Sequence[SearchTerm]) -> Select[int]:
    """Return a select of the submissions that fulfil the terms, by the rule of `words.matches`."""
    is_sure = INDEX.c.loss == Loss.NOTHING.value
    doubtful = INDEX.c.loss == Loss.WORDS.value
    if not any(map(_needs_places, terms)):
        is_sure = INDEX.c.loss < Loss.WORDS.value
    else:
        has_lost_places = INDEX.c.loss == Loss.PLACES.value
        doubtful = or_(doubtful, and_(has_lost_places, *_has_the_words(terms)))
    found = and_(is_sure, _fits(tsquery(terms)))
    looked_up = list(_by_the_texts(session, doubtful, terms))
    if looked_up:
        found = or_(found, INDEX.c.submission_id == any_(literal(looked_up, ARRAY(Integer))))
    return select(INDEX.c.submission_id).where(found)


def by_rank(session: Session, terms: Sequence[SearchTerm], ids: Sequence[int]) -> list[int]:
    """Return submissions in the order of how well they fit, the newest first of equals."""
    rank = func.ts_rank(INDEX.c.document, cast(literal(tsquery(terms)), TSQUERY))
    chosen = (
        select(INDEX.c.submission_id)
        .where(INDEX.c.submission_id == any_(literal(list(ids), ARRAY(Integer))))
        .order_by(rank.desc(), INDEX.c.submission_id.desc())
    )
    return list(session.scalars(chosen))


def tsquery(terms: Sequence[SearchTerm]) -> str:
    """Return PostgreSQL's query of some terms, as a literal of type tsquery."""
    return " & ".join(
        ("!" if term.is_excluded else "") + "(" + " <-> ".join(_lexemes(term)) + ")"
        for term in terms
    )


def _needs_places(term: SearchTerm) -> bool:
    """Whether it matters to a term where words stand, or how a very long word ends."""
    longest = max(len(word.encode()) for word in term.words)
    return len(term.words) > 1 or longest >= _LONGEST_LEXEME_BYTES - 3


def _has_the_words(terms: Sequence[SearchTerm]) -> Iterator[ColumnElement[bool]]:
    """Yield the condition that all words occur that must, wherever; nothing if none must."""
    wanted = [word for term in terms if not term.is_excluded for word in _lexemes(term)]
    if wanted:
        yield _fits(" & ".join(wanted))


def _fits(query: str) -> ColumnElement[bool]:
    return INDEX.c.document.op("@@", is_comparison=True)(cast(literal(query), TSQUERY))


def _by_the_texts(
    session: Session, doubtful: ColumnElement[bool], terms: Sequence[SearchTerm]
) -> Iterator[int]:
    """Yield those of the doubtful submissions whose texts fulfil the terms."""
    ids = list(session.scalars(select(INDEX.c.submission_id).where(doubtful)))
    for start in range(0, len(ids), _TEXTS_AT_ONCE):
        for submission_id, texts in _texts(session, ids[start : start + _TEXTS_AT_ONCE]):
            if matches(terms, [folded(text) for text in texts]):
                yield submission_id


def _texts(session: Session, submission_ids: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield submissions with everything of them that is searched."""
    bodies = (
        select(func.array_agg(SourceText.body))
        .where(SourceText.submission_id == Submission.id, SourceText.is_current)
        .scalar_subquery()
    )
    notes = (
        select(func.array_agg(Tag.note))
        .where(Tag.submission_id == Submission.id, Tag.note != "")
        .scalar_subquery()
    )
    memos = (
        select(func.array_agg(Memo.words))
        .where(Memo.submission_id == Submission.id)
        .scalar_subquery()
    )
    files = words_of_files(session.connection(), submission_ids)
    chosen = (
        select(Submission.id, Submission.submitted_by, Stakeholder.name, bodies, notes, memos)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.id.in_(submission_ids))
    )
    for submission_id, submitted_by, name, *written in session.execute(chosen):
        said = [*chain.from_iterable(each or () for each in written), *files[submission_id]]
        yield submission_id, [name or "", submitted_by, *said]


def _words(texts: Iterable[str]) -> list[str]:
    return f" {_BREAK} ".join(filter(None, map(folded, texts))).split()


def _literal(places: dict[str, list[int]]) -> str:
    return " ".join(
        f"'{lexeme}':{','.join(map(str, own))}" if own else f"'{lexeme}'"
        for lexeme, own in places.items()
    )


def _lexemes(term: SearchTerm) -> list[str]:
    words = [f"'{_lexeme(word)}'" for word in term.words]
    return [*words[:-1], f"{words[-1]}:*"] if term.is_prefix else words


def _lexeme(word: str) -> str:
    """Return as much of a word as PostgreSQL takes, in a document and in a query the same."""
    return word.encode()[:_LONGEST_LEXEME_BYTES].decode(errors="ignore")
