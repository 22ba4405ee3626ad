"""A statement that takes long is stopped by who no longer waits for it."""

import time

import pytest
from sqlalchemy import text

from lisdesk.errors import CancelledError
from lisdesk.store.attention import attentive

LONG = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) "
    "SELECT count(*) FROM n"
)


def test_a_statement_under_way_is_stopped_by_whoever_is_asked(database):
    started = time.monotonic()

    def look():
        if time.monotonic() > started + 0.3:
            raise CancelledError

    with database.reading() as session, pytest.raises(CancelledError), attentive(session, look):
        session.scalar(LONG)
    assert time.monotonic() - started < 10
    with database.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_a_statement_goes_on_while_nobody_minds(database):
    looked = []
    with database.reading() as session, attentive(session, lambda: looked.append(1)):
        assert session.scalar(text(str(LONG).replace("300000000", "2000000"))) == 2_000_000
    assert looked
