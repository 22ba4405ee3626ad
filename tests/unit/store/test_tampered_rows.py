"""Whatever is altered, added, deleted or exchanged in a table past the program, the check tells."""

import shutil
from contextlib import closing
from dataclasses import replace

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import Enum, Integer, LargeBinary, Time, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from lisdesk.edits.calls import close_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.imports import import_rows
from lisdesk.edits.life_cycle import begin_analysis
from lisdesk.edits.merging import mark_duplicate
from lisdesk.edits.publications import record_publication
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft, remove_tag
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import SetAside
from lisdesk.store.comparison import UNAUDITED
from lisdesk.store.entities import Submission, Tag, all_tables
from lisdesk.store.entities.strict_types import (
    Day,
    Moment,
    NamedWords,
    NamedWordsList,
    Truth,
    WordList,
    Words,
    Zone,
)
from lisdesk.store.opening import open_database
from tests.desk_work import do, rows, take_back
from tests.story import (
    PUBLISHED,
    fill_frame,
    fill_memos,
    fill_merges,
    fill_redactions,
    fill_register,
    fill_suggestions,
    fill_work,
    incoming,
    some_rows,
    tell,
)
from tests.thorough import one_in

PROOFS = {
    "rows stand as the audit says",
    "texts are as they were received",
    "attachments are as they were received",
}
TABLES = [table for table in all_tables().sorted_tables if table.name not in UNAUDITED]
PLACES = {"first": "min({key})", "last": "max({key})"}


def other_value(column):
    """Return SQL for another value that the column may hold."""
    name = f'"{column.name}"'
    if column.foreign_keys:
        (key,) = column.foreign_keys
        target, field = key.column.table.name, key.column.name
        other = f'SELECT {field} FROM "{target}" WHERE {field} IS NOT {name} LIMIT 1'
        return f"coalesce(({other}), {name} || '0')"
    if isinstance(column.type, Enum):
        first, second, *_ = column.type.enums
        return f"CASE WHEN {name} = '{first}' THEN '{second}' ELSE '{first}' END"
    for kind, value in {
        Truth: f"1 - {name}",
        Integer: f"coalesce({name}, 0) + 4000",
        Moment: "'2001-02-03 04:05:06.000000'",
        Day: "'2001-02-03'",
        Time: "'04:05:06.000000'",
        WordList: """'["Mallory"]'""",
        NamedWords: """'{"Mallory": "1"}'""",
        NamedWordsList: """'[{"Mallory": "1"}]'""",
        LargeBinary: "x'00ff'",
        Words: f"coalesce({name}, '') || 'x'",
        Zone: f"coalesce({name}, '') || 'x'",
    }.items():
        if isinstance(column.type, kind):
            return value
    raise AssertionError(f"no other value for {column}")


STRANGE = {
    "words as bytes": "stakeholder SET name = CAST(name AS BLOB)",
    "broken words": "stakeholder SET name = x'00ff'",
    "a number as words": "deadline SET ordinal = 'first'",
    "a number as bytes": "tag SET version = x'01'",
    "a reference as words": "submission SET area_id = '1st'",
    "two for true": "source_text SET is_current = 2 WHERE is_current",
    "a truth in words": "submission SET is_confidential = 'yes'",
    "a list's word as bytes": "submission SET channel = CAST(channel AS BLOB)",
    "a word of no list": "submission SET channel = 'pigeon'",
    "a moment without its fraction": "tag SET tagged_at = substr(tagged_at, 1, 19)",
    "a moment with a zone": "tag SET tagged_at = tagged_at || '+00:00'",
    "a moment in words": "tag SET tagged_at = 'yesterday'",
    "a day in another form": "deadline SET closes_on = replace(closes_on, '-', '')",
    "a day as number": "call SET opens_on = 17870",
    "a time in another form": "deadline SET closes_time = '17:00'",
    "a time in words": "deadline SET closes_time = 'noon'",
    "half a list": "question SET choices = '[1,'",
    "null for a list": "question SET choices = 'null'",
    "a number for a list": "question SET choices = '7'",
    "a list without end": "submission SET extras = replace(hex(zeroblob(9999)), '0', '[')",
    "bytes for a list": "submission SET extras = x'7b7d'",
}
"""Statements that put values where the program would never write them, by what they put."""


def alterations(table):
    """Yield the name and the statements of each way to alter one value of a table."""
    (key,) = table.primary_key.columns
    for place, chosen in PLACES.items():
        row = f'{key.name} = (SELECT {chosen.format(key=key.name)} FROM "{table.name}")'
        for column in table.columns:
            change = f'UPDATE "{table.name}" SET "{column.name}" = '
            yield f"{place} {column.name}", [f"{change}{other_value(column)} WHERE {row}"]


def rearrangements(table):
    """Yield the name and the statements of ways to delete, add and exchange rows of a table."""
    (key,) = table.primary_key.columns
    name = f'"{table.name}"'
    first, last = (f"(SELECT {each.format(key=key.name)} FROM {name})" for each in PLACES.values())
    yield "first deleted", [f"DELETE FROM {name} WHERE {key.name} = {first}"]
    yield "last deleted", [f"DELETE FROM {name} WHERE {key.name} = {last}"]
    yield "all deleted", [f"DELETE FROM {name}"]
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(copied_value(column) for column in table.columns)
    copy = f"INSERT INTO {name} ({columns}) SELECT {values} FROM {name} WHERE {key.name} = {last}"
    yield "last copied", [copy]
    if key.name == "id":
        aside = f"UPDATE {name} SET id = -id WHERE id IN ({first}, {last}) AND {first} < {last}"
        both = f"(SELECT -sum(id) FROM {name} WHERE id < 0)"
        back = f"UPDATE {name} SET id = {both} + id WHERE id < 0"
        yield "first and last exchanged", [aside, back]


