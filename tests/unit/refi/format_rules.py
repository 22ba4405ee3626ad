"""What the format asks of a project and a codebook, as far as lisdesk writes them.

Stated from the standard (REFI-QDA 1.5), so that every clone holds what is written to it; where the
official schemas are at hand, a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

_ID = r"\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?"
_MOMENT = r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"
_TRUTH = "true|false|0|1"
_VALUES = {
    "guid": _ID, "targetGUID": _ID, "creatingUser": _ID, "creatingUserGUID": _ID,
    "creationDateTime": _MOMENT, "modifiedDateTime": _MOMENT, "isCodable": _TRUTH,
    "color": "#([0-9a-fA-F]{3}){1,2}", "startPosition": r"[+-]?\d+", "endPosition": r"[+-]?\d+",
    "typeOfVariable": "Text|Boolean|Integer|Float|Date|DateTime",
}  # fmt: skip
_WORDS = {"BooleanValue": _TRUTH, "DateTimeValue": _MOMENT}


class Rule(NamedTuple):
    """The attributes of an element, "!" after those it needs, and its children in their order."""

    attributes: str = ""
    children: str = ""


_MADE = "creatingUser creationDateTime modifyingUser modifiedDateTime"
_SOURCE = Rule(
    f"guid! name richTextPath plainTextPath {_MADE}",
    "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
)
_REFERENCE = Rule("targetGUID!")
PROJECT: Mapping[str, Rule] = {
    "Project": Rule(
        "name! origin creatingUserGUID creationDateTime modifyingUserGUID modifiedDateTime "
        "basePath",
        "Users? CodeBook? Variables? Cases? Sources? Notes? Sets? Description? NoteRef*",
    ),
    "Users": Rule("", "User+"),
    "User": Rule("guid! name id"),
    "CodeBook": Rule("", "Codes"),
    "Codes": Rule("", "Code+"),
    "Code": Rule("guid! name! isCodable! color", "Description? NoteRef* Code*"),
    "Variables": Rule("", "Variable+"),
    "Variable": Rule("guid! name! typeOfVariable!", "Description?"),
    "Cases": Rule("", "Case+"),
    "Case": Rule("guid! name", "Description? CodeRef* VariableValue* SourceRef* SelectionRef*"),
    "Sources": Rule("", "TextSource+"),
    "TextSource": _SOURCE,
    "Notes": Rule("", "Note+"),
    "Note": _SOURCE,
    "PlainTextSelection": Rule(
        f"guid! name startPosition! endPosition! {_MADE}", "Description? Coding* NoteRef*"
    ),
    "Coding": Rule("guid! creatingUser creationDateTime", "CodeRef NoteRef*"),
    "VariableValue": Rule("", "VariableRef TextValue|BooleanValue|DateTimeValue"),
    "Sets": Rule("", "Set+"),
    "Set": Rule("guid! name!", "Description? MemberCode* MemberSource* MemberNote*"),
    **dict.fromkeys(("Description", "PlainTextContent", "TextValue", *_WORDS), Rule()),
    **dict.fromkeys(("NoteRef", "CodeRef", "SourceRef", "VariableRef", "MemberSource"), _REFERENCE),
}
CODEBOOK: Mapping[str, Rule] = {
    "CodeBook": Rule("origin", "Codes"),
    "Codes": Rule("", "Code+"),
    "Code": Rule("guid! name! isCodable! color", "Description? Code*"),
    "Description": Rule(),
}
_ROOTS = {
    "{urn:QDA-XML:project:1.0}Project": PROJECT,
    "{urn:QDA-XML:codebook:1.0}CodeBook": CODEBOOK,
}


def faults(root: etree._Element) -> list[str]:
    """Return what in a project or codebook is not as the format asks, a sentence for each."""
    rules = _ROOTS.get(root.tag)
    if rules is None:
        return [f"“{root.tag}” is the root of neither."]
    space = root.tag.partition("}")[0] + "}"
    return [fault for each in root.iter(etree.Element) for fault in _of(each, space, rules)]


def _of(element: etree._Element, space: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    name = element.tag.removeprefix(space)
    rule = rules.get(name)
    if rule is None:
        yield f"“{element.tag}” is not known."
        return
    asked = rule.attributes.split()
    known = {each.removesuffix("!") for each in asked}
    yield from (f"{name} lacks {each}" for each in asked
                if each.endswith("!") and each[:-1] not in element.attrib)  # fmt: skip
    for attribute, value in element.attrib.items():
        if attribute not in known:
            yield f"{name} has no attribute {attribute}."
        elif not re.fullmatch(_VALUES.get(attribute, "(?s).*"), value):
            yield f"{attribute} of {name} cannot be “{value}”."
    children = "".join(f"{child.tag.removeprefix(space)} " for child in element)
    if not re.fullmatch(_pattern(rule.children), children):
        yield f"{name} holds {children or 'nothing '}in place of {rule.children or 'nothing'}."
    if name in _WORDS and not re.fullmatch(_WORDS[name], element.text or ""):
        yield f"{name} cannot be “{element.text}”."


def _pattern(children: str) -> str:
    parts = (re.fullmatch(r"([\w|]+)([?*+]?)", each) for each in children.split())
    return "".join(f"(?:(?:{part[1]}) ){part[2]}" for part in parts if part)
