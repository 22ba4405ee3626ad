"""Full text search over respondents and texts, fed in the transaction that changes them.

Both engines index the same words, made by `lisdesk.rules.words`: SQLite in an FTS5 table without
content, PostgreSQL in a tsvector column, written as a literal so that no parser of its own has a
say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    func,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from lisdesk.rules.words import SearchTerm, folded, search_terms
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import SourceText, Stakeholder, Submission

_CHUNK = 500
_SEARCHED = frozenset({"respondent_id", "submitted_by"})
"""Columns of a submission that decide what is found by its names."""

_BREAK = "\ue000"
"""A sign that no folded text holds, put between texts so that a phrase cannot match across them."""

_BETWEEN = "\x1e\x1f\x1e"
"""What texts are joined with on their way from the database."""

_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
_LARGEST_TSVECTOR_BYTES = 900_000
"""PostgreSQL takes no document of more than a megabyte; the words beyond are not searched there."""

_BYTES_A_PLACE = 4
_LONGEST_LEXEME_BYTES = 2_046

SQLITE_INDEX = table("submission_search", column("rowid"), column("submission_search"))
"""The FTS5 table; its hidden column of the same name takes the MATCH operator."""

POSTGRESQL_INDEX = table("submission_search", column("submission_id"), column("document"))


def refresh(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Bring the index up to date with the changes of an edit."""
    new, touched = _touched(connection, changes)
    if touched:
        _forget(connection, touched)
    if new or touched:
        _index(connection, sorted(new | touched))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the texts."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM submission_search"))
    else:
        delete_all = "INSERT INTO submission_search (submission_search) VALUES ('delete-all')"
        connection.execute(text(delete_all))
    _index(connection, list(connection.scalars(select(Submission.id).order_by(Submission.id))))


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
        document = POSTGRESQL_INDEX.c.document
        found = document.op("@@")(
            text("CAST(:tsquery AS tsquery)").bindparams(tsquery=tsquery(terms))
        )
        return select(POSTGRESQL_INDEX.c.submission_id).where(found)
    wanted = [term for term in terms if not term.is_excluded]
    if wanted:
        return select(SQLITE_INDEX.c.rowid).where(fts5_match(terms))
    unwanted = select(SQLITE_INDEX.c.rowid).where(
        SQLITE_INDEX.c.submission_search.op("MATCH")(" OR ".join(map(_quoted, terms)))
    )
    return select(Submission.id).where(Submission.id.not_in(unwanted))


def fts5_match(terms: Sequence[SearchTerm]) -> ColumnElement[bool]:
    """Return the FTS5 condition of terms of which at least one is not excluded; each word is
    quoted.
    """
    expression = " AND ".join(_quoted(term) for term in terms if not term.is_excluded)
    unwanted = " OR ".join(_quoted(term) for term in terms if term.is_excluded)
    if unwanted:
        expression = f"({expression}) NOT ({unwanted})"
    return SQLITE_INDEX.c.submission_search.op("MATCH")(expression)


def tsquery(terms: Sequence[SearchTerm]) -> str:
    """Return PostgreSQL's query of some terms, as a literal of type tsquery."""
    parts = []
    for term in terms:
        words = [f"'{_lexeme(word)}'" for word in term.words]
        if term.is_prefix:
            words[-1] += ":*"
        parts.append(("!" if term.is_excluded else "") + "(" + " <-> ".join(words) + ")")
    return " & ".join(parts)


def _quoted(term: SearchTerm) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.is_prefix else "")


def _touched(connection: Connection, changes: Iterable[RowChange]) -> tuple[set[int], set[int]]:
    """Return the new submissions, and the others of which something that is searched has
    changed.
    """
    new: set[int] = set()
    touched: set[int] = set()
    for change in changes:
        if change.table.name == "submission":
            if change.operation is Operation.INSERT:
                new.update(_ids(change))
            elif change.after is None or not _SEARCHED.isdisjoint(change.after):
                touched.update(_ids(change))
        elif change.table.name == "source_text":
            touched.update(_submissions_of_texts(connection, change))
        elif change.table.name == "stakeholder" and "name" in (change.after or {}):
            chosen = select(Submission.id).where(Submission.respondent_id.in_(_ids(change)))
            touched.update(connection.scalars(chosen))
    return new, touched - new


