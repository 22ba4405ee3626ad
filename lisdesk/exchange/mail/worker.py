"""What reads a stranger's e-mail in the guarded process."""

from __future__ import annotations

from lisdesk.exchange.guarded.child import Reader, Wanted
from lisdesk.exchange.guarded.faults import EMPTY, FaultError

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def reader_for(content: bytes, _wanted: Wanted) -> Reader:
    """Return what reads this content, whatever the file is called."""
    if not content:
        raise FaultError(EMPTY)
    if content.startswith(OLE_START):
        from lisdesk.exchange.mail.outlook import read_outlook_message

        return read_outlook_message
    from lisdesk.exchange.mail.internet import read_internet_message

    return read_internet_message
