"""What is altered on the server past the program is told by the check, as it is of a file."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from lisdesk.edits.imports import import_rows
from lisdesk.queries.soundness import findings
from tests.desk_work import do, take_back
from tests.story import incoming, some_rows, tell
from tests.thorough import one_in

TAMPERINGS = {
    "a permission": "UPDATE submission SET permission = 'named' WHERE reference = 'LLEP-0002'",
    "an imported permission": "UPDATE submission SET permission = 'none' "
    "WHERE permission = 'unnamed'",
    "a name": "UPDATE stakeholder SET name = 'Mallory' "
    "WHERE id = (SELECT min(id) FROM stakeholder)",
    "an imported name": "UPDATE stakeholder SET name = 'Mallory' "
    "WHERE id = (SELECT max(id) FROM stakeholder)",
    "a moment": "UPDATE tag SET tagged_at = tagged_at + interval '1 second' WHERE id = 1",
    "a day": "UPDATE deadline SET closes_on = closes_on + 1",
    "a time": "UPDATE deadline SET closes_time = '17:00'",
    "a truth": "UPDATE source_text SET is_non_answer = NOT is_non_answer WHERE id = 1",
    "a list": "UPDATE priority SET keywords = '[\"Mallory\"]' WHERE code = 'P1'",
    "an extra": "UPDATE submission SET extras = '{}' WHERE extras::text <> '{}'",
    "a number": "UPDATE question SET number = 99 WHERE number = 3",
    "a version": "UPDATE tag SET version = 7 WHERE id = 1",
    "a setting": "UPDATE setting SET value = '31'",
    "a body": "UPDATE source_text SET body = body || '.' WHERE id = 1",
    "a body with its hash": "UPDATE source_text SET body = 'x', "
    "sha256 = encode(sha256('x'::bytea), 'hex') WHERE id = (SELECT max(id) FROM source_text)",
    "a tag deleted": "DELETE FROM tag WHERE id = 3",
    "an imported row deleted": "DELETE FROM import_row WHERE id = (SELECT max(id) FROM import_row)",
    "a label added": "INSERT INTO priority_label (priority_id, label_id) "
    "SELECT max(priority_id), min(label_id) FROM priority_label",
    "a decision added": "INSERT INTO late_decision "
    "(submission_id, choice, reason, decided_at, officer) "
    "SELECT submission_id, 'refuse', 'No.', decided_at, officer FROM late_decision",
    "a counter": "UPDATE reference_counter SET last_number = 1",
}


@pytest.fixture(scope="module")
def story(new_database):
    """Return a server database with rows that came alone and together, some of them twice."""
    database = new_database()
    tell(database)
    imported = do(database, import_rows, call_id=1, file=incoming(some_rows("Roads."), source="Id"))
    take_back(database, take_back(database, imported))
    yield database
    database.close()


def test_the_story_stands_as_the_audit_says(story):
    with story.reading() as session:
        last = findings(session)[-1]
    assert (last.problems, last.erased) == ((), 0)
    assert last.looked_at > 150


@pytest.mark.parametrize("what", one_in(3, TAMPERINGS))
def test_tampering_on_the_server_is_told(story, what):
    with story.write_engine.connect() as connection:  # ends with a rollback
        assert connection.execute(text(TAMPERINGS[what])).rowcount
        with Session(connection) as session:
            assert [problem for each in findings(session) for problem in each.problems]
