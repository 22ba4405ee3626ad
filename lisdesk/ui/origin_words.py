"""Where a submission came from, as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.provenance import RowOrigin
    from lisdesk.rules.mail_origin import MailOrigin


def origin_words(mail: MailOrigin) -> str:
    """Return where a submission came from that was an e-mail, in one line."""
    sender = mail.sender_address or mail.sender_name
    if mail.sender_name and mail.sender_address:
        sender = f"{mail.sender_name} <{mail.sender_address}>"
    is_one_of_many = mail.file_place > 1 or mail.file_name.casefold().endswith(".mbox")
    parts = [
        f"The e-mail “{mail.file_name}”",
        f"message {mail.file_place:,}" if is_one_of_many else "",
        f"from {sender}" if sender else "which names no sender",
        f"“{mail.subject}”" if mail.subject else "without a subject",
    ]
    return with_hidden_shown(" ".join(", ".join(part for part in parts if part).split()))


def row_words(row: RowOrigin, zone: str) -> str:
    """Return which row of which sheet a submission came in with, in one line."""
    sheet = f", sheet “{row.sheet}”" if row.sheet else ""
    when = local_words(row.imported_at, zone)
    return with_hidden_shown(
        f"Row {row.row_number:,} of “{row.file_name}”{sheet} ({row.reference}, {when}, "
        f"{row.officer})"
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


def carried_along(mail: MailOrigin) -> list[tuple[str, str]]:
    """Return what an e-mail brought beside its letter, by name."""
    brought = (("Quoted below the letter", mail.quoted), ("Footer", mail.disclaimer))
    return [(name, words) for name, words in brought if words]
