"""The charts of a finished workbook: what each says and which cells it draws."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from lisdesk.exchange.finished.package import READ_ERRORS, part_bytes
from lisdesk.exchange.finished.xml_parts import reading_xml
from lisdesk.rules.chart_changes import DrawnCells, DrawnChart, DrawnSeries

_WORKBOOK = "xl/workbook.xml"
_CHART_KIND = "/chart"
_DRAWING_KIND = "/drawing"
_RANGE = re.compile(r"(?:'((?:[^']|'')*)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})"
                    r"(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")  # fmt: skip
_NAMES, _ALONG, _UP = frozenset({"tx"}), frozenset({"cat", "xVal"}), frozenset({"val", "yVal"})


def drawn_charts(path: Path) -> dict[str, tuple[DrawnChart, ...]]:
    """Return the charts of a workbook by the sheet that they stand on, in their order.

    What cannot be read as a chart is none. The package must have been found safe to unpack.
    """
    try:
        with ZipFile(path) as package:
            return _charts(package)
    except READ_ERRORS:
        return {}


def _charts(package: ZipFile) -> dict[str, tuple[DrawnChart, ...]]:
    names = _Attributes("sheet", "id", "name")
    _read(package, _WORKBOOK, names)
    sheets = _related(package, _WORKBOOK)
    found: defaultdict[str, list[DrawnChart]] = defaultdict(list)
    for key, name in names.values.items():
        _, part = sheets.get(key, ("", ""))
        for kind, drawing in _related(package, part).values():
            if kind.endswith(_DRAWING_KIND):
                found[name] += [
                    _chart(package, chart)
                    for inner, chart in _related(package, drawing).values()
                    if inner.endswith(_CHART_KIND) and chart in package.namelist()
                ]
    return {name: tuple(charts) for name, charts in found.items()}


def _chart(package: ZipFile, part: str) -> DrawnChart:
    reader = _ChartReader()
    _read(package, part, reader)
    return DrawnChart(" ".join("".join(reader.title).split()), tuple(map(_series, reader.series)))


def _related(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part leads to: kind and part, by id."""
    folder, name = posixpath.split(part)
    reader = _Attributes("Relationship", "Id", "Type", "Target")
    _read(package, posixpath.join(folder, "_rels", f"{name}.rels"), reader)
    found = {}
    for key, told in reader.values.items():
        kind, _, target = told.partition("\n")
        found[key] = kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return found


def _read(package: ZipFile, part: str, reader: _Attributes | _ChartReader) -> None:
    """Let a reader hear of a part, if it is there."""
    if part in package.namelist():
        for _ in reading_xml(part_bytes(package, package.getinfo(part)), reader):
            pass


class _Attributes:
    """Takes attributes of one kind of element by its id."""

    def __init__(self, element: str, key: str, *wanted: str) -> None:
        self._element, self._key, self._wanted = element, key, wanted
        self.values: dict[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element."""
        if name == self._element and self._key in attributes:
            told = "\n".join(attributes.get(each, "") for each in self._wanted)
            self.values[attributes[self._key]] = told

    def end(self, name: str, text: str) -> None:
        """Pass the words of an element over."""

    def flaw(self, what: str) -> None:
        """Pass over what is unusual: another program may have saved the file."""


@dataclass(slots=True)
class _Seen:
    """What a series says of its name, of what it stands along, or of how far up it reaches."""

    address: str = ""
    copies: dict[int, str] = field(default_factory=dict)


class _ChartReader:
    """Hears of a chart's title and of its series."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self.series: list[dict[str, _Seen]] = []
        self._inside: list[str] = []
        self._place = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element."""
        self._inside.append(name)
        if name == "ser":
            self.series.append({each: _Seen() for each in ("name", "along", "up")})
        elif name == "pt":
            at = attributes.get("idx", "")
            self._place = int(at) if at.isdecimal() else 0

    def end(self, name: str, text: str) -> None:
        """Take in the words of an element."""
        if name == "t" and self._inside[:3] == ["chartSpace", "chart", "title"]:
            self.title.append(text)
        seen = self._seen()
        if seen is not None and name == "f":
            seen.address = text
        elif seen is not None and name == "v":
            seen.copies[self._place] = text
        self._inside.pop()

    def flaw(self, what: str) -> None:
        """Pass over what is unusual: another program may have saved the file."""

    def _seen(self) -> _Seen | None:
        """Return what of a series the words at hand are about."""
        if "ser" not in self._inside or "dLbls" in self._inside:
            return None
        inside = frozenset(self._inside[self._inside.index("ser") + 1 :])
        for what, elements in (("name", _NAMES), ("along", _ALONG), ("up", _UP)):
            if inside & elements:
                return self.series[-1][what]
        return None


def _series(seen: Mapping[str, _Seen]) -> DrawnSeries:
    return DrawnSeries(*(_cells(seen[each]) for each in ("name", "along", "up")))


def _cells(seen: _Seen) -> DrawnCells:
    found = _RANGE.fullmatch(seen.address)
    if found is None:
        return DrawnCells("", 0, 0, 0, seen.copies)
    sheet = (found[1] or found[2] or "").replace("''", "'")
    first = int(found[4])
    return DrawnCells(sheet, _number(found[3]), first, int(found[6] or first), seen.copies)


def _number(letters: str) -> int:
    """Return the number of a column, the first being 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
