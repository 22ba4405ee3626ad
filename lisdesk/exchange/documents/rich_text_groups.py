"""Take a rich text document apart: its body, and what stands in it but is not part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lisdesk.exchange.documents.note_marks import note_mark
from lisdesk.exchange.guarded.faults import FaultError

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-f]{2}|\\.|([{}])|([\x80-\xff]+)", re.I | re.S
)
_MOST_GROUPS = 2_000
"""Deeper than this no program nests groups."""
_EDGES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "shptxt": "shptxt",
    "dptxbxtext": "shptxt",
    "annotation": "annotation",
    "footnote": "footnote",
}
_SWITCHES = ("deleted", "v")
_REWRITTEN = {"cell": r"\tab ", "nestcell": r"\tab ", "nestrow": r"\line ", "par": r"\par\par "}
"""Cells are parted by tabs and paragraphs by a blank line, as in the other kinds."""
_TABLES = frozenset({"fonttbl", "stylesheet", "listtable", "listoverridetable", "info"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document that is not its body, still in markup."""

    kind: str
    """header, footer, footnote, endnote, shptxt, annotation, deleted or v (hidden)."""
    markup: str


@dataclass(slots=True)
class SplitDocument:
    """The body of a document in markup, and what was taken out of it."""

    body: str = ""
    beginning: str = ""
    """The code page, without which the pieces cannot be decoded."""
    pieces: list[Piece] = field(default_factory=list)
    insertions: int = 0
    pictures: int = 0


@dataclass(slots=True)
class _Group:
    """A group that is open: where it writes to, and which pieces begin in it."""

    output: list[str]
    own_kind: str | None = None
    is_table: bool = False
    is_endnote: bool = False
    switch: str | None = None
    outer_output: list[str] | None = None


def split_rich_text(markup: str) -> SplitDocument:
    """Take a document apart; FaultError if it nests too deep or is cut off in binary data."""
    return _Splitter(markup).split()


class _Splitter:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._found = SplitDocument()
        self._body: list[str] = []
        self._groups = [_Group(self._body)]
        self._notes = {"footnote": 0, "endnote": 0}

    def split(self) -> SplitDocument:
        place = 0
        while match := _TOKEN.search(self._markup, place):
            self._groups[-1].output.append(self._markup[place : match.start()])
            place = match.end()
            word, number, brace, high = match.groups()
            if brace == "{":
                self._open()
            elif brace == "}":
                self._close()
            elif high:
                self._groups[-1].output.append("".join(f"\\'{ord(c):02x}" for c in high))
            elif word == "bin" and number:
                place += max(0, int(number))
            elif word:
                self._take_word(word, number, match[0])
            else:
                self._groups[-1].output.append(match[0])
        self._groups[-1].output.append(self._markup[place:])
        while len(self._groups) > 1:
            self._close()
        self._found.body = "".join(self._body)
        return self._found

    def _open(self) -> None:
        if len(self._groups) > _MOST_GROUPS:
            raise FaultError("too_deep")
        outer = self._groups[-1]
        outer.output.append("{")
        self._groups.append(_Group(outer.output, is_table=outer.is_table))

    def _close(self) -> None:
        if len(self._groups) == 1:
            self._groups[0].output.append("}")
            return
        group = self._groups.pop()
        self._end_switch(group)
        if group.own_kind is not None and group.outer_output is not None:
            self._take_piece(group)
        self._groups[-1].output.append("}")

    def _take_piece(self, group: _Group) -> None:
        kind = group.own_kind or ""
        if kind == "footnote":
            kind = "endnote" if group.is_endnote else "footnote"
            self._notes[kind] += 1
            outer = group.outer_output
            assert outer is not None
            outer.append(" " + note_mark(kind, self._notes[kind]))
        self._found.pieces.append(Piece(kind, "{" + "".join(group.output) + "}"))

    def _take_word(self, word: str, number: str | None, written: str) -> None:
        group = self._groups[-1]
        if word in _TABLES:
            group.is_table = True
        if word == "ansicpg" and not self._found.beginning:
            self._found.beginning = written
        if word in _EDGES and not group.is_table and group.own_kind is None:
            group.own_kind, group.outer_output = _EDGES[word], group.output
            group.output = []
            return
        if word == "ftnalt":
            group.is_endnote = True
        elif word in _SWITCHES and not group.is_table:
            self._turn(group, word, is_on=number != "0")
            return
        elif word == "plain":
            self._end_switch(group)
        elif word == "revised" and number != "0":
            self._found.insertions += 1
        elif word == "pict":
            self._found.pictures += 1
        group.output.append(_REWRITTEN.get(word, written))

    def _turn(self, group: _Group, word: str, *, is_on: bool) -> None:
        if not is_on:
            self._end_switch(group, word)
        elif group.switch is None:
            group.switch = word
            group.outer_output, group.output = group.output, []

    def _end_switch(self, group: _Group, word: str | None = None) -> None:
        if group.switch is None or (word is not None and group.switch != word):
            return
        assert group.outer_output is not None
        self._found.pieces.append(Piece(group.switch, "{" + "".join(group.output) + "}"))
        group.output, group.switch = group.outer_output, None
