"""What a reader gathers while it goes through a document, and the sentences that come of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from lisdesk.exchange.documents.extracted import (
    READER_VERSION,
    Aside,
    ExtractedText,
    LeftOut,
    Part,
)
from lisdesk.exchange.documents.tidying import tidied
from lisdesk.rules.counted import counted
from lisdesk.rules.found_form import FoundForm

PARAGRAPH_END = "\n\n"
_ASIDES = {
    Aside.DELETED: ("tracked deletion was", "tracked deletions were"),
    Aside.HIDDEN: ("passage of hidden text was", "passages of hidden text were"),
    Aside.COMMENT: ("comment was", "comments were"),
}


@dataclass(slots=True)
class Findings:
    """The parts of one document in reading order, and all that is to be said about them."""

    media_type: str
    insertions: int = 0
    pictures: int = 0
    empty_fields: int = 0
    encoding: str | None = None
    form: FoundForm | None = None
    _notes: dict[str, None] = field(default_factory=dict)
    _problems: dict[str, None] = field(default_factory=dict)
    _parts: list[tuple[str, str]] = field(default_factory=list)
    _left_out: list[LeftOut] = field(default_factory=list)

    def add_part(self, label: str, text: str, *, is_exact: bool = False) -> None:
        """Add a part after the others; without words it is no part. `is_exact` keeps its spaces."""
        words = text if is_exact else tidied(text)
        if words.strip():
            self._parts.append((label, words))

    def leave_out(self, kind: Aside, text: str) -> None:
        """Note words that are not part of the text, if there are any."""
        if words := tidied(text):
            self._left_out.append(LeftOut(kind, words))

    def add_problem(self, sentence: str) -> None:
        """Say once what the text lacks."""
        self._problems[sentence] = None

    def add_note(self, sentence: str) -> None:
        """Say once what was done."""
        self._notes[sentence] = None

    def extracted(self, content: bytes) -> ExtractedText:
        """Return the text of the file with these bytes."""
        parts: list[Part] = []
        start = 0
        for label, words in self._parts:
            parts.append(Part(label, start, start + len(words)))
            start += len(words) + len(PARAGRAPH_END)
        return ExtractedText(
            text=PARAGRAPH_END.join(words for _, words in self._parts),
            media_type=self.media_type,
            sha256=hashlib.sha256(content).hexdigest(),
            reader=READER_VERSION,
            parts=tuple(parts),
            notes=tuple([*self._counted(), *self._notes]),
            problems=tuple([*self._lacking(), *self._problems]),
            left_out=tuple(self._left_out),
            encoding=self.encoding,
            form=self.form,
        )

    def _counted(self) -> list[str]:
        sentences = []
        if self.insertions:
            sentences.append(
                f"{counted(self.insertions, 'tracked insertion is', 'tracked insertions are')} "
                "part of the text."
            )
        kinds = Counter(each.kind for each in self._left_out)
        sentences += [
            f"{counted(kinds[kind], one, many)} left out."
            for kind, (one, many) in _ASIDES.items()
            if kinds[kind]
        ]
        if self.empty_fields:
            what = counted(self.empty_fields, "field of the form was", "fields of the form were")
            sentences.append(f"{what} left empty.")
        return sentences

    def _lacking(self) -> list[str]:
        if not self.pictures:
            return []
        what = counted(self.pictures, "picture was", "pictures were")
        return [f"{what} not read: words in pictures are not part of the text."]
