"""The codes of a project or a codebook, depth first."""

from __future__ import annotations

from dataclasses import replace

from lisdesk.exchange.documents.xml_parts import Element, attribute, local_name
from lisdesk.exchange.refi.elements import children, guid_of, name_of, targets, text_of
from lisdesk.exchange.refi.losses import Losses
from lisdesk.rules.coded_colours import is_a_hue, nearest_hue
from lisdesk.rules.coded_project import Code
from lisdesk.rules.coded_quotations import is_quotations
from lisdesk.rules.vocabulary import PriorityColour

_NAMELESS = "Code without a name"


def read_codes(found: Element, losses: Losses) -> tuple[list[Code], list[tuple[str, list[str]]]]:
    """Return the codes in an element, each after its parent, and with their GUIDs the notes on
    them.
    """
    codes: list[Code] = []
    colours = _Colours()
    notes: list[tuple[str, list[str]]] = []
    taken: set[str] = set()
    waiting = [(each, "") for each in reversed(list(children(found, "Code")))]
    while waiting:
        each, parent_guid = waiting.pop()
        code = _code(each, parent_guid, taken, losses)
        code = code if is_quotations(code) else replace(code, colour=colours.of(each))
        codes.append(code)
        taken.add(code.guid)
        if references := targets(each, "NoteRef"):
            notes.append((code.guid, references))
        waiting += [(below, code.guid) for below in reversed(list(children(each, "Code")))]
    colours.tell(losses)
    return codes, notes


class _Colours:
    """The colours of codes as hues of priorities, and how many are others than they were."""

    def __init__(self) -> None:
        self._changed = self._unread = 0

    def of(self, found: Element) -> PriorityColour | None:
        """Return the hue of a code; None if it has none."""
        written = attribute(found, "color") or ""
        hue = nearest_hue(written)
        if hue is None:
            self._unread += bool(written.strip())
        else:
            self._changed += not is_a_hue(written)
        return hue

    def tell(self, losses: Losses) -> None:
        """Tell in sum of those that are others here."""
        what = "Colours that are none of the eight here"
        losses.count(self._changed, "the codes", what, "The hue that looks most like each.")
        losses.count(self._unread, "the codes", "Colours that cannot be read")


def _code(found: Element, parent_guid: str, taken: set[str], losses: Losses) -> Code:
    name = name_of(found, "code", losses)
    guid = guid_of(found) or f"code {len(taken) + 1}"
    if guid in taken:
        losses.add(
            f"the code “{name}”",
            "Another code has the same GUID, so what was coded to either is taken for that one’s.",
            "The code, without what was coded to it.",
        )
        guid = f"{guid} {len(taken) + 1}"
    if not name:
        losses.add(_NAMELESS, "A code has no name.", f"The code, as “{_NAMELESS}”.")
    for each in found:
        if local_name(each) not in ("Description", "NoteRef", "Code"):
            losses.add(f"the code “{name}”", f"It has a “{local_name(each)[:60]}”.")
    return Code(
        guid=guid,
        name=name or _NAMELESS,
        description=text_of(found, "Description").strip(),
        parent_guid=parent_guid,
        is_codable=(attribute(found, "isCodable") or "").strip().casefold() not in ("false", "0"),
    )
