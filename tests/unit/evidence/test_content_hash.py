"""The hash of a call's content changes with the content, and with nothing else."""

import hashlib
import shutil

import pytest
from sqlalchemy import text

from lisdesk.outcome import LASTING_VERBS
from lisdesk.queries.content_hash import content_hash
from lisdesk.store.opening import open_database
from tests.desk_work import do, take_back
from tests.story import cases, prepare, tell

SAME_CONTENT = {
    "archive_call",
    "begin_analysis",
    "begin_report",
    "change_setting",
    "make_call_ready",
    "mark_published",
    "mark_acknowledged",
    "mark_chased",
    "mark_read",
    "mark_unread",
    "new_call",
    "record_contact_export",
    "record_hand_over",
    "record_publication",
    "remove_area",
    "remove_framework",
    "replace_view",
    "retract_publication",
    "save_area",
    "save_framework",
    "set_acknowledgement_text",
    "set_body_names",
    "set_redaction_reasons",
    "take_call_back",
    "take_in_details",
    "take_in_programme",
}
"""What does not belong to the call of the story: another call, the programme, a setting, a step of
the call's life, a record of a file, who has read what, and the filter of a view, which tells of
rows by their numbers.
"""
NEED_A_NEW_FILE = {"set_up_file", "take_in_part"}


@pytest.fixture(scope="session")
def told_file(empty_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("told") / "told.lisdesk"
    shutil.copy(empty_file, path)
    database = open_database(path)
    tell(database)
    database.close()
    return path


@pytest.fixture
def told(told_file, tmp_path):
    shutil.copy(told_file, tmp_path / "told.lisdesk")
    database = open_database(tmp_path / "told.lisdesk")
    yield database
    database.close()


def hashed(database):
    with database.reading() as session:
        return content_hash(session, 1)


@pytest.mark.thorough
@pytest.mark.timeout(300)
def test_every_edit_of_the_call_changes_the_hash_and_taking_it_back_restores_it(told):
    assert len(hashed(told)) == hashlib.sha256().digest_size * 2
    for verb in cases(told):
        if verb in NEED_A_NEW_FILE:
            continue
        prepared = prepare(told, verb)
        before, of_verb = hashed(told), cases(told)[verb]
        done = do(told, of_verb[0].verb, desk=of_verb[0].desk, **of_verb[0].arguments)
        assert (hashed(told) == before) is (verb in SAME_CONTENT), verb
        if verb in LASTING_VERBS:
            continue
        take_back(told, done, desk=of_verb[0].desk)
        assert hashed(told) == before, verb
        for each in reversed(prepared):
            take_back(told, each)


def test_versions_of_rows_are_not_content(told):
    before = hashed(told)
    with told.write_engine.begin() as connection:
        connection.execute(text("UPDATE submission SET version = version + 1"))
    assert hashed(told) == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE source_text SET body = body || '.' WHERE id = 1",
        "UPDATE stakeholder SET name = name || '.' WHERE id = 1",
        "UPDATE excerpt SET quote = quote || '.' WHERE id = 1",
        "UPDATE area SET name = name || '.' WHERE id = 1",
        "UPDATE stakeholder_type SET label = label || '.' WHERE id = 1",
        "UPDATE import SET sheet = sheet || '.' WHERE id = 1",
    ],
)
def test_a_row_changed_behind_our_back_changes_the_hash(told, damage):
    before = hashed(told)
    with told.write_engine.begin() as connection:
        connection.execute(text(damage))
    assert hashed(told) != before
