"""The clock of a server database, which is the one that counts for everybody who works on it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.clock import Clock, ServerClock
from lisdesk.store.database import Database


def look_at_server(session: Session, clock: ServerClock) -> tuple[datetime, datetime]:
    """Ask the server what time it is, and let a clock go by that from now on.

    Return the moment by the computer's own clock and by the server's, in UTC.
    """
    session.connection()  # which takes a while to be made the first time
    before = clock.own.now()
    server = session.execute(select(func.clock_timestamp())).scalar_one().astimezone(UTC)
    own = before + (clock.own.now() - before) / 2
    clock.hold_to(server, own)
    return own, server


def clock_for(database: Database, clock: Clock) -> Clock:
    """Return the clock that counts: the server's for a server database, else the one given.

    A clock that was set by hand counts everywhere.
    """
    if clock.is_set or clock.server is not None or not database.is_on_server:
        return clock
    server = ServerClock(clock)
    with database.reading() as session:
        look_at_server(session, server)
    return Clock(server.now, is_set=False, server=server)


def moment_of_edit(session: Session, clock: Clock) -> datetime:
    """Return the moment, in UTC, that an edit is recorded with: the server's on a server database,
    whatever this computer's clock did since it was last looked at.
    """
    if not clock.is_set and session.get_bind().dialect.name == "postgresql":
        return look_at_server(session, clock.server or ServerClock(clock))[1]
    return clock.now()
