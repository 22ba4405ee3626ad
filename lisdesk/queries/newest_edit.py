"""The newest edit, by which the window knows which came later."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

_NEWEST = text("SELECT max(id) FROM audit_entry")
"""As text, for it is asked before the first screen is read, which needs no table of the audit."""


def newest_entry_id(session: Session) -> int:
    """Return the number of the newest audit entry; 0 in a file without one."""
    return session.scalar(_NEWEST) or 0
