"""Whatever is done in whatever order: taken back from the end it never was, done again it is."""

import shutil

import pytest
from sqlalchemy import delete, select

from lisdesk.queries.soundness import findings
from lisdesk.store.entities import AuditValue
from lisdesk.store.opening import open_database
from tests.desk_work import DESK, content, take_back
from tests.random_edits.everything import BusyOfficer
from tests.thorough import one_in

pytestmark = pytest.mark.thorough

SEQUENCES = 20
EDITS = 16


def assert_sound(database):
    with database.reading() as session:
        assert [problem for each in findings(session) for problem in each.problems] == []


@pytest.mark.parametrize(
    "seed", one_in(4, range(SEQUENCES))
)  # the seed is part of a red test's name
def test_a_random_history_is_undone_from_its_end_and_done_again(call_file, tmp_path, seed):
    path = tmp_path / "consultation.lisdesk"
    shutil.copy(call_file, path)
    database = open_database(path)
    officer = BusyOfficer(database, seed)
    before = content(database)
    for _ in range(EDITS):
        officer.act()
    assert_sound(database)
    after = content(database)
    undone = [take_back(database, done) for done in reversed(officer.done)]
    assert content(database) == before
    assert_sound(database)
    for step in reversed(undone):
        take_back(database, step)
    assert content(database) == after
    assert_sound(database)
    database.close()


@pytest.mark.parametrize("seed", one_in(5, range(10)))
def test_values_erased_by_law_make_no_row_wrong_but_are_counted(call_file, tmp_path, seed):
    path = tmp_path / "consultation.lisdesk"
    shutil.copy(call_file, path)
    database = open_database(path)
    officer = BusyOfficer(database, seed)
    for _ in range(EDITS):
        officer.act()
    with database.writing(DESK) as work:
        connection = work.session.connection()
        known = connection.scalars(select(AuditValue.change_id)).all()
        erased = officer.dice.sample(known, len(known) // 5)
        connection.execute(delete(AuditValue).where(AuditValue.change_id.in_(erased)))
    assert_sound(database)
    with database.reading() as session:
        assert findings(session)[-1].erased > 0
    database.close()
