"""Sources as XML: the passages of each, and what they are coded to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from lisdesk.exchange.refi.tags import Attributes, element, moment, text_in, worded
from lisdesk.rules.coded_project import Coding, Passage, Source, Value

NAME_LETTERS = 80
"""How many letters of a passage stand in its name, by which others see where positions count."""


class SourceWriting:
    """Writes sources one after the other; the notes on them come after all sources."""

    def __init__(
        self,
        coders: Mapping[str, str],
        variables: Mapping[str, str],
        note: Callable[[str, str, Attributes], str],
    ) -> None:
        """`coders` and `variables` are GUIDs by name; `note` takes a memo down, with the GUID of
        what it is about and who wrote it, and returns the GUID of the note.
        """
        self._coders = coders
        self._variables = variables
        self._note = note
        self.passages = self.codings = 0

    def xml(self, source: Source, path: str) -> str:
        """Return a source as XML; `path` is that of its text."""
        attributes: Attributes = {
            "guid": source.guid,
            "name": source.name,
            "plainTextPath": path,
            "creationDateTime": source.made_at,
        }
        return element("TextSource", attributes, self._inside(source))

    def _inside(self, source: Source) -> Iterator[str]:
        for passage in source.passages:
            yield self._passage(source, passage)
        for coding in source.codings:
            yield self._coding(coding)
        for memo in source.memos:
            yield self._note_ref(memo.guid, memo.text, self._made(memo.writer, memo.written_at))
        for name, value in source.values.items():
            yield self._value(name, value)

    def _passage(self, source: Source, passage: Passage) -> str:
        self.passages += 1
        attributes: Attributes = {
            "guid": passage.guid,
            "name": named(source.text, passage.start, passage.end),
            "startPosition": passage.start,
            "endPosition": passage.end,
        }
        if passage.codings:
            attributes |= self._written_by(passage.codings[0])
        else:
            attributes |= self._made(passage.writer, passage.written_at)
        codings = (
            passage.codings if passage.bookmark is None else (*passage.codings, passage.bookmark)
        )
        inside = [self._coding(coding) for coding in codings]
        if passage.memo:
            written_by = self._made(passage.writer, passage.written_at)
            inside.append(self._note_ref(passage.guid, passage.memo, written_by))
        return element("PlainTextSelection", attributes, inside)

    def _coding(self, coding: Coding) -> str:
        self.codings += 1
        inside = [element("CodeRef", {"targetGUID": coding.code_guid})]
        if coding.memo:
            inside.append(self._note_ref(coding.guid, coding.memo, self._written_by(coding)))
        return element("Coding", {"guid": coding.guid, **self._written_by(coding)}, inside)

    def _note_ref(self, about_guid: str, memo: str, written_by: Attributes) -> str:
        guid = self._note(about_guid, memo, written_by)
        return element("NoteRef", {"targetGUID": guid})

    def _written_by(self, coding: Coding) -> Attributes:
        return self._made(coding.coder, coding.coded_at)

    def _made(self, coder: str, made_at: datetime | None) -> Attributes:
        return {"creatingUser": self._coders.get(coder), "creationDateTime": made_at}

    def _value(self, name: str, value: Value) -> str:
        reference = element("VariableRef", {"targetGUID": self._variables[name]})
        return element("VariableValue", None, [reference, value_xml(value)])


def named(text: str, start: int, end: int) -> str:
    """Return the name of a passage: its first letters, on one line."""
    return " ".join(text[start:end][:NAME_LETTERS].split())


def value_xml(value: Value) -> str:
    """Return the value of a variable in the element of its kind."""
    if isinstance(value, bool):
        return worded("BooleanValue", "true" if value else "false")
    if isinstance(value, datetime):
        return worded("DateTimeValue", moment(value))
    return element("TextValue", None, [text_in(value)])
