"""The parts of a Word package and how they refer to each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from zipfile import ZipFile

from lisdesk.exchange.documents.xml_parts import Element, attribute, local_name, parse_xml
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.packages import part_content


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part says of another, or of an address outside the package."""

    kind: str
    """The last word of its type, such as "header" or "hyperlink"."""
    target: str
    is_external: bool


class WordPackage:
    """The parts of a package that was checked before."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._names = {name.casefold(): name for name in package.namelist()}

    @cached_property
    def main_part(self) -> str:
        """The name of the part that holds the body; FaultError if there is none."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and self.has(relationship.target):
                return relationship.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise FaultError("damaged")

    @property
    def has_macros(self) -> bool:
        """Whether the package brings programs along."""
        return any(name.endswith("vbaproject.bin") for name in self._names)

    def has(self, name: str) -> bool:
        """Whether there is such a part, whatever its capitals."""
        return name.casefold() in self._names

    def root(self, name: str) -> Element:
        """Return a part's root element; FaultError if it is missing, unsafe or damaged."""
        if not self.has(name):
            raise FaultError("damaged")
        return parse_xml(part_content(self._package, self._names[name.casefold()]))

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part, or of the package for "", by their ids."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(listing):
            return {}
        found = {}
        for element in self.root(listing):
            if local_name(element) == "Relationship":
                relationship = _relationship(element, folder)
                found[attribute(element, "Id") or ""] = relationship
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part of a kind that a part refers to; None if there is none."""
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and self.has(relationship.target):
                return relationship.target
        return None


def _relationship(element: Element, folder: str) -> Relationship:
    target = attribute(element, "Target") or ""
    is_external = (attribute(element, "TargetMode") or "").casefold() == "external"
    if not is_external:
        joined = target if target.startswith("/") else posixpath.join("/", folder, target)
        target = posixpath.normpath(joined).lstrip("/")
    kind = (attribute(element, "Type") or "").rpartition("/")[2]
    return Relationship(kind, target, is_external)
