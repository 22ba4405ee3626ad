"""What is counted in bulk is refused like what is read by the row, where a file was spoilt."""

from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest

from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.errors import DamagedFileError
from lisdesk.queries.acknowledging import unreached
from lisdesk.queries.coverage import coverage
from lisdesk.queries.home import home_page
from tests.desk_work import do, log


def home(session):
    return home_page(session, 1, "Ada", "Europe/London")


def targets(session):
    return coverage(session, 1)


@pytest.mark.parametrize(
    ("column", "value", "read"),
    [
        ("channel", "'pigeon'", home),
        ("channel", "x'00'", home),
        ("received_at", "'2019-01-02 rubbish'", home),
        ("received_at", "x'323031'", home),
        ("type_id", "'words'", targets),
        ("type_id", "1.5", targets),
        ("area_id", "'words'", targets),
        ("area_id", "x'00'", targets),
    ],
)
def test_a_spoilt_value_among_many_is_damage(database, call, column, value, read):
    for _ in range(3):
        log(database, call, letter="More buses.")
    do(database, set_target, call_id=call.id, draft=TargetDraft(wanted=3))
    with database.reading() as session:
        read(session)
    with closing(sqlite.connect(database.location)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE submission SET {column} = {value} WHERE id = 2")
        connection.commit()
    with pytest.raises(DamagedFileError), database.reading() as session:
        read(session)


@pytest.mark.parametrize("value", ["x'00'", "x'4142'"])
def test_a_spoilt_address_is_damage(database, call, value):
    log(database, call, respondent="Jo", email="jo@example.org")
    with closing(sqlite.connect(database.location)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE stakeholder SET email = {value}")
        connection.commit()
    with pytest.raises(DamagedFileError), database.reading() as session:
        unreached(session, 1)
