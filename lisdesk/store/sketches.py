"""Sketches of the texts of submissions, by which those that are alike are found.

They follow from the texts, like the search index: they are in no audit and can be made anew. A
submission that is set aside has none. Those of a large import are made after it, by
`lisdesk.tasks.sketching`, for they take longer than writing the rows does.
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Session

from lisdesk.rules.alikeness import Shingles, Sketch, compared_words, shingles, sketch
from lisdesk.rules.grouping import Sketched, may_be_alike
from lisdesk.store.entities import SourceText, Submission
from lisdesk.telling import told

AT_ONCE = 200
"""Of more submissions than this the sketches are not made in the transaction that changes them."""

_derived = MetaData()
TEXT_SKETCH = Table(
    "text_sketch",
    _derived,
    Column("submission_id", Integer, primary_key=True),
    Column("call_id", Integer),
    Column("key", BigInteger),
    Column("shingles", Integer),
    Column("hashes", LargeBinary),
)
SKETCH_VALUE = Table(
    "sketch_value",
    _derived,
    Column("call_id", Integer, primary_key=True),
    Column("value", BigInteger, primary_key=True),
    Column("key", BigInteger, primary_key=True),
)
_MOST_SHARERS = 2_000
"""So many texts that share a value are looked at; what more have in common tells nothing."""
_CHUNK = 500


def renew(connection: Connection, submission_ids: Collection[int]) -> None:
    """Bring sketches up to date with the texts of submissions; those of many wait to be made."""
    forget(connection, submission_ids)
    if len(submission_ids) <= AT_ONCE:
        make(connection, submission_ids)


def renew_some(connection: Connection, submission_ids: Collection[int]) -> None:
    """Make the sketches of submissions anew, whatever their number."""
    forget(connection, submission_ids)  # another program may have made them by now
    make(connection, submission_ids)


def make(connection: Connection, submission_ids: Collection[int]) -> None:
    """Make the sketches of submissions that have none; those set aside get none."""
    ids = sorted(submission_ids)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        standing = select(Submission.id, Submission.call_id).where(
            Submission.id.in_(chunk), Submission.set_aside.is_(None)
        )
        calls = {submission_id: call_id for submission_id, call_id in connection.execute(standing)}
        words = _words(connection, list(calls))
        _write(
            connection,
            [(key, call_id, sketch(words.get(key, ""))) for key, call_id in calls.items()],
        )


def forget(connection: Connection, submission_ids: Collection[int]) -> None:
    """Take the sketches of submissions away."""
    ids = sorted(submission_ids)
    for start in range(0, len(ids), _CHUNK):
        chunk = TEXT_SKETCH.c.submission_id.in_(ids[start : start + _CHUNK])
        gone = connection.execute(
            select(TEXT_SKETCH.c.call_id, TEXT_SKETCH.c.key, TEXT_SKETCH.c.hashes).where(chunk)
        ).all()
        if not gone:
            continue
        connection.execute(delete(TEXT_SKETCH).where(chunk))
        texts = {(call_id, key): hashes for call_id, key, hashes in gone}
        _forget_values(connection, texts)


def unsketched(session: Session, call_id: int) -> list[int]:
    """Return the submissions of a call whose sketches are still to be made."""
    has_one = exists().where(TEXT_SKETCH.c.submission_id == Submission.id)
    chosen = select(Submission.id).where(
        Submission.call_id == call_id, Submission.set_aside.is_(None), ~has_one
    )
    return list(session.scalars(chosen.order_by(Submission.id)))


def sketched(session: Session, call_id: int) -> list[Sketched]:
    """Return the sketches of a call's submissions, in the order in which they were received."""
    chosen = (
        select(
            TEXT_SKETCH.c.submission_id,
            TEXT_SKETCH.c.key,
            TEXT_SKETCH.c.shingles,
            TEXT_SKETCH.c.hashes,
        )
        .join(Submission, Submission.id == TEXT_SKETCH.c.submission_id)
        .where(TEXT_SKETCH.c.call_id == call_id)
        .order_by(Submission.received_at, Submission.id)
    )
    return [
        Sketched(submission_id, Sketch(key, count, _unpacked(hashes)))
        for submission_id, key, count, hashes in told(session.execute(chosen))
    ]


def sketch_of(session: Session, submission_id: int) -> Sketch | None:
    """Return the sketch of a submission; None if it has none."""
    row = session.execute(
        select(TEXT_SKETCH.c.key, TEXT_SKETCH.c.shingles, TEXT_SKETCH.c.hashes).where(
            TEXT_SKETCH.c.submission_id == submission_id
        )
    ).first()
    return None if row is None else Sketch(row.key, row.shingles, _unpacked(row.hashes))


