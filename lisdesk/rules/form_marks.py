"""The names by which a response form knows its own fields and its own words again.

They stand as bookmarks, which every program of letters keeps, and as tags of the controls. A field
of a question carries a digest of the words that were asked, a printed line one of itself.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from lisdesk.rules.answer_kinds import AnswerShape

FORM_PROPERTY = "lisdesk-form"
"""The name of the document's own property that says which form it is."""

MARK = "lisdesk_"
_FORM = re.compile(
    r"lisdesk_f_(?P<reference>[A-Z][A-Z0-9]*_\d{4}_\d{2,6})_v(?P<version>[0-9a-f]{8})"
)
_PROPERTY = re.compile(r"(?P<reference>[A-Z][A-Z0-9]*-\d{4}-\d{2,6}) (?P<version>[0-9a-f]{8})")
_PRINTED = re.compile(r"lisdesk_t_(?P<digest>[0-9a-f]{8})(?:_\d+)?")
_QUESTION = re.compile(
    r"lisdesk_q(?P<number>[1-9][0-9]{0,2})d(?P<digest>[0-9a-f]{8})"
    r"_(?P<part>text|other|[cp][1-9][0-9]{0,2})"
)
_ABOUT = re.compile(
    r"lisdesk_(?P<part>name|email|organisation|type|area|letter"
    r"|kind_[12]|size_[1-4]|permission_[1-3])"
)


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """Which form a document is: the call it was made for, and what was asked then."""

    reference: str
    version: str


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of a form: of the question of a number and digest, or about the respondent."""

    part: str
    """Such as "text", "c2", "p1", "other", "name" or "permission_1"."""
    number: int = 0
    """0 for what is about the respondent, or answers no question."""
    digest: str = ""

    @property
    def is_tick(self) -> bool:
        """Whether it is a box to tick."""
        return (
            self.part[-1].isdigit()
            and not self.part.startswith("p")
            or self.part.startswith("permission_")
        )


def digest_of(words: str) -> str:
    """Return what knows words again, however their lines were broken."""
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()[:8]


def shape_digest(text: str, shape: AnswerShape) -> str:
    """Return what knows a question and what it asks for again."""
    asked = (text, shape.kind.key, *shape.listed, "", *shape.parts, str(shape.most))
    return digest_of("\x1f".join([*asked, str(shape.takes_file)]))


def form_mark(form: FormIdentity) -> str:
    """Return the bookmark that says which form a document is."""
    return f"{MARK}f_{form.reference.replace('-', '_')}_v{form.version}"


def property_text(form: FormIdentity) -> str:
    """Return the same as the text of the document's property."""
    return f"{form.reference} {form.version}"


def field_mark_of(place: FieldPlace) -> str:
    """Return the bookmark of a field."""
    return (
        f"{MARK}q{place.number}d{place.digest}_{place.part}"
        if place.number
        else (f"{MARK}{place.part}")
    )


def printed_mark(words: str, nth: int) -> str:
    """Return the bookmark of a printed line; the nth of the same words has a number."""
    return f"{MARK}t_{digest_of(words)}" + (f"_{nth}" if nth > 1 else "")


def field_tag(place: FieldPlace, form: FormIdentity) -> str:
    """Return the tag of the control of a field: at most 64 characters, as Word takes them."""
    return f"{field_mark_of(place)}@{form.reference}v{form.version}"


def read_form(text: str) -> FormIdentity | None:
    """Return the form that a bookmark, a property or the tag of a control names; else None."""
    if found := _FORM.fullmatch(text):
        return FormIdentity(found["reference"].replace("_", "-"), found["version"])
    name, _, rest = text.rpartition("@")
    if name.startswith(MARK):
        text = " ".join(rest.rpartition("v")[::2])
    found = _PROPERTY.fullmatch(text)
    return FormIdentity(found["reference"], found["version"]) if found else None


def read_field(text: str) -> FieldPlace | None:
    """Return the field that a bookmark or the tag of a control names; else None."""
    mark = text.partition("@")[0]
    if found := _QUESTION.fullmatch(mark):
        return FieldPlace(found["part"], int(found["number"]), found["digest"])
    found = _ABOUT.fullmatch(mark)
    return FieldPlace(found["part"]) if found else None


def is_copied_field(text: str) -> bool:
    """Whether a bookmark is what became of one of a field that was pasted where that stood already:
    LibreOffice puts a number after it, which of a choice or a part may make another one's.
    """
    figures = len(text) - len(text.rstrip("0123456789"))
    if not figures or read_field(text) is not None:
        return False
    before = (text[:-each].removesuffix(" Copy ") for each in range(1, figures + 1))
    return any(read_field(each) is not None for each in before)


def is_printed_line(mark: str, words: str) -> bool:
    """Whether a bookmark says of words that the form was printed with them, just so."""
    found = _PRINTED.fullmatch(mark)
    return found is not None and found["digest"] == digest_of(words)
