"""A spoilt file ends every command in a sentence, never in a crash, and the check tells."""

import random
import shutil
from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest

from tests.made_once import sample_file_once
from tests.thorough import one_in
from tests.trust.spoilt_files import answers, spoil

PAYLOAD = "SELECT max(id) FROM audit_change WHERE table_name = 'submission'"
KNOWN = {
    "priorities that go round": "UPDATE priority SET parent_id = "
    "(SELECT id FROM priority WHERE code = 'P2') WHERE code IN ('P1', 'P2', 'P3') AND parent_id "
    "IS NULL AND id <> (SELECT id FROM priority WHERE code = 'P2')",
    "a call without a lead": "DELETE FROM call_body WHERE role = 'lead'",
    "a call without a deadline": "DELETE FROM deadline WHERE call_id = 1",
    "a call without questions": "DELETE FROM question WHERE call_id = 1",
    "types that go round": "UPDATE stakeholder_type SET parent_id = CASE id WHEN 1 THEN 2 ELSE 1 "
    "END WHERE id IN (1, 2)",
    "a type that is not there": "UPDATE submission SET type_id = 4711",
    "an area that is not there": "UPDATE submission SET area_id = 4711",
    "a zone that is none": "UPDATE call SET zone = 'Middle/Earth'",
    "a day beyond time": "UPDATE deadline SET closes_on = '9999-12-31'",
    "a moment beyond time": "UPDATE submission SET received_at = '0001-01-01 00:00:00.000000'",
    "kept values that do not unpack": "UPDATE audit_value SET payload = x'789c00' "
    "WHERE change_id IN (SELECT id FROM audit_change WHERE table_name = 'submission')",
    "kept values that are not what was kept": "UPDATE audit_value SET payload = "
    "(SELECT payload FROM audit_value WHERE change_id = 1) "
    "WHERE change_id IN (SELECT id FROM audit_change WHERE table_name = 'submission')",
    "a change of no table": "UPDATE audit_change SET table_name = 'nothing'",
    "a change of no rows": "UPDATE audit_change SET row_ids = 'nothing'",
    "a change of endless rows": "UPDATE audit_change SET row_ids = '[[1, 999999999999]]'",
    "a list of another shape": "UPDATE question SET choices = '{\"a\": 1}'",
    "columns of another shape": "UPDATE submission SET extras = '[1]'",
    "words for a number": "UPDATE priority SET position = 'first'",
    "a number in place of words": "UPDATE excerpt SET start = 'one'",
    "a counter set back": "UPDATE reference_counter SET last_number = 0",
    "a search index of nothing": "UPDATE submission_search_data SET block = x'00'",
}


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    """Return the consultation file of the sample call; copy it, never open it."""
    return sample_file_once(tmp_path_factory)


def assert_plain(answer, how):
    """Hold an answer to: done, or refused in one line, or unsound."""
    where = f"{' '.join(answer.command)} after {how}"
    assert answer.error is None, f"{where}: {answer.error!r}"
    assert answer.code in (0, 1), f"{where}: {answer.err}"
    if answer.code == 1:
        assert answer.err.startswith("error: "), where
        assert answer.err.count("\n") == 1, where
        assert answer.out == "" or "NOT sound" in answer.out, where


def ways_to_answer(path, how):
    """Run every command; return the exit code of each."""
    codes = {}
    for answer in answers(path):
        assert_plain(answer, how)
        codes[answer.command] = answer.code
    return codes


def test_a_whole_file_is_refused_nothing(sample_file, tmp_path):
    path = shutil.copy(sample_file, tmp_path / "whole.lisdesk")
    codes = ways_to_answer(path, "nothing")
    refused = {command for command, code in codes.items() if code}
    assert refused == {("imports", "undo", "IMP-0001")}  # what it brought has been tagged


@pytest.mark.parametrize("what", one_in(16, KNOWN))
def test_known_damage_is_told_in_a_sentence(sample_file, tmp_path, what):
    path = shutil.copy(sample_file, tmp_path / "spoilt.lisdesk")
    with closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(KNOWN[what]).rowcount
        connection.commit()
    codes = ways_to_answer(path, what)
    assert codes["check",] == 1


SOME, MANY = range(4), range(4, 200)


@pytest.mark.parametrize(
    "seed", [*one_in(4, SOME), *(pytest.param(seed, marks=pytest.mark.long) for seed in MANY)]
)
def test_a_file_spoilt_by_chance_crashes_no_command(sample_file, tmp_path, seed):
    path = shutil.copy(sample_file, tmp_path / "spoilt.lisdesk")
    how = spoil(path, random.Random(seed))
    codes = ways_to_answer(path, f"{how.what} (seed {seed})")
    assert codes["check",] == 1 or not how.must_be_told, f"{how.what} (seed {seed}) was not told"
