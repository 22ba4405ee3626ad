"""Which styles of an OpenDocument text hide words, and which strike them through.

Automatic styles of content.xml and of styles.xml may have one name: those of styles.xml are for its
headers and footers alone. So the parts come in the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Callable

from lisdesk.exchange.documents.inheriting import inherited_values
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name


def hidden_styles(*roots: Element | None) -> frozenset[str]:
    """Return the names of the styles that hide the words or sections that they are put on."""
    return _styles_that(roots, "display", lambda said: said == "none")


def struck_styles(*roots: Element | None) -> frozenset[str]:
    """Return the names of the styles that strike words through, in whichever way."""
    ways = ("text-line-through-style", "text-line-through-type")
    styles = [_styles_that(roots, way, lambda said: said != "none") for way in ways]
    return frozenset().union(*styles)


def _styles_that(
    roots: tuple[Element | None, ...], property_name: str, holds: Callable[[str], bool]
) -> frozenset[str]:
    own: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for root in roots:
        known = frozenset(parents)
        for style in root.iter() if root is not None else ():
            name = attribute(style, "name") if local_name(style) == "style" else None
            if name is None or name in known:
                continue
            parents[name] = attribute(style, "parent-style-name") or ""
            properties = child(style, "text-properties")
            said = attribute(properties, property_name) if properties is not None else None
            if said is not None:
                own[name] = holds(said)
    for name in parents:
        if name not in own:
            own |= inherited_values(name, own, parents)
    return frozenset(name for name, is_so in own.items() if is_so)
