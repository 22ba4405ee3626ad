"""What is listed of an area in its dialog: its bodies, their names, documents and updates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from lisdesk.queries.programme import ProgrammeRow
from lisdesk.rules.programme import (
    AreaDocument,
    AreaMember,
    AreaRole,
    AreaSpelling,
    AreaUpdate,
    BodyNameDraft,
    BodyNames,
)
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.records import Record, RecordField, RecordsEditor

_ROLES = {role.label: role for role in AreaRole}
_NAME, _CODE = "Name", "Code"
_SAID_PX = 72
_DATES = (("since", "From"), ("until", "Until"))
_WHEN = "When, if known, such as by March 2020"


def bodies_editor() -> RecordsEditor:
    """Return what edits who belongs to an area, and from when until when."""
    fields = [
        RecordField("body", "Body", _line("A LEP, combined authority or council")),
        RecordField("role", "Role", _choice(_ROLES)),
        *_dates(),
    ]
    return RecordsEditor(
        ("body", "Bodies"),
        fields,
        lambda record: _told(record, record.get("body", ""), (record.get("role", ""),)),
    )


def names_editor(first_body: Callable[[], str]) -> RecordsEditor:
    """Return what edits the names and codes that bodies have or had; a new one begins with the body
    that `first_body` gives.
    """
    fields = [
        RecordField("body", "Body", _line("Whose name it is")),
        RecordField("words", "Name or code", _line("")),
        RecordField("sort", "It is a", _choice((_NAME, _CODE))),
        *_dates(),
    ]

    def told(record: Record) -> str:
        return _told(record, record.get("words", ""), (record.get("body", ""),))

    return RecordsEditor(
        ("name", "Names and codes of bodies"), fields, told, lambda: {"body": first_body()}
    )


def spellings_editor() -> RecordsEditor:
    """Return what edits how an area is or was called besides, each from when until when."""
    fields = [RecordField("words", "Spelling", _line("")), *_dates()]
    return RecordsEditor(
        ("spelling", "Other spellings"),
        fields,
        lambda record: _told(record, record.get("words", ""), ()),
    )


def documents_editor() -> RecordsEditor:
    """Return what edits the documents of an area."""
    fields = [
        RecordField("title", "Title", _line("")),
        RecordField("dated", "Dated", _line(_WHEN)),
        RecordField("link", "Link", _line("https://…")),
        RecordField("body", "Of", _line("A body, or nothing for the area’s own")),
    ]
    return RecordsEditor(
        ("document", "Documents"),
        fields,
        lambda record: _joined((record.get("title"), record.get("body"), record.get("dated"))),
    )


def updates_editor() -> RecordsEditor:
    """Return what edits the updates of an area; the last one is the latest."""
    said = QPlainTextEdit()
    said.setTabChangesFocus(True)
    said.setFixedHeight(_SAID_PX)
    fields = [
        RecordField("said", "Said", said),
        RecordField("dated", "Dated", _line(_WHEN)),
        RecordField("source", "Source", _line("Where it was said")),
        RecordField("body", "Of", _line("A body, or nothing for the area’s own")),
    ]
    return RecordsEditor(
        ("update", "Updates"),
        fields,
        lambda record: _joined((record.get("dated"), record.get("body"), record.get("said"))),
    )


def member_records(row: ProgrammeRow) -> list[Record]:
    """Return the bodies of an area as records."""
    return [
        {"body": each.name, "role": each.role.label, "since": each.since, "until": each.until}
        for each in row.members
    ]


def name_records(row: ProgrammeRow) -> list[Record]:
    """Return the names and codes of the bodies of an area as records."""
    return [
        {
            "body": member.name,
            "words": each.words,
            "sort": _CODE if each.is_code else _NAME,
            "since": each.since,
            "until": each.until,
        }
        for member in row.members
        for each in member.dated_names
    ]


def members_in(records: Iterable[Record]) -> list[AreaMember]:
    """Return the bodies that records say."""
    return [
        AreaMember(each["body"], _ROLES[each["role"]], each["since"], each["until"])
        for each in map(_whole, records)
    ]


def names_in(records: Sequence[Record], shown: Iterable[str]) -> list[BodyNames]:
    """Return the names that records say, body by body. Of the bodies `shown` they are all: one that
    has none any more has an empty list. Any other body keeps besides what it had.
    """
    by_body: dict[str, list[BodyNameDraft]] = {body: [] for body in shown}
    whole = frozenset(by_body)
    for each in map(_whole, records):
        draft = BodyNameDraft(each["words"], each["sort"] == _CODE, each["since"], each["until"])
        by_body.setdefault(" ".join(each["body"].split()), []).append(draft)
    return [BodyNames(body, names, body in whole) for body, names in by_body.items()]


def spellings_in(records: Iterable[Record]) -> list[AreaSpelling]:
    """Return the other spellings that records say."""
    return [
        AreaSpelling(each["words"], each["since"], each["until"]) for each in map(_whole, records)
    ]


def documents_in(records: Iterable[Record]) -> list[AreaDocument]:
    """Return the documents that records say."""
    return [
        AreaDocument(each["title"], each["dated"], each["link"], each["body"])
        for each in map(_whole, records)
    ]


def updates_in(records: Iterable[Record]) -> list[AreaUpdate]:
    """Return the updates that records say."""
    return [
        AreaUpdate(each["said"], each["dated"], each["source"], each["body"])
        for each in map(_whole, records)
    ]


def _whole(record: Record) -> Record:
    keys = "body", "role", "since", "until", "words", "sort", "title", "dated", "link", "said"
    return {**dict.fromkeys((*keys, "source"), ""), **record}


def _told(record: Record, name: str, about: Iterable[str]) -> str:
    dates = (f"{word} {record[key]}" for key, word in _DATES if record.get(key))
    return _joined((name, *about, *dates))


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)


def _dates() -> list[RecordField]:
    return [RecordField(key, word, _line(_WHEN)) for key, word in _DATES]


def _line(hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    return line


def _choice(words: Iterable[str]) -> ChoiceBox:
    box = ChoiceBox()
    box.addItems(list(words))
    return box
