"""A mail that Outlook keeps inside another one, as a message of the internet's form."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from lisdesk.exchange.mail.found import Found


def as_internet_message(found: Found) -> bytes:
    """Return a message that says what was found: its header, its text and its attachments."""
    message = EmailMessage(policy=email.policy.SMTPUTF8)
    sender = formataddr((_line(found.sender_name), _line(found.sender_address)))
    for name, value in (
        ("Message-ID", f"<{_line(found.message_id)}>" if found.message_id else ""),
        ("From", sender),
        ("Subject", _line(found.subject)),
        ("Date", format_datetime(found.sent_at) if found.sent_at else ""),
    ):
        if value:
            _put_field(message, name, value)
    text = "\n\n".join(found.texts)
    message.set_content(text.encode("utf-8", "replace").decode("utf-8"), cte="base64")
    for attachment in found.attachments:
        message.add_attachment(
            attachment.content,
            maintype="application",
            subtype="octet-stream",
            filename=_line(attachment.name),
        )
    return message.as_bytes()


def _put_field(message: EmailMessage, name: str, value: str) -> None:
    try:
        message[name] = value
    except (ValueError, IndexError, AttributeError):
        message[f"X-Unreadable-{name}"] = value.encode("ascii", "replace").decode("ascii")


def _line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
