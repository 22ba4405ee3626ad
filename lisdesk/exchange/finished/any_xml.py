"""Small XML parts of a package: every word and every attribute of them is a piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role
from lisdesk.exchange.finished.xml_parts import reading_xml


class AnyReader:
    """Takes every word of a part, wherever it stands."""

    def __init__(
        self, part: str, role: Role = Role.OTHER, unwanted: Set[str] = frozenset()
    ) -> None:
        self.found: list[Found] = []
        """What was heard and not yet taken."""
        self._part, self._role, self._unwanted = part, role, unwanted

    def taken(self) -> list[Found]:
        """Return what was heard since it was last asked for."""
        found, self.found = self.found, []
        return found

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element with its attributes."""
        if name in self._unwanted:
            self.found.append(Flaw(self._part, name, "an element that no publication has"))
        for key, value in attributes.items():
            if value and not value.isdecimal():
                place = f"{name} {key}"
                self.found.append(Piece(self._part, place, self._role, value))

    def end(self, name: str, text: str) -> None:
        """Take in the words of an element."""
        if text.strip():
            self.found.append(Piece(self._part, name, self._role, text))

    def flaw(self, what: str) -> None:
        """Take in what no finished file has."""
        self.found.append(Flaw(self._part, "", what))


def read_by(reader: AnyReader, chunks: Iterable[bytes]) -> Iterator[Found]:
    """Yield what a reader finds in a part, as it goes on."""
    for _ in reading_xml(chunks, reader):
        yield from reader.taken()
    yield from reader.taken()
