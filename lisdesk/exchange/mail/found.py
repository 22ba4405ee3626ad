"""What the reading process finds in one message, on its way to the main one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lisdesk.exchange.guarded.child import Put
from lisdesk.exchange.mail.own_words import parts_of
from lisdesk.rules.spans import normalised

LONGEST_TEXT = 5_000_000
"""Characters of one text of a mail; what is longer is cut, and a problem says so."""
LONGEST_NAME, LONGEST_SUBJECT, LONGEST_IDENTIFIER = 500, 10_000, 998
"""Characters of these parts of a header: 998 is the longest line that a mail may have."""


@dataclass(slots=True)
class FoundAttachment:
    """A file in a message."""

    name: str
    media_type: str
    content: bytes
    is_inline: bool = False


@dataclass(slots=True)
class Found:
    """One message as it is being read."""

    message_id: str = ""
    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    sent_source: str = ""
    received_at: datetime | None = None
    received_source: str = ""
    texts: list[str] = field(default_factory=list)
    attachments: list[FoundAttachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def tell(self, problem: str) -> None:
        """Note a problem, once."""
        if problem and problem not in self.problems:
            self.problems.append(problem)

    def report(self, put: Put) -> Mapping[str, object]:
        """Hand over the attachments' bytes and return the rest as a value of JSON."""
        text = normalised("\n\n".join(each.strip("\n") for each in self.texts if each.strip()))
        if len(text) > LONGEST_TEXT:
            text = text[:LONGEST_TEXT]
            self.tell(f"The text is longer than {LONGEST_TEXT:,} characters; the rest is left out.")
        self._cut_header()
        parts = parts_of(text, self.subject)
        self._tell_what_is_missing(text)
        for attachment in self.attachments:
            put(attachment.content)
        return {
            "message_id": self.message_id,
            "sender_name": normalised(self.sender_name),
            "sender_address": normalised(self.sender_address),
            "subject": normalised(self.subject),
            "sent_at": self.sent_at.isoformat() if self.sent_at else None,
            "sent_source": self.sent_source,
            "received_at": self.received_at.isoformat() if self.received_at else None,
            "received_source": self.received_source,
            "text": parts.own,
            "quoted": parts.quoted,
            "disclaimer": parts.disclaimer,
            "problems": self.problems,
            "attachments": [
                {
                    "name": normalised(each.name),
                    "media_type": each.media_type,
                    "size": len(each.content),
                    "sha256": hashlib.sha256(each.content).hexdigest(),
                    "is_inline": each.is_inline,
                }
                for each in self.attachments
            ],
        }

    def _cut_header(self) -> None:
        """Cut what no person and no program writes so long."""
        if len(self.sender_address) > LONGEST_NAME:
            self.sender_address = ""
        if len(self.sender_name) > LONGEST_NAME:
            self.sender_name = self.sender_name[:LONGEST_NAME]
            self.tell(
                f"The sender’s name is longer than {LONGEST_NAME} characters; the rest is left out."
            )
        if len(self.subject) > LONGEST_SUBJECT:
            self.subject = self.subject[:LONGEST_SUBJECT]
            self.tell(
                f"The subject is longer than {LONGEST_SUBJECT:,} characters; the rest is left out."
            )
        if len(self.message_id) > LONGEST_IDENTIFIER:
            self.message_id = ""
            self.tell(
                f"The Message-ID is longer than {LONGEST_IDENTIFIER} characters, and is left out."
            )

    def _tell_what_is_missing(self, text: str) -> None:
        if not (self.sender_address or self.sender_name):
            self.tell("The mail does not say who sent it.")
        elif not self.sender_address:
            self.tell("The mail gives no address of its sender that can be read.")
        if self.sent_at is None and not any("date" in each for each in self.problems):
            self.tell("The mail has no date.")
        if not self.subject:
            self.tell("The mail has no subject.")
        if not text and not self.attachments:
            self.tell("The mail is empty: it has no text and no attachment.")
        elif not text:
            self.tell("The mail has no text of its own, only attachments.")