def neighbours(
    session: Session, call_id: int, one: Sketch, threshold: float, most: int
) -> dict[int, list[int]]:
    """Return texts of a call that may be like one, the likeliest first: by key, the submissions.

    Copies of the text itself are among them.
    """
    shared = _sharers(session, call_id, one)
    likeliest = [key for key, _ in shared.most_common(most)]
    chosen = (
        select(
            TEXT_SKETCH.c.key,
            TEXT_SKETCH.c.submission_id,
            TEXT_SKETCH.c.shingles,
            TEXT_SKETCH.c.hashes,
        )
        .where(TEXT_SKETCH.c.call_id == call_id, TEXT_SKETCH.c.key.in_(likeliest))
        .order_by(TEXT_SKETCH.c.submission_id)
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, submission_id, count, hashes in session.execute(chosen):
        other = Sketch(key, count, _unpacked(hashes))
        if may_be_alike(one, other, shared[key], len(one.values), threshold):
            found[key].append(submission_id)
    return {key: found[key] for key in likeliest if key in found}


def shingles_of(session: Session, submission_ids: Sequence[int]) -> dict[int, Shingles]:
    """Return the shingles of submissions, of those without a text none."""
    words = words_of(session, submission_ids)
    return {each: shingles(words.get(each, "")) for each in submission_ids}


def words_of(session: Session, submission_ids: Sequence[int]) -> dict[int, str]:
    """Return the folded words by which submissions are compared."""
    found: dict[int, str] = {}
    for start in range(0, len(submission_ids), _CHUNK):
        found |= _words(session.connection(), submission_ids[start : start + _CHUNK])
    return found


def _words(connection: Connection, submission_ids: Sequence[int]) -> dict[int, str]:
    found = bodies_of(connection, submission_ids)
    return {each: compared_words(bodies) for each, bodies in found.items()}


def bodies_of(connection: Connection, submission_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the texts by which submissions are compared, of each those that it has.

    The answers are in the order of their questions; a letter comes last.
    """
    return {
        submission_id: [body for _, body in own]
        for submission_id, own in texts_of(connection, submission_ids).items()
    }


def texts_of(
    connection: Connection, submission_ids: Sequence[int]
) -> dict[int, list[tuple[bool, str]]]:
    """Return the texts by which submissions are compared, as `bodies_of` does, each with whether
    it is a letter, which answers no question.
    """
    chosen = select(
        SourceText.submission_id, SourceText.question_id, SourceText.id, SourceText.body
    ).where(
        SourceText.submission_id.in_(submission_ids),
        SourceText.is_current,
        SourceText.is_non_answer.is_(False),
    )
    texts: defaultdict[int, list[tuple[bool, int, int, str]]] = defaultdict(list)
    for submission_id, question_id, text_id, body in connection.execute(chosen):
        texts[submission_id].append((question_id is None, question_id or 0, text_id, body))
    return {
        submission_id: [(is_letter, body) for is_letter, _, _, body in sorted(own)]
        for submission_id, own in texts.items()
    }


def _write(connection: Connection, rows: Iterable[tuple[int, int, Sketch]]) -> None:
    known: list[dict[str, Any]] = [
        {
            "submission_id": submission_id,
            "call_id": call_id,
            "key": each.key,
            "shingles": each.shingles,
            "hashes": struct.pack(f">{len(each.values)}I", *each.values),
        }
        for submission_id, call_id, each in rows
    ]
    if not known:
        return
    connection.execute(insert(TEXT_SKETCH), known)
    values = sorted(
        {(row["call_id"], value, row["key"]) for row in known for value in _unpacked(row["hashes"])}
    )
    if values:
        connection.execute(
            text(
                "INSERT INTO sketch_value (call_id, value, key) VALUES (:call_id, :value, :key) "
                "ON CONFLICT DO NOTHING"
            ),
            [dict(zip(("call_id", "value", "key"), each, strict=True)) for each in values],
        )


def _forget_values(connection: Connection, texts: dict[tuple[int, int], bytes]) -> None:
    """Take away the values of texts that nobody has sent in any more."""
    rows = []
    for (call_id, key), hashes in texts.items():
        same = select(func.count()).where(
            TEXT_SKETCH.c.call_id == call_id, TEXT_SKETCH.c.key == key
        )
        if not connection.scalar(same):
            rows += [
                {"own_call": call_id, "own_value": value, "own_key": key}
                for value in _unpacked(hashes)
            ]
    if rows:
        connection.execute(
            delete(SKETCH_VALUE).where(
                SKETCH_VALUE.c.call_id == bindparam("own_call"),
                SKETCH_VALUE.c.value == bindparam("own_value"),
                SKETCH_VALUE.c.key == bindparam("own_key"),
            ),
            rows,
        )


def _sharers(session: Session, call_id: int, one: Sketch) -> Counter[int]:
    """Return how many values of a sketch the texts of a call share, by key."""
    chosen = (
        select(SKETCH_VALUE.c.key)
        .where(SKETCH_VALUE.c.call_id == call_id, SKETCH_VALUE.c.value == bindparam("wanted"))
        .limit(_MOST_SHARERS)
    )
    shared: Counter[int] = Counter()
    for value in one.values:
        shared.update(session.scalars(chosen, {"wanted": value}))
    return shared


def _unpacked(hashes: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(hashes) // 4}I", hashes)
