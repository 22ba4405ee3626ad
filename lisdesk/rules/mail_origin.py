"""Where an e-mail came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailOrigin:
    """Where an e-mail came from, and what of it is no letter; the fields are those of `Mail` and
    `MailFile`.
    """

    message_id: str
    sha256: str
    file_name: str
    path: str
    """Where that file was when it came in; the mail itself is not kept. Empty if that is not known,
    as for what came in with an earlier lisdesk.
    """
    file_place: int
    """Which message of the file it was, from 1."""
    sender_name: str
    sender_address: str
    subject: str
    sent_source: str
    received_source: str
    quoted: str
    disclaimer: str
    importer_version: str

    @property
    def sender(self) -> str:
        """Who sent it, as mails show one: name and address. Empty if it does not say."""
        if self.sender_name and self.sender_address:
            return f"{self.sender_name} <{self.sender_address}>"
        return self.sender_address or self.sender_name

    @property
    def is_one_of_many(self) -> bool:
        """Whether it stood in a mailbox, so that its place there has to be told."""
        return self.file_place > 1 or self.file_name.casefold().endswith(".mbox")

    @property
    def reader(self) -> str:
        """What read it, such as “lisdesk-mail 1”."""
        return f"lisdesk-mail {self.importer_version}"
