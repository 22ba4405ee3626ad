"""What the window follows: edits that came in since, and what can be undone and redone."""

from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.stakeholder_merging import merge_stakeholders
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.outcome import Kind
from lisdesk.queries.edit_log import edits_since, undo_steps
from lisdesk.queries.newest_edit import newest_entry_id
from lisdesk.queries.subject_names import subject_names
from lisdesk.rules.edit_words import words_of_edit
from lisdesk.store.entities import AuditEntry
from tests.desk_work import BOB, DESK, do, log, rows, tag, take_back


def steps(database, officer=DESK.officer, limit=500):
    with database.reading() as session:
        found = undo_steps(session, officer, limit)
    return (
        [words_of_edit(step.verb, step.subject) for step in found.undo],
        [words_of_edit(step.verb, step.subject) for step in found.redo],
    )


def add(database, call, desk=DESK):
    return do(database, add_submission, desk=desk, call_id=call.id, draft=SubmissionDraft())


def test_edits_of_others_are_seen_with_what_they_changed(database, call):
    with database.reading() as session:
        before = newest_entry_id(session)
        assert edits_since(session, before).kinds == frozenset()
    entry = log(database, call, letter="Dear all")
    tag(database, entry)
    with database.reading() as session:
        new = edits_since(session, before)
    assert new.newest_entry_id == before + 2
    assert new.kinds == {Kind.SUBMISSION, Kind.TAG}


def test_undo_and_redo_move_a_step_to_and_fro(database, call):
    made = "Made the call LLEP-2018-01"
    done = add(database, call)
    assert steps(database) == ([made, "Logged LLEP-0001"], [])
    for _ in range(3):
        done = take_back(database, done)
        assert steps(database) == ([made], ["Logged LLEP-0001"])
        done = take_back(database, done)
        assert steps(database) == ([made, "Logged LLEP-0001"], [])


def test_several_steps_are_redone_in_the_order_in_which_they_were_done(database, call):
    first, second = add(database, call), add(database, call)
    take_back(database, second)
    take_back(database, first)
    assert steps(database)[1] == ["Logged LLEP-0002", "Logged LLEP-0001"]
    with database.reading() as session:
        redo = undo_steps(session, DESK.officer).redo
    do(database, take_back_verb(), entry_id=redo[-1].entry_id)
    assert steps(database)[0][-1] == "Logged LLEP-0001"
    assert steps(database)[1] == ["Logged LLEP-0002"]


def test_a_new_edit_ends_what_could_be_redone(database, call):
    take_back(database, add(database, call))
    add(database, call)
    undo, redo = steps(database)
    assert undo[-1] == "Logged LLEP-0002"
    assert redo == []


def test_steps_belong_to_their_officer_and_the_newest_are_kept(database, call):
    for _ in range(3):
        add(database, call)
    add(database, call, desk=BOB)
    assert steps(database, BOB.officer) == (["Logged LLEP-0004"], [])
    assert steps(database, limit=2)[0] == ["Logged LLEP-0002", "Logged LLEP-0003"]


def test_every_verb_has_words_of_its_own():
    from lisdesk.edits.verbs import VERBS
    from lisdesk.rules.edit_words import _DONE

    assert set(VERBS) <= set(_DONE)
    assert words_of_edit("paint_door", "") == "Paint door: the file"


def take_back_verb():
    from lisdesk.edits.verbs import VERBS

    return VERBS["take_back"]


def test_stakeholders_and_areas_are_named_in_the_steps_though_the_audit_has_numbers(database, call):
    log(database, call, respondent="Acme Ltd", type_token="school", area="Melton", letter="One.")
    log(database, call, respondent="Acme Limited", type_token="school", letter="Two.")
    merged = do(database, merge_stakeholders, into_id=1, merged_id=2)
    do(database, edit_area, area_id=1, correction=AreaCorrection(name="The county"))
    assert steps(database)[0][-2:] == [
        "Merged a stakeholder into Acme Ltd",
        "Corrected The county",
    ]
    assert [each.subject for each in rows(database, AuditEntry)[-2:]] == ["stakeholder 1", "area 1"]
    take_back(database, merged)
    assert steps(database)[1] == ["Merged a stakeholder into Acme Ltd"]


def test_one_who_is_nobody_of_the_register_keeps_the_number(database, call):
    log(database, call, respondent="Acme Ltd", type_token="school", letter="One.")
    with database.reading() as session:
        names = subject_names(session, ["stakeholder 1", "stakeholder 9", "stakeholder x", "LLEP"])
    assert names == {"stakeholder 1": "Acme Ltd"}
