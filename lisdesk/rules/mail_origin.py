"""Where an e-mail came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailOrigin:
    """Where an e-mail came from, and what of it is no letter; the fields are those of `Mail`."""

    message_id: str
    sha256: str
    file_name: str
    file_place: int
    sender_name: str
    sender_address: str
    subject: str
    sent_source: str
    received_source: str
    quoted: str
    disclaimer: str
    importer_version: str