UNIQUE = {
    "principal_id",
    "other_id",
    "ordinal",
    "number",
    "key",
    "code",
    "words_key",
    "lead_body_id",
    "label_id",
    "start",
    "end",
    "officer",
}


def copied_value(column):
    """Return SQL for what a copy of a row holds in a column, with other values where it must."""
    is_unique = column.unique or column.primary_key or column.name in UNIQUE
    if not is_unique:
        return f'"{column.name}"'
    if isinstance(column.type, Integer):
        return f'"{column.name}" + 5000'
    return f"""'copy of ' || "{column.name}\""""


@pytest.fixture(scope="module")
def storied_file(empty_file, tmp_path_factory):
    """Return a file whose rows came alone and together, were updated, deleted and brought back."""
    path = tmp_path_factory.mktemp("storied") / "storied.lisdesk"
    shutil.copy(empty_file, path)
    database = open_database(path)
    tell(database)
    do(database, request_confidentiality, submission_id=1, reason="Secret.", quote="Skills")
    do(database, set_submission_aside, submission_id=3, kind=SetAside.OFF_TOPIC, reason="Misread.")
    do(database, close_call, call_id=1, reason="Enough.")
    do(database, record_publication, call_id=1, file=replace(PUBLISHED, file_name="again.xlsx"))
    second = incoming(some_rows("Roads."), source="Id")
    brought_in = do(database, import_rows, call_id=1, file=second)
    take_back(database, take_back(database, brought_in))
    do(database, import_rows, call_id=1, file=incoming(some_rows("Buses are rare."), source="Id"))
    imported = rows(database, Submission)[-1]
    correction = SubmissionCorrection(respondent="Grouped Ltd", answers={1: "One, but better."})
    do(database, edit_submission, submission_id=imported.id, correction=correction)
    _tag_together(database)
    campaign = {"call_id": 1, "seed_id": 1, "submission_ids": [4, 5], "name": "Letter"}
    do(database, confirm_campaign, **campaign)
    do(database, mark_duplicate, submission_id=2, of_id=1)
    fill_register(database)
    fill_merges(database)
    fill_memos(database)
    fill_redactions(database)
    fill_suggestions(database)
    fill_frame(database)
    fill_work(database)
    do(database, begin_analysis, call_id=1)
    with database.reading() as session:
        assert [problem for each in findings(session) for problem in each.problems] == []
    database.close()
    return path


def _tag_together(database):
    listed = [
        TagEntry(f"row {place}", "LLEP-0001", code, TagDraft(quote))
        for place, (code, quote) in enumerate(
            [("P4", "hold"), ("P5", "hold us"), ("P4", "back"), ("P5", None), ("P4", "us")]
        )
    ]
    do(database, add_tags, call_id=1, entries=listed)
    tags = rows(database, Tag)
    do(database, remove_tag, tag_id=tags[-1].id)
    take_back(database, do(database, remove_tag, tag_id=tags[-2].id))


@pytest.fixture(scope="module")
def raw(storied_file):
    """Return SQLite's own connection to the file, which lets nearly everything in."""
    with closing(sqlite.connect(storied_file, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection


@pytest.fixture(scope="module")
def checking(raw):
    """Return a session that sees what the connection has done and not yet committed."""
    engine = create_engine("sqlite://", module=sqlite, poolclass=StaticPool, creator=lambda: raw)
    with Session(engine) as session:
        session.connection()  # its first look at a connection ends with a rollback
        yield session


def broken_rules(raw, checking, statements):
    """Tamper, check, and undo the tampering; return the rules that were found broken, or None if
    the tables did not let it in or had nothing to tamper with.
    """
    raw.execute("BEGIN")
    try:
        changed = sum(raw.execute(statement).rowcount for statement in statements)
        checking.expire_all()
        return {each.rule for each in findings(checking) if each.problems} if changed else None
    except sqlite.IntegrityError:
        return None
    finally:
        raw.execute("ROLLBACK")


def ways_to_tamper(table):
    """Return the statements of every way to tamper with a table, by name."""
    return dict([*alterations(table), *rearrangements(table)])


def test_there_are_more_than_five_hundred_ways_to_tamper():
    assert sum(len(ways_to_tamper(table)) for table in TABLES) > 500


@pytest.mark.parametrize("table", one_in(100, TABLES), ids=lambda table: table.name)
def test_every_way_to_tamper_with_a_table_is_told(raw, checking, table):
    found = {
        how: broken_rules(raw, checking, statements)
        for how, statements in ways_to_tamper(table).items()
    }
    tried = {how: rules for how, rules in found.items() if rules is not None}
    assert {how for how, rules in tried.items() if not rules & PROOFS} == set()
    assert len(tried) > len(table.columns)


@pytest.mark.parametrize("what", one_in(3, STRANGE))
def test_what_the_program_never_writes_is_told(raw, checking, what):
    broken = broken_rules(raw, checking, [f"UPDATE {STRANGE[what]}"])
    assert broken
    assert broken & PROOFS
