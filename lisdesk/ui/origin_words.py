"""Where a submission came from, as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lisdesk.queries.provenance import DocumentOrigin, RowOrigin
    from lisdesk.rules.mail_origin import MailOrigin


def origin_words(mail: MailOrigin) -> str:
    """Return where a submission came from that was an e-mail, in one line."""
    parts = [
        f"The e-mail “{mail.file_name}”",
        f"message {mail.file_place:,}" if mail.is_one_of_many else "",
        f"from {mail.sender}" if mail.sender else "which names no sender",
        f"“{mail.subject}”" if mail.subject else "without a subject",
    ]
    return with_hidden_shown(" ".join(", ".join(part for part in parts if part).split()))


def row_words(row: RowOrigin, zone: str) -> str:
    """Return which row of which sheet a submission came in with, in one line."""
    sheet = f", sheet “{row.sheet}”" if row.sheet else ""
    when = local_words(row.imported_at, zone)
    what = "Source" if row.is_source else "Row"
    return with_hidden_shown(
        f"{what} {row.row_number:,} of “{row.file_name}”{sheet} ({row.reference}, {when}, "
        f"{row.officer})"
    )


def reading_words(row: RowOrigin) -> str:
    """Return what read a row's sheet, and where that was; empty if it is not known."""
    if not row.importer_version:
        return ""
    what = "project" if row.is_source else "sheet"
    where = f"{row.importer_version}, from {row.path}. The {what} itself is not kept in this file."
    return with_hidden_shown(" ".join(where.split()))


def mail_reading_words(mail: MailOrigin) -> str:
    """Return what read an e-mail, and where its file was."""
    where = f"from {mail.path}" if mail.path else "from a place that is not known"
    words = f"{mail.reader}, {where}. The mail itself is not kept in this file."
    return with_hidden_shown(" ".join(words.split()))


def maps_of(rows: Sequence[RowOrigin]) -> list[tuple[str, str]]:
    """Return the map by which the sheet of each import was read, by name, once."""
    known = {row.reference: row.mapping for row in rows if row.mapping}
    return [
        (f"Map of {reference}", mapping.strip()) for reference, mapping in sorted(known.items())
    ]


def document_words(document: DocumentOrigin, zone: str) -> str:
    """Return which document a submission came in as, in one line."""
    when = local_words(document.imported_at, zone)
    return with_hidden_shown(
        f"The document “{' '.join(document.name.split())}” ({document.reference}, {when}, "
        f"{document.officer}), kept among the files: open a copy there"
    )


def moments_words(mail: MailOrigin) -> str:
    """Return where the moments of an e-mail were found: "Sent by Date, received by Received"."""
    found = [
        f"{name} by {source}"
        for name, source in (("sent", mail.sent_source), ("received", mail.received_source))
        if source
    ]
    words = ", ".join(found)
    return with_hidden_shown(f"{words[:1].upper()}{words[1:]}")


def origin_facts(
    rows: Sequence[RowOrigin],
    mail: MailOrigin | None,
    document: DocumentOrigin | None,
    zone: str,
) -> Iterator[tuple[str, str]]:
    """Yield where a submission came from, each fact in one line, by name."""
    if mail is not None:
        yield "Came from", origin_words(mail)
        yield "Moments", moments_words(mail)
        yield "Read by", mail_reading_words(mail)
    if document is not None:
        yield "Came from", document_words(document, zone)
    for row in rows:
        yield "Came from", row_words(row, zone)
        if words := reading_words(row):
            yield "Read by", words


def carried_along(mail: MailOrigin | None) -> list[tuple[str, str]]:
    """Return what an e-mail brought beside its letter, by name."""
    if mail is None:
        return []
    brought = (("Quoted below the letter", mail.quoted), ("Footer", mail.disclaimer))
    return [(name, words) for name, words in brought if words]
