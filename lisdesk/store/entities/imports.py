"""What came in from files, row by row, so that the same row is known when it comes again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Call
from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.strict_types import NamedWordsList, Words
from lisdesk.store.entities.submissions import Submission


class Import(Numbered, Entity):
    """One file brought into a call, with the counts that were reported.

    rows = new_rows + changed_rows + already_here + joined + blank.
    """

    __tablename__ = "import"

    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    file_name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(Words(64))
    sheet: Mapped[str]
    encoding: Mapped[str]
    rows: Mapped[int]
    new_rows: Mapped[int]
    changed_rows: Mapped[int]
    already_here: Mapped[int]
    joined: Mapped[int]
    blank: Mapped[int]
    problems: Mapped[list[dict[str, str]]] = mapped_column(NamedWordsList)
    imported_at: Mapped[datetime]
    officer: Mapped[str]


class ImportReading(Numbered, Entity):
    """What read the sheet of an import, from where, and what it made of the columns.

    Imports of e-mails and documents have none: those say themselves what read them.
    """

    __tablename__ = "import_reading"

    import_id: Mapped[int] = mapped_column(ForeignKey(Import.id))
    path: Mapped[str]
    """Where the file was when it came in, on the computer that brought it in."""
    importer_version: Mapped[str]
    mapping: Mapped[str]
    """The map, as TOML, by which the same columns would be read in the same way again."""

    __table_args__ = (UniqueConstraint("import_id"),)


class ImportRow(Numbered, Entity):
    """Where a row of a file went, and what it held then."""

    __tablename__ = "import_row"

    import_id: Mapped[int] = mapped_column(ForeignKey(Import.id))
    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id))
    source: Mapped[str]
    """Which identifiers `key` belongs to: the heading of the id column, or "content"."""
    key: Mapped[str]
    digest: Mapped[str]
    group: Mapped[str | None]
    """What rows of one submission share, where a file has several rows for one."""
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    row_number: Mapped[int]

    __table_args__ = (
        UniqueConstraint("call_id", "source", "key"),
        Index(None, "import_id"),
    )
