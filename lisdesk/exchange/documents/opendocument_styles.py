"""Which styles of an OpenDocument text hide words."""

from __future__ import annotations

from lisdesk.exchange.documents.inheriting import inherited_values
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, local_name


def hidden_styles(*roots: Element | None) -> frozenset[str]:
    """Return the names of the styles that hide the words or sections that they are put on."""
    own: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter() if root is not None else ():
            name = attribute(style, "name") if local_name(style) == "style" else None
            if name is None:
                continue
            parents[name] = attribute(style, "parent-style-name") or ""
            properties = child(style, "text-properties")
            display = attribute(properties, "display") if properties is not None else None
            if display is not None:
                own[name] = display == "none"
    for name in parents:
        if name not in own:
            own |= inherited_values(name, own, parents)
    return frozenset(name for name, hides in own.items() if hides)