def _ids(change: RowChange) -> list[int]:
    return [row_id for row_id in change.row_ids if isinstance(row_id, int)]


def _submissions_of_texts(connection: Connection, change: RowChange) -> Iterator[int]:
    if change.submission_ids:
        yield from change.submission_ids
        return
    if change.rows is not None:
        yield from {row["submission_id"] for row in change.rows}
        return
    whole_row = change.before if change.operation is Operation.DELETE else change.after
    submission_id = (whole_row or {}).get("submission_id")
    if isinstance(submission_id, int):
        yield submission_id
    else:
        chosen = select(SourceText.submission_id).where(SourceText.id.in_(_ids(change)))
        yield from connection.scalars(chosen)


def _forget(connection: Connection, submission_ids: Collection[int]) -> None:
    key = "submission_id" if connection.dialect.name == "postgresql" else "rowid"
    delete = {
        "submission_id": text("DELETE FROM submission_search WHERE submission_id = :id"),
        "rowid": text("DELETE FROM submission_search WHERE rowid = :id"),
    }[key]
    connection.execute(delete, [{"id": submission_id} for submission_id in submission_ids])


def _index(connection: Connection, submission_ids: Sequence[int]) -> None:
    if connection.dialect.name == "postgresql":
        insert = text(
            "INSERT INTO submission_search (submission_id, document) VALUES "
            "(:id, setweight(CAST(:respondent AS tsvector), 'A') || CAST(:body AS tsvector))"
        )
        words, literal = folded, _tsvector
    else:
        insert = text(
            "INSERT INTO submission_search (rowid, respondent, body) "
            "VALUES (:id, :respondent, :body)"
        )
        words, literal = _fts5_words, _joined
    for start in range(0, len(submission_ids), _CHUNK):
        documents = _documents(connection, submission_ids[start : start + _CHUNK])
        rows = [
            {
                "id": submission_id,
                "respondent": literal(map(words, names)),
                "body": literal(map(words, bodies)),
            }
            for submission_id, names, bodies in documents
        ]
        if rows:
            connection.execute(insert, rows)


def _documents(
    connection: Connection, submission_ids: Sequence[int]
) -> Iterator[tuple[int, list[str], list[str]]]:
    """Yield the number, the names and the standing texts of submissions."""
    bodies = (
        select(func.aggregate_strings(SourceText.body, _BETWEEN))
        .where(SourceText.submission_id == Submission.id, SourceText.is_current)
        .scalar_subquery()
    )
    chosen = (
        select(Submission.id, Submission.submitted_by, Stakeholder.name, bodies)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.id.in_(submission_ids))
        .order_by(Submission.id)
    )
    for submission_id, submitted_by, name, joined in connection.execute(chosen):
        yield submission_id, [name or "", submitted_by], (joined or "").split(_BETWEEN)


def _fts5_words(text: str) -> str:
    """Return text of which FTS5 makes the words of the rule: it lower-cases plain ASCII by
    itself.
    """
    is_plain = text.isascii() and "'" not in text and "`" not in text
    return text if is_plain else folded(text)


def _joined(texts: Iterable[str]) -> str:
    return f" {_BREAK} ".join(part for part in texts if part)


def _tsvector(texts: Iterable[str]) -> str:
    """Return folded texts as a literal of type tsvector, with positions as far as PostgreSQL keeps
    them.

    Position 1 stays free, so that a phrase cannot match across two literals put together.
    """
    positions: defaultdict[str, list[int]] = defaultdict(list)
    size_bytes = 0
    for position, word in enumerate(map(_lexeme, _joined(texts).split()), start=2):
        is_new = word not in positions
        size_bytes += _BYTES_A_PLACE + (len(word.encode()) if is_new else 0)
        if is_new and size_bytes > _LARGEST_TSVECTOR_BYTES:
            break
        if len(positions[word]) < _MOST_POSITIONS:
            positions[word].append(min(position, _LAST_POSITION))
    return " ".join(
        f"'{word}':" + ",".join(map(str, places))
        for word, places in positions.items()
        if word != _BREAK
    )


def _lexeme(word: str) -> str:
    """Return as much of a word as PostgreSQL takes; in a query the same."""
    return word.encode()[:_LONGEST_LEXEME_BYTES].decode(errors="ignore")
