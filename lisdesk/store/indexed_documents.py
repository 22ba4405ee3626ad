"""The documents of the full text index: names, texts and notes of submissions, as engines take
them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, text

from lisdesk.rules.words import folded

_BREAK = "\ue000"
"""A sign that no folded text holds, put between texts so that a phrase cannot match across them."""

Document = tuple[int, Sequence[str], Sequence[str]]
"""The number, the names, and the standing texts and the notes of a submission."""


def forget(connection: Connection, submission_ids: Collection[int]) -> None:
    """Take documents out of the index."""
    if not submission_ids:
        return
    is_postgresql = connection.dialect.name == "postgresql"
    delete = (
        text("DELETE FROM submission_search WHERE submission_id = :id")
        if is_postgresql
        else text("DELETE FROM submission_search WHERE rowid = :id")
    )
    connection.execute(delete, [{"id": submission_id} for submission_id in submission_ids])


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM submission_search"))
    else:
        delete_all = "INSERT INTO submission_search (submission_search) VALUES ('delete-all')"
        connection.execute(text(delete_all))


def write(connection: Connection, documents: Sequence[Document]) -> None:
    """Add documents to the index, in which none of them stands yet."""
    if documents and connection.dialect.name == "postgresql":
        _write_tsvectors(connection, documents)
    elif documents:
        _write_fts5(connection, documents)


def _write_fts5(connection: Connection, documents: Iterable[Document]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO submission_search (rowid, respondent, body) VALUES (?, ?, ?)",
        [
            (submission_id, _fts5_words(names), _fts5_words(bodies))
            for submission_id, names, bodies in documents
        ],
    )


def _fts5_words(texts: Sequence[str]) -> str:
    """Return texts of which FTS5 makes the words of the rule: it lower-cases plain ASCII by
    itself.
    """
    together = "".join(texts)
    is_plain = together.isascii() and "'" not in together and "`" not in together
    return _joined(texts if is_plain else map(folded, texts))


def _joined(texts: Iterable[str]) -> str:
    return f" {_BREAK} ".join(filter(None, texts))


def _write_tsvectors(connection: Connection, documents: Iterable[Document]) -> None:
    from lisdesk.store import tsvectors  # loads PostgreSQL's half of SQLAlchemy

    insert = text(
        "INSERT INTO submission_search (submission_id, document, loss) "
        "VALUES (:id, CAST(:literal AS tsvector), :loss)"
    )
    rows = []
    for submission_id, names, bodies in documents:
        made = tsvectors.document([*names, *bodies])
        rows.append({"id": submission_id, "literal": made.literal, "loss": made.loss.value})
    connection.execute(insert, rows)
