"""The sources of a project: their texts, their passages, what they are coded to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name
from lisdesk.exchange.refi.elements import children, guid_of, name_of, target_of, targets, text_of
from lisdesk.exchange.refi.listing import Listing, Values, values_in
from lisdesk.exchange.refi.losses import Losses
from lisdesk.exchange.refi.package_texts import PackageTexts, placed_text
from lisdesk.exchange.refi.positions import PlacedText

Coded = tuple[str, str, str, str, str]
"""A coding: its GUID, that of the code, who, when as it is written, and the memo."""


Noted = tuple[str, str, str]
"""A note on a source: its text, who wrote it, and when as it is written."""


@dataclass(slots=True)
class Selected:
    """A passage as the project gives it."""

    guid: str
    name: str
    start: int
    end: int
    codings: list[Coded]
    memo: str
    coder: str = ""
    made_at: str = ""
    """As it is written."""


@dataclass(slots=True)
class FoundSource:
    """A source as the project gives it; without a text it cannot come in."""

    guid: str
    name: str
    made_at: str
    placed: PlacedText | None
    selections: list[Selected] = field(default_factory=list)
    codings: list[Coded] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    memos: list[Noted] = field(default_factory=list)


_NO_TEXT = {"PictureSource": "picture", "AudioSource": "recording", "VideoSource": "film"}
_UNPLACED = "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection"


class SourceReading:
    """Reads sources one by one, with what the rest of the project says of them."""

    def __init__(self, listing: Listing, texts: PackageTexts, losses: Losses) -> None:
        self._listing = listing
        self._texts = texts
        self._losses = losses

    def read(self, found: Element) -> FoundSource | None:
        """Return a source; None for a picture and the like, which has no text."""
        name = name_of(found, "source", self._losses)
        where = f"the source “{name}”"
        kind = local_name(found)
        if kind not in ("TextSource", "PDFSource"):
            what = f"It is a {_NO_TEXT.get(kind, 'source of an unknown kind')}, which is not read."
            self._losses.add(where, what)
            return None
        guid = guid_of(found)
        placed, texted = self._text(found, where)
        source = FoundSource(guid, name, attribute(found, "creationDateTime") or "", placed)
        source.codings = list(self._codings(found, where))
        own = values_in(found, self._listing.variables)
        source.values = {**self._listing.values.get(guid, {}), **own}
        source.cases = list(dict.fromkeys(self._listing.cases.get(guid, ())))
        source.memos = list(self._noted(found, guid, where))
        if placed is not None:
            source.selections = list(self._selections(texted, where))
        self._tell_of_unplaced(found, where)
        return source

    def _text(self, found: Element, where: str) -> tuple[PlacedText | None, Element | None]:
        """Return the text, and the element whose selections count in it; None for no selections."""
        holder: Element | None = found
        if local_name(found) == "PDFSource":
            holder = child(found, "Representation")
        if holder is not None:
            content = child(holder, "PlainTextContent")
            path = attribute(holder, "plainTextPath") or _plain_path(holder)
            placed = None
            if content is not None:
                placed = placed_text("".join(map(str, content.itertext())))
            elif path:
                placed = self._texts.plain(path, where)
            if placed is not None:
                return placed, holder
        return self._without_twin(found, holder, where), None

    def _without_twin(
        self, found: Element, holder: Element | None, where: str
    ) -> PlacedText | None:
        """Return the words of a document that has no plain text beside it."""
        path = attribute(found, "richTextPath") or attribute(found, "path") or ""
        words = self._texts.extracted(path, where) if path else None
        if words is None:
            self._losses.add(where, "Its text is not in the file, so it does not come in.")
            return None
        dropped = 0 if holder is None else sum(1 for _ in children(holder, "PlainTextSelection"))
        if dropped:
            self._losses.count(
                dropped,
                where,
                "Passages that count in a plain text which is not in the file",
                "The words of the document, without them.",
            )
        return PlacedText(words)

    def _selections(self, holder: Element | None, where: str) -> Iterator[Selected]:
        if holder is None:
            return
        for each in children(holder, "PlainTextSelection"):
            name = attribute(each, "name") or ""
            start, end = (_number(attribute(each, f"{side}Position")) for side in ("start", "end"))
            if start is None or end is None:
                self._losses.add(where, f"The passage “{_short(name)}” has no readable place.")
                continue
            guid = guid_of(each)
            memo = "\n\n".join(self._memos(each, guid, where))
            codings = list(self._codings(each, where))
            by, at = self._listing.coder(each), attribute(each, "creationDateTime") or ""
            yield Selected(guid, name, start, end, codings, memo, by, at)

    def _codings(self, found: Element, where: str) -> Iterator[Coded]:
        for each in children(found, "Coding"):
            reference = child(each, "CodeRef")
            code = target_of(reference)
            if not code:
                self._losses.add(where, "A coding names no code.")
                continue
            guid = guid_of(each)
            memo = "\n\n".join(self._memos(each, guid, where))
            made_at = attribute(each, "creationDateTime") or ""
            yield guid, code, self._listing.coder(each), made_at, memo

    def _memos(self, found: Element, guid: str, where: str) -> list[str]:
        """Return the words of the notes on something, each once."""
        return list(dict.fromkeys(text for text, *_ in self._noted(found, guid, where)))

    def _noted(self, found: Element, guid: str, where: str) -> Iterator[Noted]:
        """Yield the notes on something: its description, those it refers to, those linked."""
        noted: list[Noted] = [(text_of(found, "Description").strip(), "", "")]
        for target in (*targets(found, "NoteRef"), *self._listing.linked.get(guid, ())):
            note = self._listing.notes.get(target)
            if note is None:
                self._losses.add(where, "A note that it refers to is not in the file.")
                continue
            note.is_used = True
            noted.append((self.note_text(target).strip(), note.coder, note.made_at))
        yield from (each for each in dict.fromkeys(noted) if each[0])

    def note_text(self, guid: str) -> str:
        """Return the text of a note, from its file where it has one."""
        note = self._listing.notes[guid]
        if not note.text and note.path:
            where = f"the note “{note.name}”"
            plain = self._texts.plain(note.path, where)
            note.text = plain.text if plain else self._texts.extracted(note.path, where) or ""
            note.path = ""
        return note.text

    def _tell_of_unplaced(self, found: Element, where: str) -> None:
        for kind in _UNPLACED:
            number = sum(1 for _ in children(found, kind))
            self._losses.count(
                number, where, "Selections on pages or pictures, which have no words"
            )


def _plain_path(holder: Element) -> str:
    """Return where a text stands that is plain, though it is called styled; empty if it is not."""
    path = attribute(holder, "richTextPath") or ""
    return path if path.casefold().endswith(".txt") else ""


def _number(written: str | None) -> int | None:
    words = (written or "").strip()
    is_number = words.removeprefix("-").isdecimal() and words.isascii() and len(words) < 12
    return int(words) if is_number else None


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"
