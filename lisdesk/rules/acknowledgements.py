"""The text of an acknowledgement: its fields, what is wrong with one, and what it says of lateness.

A field is a word in braces, such as {name}. A late submission is told that it is late, whether or
not the text has the field {late}: it then stands below it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lisdesk.errors import RefusedError

FIELDS = {
    "name": "who sent the submission",
    "reference": "its reference",
    "call": "the title of the call",
    "closes": "“closes”, or “closed” once that moment has passed",
    "deadline": "when the call closes: the deadline in force, or when it was closed by hand",
    "late": "that it came late, for those that did",
}
"""What may stand in braces, and what it says."""

DEFAULT_SUBJECT = "Received: your evidence {reference}"
DEFAULT_BODY = """Dear {name},

Thank you for your evidence for “{call}”. It has arrived, and its reference is {reference}.
Please give it if you write to us about it.

The call {closes} {deadline}.

{late}
"""
LONGEST_SUBJECT, LONGEST_BODY = 200, 20_000
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_BRACE = re.compile(r"[{}]")
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`|~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`|~-]+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
_LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class LetterText:
    """A subject and a body, with fields or with their values."""

    subject: str
    body: str


DEFAULT_TEXT = LetterText(DEFAULT_SUBJECT, DEFAULT_BODY)


def checked_text(text: LetterText) -> LetterText:
    """Return a text fit to be kept. Raises RefusedError if the subject or the body is empty, also
    for what came in time, or too long, or has a field that is none.
    """
    subject = _clean(" ".join(text.subject.split()))
    body = _clean(text.body.replace("\r\n", "\n").replace("\r", "\n")).strip("\n") + "\n"
    for words, name, longest in (
        (subject, "subject", LONGEST_SUBJECT),
        (body, "text", LONGEST_BODY),
    ):
        if not words.strip():
            raise RefusedError(f"The acknowledgement has no {name}.", do="Write one.")
        if not words.replace("{late}", "").strip():
            raise RefusedError(
                f"The {name} would be empty for what came in time.", do="Write more than {late}."
            )
        if len(words) > longest:
            raise RefusedError(f"The {name} has at most {longest:,} characters.", do="Shorten it.")
        _check_fields(words, name)
    return LetterText(subject, body)


def filled(text: LetterText, values: Mapping[str, str]) -> LetterText:
    """Return a checked text with the values of its fields; none of them is itself filled in."""
    late = values.get("late", "")
    subject = " ".join(_filled(text.subject, values).split())
    body = _filled(text.body, values)
    if late and "{late}" not in text.subject + text.body:
        body = f"{body.rstrip()}\n\n{late}\n"
    return LetterText(_clean(subject), re.sub(r"\n{3,}", "\n\n", _clean(body)).strip("\n") + "\n")


def address_fault(address: str) -> str:
    """Return why nothing can be sent to an address; empty if something can."""
    if not address.strip():
        return "no e-mail address is known"
    if len(address) > _LONGEST_ADDRESS or _ADDRESS.fullmatch(address.strip()) is None:
        return "its e-mail address is not one that can be written to"
    return ""


def _check_fields(words: str, name: str) -> None:
    known = ", ".join(f"{{{each}}}" for each in FIELDS)
    for found in _FIELD.finditer(words):
        if found[1] not in FIELDS:
            raise RefusedError(
                f"The {name} has the field {found[0]}, which is none.", do=f"Use {known}."
            )
    if _BRACE.search(_FIELD.sub("", words)):
        raise RefusedError(
            f"The {name} has a brace that is not part of a field.", do=f"Fields are {known}."
        )


def _filled(words: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: values.get(found[1], ""), words)


def _clean(words: str) -> str:
    """Return words without what is no character to be read, line ends and tabs apart."""
    return "".join(
        each for each in words if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs")
    )
