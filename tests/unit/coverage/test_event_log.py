"""The event log of a call: what happened, in plain words, from the audit."""

from dataclasses import replace
from datetime import date

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.call_framework import choose_framework
from lisdesk.edits.calls import CallDraft, close_call, extend_call, new_call, reopen_call
from lisdesk.edits.contacting import record_contact_export
from lisdesk.edits.frameworks import remove_framework, save_framework
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingFile, IncomingQuestion, IncomingRow
from lisdesk.edits.life_cycle import make_call_ready
from lisdesk.edits.questions import add_question
from lisdesk.edits.reading import mark_read
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.edits.verbs import VERBS
from lisdesk.outcome import TAKE_BACK
from lisdesk.queries.event_log import event_log
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.event_words import DETAILED, UNTOLD
from lisdesk.rules.frameworks import FrameworkDraft, HeadingDraft
from lisdesk.store.entities import Call, Framework
from lisdesk.store.frameworks import labels_of, stated
from tests.desk_work import BEA, at, do, first, log, tag, take_back
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
        f"Set a target for {name}: 3 wanted",
        f"Took back “Set a target for {name}”",
        f"Did again “Set a target for {name}”",
    ]
    assert extended.entry_id


def test_a_run_of_like_edits_keeps_what_each_of_them_did(database, call):
    for place in range(3):
        do(database, add_question, call_id=call.id, text=f"What of {place}?")
    run = told(database, call)[-1]
    assert run.edits == len(run.each) == 3
    assert run.words == f"{run.each[0][1]}, and 2 more like it"
    assert [at for at, _ in run.each] == sorted(at for at, _ in run.each)
    assert (run.each[0][0], run.each[-1][0]) == (run.at, run.until)
    made = told(database, call)[0]
    assert made.each == ((made.at, made.words),)


def renamed(database, framework_id, name):
    with database.reading() as session:
        found = session.get_one(Framework, framework_id)
        draft = stated(found, labels_of(session, framework_id))
    draft = replace(draft, name=name)
    return do(database, save_framework, framework_id=framework_id, draft=draft)


def test_what_becomes_of_the_framework_of_a_call_is_told_while_it_is_the_calls(database, call):
    shipped, missions = call.framework_id, FrameworkDraft("Missions", [HeadingDraft("Net zero")])
    key = do(database, save_framework, draft=missions).result
    first_one = first(database, Framework, Framework.key == key)
    do(database, remove_framework, framework_id=first_one.id)
    do(database, save_framework, draft=missions)
    take_back(database, renamed(database, shipped, "Industrial Strategy"))
    do(database, choose_framework, call_id=call.id, key=key)
    second = first(database, Framework, Framework.key == key)
    renamed(database, second.id, "Our missions")
    renamed(database, shipped, "The strategy of 2017")
    do(database, choose_framework, call_id=call.id, key="")
    renamed(database, second.id, "Missions")
    changed = "Changed the framework “The strategy of 2017”"  # as it is called now
    chose = f"Chose a framework for {call.reference}"
    assert [event.words for event in told(database, call)][1:] == [
        changed,
        f"Took back “{changed}”",
        chose,
        "Changed the framework “Missions”",
        chose,
    ]


def extend(database, call, day):
    later = {"deadline": parse_deadline(day), "reason": "Asked for."}
    return do(database, extend_call, call_id=call.id, **later)


def extensions(database, call, **arguments):
    words = [event.words for event in told(database, call, **arguments)]
    return [each.split(" from ")[1] for each in words if each.startswith("Extended")]


def test_an_extension_that_was_taken_back_is_not_told_as_the_deadline_before(database, call):
    wrong = extend(database, call, "2019-02-08")
    undone = take_back(database, wrong)
    extend(database, call, "2019-02-15")
    first_one = "Thu 31 Jan 2019, 24:00 to Fri 8 Feb 2019, 24:00: Asked for."
    second = "Thu 31 Jan 2019, 24:00 to Fri 15 Feb 2019, 24:00: Asked for."
    assert extensions(database, call) == [first_one, second]
    assert extensions(database, call, without={TAKE_BACK}) == [first_one, second]
    assert undone.entry_id


def test_an_extension_that_was_done_again_is_the_deadline_before(database, call):
    take_back(database, take_back(database, extend(database, call, "2019-02-08")))
    extend(database, call, "2019-02-15")
    assert extensions(database, call)[1].startswith("Fri 8 Feb 2019, 24:00 to Fri 15 Feb")


def test_the_corrected_deadline_of_a_draft_is_the_deadline_before(database, call):
    closes = parse_deadline("2019-03-31T17:00")
    do(database, new_call, draft=CallDraft("B", "D2N2", date(2019, 3, 1), closes, is_draft=True))
    draft = first(database, Call, Call.id == call.id + 1)
    correction = CallCorrection(deadline=parse_deadline("2019-04-30"))
    do(database, edit_call, call_id=draft.id, correction=correction)
    do(database, add_question, call_id=draft.id, text="What is missing?")
    do(database, make_call_ready, call_id=draft.id)
    extend(database, draft, "2019-05-31")
    (words,) = extensions(database, draft)
    assert words.startswith("Tue 30 Apr 2019, 24:00 to Fri 31 May 2019, 24:00")


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


def test_an_import_is_told_with_the_rows_that_came_in(database, call):
    for words, number in (("Roads.", 1), ("Rail.", 2)):
        rows = [IncomingRow(each, f"{words}{each}", f"{words}{each}", answers=((0, words),))
                for each in range(number)]  # fmt: skip
        file = IncomingFile(
            f"portal-{number}.csv", str(number) * 64, "", "utf-8", "Id",
            [IncomingQuestion("", number=1)], rows,
        )  # fmt: skip
        do(database, import_rows, call_id=call.id, file=file)
    assert [event.words for event in told(database, call)][1:] == [
        "Imported IMP-0001 from “portal-1.csv”: 1 row, 1 new",
        "Imported IMP-0002 from “portal-2.csv”: 2 rows, 2 new",
    ]


def test_every_edit_of_which_more_is_told_is_one_that_there_is():
    assert set(DETAILED) | UNTOLD <= set(VERBS)


def test_a_whole_story_is_told_without_a_word_of_code(database):
    tell(database)
    with database.reading() as session:
        events = event_log(session, 1)
    assert sum(each.edits for each in events) > 10
    assert len(events) > 5
    assert not [each.words for each in events if "_" in each.words or "None" in each.words]


def test_events_stand_by_the_moment_that_is_told_and_then_as_they_were_entered(database, call):
    """Clocks of two machines differ, and the clock of one may have been put right."""
    for day, wanted in ((12, 1), (11, 2), (11, 3), (13, 4)):
        desk = at(2018, 12, day, 9)
        drafted = TargetDraft(wanted, question_id=1 if wanted == 3 else None)
        do(database, set_target, desk=desk, call_id=call.id, draft=drafted)
    events = told(database, call)
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert [event.at.day for event in events][1:] == [11, 11, 12, 13]
    assert [event.words[-8:] for event in events][1:] == [
        "2 wanted",
        "3 wanted",
        "1 wanted",
        "4 wanted",
    ]
