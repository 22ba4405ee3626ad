"""The history of edits: what is listed, what became of each, and what it changed."""

from lisdesk.edits.history import take_back as take_back_entry
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.edits.tag_changes import TagCorrection, edit_tag
from lisdesk.queries.edit_details import MOST_SHOWN, edit_details
from lisdesk.queries.edit_list import (
    EditFilter,
    edit_ids,
    edit_rows,
    officers_of_edits,
    standing_since,
)
from lisdesk.rules.edit_words import words_of_edit
from lisdesk.rules.vocabulary import Stance
from lisdesk.store.changes import Operation
from lisdesk.store.entities import AuditChange, AuditEntry, Stakeholder
from tests.desk_work import BOB, DESK, assert_refused, do, log, rows, submission, tag, take_back


def listed(database, **chosen):
    """Return the edits that a filter names, in words."""
    with database.reading() as session:
        ids = edit_ids(session, EditFilter(**chosen))
        found = {row.id: row for row in edit_rows(session, ids)}
    assert ids == sorted(ids, reverse=True)
    return [words_of_edit(found[each].verb, found[each].subject) for each in ids]


def row_of(database, entry_id):
    with database.reading() as session:
        [row] = edit_rows(session, [entry_id])
    return row


def details_of(database, entry_id):
    with database.reading() as session:
        return edit_details(session, entry_id)


def newest_entry(database):
    return rows(database, AuditEntry)[-1].id


def test_edits_are_listed_newest_first_without_the_turns(database, call):
    entry = log(database, call, respondent="Bellfield College", letter="Dear all")
    tag(database, entry, desk=BOB)
    changed = do(
        database,
        edit_submission,
        submission_id=entry.id,
        correction=SubmissionCorrection(area="Leicester"),
    )
    take_back(database, changed, desk=BOB)
    assert listed(database) == [
        "Corrected LLEP-0001",
        "Tagged LLEP-0001",
        "Logged LLEP-0001",
        "Made the call LLEP-2018-01",
        "Made the file",
    ]
    with database.reading() as session:
        assert officers_of_edits(session) == ["Ann Officer", "Bob Officer"]


def test_a_filter_narrows_by_officer_call_and_every_word(database, call):
    entry = log(database, call, respondent="Bellfield College", letter="Dear all")
    tag(database, entry, desk=BOB)
    college = rows(database, Stakeholder)[-1]
    do(
        database,
        edit_stakeholder,
        stakeholder_id=college.id,
        correction=StakeholderCorrection(name="Bellfield Academy"),
    )
    assert listed(database, officer="Bob Officer") == ["Tagged LLEP-0001"]
    assert listed(database, search="tagged llep-0001 BOB") == ["Tagged LLEP-0001"]
    assert listed(database, search="tagged ann") == []
    assert listed(database, search="academy") == ["Corrected Bellfield Academy"]
    assert listed(database, search="100%_") == []
    assert "Corrected Bellfield Academy" not in listed(database, call_id=call.id)
    assert listed(database, call_id=call.id + 1) == []


def test_a_row_tells_who_turned_the_edit_last(database, call):
    entry = log(database, call, letter="Dear all")
    tag(database, entry)
    tagged = newest_entry(database)
    assert (row_of(database, tagged).stands, row_of(database, tagged).turned_by) == (True, "")
    undone = do(database, take_back_entry, desk=BOB, entry_id=tagged)
    row = row_of(database, tagged)
    assert (row.stands, row.turned_by, row.newest_entry_id) == (
        False,
        "Bob Officer",
        undone.entry_id,
    )
    redone = do(database, take_back_entry, entry_id=undone.entry_id)
    row = row_of(database, tagged)
    assert (row.stands, row.turned_by, row.newest_entry_id) == (
        True,
        "Ann Officer",
        redone.entry_id,
    )


def test_back_to_an_edit_are_the_own_edits_that_stand_since(database, call):
    entry = log(database, call, letter="Dear all")
    first = newest_entry(database)
    tag(database, entry, "P1")
    undone = do(database, take_back_entry, entry_id=newest_entry(database))
    tag(database, entry, "P2", desk=BOB)
    tag(database, entry, "P3")
    third = newest_entry(database)
    with database.reading() as session:
        assert standing_since(session, first, DESK.officer) == [first, third]
    again = do(database, take_back_entry, entry_id=undone.entry_id)
    with database.reading() as session:
        assert standing_since(session, first, DESK.officer) == [first, third, again.entry_id]
        assert standing_since(session, third, DESK.officer) == [third]
        made_file = edit_ids(session, EditFilter())[-1]
        assert made_file not in standing_since(session, made_file, DESK.officer)


def test_the_details_tell_each_field_before_and_after(database, call):
    entry = log(database, call, respondent="Bellfield College", letter="Dear all")
    tag_id = tag(database, entry, quote="Dear")
    do(database, edit_tag, tag_id=tag_id, correction=TagCorrection(stance=Stance.SUPPORT))
    [change] = details_of(database, newest_entry(database)).changes
    assert (change.thing, change.operation) == ("tag", Operation.UPDATE)
    assert [(each.name, each.before, each.after) for each in change.fields] == [
        ("stance", None, "support")
    ]
    added = {
        each.thing: {field.name: field.after for field in each.fields}
        for each in details_of(database, newest_entry(database) - 1).changes
    }
    assert added["tag"]["submission"] == "LLEP-0001"
    assert added["tag"]["priority"] == "People"
    assert added["excerpt"]["quote"] == "Dear"


def test_of_an_edit_of_many_things_the_first_are_told_and_the_rest_counted(database, call):
    made_file = rows(database, AuditEntry)[0].id
    details = details_of(database, made_file)
    assert len(details.changes) <= MOST_SHOWN
    assert details.more == len(_changes(database, made_file)) - len(details.changes)


def _changes(database, entry_id):
    return [each for each in rows(database, AuditChange) if each.entry_id == entry_id]


def test_who_changed_it_since_is_named_where_an_edit_cannot_be_taken_back(database, call):
    entry = log(database, call, letter="Dear all")
    tag_id = tag(database, entry)
    tagged = newest_entry(database)
    changed = do(
        database,
        edit_tag,
        desk=BOB,
        tag_id=tag_id,
        correction=TagCorrection(stance=Stance.OPPOSE),
    )
    refusal = assert_refused(database, take_back_entry, entry_id=tagged)
    assert "Bob Officer changed what it wrote on 10 Dec 2018, 09:00" in str(refusal)
    assert f"edit {changed.entry_id}: Corrected a tag of LLEP-0001" in str(refusal)
    take_back(database, changed)
    do(database, take_back_entry, entry_id=tagged)
    assert submission(database, "LLEP-0001").id == entry.id
