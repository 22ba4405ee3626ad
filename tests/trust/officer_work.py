"""What the writing program does, and how to see afterwards that all of it is there.

Every write is made from two numbers, so that a test knows each word that must be found again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.edits.incoming import IncomingFile, IncomingQuestion, IncomingRow
from lisdesk.edits.tags import TagDraft
from lisdesk.store.database import Database
from lisdesk.store.entities import (
    AuditEntry,
    Excerpt,
    Import,
    ImportRow,
    SourceText,
    Submission,
    Tag,
)
from lisdesk.store.lookup import import_reference, tag_reference

SOURCE = "response id"
TAGS_PER_IMPORT = 3
TAGGED_WORDS = "a bridge of 2,000 \U0001f309 metres"


@dataclass(frozen=True, slots=True)
class Write:
    """One edit of the writing program: an import (`row` is 0), or a tag on a row of an import."""

    number: int
    row: int = 0

    @property
    def verb(self) -> str:
        """The edit's name in the audit."""
        return "add_tag" if self.row else "import_rows"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the program said of a write once it was saved."""

    write: Write
    reference: str
    entry_id: int


def row_count(number: int) -> int:
    """Return how many rows an import has: a few, and now and then more than are written at once."""
    return 1_200 if number % 9 == 4 else 3 + number * 7 % 30


def key_of(number: int, row: int) -> str:
    """Return the identifier of a row."""
    return f"{number}-{row}"


def bodies(number: int, row: int) -> list[str]:
    """Return the answers of a row to the first two questions."""
    long = f"Row {row} of sheet {number} asks for {TAGGED_WORDS}. " * (1 + (number + row) % 40)
    return [long.strip(), f"Caf\u00e9 {number}, {row}"]


def sheet(number: int) -> IncomingFile:
    """Return an import as it comes from a file that was read."""
    name = f"sheet-{number}.csv"
    return IncomingFile(
        name=name,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        sheet="",
        encoding="utf-8",
        source=SOURCE,
        questions=[IncomingQuestion("", number=1), IncomingQuestion("", number=2)],
        rows=[
            IncomingRow(
                row_number=row + 1,
                key=key_of(number, row),
                digest=hashlib.sha256(key_of(number, row).encode()).hexdigest(),
                respondent=f"Respondent {row % 5}",
                answers=list(enumerate(bodies(number, row))),
            )
            for row in range(1, row_count(number) + 1)
        ],
    )


def tag_draft(write: Write) -> TagDraft:
    """Return a tag on the first place of some words in a row's first answer."""
    return TagDraft(quote=TAGGED_WORDS, note=key_of(write.number, write.row))


def stored_writes(database: Database) -> set[Write]:
    """Return the writes that a file holds; AssertionError if it holds part of one."""
    with database.reading() as session:
        imports = {_whole_import(session, row) for row in session.scalars(select(Import))}
        tags = {_whole_tag(session, row) for row in session.scalars(select(Tag))}
        entries = list(session.scalars(select(AuditEntry.verb)))
    writes = imports | tags
    verbs = ("import_rows", "add_tag")
    assert sum(verb in verbs for verb in entries) == len(writes), "edits without audit, or reverse"
    return writes


def assert_kept(database: Database, acknowledged: list[Acknowledged]) -> None:
    """Hold a file to what was acknowledged: each under its reference, with its audit entry."""
    with database.reading() as session:
        found = [*session.scalars(select(Import)), *session.scalars(select(Tag))]
        references = {_reference(row): _write_of(row) for row in found}
        verbs = dict(session.execute(select(AuditEntry.id, AuditEntry.verb)).all())
    for item in acknowledged:
        assert references.get(item.reference) == item.write, f"lost: {item}"
        assert verbs.get(item.entry_id) == item.write.verb, f"no audit entry: {item}"


def _reference(row: Import | Tag) -> str:
    return import_reference(row.id) if isinstance(row, Import) else tag_reference(row.id)


def _write_of(row: Import | Tag) -> Write:
    if isinstance(row, Import):
        return Write(int(Path(row.file_name).stem.removeprefix("sheet-")))
    number, _, place = row.note.partition("-")
    return Write(int(number), int(place))


def _whole_import(session: Session, row: Import) -> Write:
    write = _write_of(row)
    rows = row_count(write.number)
    assert (row.rows, row.new_rows) == (rows, rows), "the stated counts are not those of the sheet"
    chosen = (
        select(ImportRow.key, SourceText.body)
        .join(Submission, Submission.id == ImportRow.submission_id)
        .join(SourceText, SourceText.submission_id == Submission.id)
        .where(ImportRow.import_id == row.id)
        .order_by(ImportRow.id, SourceText.id)
    )
    expected = [
        (key_of(write.number, place), body)
        for place in range(1, rows + 1)
        for body in bodies(write.number, place)
    ]
    assert [tuple(found) for found in session.execute(chosen)] == expected, "half an import"
    return write


def _whole_tag(session: Session, tag: Tag) -> Write:
    write = _write_of(tag)
    chosen = (
        select(ImportRow.key, Excerpt.quote)
        .select_from(Excerpt)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .join(ImportRow, ImportRow.submission_id == SourceText.submission_id)
        .where(Excerpt.id == tag.excerpt_id)
    )
    expected = (key_of(write.number, write.row), TAGGED_WORDS)
    assert [tuple(found) for found in session.execute(chosen)] == [expected], "half a tag"
    return write
