"""Rows that are written together come back as they were given, however many there are."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from lisdesk.rules.vocabulary import Channel, Content, Disposition, Permission, Timing
from lisdesk.store.entities import Stakeholder, Submission
from tests.desk_work import DESK, count, rows

RECEIVED = datetime(2019, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def submission_row(call, number, **values):
    return {
        "id": number,
        "call_id": call.id,
        "reference": f"X-{number}",
        "respondent_id": None,
        "submitted_by": "",
        "type_id": None,
        "area_id": None,
        "channel": Channel.POST if number % 3 else Channel.EMAIL,
        "sent_at": None,
        "received_at": RECEIVED + timedelta(minutes=number),
        "permission": None,
        "is_confidential": number % 2 == 0,
        "set_aside": None,
        "late_choice": None,
        "content": Content.SOME,
        "timing": Timing.IN_TIME,
        "disposition": Disposition.COUNTED,
        "extras": {},
        "unread": {},
        **values,
    }


def write(database, entity, written):
    with database.writing(DESK) as work:
        work.run("write", 1, lambda: work.insert_rows(entity, written))


@pytest.mark.parametrize("number", [1, 49, 50, 51, 123])
def test_every_row_is_there_with_every_value(database, call, number):
    written = [submission_row(call, each) for each in range(1, number + 1)]
    written[-1] |= {
        "sent_at": RECEIVED,
        "permission": Permission.UNNAMED,
        "extras": {"IP address": "10.0.0.1"},
        "unread": {"type": "Widgets"},
        "version": 4,
    }
    write(database, Submission, written)
    for stored, given in zip(rows(database, Submission), written, strict=True):
        assert {name: getattr(stored, name) for name in given} == given
        assert stored.version == given.get("version", 1)


def test_a_column_that_no_row_fills_is_empty(database, call):
    write(database, Submission, [submission_row(call, each) for each in range(1, 61)])
    assert {entry.permission for entry in rows(database, Submission)} == {None}


def test_a_required_value_that_no_row_has_is_refused(database):
    before = count(database, Stakeholder)
    nameless = [
        {
            "id": number,
            "name": None,
            "name_key": "x",
            "kind": None,
            "type_id": None,
            "area_id": None,
            "email": "",
        }
        for number in range(1, 61)
    ]
    with pytest.raises(IntegrityError):
        write(database, Stakeholder, nameless)
    assert count(database, Stakeholder) == before
