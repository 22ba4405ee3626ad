"""The newest edit, by which the window knows which came later, and what time it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

_NEWEST = text("SELECT max(id) FROM audit_entry")
"""As text, for it is asked before the first screen is read, which needs no table of the audit."""


def newest_entry_id(session: Session) -> int:
    """Return the number of the newest audit entry; 0 in a file without one."""
    return session.scalar(_NEWEST) or 0


def newest_edit_at(session: Session) -> datetime | None:
    """Return when the newest edit was made by a clock that nobody had set, in UTC; None without."""
    from lisdesk.store.entities import AuditEntry

    newest = select(AuditEntry.at).where(AuditEntry.clock_is_set.is_(False))
    newest = newest.order_by(AuditEntry.id.desc()).limit(1)
    return session.scalar(newest)
