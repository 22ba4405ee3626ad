"""Full text search over respondents and texts, fed in the transaction that changes them.

Both engines index the same words, made by `lisdesk.rules.words`: SQLite in an FTS5 table without
content, PostgreSQL in a tsvector column, written as a literal so that no parser of its own has a
say (`lisdesk.store.tsvectors`).
"""

from __future__ import annotations

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
from lisdesk.store import tsvectors
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import SourceText, Stakeholder, Submission

_CHUNK = 500
_SEARCHED = frozenset({"respondent_id", "submitted_by"})
"""Columns of a submission that decide what is found by its names."""

_BREAK = "\ue000"
"""A sign that no folded text holds, put between texts so that a phrase cannot match across them."""

_BETWEEN = "\x1e\x1f\x1e"
"""What texts are joined with on their way from the database."""

SQLITE_INDEX = table("submission_search", column("rowid"), column("submission_search"))
"""The FTS5 table; its hidden column of the same name takes the MATCH operator."""


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
        return tsvectors.matching(session, terms)
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
    write = _write_tsvectors if connection.dialect.name == "postgresql" else _write_fts5
    for start in range(0, len(submission_ids), _CHUNK):
        documents = list(_documents(connection, submission_ids[start : start + _CHUNK]))
        if documents:
            write(connection, documents)


_Document = tuple[int, list[str], list[str]]
"""The number, the names and the standing texts of a submission."""


def _write_fts5(connection: Connection, documents: Iterable[_Document]) -> None:
    insert = text(
        "INSERT INTO submission_search (rowid, respondent, body) VALUES (:id, :respondent, :body)"
    )
    rows = [
        {
            "id": submission_id,
            "respondent": _joined(map(_fts5_words, names)),
            "body": _joined(map(_fts5_words, bodies)),
        }
        for submission_id, names, bodies in documents
    ]
    connection.execute(insert, rows)


def _write_tsvectors(connection: Connection, documents: Iterable[_Document]) -> None:
    insert = text(
        "INSERT INTO submission_search (submission_id, document, loss) "
        "VALUES (:id, CAST(:literal AS tsvector), :loss)"
    )
    rows = []
    for submission_id, names, bodies in documents:
        made = tsvectors.document([*names, *bodies])
        rows.append({"id": submission_id, "literal": made.literal, "loss": made.loss.value})
    connection.execute(insert, rows)


def _documents(connection: Connection, submission_ids: Sequence[int]) -> Iterator[_Document]:
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
