"""GUIDs of what goes out: the same for the same thing of the same file, each time."""

from __future__ import annotations

import re
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

_SPACE = uuid5(NAMESPACE_URL, "urn:lisdesk:refi-qda")
QUOTATIONS_GUID: Final = str(uuid5(_SPACE, "bookmarked quotations"))
"""Of the code that stands for bookmarks, the same from every file."""
_WRITTEN = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?\Z", re.IGNORECASE)


class Guids:
    """The GUIDs of one consultation file."""

    def __init__(self, file_id: str) -> None:
        self._space: UUID = uuid5(_SPACE, file_id)

    def of(self, kind: str, identity: object) -> str:
        """Return the GUID of a thing by its kind and what it is known by within the file."""
        return str(uuid5(self._space, f"{kind}/{identity}"))

    def priority(self, priority_id: int) -> str:
        """Return the GUID of a priority by its number."""
        return self.of("priority", priority_id)

    def submission(self, submission_id: int) -> str:
        """Return the GUID of a submission by its number."""
        return self.of("submission", submission_id)


def written_guid(text: str) -> str:
    """Return a GUID in lower case without braces; empty if it is none."""
    found = _WRITTEN.match(text.strip())
    return found[1].lower() if found else ""
