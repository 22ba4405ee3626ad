"""Where a submission came from, as the command line tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.cli.desk import printable
from lisdesk.rules.deadlines import local_words

if TYPE_CHECKING:
    from lisdesk.queries.provenance import RowOrigin
    from lisdesk.rules.mail_origin import MailOrigin


def row_lines(row: RowOrigin) -> list[str]:
    """Return which row of which sheet a submission came in with, and how that was read."""
    sheet = f", sheet {printable(row.sheet)}" if row.sheet else ""
    what = "source" if row.is_source else "row"
    first = (
        f"From {what} {row.row_number} of {printable(row.file_name)}{sheet} "
        f"({row.reference}, {local_words(row.imported_at)}, {row.officer})"
    )
    if not row.importer_version:
        return [first]
    return [
        first,
        f"  Read by {row.importer_version} from {printable(row.path)}, SHA-256 "
        f"{row.file_sha256}; the {'project' if row.is_source else 'sheet'} itself is not kept in "
        "the consultation file.",
        f"  How {'it was' if row.is_source else 'its columns were'} read: "
        f"lisdesk imports show {row.reference}",
    ]


def mail_lines(mail: MailOrigin) -> list[str]:
    """Return which e-mail of which file a submission came as, and what read it."""
    parts = [
        f"From the e-mail {printable(mail.file_name)}",
        f"message {mail.file_place:,}" if mail.is_one_of_many else "",
        f"by {printable(mail.sender)}" if mail.sender else "which names no sender",
        f"“{printable(mail.subject)}”" if mail.subject else "without a subject",
    ]
    where = f"from {printable(mail.path)}" if mail.path else "from a place that is not known"
    return [
        ", ".join(part for part in parts if part),
        f"  Read by {mail.reader} {where}, SHA-256 {mail.sha256}; the mail itself is not kept in "
        "the consultation file.",
    ]
