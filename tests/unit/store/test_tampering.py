"""What is altered, added or dropped in the audit past the program is told by its check."""

import json
import shutil
import zlib
from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest

from lisdesk.store import audit
from lisdesk.store.database import Database
from lisdesk.store.opening import open_database
from tests.story import tell

FIRST = "(SELECT min(id) FROM audit_entry)"
MIDDLE = "(SELECT id FROM audit_entry ORDER BY id LIMIT 1 OFFSET 5)"
LAST = "(SELECT max(id) FROM audit_entry)"
WHERE = {"first": FIRST, "middle": MIDDLE, "last": LAST}
FIELDS = {
    "at": "datetime(at, '+1 second') || '.000000'",
    "at is no moment": "'yesterday'",
    "clock_is_set": "1 - clock_is_set",
    "officer": "'Mallory'",
    "verb": "'remove_tag'",
    "verb_version": "verb_version + 1",
    "subject": "subject || 'x'",
    "call_id": "coalesce(call_id, 0) + 1",
    "takes_back_id": "coalesce(takes_back_id, 0) + 1",
    "previous_hash": "replace(hex(zeroblob(32)), '0', 'f')",
    "hash": "replace(hex(zeroblob(32)), '0', 'e')",
}
LINKS = {
    "table_name": "table_name || '_label'",
    "operation": "CASE operation WHEN 'insert' THEN 'delete' ELSE 'insert' END",
    "row_ids": "'[4711]'",
    "digest": "replace(hex(zeroblob(32)), '0', 'd')",
    "ordinal": "ordinal + 1000",
}


def tamperings():
    """Yield the name and the statements of each way to tamper."""
    for place, entry in WHERE.items():
        for field, value in FIELDS.items():
            column = field.split()[0]
            change = f"UPDATE audit_entry SET {column} = {value} WHERE id = {entry}"
            yield f"{place} entry: {field}", [change]
        newest = f"(SELECT max(id) FROM audit_change WHERE entry_id = {entry})"
        for field, value in LINKS.items():
            change = f"UPDATE audit_change SET {field} = {value} WHERE id = {newest}"
            yield f"{place} change: {field}", [change]
        yield f"{place} change dropped", [f"DELETE FROM audit_change WHERE id = {newest}"]
        yield f"{place} entry dropped", [f"DELETE FROM audit_entry WHERE id = {entry}"]
        gone = f"(SELECT id FROM audit_change WHERE entry_id = {entry})"
        traceless = [
            f"DELETE FROM audit_value WHERE change_id IN {gone}",
            f"DELETE FROM audit_change WHERE entry_id = {entry}",
            f"DELETE FROM audit_entry WHERE id = {entry}",
        ]
        yield f"{place} entry dropped without a trace", traceless
        moved = (
            f"UPDATE audit_change SET entry_id = entry_id + 1, ordinal = 900 WHERE id = {newest}"
        )
        yield f"{place} change moved to the next entry", [moved]
        added = (
            "INSERT INTO audit_change (entry_id, ordinal, table_name, operation, row_ids, digest) "
            f"SELECT entry_id, 901, table_name, operation, row_ids, digest "
            f"FROM audit_change WHERE id = {newest}"
        )
        yield f"{place} change added", [added]
        value = f"change_id = (SELECT min(id) FROM audit_change WHERE entry_id = {entry})"
        for name, payload in {
            "other values": "forged()",
            "broken values": "x'00ff'",
            "values as text": "'words'",
            "cut values": "substr(payload, 1, 9)",
        }.items():
            yield f"{place} {name}", [f"UPDATE audit_value SET payload = {payload} WHERE {value}"]
        yield f"{place} salt", [f"UPDATE audit_value SET salt = x'00' WHERE {value}"]
    swapped = [
        f"UPDATE audit_entry SET id = -1 WHERE id = {MIDDLE}",
        "UPDATE audit_entry SET id = 6 WHERE id = 7",
        "UPDATE audit_entry SET id = 7 WHERE id = -1",
    ]
    yield "two entries swapped", swapped
    with_changes = [
        *swapped,
        "UPDATE audit_change SET entry_id = -1 WHERE entry_id = 6",
        "UPDATE audit_change SET entry_id = 6 WHERE entry_id = 7",
        "UPDATE audit_change SET entry_id = 7 WHERE entry_id = -1",
    ]
    yield "two entries swapped with their changes", with_changes
    forged = (
        "INSERT INTO audit_entry (at, clock_is_set, officer, verb, verb_version, subject, "
        "previous_hash, hash) SELECT at, clock_is_set, 'Mallory', verb, 1, subject, hash, 'f00' "
        f"FROM audit_entry WHERE id = {LAST}"
    )
    yield "an entry forged", [forged]
    yield (
        "everything dropped",
        [
            "DELETE FROM audit_value",
            "DELETE FROM audit_change",
            "DELETE FROM audit_entry",
        ],
    )


TAMPERINGS = dict(tamperings())


def forged_values():
    return zlib.compress(json.dumps({"before": None, "after": {"name": "Mallory"}}).encode())


@pytest.fixture(scope="module")
def told_file(empty_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("told") / "told.lisdesk"
    shutil.copy(empty_file, path)
    database = open_database(path)
    tell(database)
    with database.reading() as session:
        assert list(audit.broken_links(session)) == []
    database.close()
    return path


def test_there_are_sixty_ways_to_tamper():
    assert len(TAMPERINGS) >= 60


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_told(told_file, tmp_path, how):
    path = tmp_path / "tampered.lisdesk"
    shutil.copy(told_file, path)
    with closing(sqlite.connect(path)) as connection:
        connection.create_function("forged", 0, forged_values)
        changed = 0
        for statement in TAMPERINGS[how]:
            changed += connection.execute(statement).rowcount
        connection.commit()
    assert changed
    database = Database(path)
    with database.reading() as session:
        sentences = list(audit.broken_links(session))
    database.close()
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)
