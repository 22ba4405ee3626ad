"""The event log of a call: what happened, in plain words, from the audit."""

from lisdesk.edits.calls import close_call, extend_call, reopen_call
from lisdesk.edits.contacting import record_contact_export
from lisdesk.edits.reading import mark_read
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.edits.verbs import VERBS
from lisdesk.queries.event_log import event_log
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.event_words import DETAILED, UNTOLD
from tests.desk_work import BEA, at, do, log, tag, take_back
from tests.story import tell


def told(database, call, **arguments):
    with database.reading() as session:
        return event_log(session, call.id, **arguments)


def test_the_life_of_a_call_is_told_with_old_and_new_deadline_and_reasons(database, call):
    later = {"deadline": parse_deadline("2019-02-08"), "reason": "Many  asked for time."}
    extended = do(database, extend_call, call_id=call.id, **later)
    do(database, close_call, call_id=call.id, reason="Enough was said.")
    do(database, reopen_call, call_id=call.id, reason="It was not.")
    undone = take_back(database, do(database, set_target, call_id=call.id, draft=TargetDraft(3)))
    take_back(database, undone)
    name = call.reference
    assert [event.words for event in told(database, call)] == [
        f"Made the call {name}, closing Thu 31 Jan 2019, 24:00",
        f"Extended {name} from Thu 31 Jan 2019, 24:00 to Fri 8 Feb 2019, 24:00: "
        "Many asked for time.",
        f"Closed {name}: Enough was said.",
        f"Reopened {name}: It was not.",
        f"Set a target of {name}: 3 wanted",
        f"Took back “Set a target of {name}”",
        f"Did again “Set a target of {name}”",
    ]
    assert extended.entry_id


def test_a_run_of_like_edits_of_one_officer_on_one_day_is_one_event(database, call):
    entries = [log(database, call, respondent=f"R{each}", letter="Words.") for each in range(3)]
    for each in entries:
        tag(database, each)
    tag(database, entries[0], "P1", desk=BEA)
    tag(database, entries[1], "P1", desk=at(2018, 12, 11, 9))
    do(database, mark_read, submission_ids=[entries[0].id])
    events = told(database, call)[1:]
    assert [(event.officer, event.words, event.edits) for event in events] == [
        ("Ann Officer", f"Logged {entries[0].reference}, and 2 more like it", 3),
        ("Ann Officer", f"Tagged {entries[0].reference}, and 2 more like it", 3),
        ("Bea Officer", f"Tagged {entries[0].reference}", 1),
        ("Ann Officer", f"Tagged {entries[1].reference}", 1),
    ]


def test_what_is_left_out_is_left_out_with_what_took_it_back(database, call):
    do(database, record_contact_export, call_id=call.id, file_name="chase.csv", contacts=4)
    assert [event.words for event in told(database, call)][1:] == [
        f"Exported contact details for {call.reference} as “chase.csv”, 4 contacts"
    ]
    assert len(told(database, call, without={"record_contact_export"})) == 1


def test_every_edit_of_which_more_is_told_is_one_that_there_is():
    assert set(DETAILED) | UNTOLD <= set(VERBS)


def test_a_whole_story_is_told_without_a_word_of_code(database):
    tell(database)
    with database.reading() as session:
        events = event_log(session, 1)
    assert sum(each.edits for each in events) > 10
    assert len(events) > 5
    assert not [each.words for each in events if "_" in each.words or "None" in each.words]
