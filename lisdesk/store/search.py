"""Full text search over respondents, texts and notes: what a person types, asked of either engine.

Both engines index the same words, made by `lisdesk.rules.words`: SQLite in an FTS5 table without
content, PostgreSQL in a tsvector column, written as a literal so that no parser of its own has a
say (`lisdesk.store.tsvectors`). `lisdesk.store.indexing` feeds them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, bindparam, column, select, table, text
from sqlalchemy.orm import Session

from lisdesk.rules.words import SearchTerm, search_terms
from lisdesk.store.entities import Submission

_MOST_RANKED = 2_000

SQLITE_INDEX = table("submission_search", column("rowid"), column("submission_search"))
"""The FTS5 table; its hidden column of the same name takes the MATCH operator."""

SQLITE_MATCH = SQLITE_INDEX.c.submission_search.op("MATCH", is_comparison=True)(bindparam("sought"))
"""The condition of a statement that is made once; `sought` is an `fts5_expression`."""


def matching_ids(session: Session, query: str) -> Select[int] | None:
    """Return a select of the submissions' ids that match what a person typed; None if nothing is
    sought.

    Any text is legal. Words must all occur, in any order; "several words" in quotes occur together;
    -word must not occur; word* stands for every word that begins so.
    """
    terms = search_terms(query)
    if not terms:
        return None
    if session.get_bind().dialect.name == "postgresql":
        from lisdesk.store import tsvectors  # loads PostgreSQL's half of SQLAlchemy

        return tsvectors.matching(session, terms)
    wanted = [term for term in terms if not term.is_excluded]
    if wanted:
        return select(SQLITE_INDEX.c.rowid).where(fts5_match(terms))
    unwanted = select(SQLITE_INDEX.c.rowid).where(_match(" OR ".join(map(_quoted, terms))))
    return select(Submission.id).where(Submission.id.not_in(unwanted))


def ranked(session: Session, ids: Sequence[int], query: str) -> list[int]:
    """Return submissions, given the newest first, with the best of the newest 2,000 in front.

    What is best is each engine's own reckoning: how often the words stand there, and how rare they
    are. A query without a word to find leaves the order as it is.
    """
    terms = [term for term in search_terms(query) if not term.is_excluded]
    newest, others = ids[:_MOST_RANKED], ids[_MOST_RANKED:]
    if not terms or not newest:
        return list(ids)
    if session.get_bind().dialect.name == "postgresql":
        from lisdesk.store import tsvectors  # loads PostgreSQL's half of SQLAlchemy

        best = tsvectors.by_rank(session, terms, newest)
    else:
        best = _by_rank(session, terms, newest)
    places = {submission_id: place for place, submission_id in enumerate(best)}
    return [*sorted(newest, key=lambda each: places.get(each, -1)), *others]


def _by_rank(session: Session, terms: Sequence[SearchTerm], ids: Sequence[int]) -> list[int]:
    number = SQLITE_INDEX.c.rowid
    chosen = (
        select(number)
        .where(fts5_match(terms), number.between(min(ids), max(ids)))
        .order_by(text("bm25(submission_search)"), number.desc())
    )
    return list(session.connection().scalars(chosen))


def fts5_match(terms: Sequence[SearchTerm]) -> ColumnElement[bool]:
    """Return the FTS5 condition of terms of which at least one is not excluded."""
    return _match(fts5_expression(terms))


def fts5_expression(terms: Sequence[SearchTerm]) -> str:
    """Return what FTS5 has to match, each word quoted; at least one term is not excluded."""
    expression = " AND ".join(_quoted(term) for term in terms if not term.is_excluded)
    unwanted = " OR ".join(_quoted(term) for term in terms if term.is_excluded)
    return f"({expression}) NOT ({unwanted})" if unwanted else expression


def _match(expression: str) -> ColumnElement[bool]:
    return SQLITE_INDEX.c.submission_search.op("MATCH", is_comparison=True)(expression)


def _quoted(term: SearchTerm) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.is_prefix else "")
