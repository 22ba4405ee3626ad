"""All of a project but its sources: coders, codes, variables, cases, notes, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.refi.codes import read_codes
from lisdesk.exchange.refi.elements import (
    LONGEST_NAME,
    as_guid,
    children,
    guid_of,
    members,
    name_of,
    target_of,
    targets,
    text_of,
    value_of,
)
from lisdesk.exchange.refi.losses import Losses
from lisdesk.rules.coded_project import Code
from lisdesk.rules.coded_quotations import is_quotations
from lisdesk.rules.free_names import FreeNames, numbered

OUR_NOTE = "Call details"
"""Our own note about the call; it tells nothing that is not known here."""
_GROUPS = frozenset(
    {"Users", "CodeBook", "Variables", "Cases", "Notes", "Links", "Sets", "Graphs",
     "Description", "NoteRef", "Sources"}
)  # fmt: skip

Values = dict[str, tuple[str, str]]
"""Kind and words of a value by the name of its variable."""


@dataclass(slots=True)
class NoteFound:
    """A note, before it is known what it is about."""

    name: str
    text: str
    path: str
    """Where its text is if not in it."""
    coder: str = ""
    """By name; empty if it is not known."""
    made_at: str = ""
    """As it is written."""
    is_used: bool = False


@dataclass(slots=True)
class Listing:
    """What the project says beside its sources."""

    name: str = ""
    origin: str = ""
    coders: dict[str, str] = field(default_factory=dict)
    codes: list[Code] = field(default_factory=list)
    quotations: set[str] = field(default_factory=set)
    """GUIDs of codes that stand for bookmarks, which are not among the codes."""
    variables: dict[str, str] = field(default_factory=dict)
    """Names by GUID."""
    cases: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Names of the cases by the GUID of the source."""
    values: defaultdict[str, Values] = field(default_factory=lambda: defaultdict(dict))
    """What cases say, by the GUID of the source."""
    notes: dict[str, NoteFound] = field(default_factory=dict)
    linked: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """GUIDs of notes that are linked to something, by the GUID of that."""

    def is_ours(self) -> bool:
        """Whether lisdesk wrote it."""
        return self.origin.startswith("lisdesk")

    def coder(self, found: Element) -> str:
        """Return who made something, by name; empty if that is not known."""
        return self.coders.get(as_guid(attribute(found, "creatingUser")), "")


def read_listing(stream: IO[bytes], losses: Losses) -> Listing:
    """Return all but the sources; FaultError if the file is no project."""
    reading = _Reading(losses)
    for group, found in members(stream, _GROUPS):
        reading.take(group, found)
    reading.done()
    return reading.listing


class _Reading:
    """One project being read for all but its sources."""

    def __init__(self, losses: Losses) -> None:
        self.listing = Listing()
        self._losses = losses
        self._sets = self._links = self._graphs = self._selections = 0
        self._free = FreeNames()
        self._variable_names: set[str] = set()
        self._takers: dict[str, Callable[[Element], None]] = {
            "": self._begin,
            "Users": self._take_user,
            "CodeBook": self._take_codes,
            "Variables": self._take_variable,
            "Cases": self._take_case,
            "Notes": self._take_note,
            "Links": self._take_link,
            "Sets": self._take_set,
            "Graphs": self._take_graph,
        }

    def take(self, group: str, found: Element) -> None:
        """Take one member of a group."""
        if group in self._takers:
            self._takers[group](found)

    def done(self) -> None:
        """Tell in sum of what has no home here."""
        for number, what in (
            (self._sets, "Sets of codes, sources or notes"),
            (self._links, "Links between codes, sources and passages"),
            (self._graphs, "Maps and graphs"),
            (self._selections, "Passages that belong to cases"),
        ):
            self._losses.count(number, "the project", what)

    def _begin(self, root: Element) -> None:
        name = local_name(root)
        if name != "Project":
            raise FaultError("not_a_project", root=name[:60])
        self.listing.name = (attribute(root, "name") or "")[:LONGEST_NAME]
        self.listing.origin = (attribute(root, "origin") or "")[:LONGEST_NAME]

    def _take_user(self, found: Element) -> None:
        name = name_of(found, "coder", self._losses)
        name = name or " ".join((attribute(found, "id") or "").split())[:LONGEST_NAME]
        self.listing.coders[guid_of(found)] = name

    def _take_codes(self, found: Element) -> None:
        if local_name(found) == "Codes":
            codes, refs = read_codes(found, self._losses)
            self.listing.codes += [code for code in codes if not is_quotations(code)]
            self.listing.quotations |= {code.guid for code in codes if is_quotations(code)}
            for guid, note_guids in refs:
                self.listing.linked[guid] += note_guids

    def _take_variable(self, found: Element) -> None:
        name = name_of(found, "variable", self._losses) or "Variable"
        free = self._free.free(
            name, self._variable_names.__contains__, lambda number: numbered(name, number)
        )
        self._variable_names.add(free)
        self.listing.variables[guid_of(found)] = free

    def _take_case(self, found: Element) -> None:
        name = name_of(found, "case", self._losses)
        sources = targets(found, "SourceRef")
        self._selections += len(targets(found, "SelectionRef"))
        if targets(found, "CodeRef"):
            self._losses.add(f"the case “{name}”", "A code was given to the case itself.")
        values = values_in(found, self.listing.variables)
        for source in sources:
            if name:
                self.listing.cases[source].append(name)
            self.listing.values[source] |= values
        if not sources and (name or values):
            self._losses.add(f"the case “{name}”", "It belongs to no source.")

    def _take_note(self, found: Element) -> None:
        text = text_of(found, "PlainTextContent") or text_of(found, "Description")
        path = attribute(found, "plainTextPath") or attribute(found, "richTextPath") or ""
        name = name_of(found, "note", self._losses)
        is_own = self.listing.is_ours() and name == OUR_NOTE
        by, at = self.listing.coder(found), attribute(found, "creationDateTime") or ""
        note = NoteFound(name, text, path, by, at, is_used=is_own)
        self.listing.notes[guid_of(found)] = note

    def _take_link(self, found: Element) -> None:
        origin, target = (as_guid(attribute(found, f"{side}GUID")) for side in ("origin", "target"))
        if origin in self.listing.notes:
            self.listing.linked[target].append(origin)
        elif target in self.listing.notes:
            self.listing.linked[origin].append(target)
        else:
            self._links += 1

    def _take_set(self, _found: Element) -> None:
        self._sets += not self.listing.is_ours()

    def _take_graph(self, _found: Element) -> None:
        self._graphs += 1


def values_in(found: Element, variables: dict[str, str]) -> Values:
    """Return the values that stand in an element, by the name of their variables."""
    values: Values = {}
    for each in children(found, "VariableValue"):
        name = variables.get(target_of(child(each, "VariableRef")), "")
        value = value_of(each)
        if name and value is not None:
            values[name] = value
    return values
