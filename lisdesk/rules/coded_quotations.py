"""The code under which a coded project carries what is bookmarked as a quotation.

A set would not do: sets of the format hold codes, sources and notes, but no passages. A code is
shown by every program, and can be given and taken there. It is known by its GUID, which is the same
from each file, or by its name and description where a program has made GUIDs anew.
"""

from __future__ import annotations

from typing import Final

from lisdesk.rules.coded_guids import QUOTATIONS_GUID
from lisdesk.rules.coded_project import Code

_NAME: Final = "Bookmarked quotations"
_DESCRIPTION: Final = (
    "What is coded to this was bookmarked in lisdesk as a quotation. It is no priority; do not "
    "rename it."
)
QUOTATIONS: Final = Code(QUOTATIONS_GUID, _NAME, _DESCRIPTION)


def is_quotations(code: Code) -> bool:
    """Whether a code stands for bookmarks, not for a priority."""
    described = " ".join(code.description.split())
    return code.guid == QUOTATIONS_GUID or (code.name == _NAME and described == _DESCRIPTION)
