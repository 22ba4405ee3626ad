"""By what an e-mail is known again, in whatever file, order or company it comes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime

_ADDRESS_OF_LINK = re.compile(r"<?\b(?:https?://|mailto:)[^\s<>]*>?")
_NO_WORD = re.compile(r"[\W_]+")


def mail_key(
    message_id: str,
    sender_address: str,
    sent_at: datetime | None,
    texts: Iterable[str],
    attachment_hashes: Iterable[str],
) -> str:
    """Return the key of an e-mail: its identifier with its words and the hashes of its files.

    A mail without an identifier has its sender and the moment of sending in place of one. Of the
    words only letters and digits count, so that a program may break the lines anew; two mails that
    share an identifier and say different things stay two.
    """
    name = message_id or f"{sender_address.casefold()} {sent_at.isoformat() if sent_at else ''}"
    words = _NO_WORD.sub("", _ADDRESS_OF_LINK.sub("", "".join(texts)).casefold())
    digest = hashlib.sha256(words.encode("utf-8", "replace"))
    for each in sorted(attachment_hashes):
        digest.update(each.encode("ascii"))
    named = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
    return f"{named[:24]} {digest.hexdigest()[:40]}"
