"""What the headings of survey spreadsheets are called, and which field each of them names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lisdesk.exchange.sheets.plan import Field
from lisdesk.rules.names import name_key

FIELD_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.RESPONDENT: (
        "respondent", "respondent name", "name of respondent", "name", "full name", "your name",
        "your full name", "what is your name", "what is your full name", "contact name",
    ),
    Field.ORGANISATION: (
        "organisation", "organization", "organisation name", "organization name",
        "name of organisation", "name of organization", "name of your organisation",
        "what is the name of your organisation", "what is your organisation", "your organisation",
        "company", "company name", "name of company",
    ),
    Field.TYPE: (
        "type", "stakeholder type", "type of stakeholder", "respondent type", "type of respondent",
        "organisation type", "type of organisation", "sector", "responding as",
        "which of these best describes you",
    ),
    Field.AREA: (
        "area", "location", "district", "local authority", "local authority area", "county",
        "region", "where are you based", "where do you live",
    ),
    Field.EMAIL: (
        "email", "e mail", "email address", "e mail address", "your email address",
        "what is your email address", "what is your email", "what is your e mail address",
        "contact email",
    ),
    Field.CHANNEL: ("channel", "received by", "how received", "method of response"),
    Field.RECEIVED: (
        "received", "received at", "received on", "date received", "submitted", "submitted at",
        "submitted on", "date submitted", "submission date", "submission time", "timestamp",
        "completion time", "completed", "date completed", "completion date", "end date", "enddate",
        "recorded date", "recordeddate", "response date", "date of response", "date",
    ),
    Field.SENT: (
        "sent", "sent at", "sent on", "date sent", "date posted", "postmark", "postmarked",
    ),
    Field.PERMISSION: (
        "permission", "publication permission", "permission to publish", "consent to publish",
        "publish", "may we publish your response", "can we publish your response",
    ),
    Field.SUBMITTED_BY: ("submitted by", "on behalf of", "responding on behalf of", "agent"),
}  # fmt: skip
"""Keys of headings, as `heading_key` gives them; the surest first."""

ID_HEADINGS = (
    "id", "response id", "responseid", "submission id", "comment id", "unique id", "record id",
    "response number", "response no", "response reference", "reference", "reference number",
    "ref", "ref no", "respondent id", "ip no",
)  # fmt: skip
SURE_ID_HEADINGS = 7
"""So many of `ID_HEADINGS` always mean the id of a row, not of what it is about."""

BY_SHAPE = 1_000
"""The rank of a match by the shape of a sentence, not by a heading of the lists."""

_FIELD_SHAPES = (
    (Field.PERMISSION, re.compile(r"\b(?:publish|published|publication)\b")),
    (
        Field.TYPE,
        re.compile(r"^are you (?:responding|answering|replying)\b|\bon behalf of an organi"),
    ),
)
_ASIDE = re.compile(r"\((?:optional|required|please specify)\)")
_LONGEST_LABEL_WORDS = 4


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """A field that a heading names, and how surely: 0 is the surest."""

    field: Field
    rank: int


def heading_key(heading: str) -> str:
    """Return what two spellings of one heading have in common."""
    key = _ASIDE.sub("", name_key(heading.replace("_", " ")))
    return " ".join(key.strip(" ?:*!").split())


def field_match(heading: str) -> FieldMatch | None:
    """Return the field a heading names by the documented lists, or by its shape; None if none."""
    for text in label_parts(heading):
        key = heading_key(text)
        for field, words in FIELD_HEADINGS.items():
            if key in words:
                return FieldMatch(field, words.index(key))
    key = heading_key(heading)
    for field, shape in _FIELD_SHAPES:
        if shape.search(key):
            return FieldMatch(field, BY_SHAPE)
    return None


def id_rank(heading: str) -> int | None:
    """Return how surely a heading names the id of a row, 0 the surest; None if it does not."""
    key = heading_key(heading)
    return ID_HEADINGS.index(key) if key in ID_HEADINGS else None


def label_parts(heading: str) -> list[str]:
    """Return a heading and, if it is two short labels, "Location - address", each of the two."""
    parts = re.split(r"\s+[-\u2013\u2014]\s+", heading, maxsplit=1)
    if len(parts) == 2 and all(len(part.split()) <= _LONGEST_LABEL_WORDS for part in parts):
        return [heading, *parts]
    return [heading]
