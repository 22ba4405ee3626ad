"""The same edits on PostgreSQL: taken back, imported, told as one story with the same end."""

import random
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from lisdesk.edits.attendees import Attendee
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.history import take_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.questions import add_question
from lisdesk.edits.redactions import redact_span
from lisdesk.edits.settings import change_setting
from lisdesk.edits.stakeholder_merging import merge_stakeholders
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
)
from lisdesk.edits.verbs import VERBS
from lisdesk.errors import StaleEditError, TargetError
from lisdesk.outcome import LASTING_VERBS
from lisdesk.queries.content_hash import content_hash
from lisdesk.queries.evidence.personal_data import call_to_settle, to_settle
from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import CampaignPolicy, Channel, Disposition, Edition, Permission
from lisdesk.store import audit
from lisdesk.store.database import Database
from lisdesk.store.entities import (
    AuditEntry,
    Question,
    Setting,
    Stakeholder,
    Submission,
    all_tables,
)
from lisdesk.store.opening import create_database
from tests.desk_work import (
    DESK,
    REFERENCE,
    content,
    count,
    do,
    first,
    log,
    open_call,
    rows,
    set_up,
    tag,
)
from tests.desk_work import take_back as back
from tests.story import cases, incoming, moment, prepare, tell
from tests.thorough import one_in

SET_UP = "set_up_file"


def assert_sound(database):
    with database.reading() as session:
        assert list(audit.broken_links(session)) == []
        assert [problem for each in findings(session) for problem in each.problems] == []


@pytest.fixture(scope="module")
def story(new_database):
    """Return a server database in the middle of a call; every test leaves it as it found it."""
    database = new_database()
    tell(database)
    yield database
    database.close()


@pytest.mark.parametrize("verb", one_in(32, sorted(set(VERBS) - {SET_UP, "take_in_part"})))
def test_every_verb_is_taken_back_and_redone_on_postgresql(story, verb):
    untouched = content(story)
    prepared = prepare(story, verb)
    if verb == "take_back":
        prepared = [do(story, change_setting, name="attachment_limit_mb", value="31")]
    for case in cases(story)[verb]:
        before = content(story)
        if verb == "take_back":
            case = replace(case, arguments={"entry_id": prepared[0].entry_id})
        done = do(story, case.verb, desk=case.desk, **case.arguments)
        after = content(story)
        if verb in LASTING_VERBS:
            assert done.inverse is None
            return
        undone = back(story, done, desk=case.desk)
        assert content(story) == before != after
        done = back(story, undone, desk=case.desk)
        assert content(story) == after
        back(story, done, desk=case.desk)
    for each in reversed(prepared):
        back(story, each)
    assert content(story) == untouched
    assert_sound(story)


def test_setting_up_stays_and_happens_once(address):
    database = create_database(address)
    assert do(database, VERBS[SET_UP], reference=REFERENCE).inverse is None
    after = content(database)
    assert do(database, VERBS[SET_UP], reference=REFERENCE).entry_id is None
    assert content(database) == after
    database.close()


def many_rows(number):
    for place in range(number):
        yield IncomingRow(
            place + 2,
            f"k{place}",
            "d",
            respondent=f"Body {place % 40}",
            area=f"Area {place % 7}",
            received_at=moment(1, 3) + timedelta(hours=place),
            group=f"g{place // 2}" if place % 10 == 0 else None,
            answers=[(0, f"Answer {place} about skills.\nIt’s long."), (1, "n/a")],
            extras={"b": "2", "a": "1"},
        )


def test_two_hundred_rows_are_imported_taken_back_and_known_again(database, call):
    before = content(database)
    done = do(database, import_rows, call_id=call.id, file=incoming(many_rows(200)))
    assert (done.result.new, done.result.rows) == (200, 200)
    after = content(database)
    again = do(database, import_rows, call_id=call.id, file=incoming(many_rows(200)))
    assert (again.result.already_here, again.entry_id) == (200, None)
    undone = do(database, take_back, entry_id=done.entry_id)
    assert content(database) == before
    do(database, take_back, entry_id=undone.entry_id)
    assert content(database) == after
    assert_sound(database)


def test_the_same_story_ends_the_same_on_both_engines(database, tmp_path):
    on_file = set_up(create_database(tmp_path / "same.lisdesk"))
    told = []
    for each in (on_file, database):
        tell(each)
        do(each, import_rows, call_id=1, file=incoming(many_rows(30), source="Id"))
        told.append(comparable(content(each)))
    assert told[0].keys() == told[1].keys()
    for name in told[0]:
        assert told[0][name] == told[1][name], name
    with on_file.reading() as ours, database.reading() as theirs:
        verbs = [
            [entry.verb for entry in session.query(AuditEntry).order_by(AuditEntry.id)]
            for session in (ours, theirs)
        ]
    assert verbs[0] == verbs[1]
    on_file.close()


def test_attendees_are_in_the_same_content_hash_on_both_engines(database, tmp_path):
    on_file = set_up(create_database(tmp_path / "same.lisdesk"))
    hashes = []
    for each in (on_file, database):
        call = open_call(each)
        log(each, call, respondent="Acme Ltd", letter="Ours.")
        came = [
            Attendee("Bea Barn", type_token="school"),
            Attendee("Acme Ltd"),
            Attendee("Cy Dent"),
        ]
        log(each, call, respondent="Host", channel=Channel.EVENT, letter="Note.", attendees=came)
        do(
            each,
            merge_stakeholders,
            into_id=named(each, "Acme Ltd"),
            merged_id=named(each, "Cy Dent"),
        )
        do(each, merge_stakeholders, into_id=named(each, "Host"), merged_id=named(each, "Bea Barn"))
        with each.reading() as session:
            hashes.append(content_hash(session, call.id))
        assert_sound(each)
    on_file.close()
    assert hashes[0] == hashes[1]


def named(database, name):
    return first(database, Stakeholder, Stakeholder.name == name).id


def comparable(found):
    """Return content with rows numbered by their order instead of their ids, without file ids."""
    numbers = {
        name: {row[ids[name]]: place for place, row in enumerate(own)}
        for name, own in found.items()
        if name in (ids := id_columns())
    }
    return {
        name: [_renumbered(name, row, numbers) for row in own]
        for name, own in found.items()
        if name in all_tables().tables and name != "file_fact"
    }


def id_columns():
    return {
        table.name: [column.name for column in table.columns if column.name != "version"].index(
            "id"
        )
        for table in all_tables().sorted_tables
        if "id" in table.columns
    }


def _renumbered(name, row, numbers):
    table = all_tables().tables[name]
    columns = [column for column in table.columns if column.name != "version"]
    values = []
    for column, value in zip(columns, row, strict=True):
        target = next((key.column.table.name for key in column.foreign_keys), None)
        target = name if column.name == "id" else target
        is_number = isinstance(value, int) and target in numbers
        values.append(numbers[target][value] if is_number else value)
    return values


def _raise_a_setting(location, times):
    database = Database(location)
    done = 0
    while done < times:
        try:
            with database.writing(DESK) as work:
                standing = work.session.get(Setting, "attachment_limit_mb")
                value = str(int(standing.value) + 1)
                change_setting(work, name="attachment_limit_mb", value=value)
            done += 1
        except StaleEditError:
            continue
    database.close()


def test_two_writers_lose_no_update_and_keep_one_chain(database):
    do(database, change_setting, name="attachment_limit_mb", value="100")
    writers = [
        threading.Thread(target=_raise_a_setting, args=(database.location, 20)) for _ in range(3)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert first(database, Setting).value == str(100 + 3 * 20)
    assert_sound(database)


def test_a_stale_edit_is_refused_with_nothing_changed(database):
    do(database, change_setting, name="attachment_limit_mb", value="30")
    before = count(database, AuditEntry)
    with pytest.raises(StaleEditError), database.writing(DESK) as work:
        seen = work.session.get(Setting, "attachment_limit_mb")
        do(database, change_setting, name="attachment_limit_mb", value="40")
        work.run("raise", 1, lambda: setattr(seen, "value", "50"))
    assert first(database, Setting).value == "40"
    assert count(database, AuditEntry) == before + 1


def _add_a_question(database, call_id, start, problems):
    try:
        with database.writing(DESK) as work:
            work.session.get(Question, 1)
            start.wait()
            add_question(work, call_id=call_id, text="What else?")
    except StaleEditError as error:
        problems.append(error)


def test_of_two_edits_that_take_the_same_place_one_is_asked_to_look_again(database, call):
    asked = count(database, Question)
    start, problems = threading.Barrier(2), []
    writers = [
        threading.Thread(target=_add_a_question, args=(database, call.id, start, problems))
        for _ in range(2)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert count(database, Question) + len(problems) == asked + 2
    assert_sound(database)


@pytest.mark.thorough
def test_a_reading_session_sees_one_moment_and_cannot_write(database, call):
    with database.reading() as session:
        before = session.scalar(text("SELECT count(*) FROM question"))
        do(database, add_question, call_id=call.id, text="And what else?")
        assert session.scalar(text("SELECT count(*) FROM question")) == before
    with pytest.raises(TargetError), database.reading() as session:
        session.execute(text("DELETE FROM question"))


@pytest.mark.thorough
def test_a_merge_takes_the_strictest_permission_and_a_separation_gives_it_back(database, call):
    for permission in (Permission.NAMED, Permission.NONE):
        words = {"respondent": "Acme", "letter": "Ours.", "permission": permission}
        tag(database, log(database, call, **words), "P1" if permission.key == "named" else "P2")
    one, other = rows(database, Submission)
    do(database, request_confidentiality, submission_id=other.id, reason="Private.")
    before = content(database)
    done = do(database, merge_submissions, into_id=one.id, submission_ids=[other.id])
    assert first(database, Submission).permission is Permission.NONE
    after = content(database)
    undone = back(database, done)
    assert content(database) == before
    back(database, undone)
    assert content(database) == after
    assert_sound(database)
    done = do(database, separate_submissions, submission_ids=[other.id])
    stays = first(database, Submission)
    assert (stays.permission, stays.is_confidential) == (Permission.NAMED, False)
    assert content(database)["tag"] == before["tag"]
    back(database, done)
    assert content(database) == after
    assert_sound(database)


@pytest.mark.thorough
def test_former_members_of_a_campaign_are_counted_again_though_the_policy_has_changed(
    database, call
):
    for place in range(4):
        log(database, call, respondent=f"Body {place}", letter="Let the bus run at night again.")
    ids = [each.id for each in rows(database, Submission)]
    group = {"seed_id": ids[0], "submission_ids": ids[1:], "name": "Bus"}
    done = do(database, confirm_campaign, call_id=call.id, **group)
    once = CallCorrection(campaign_policy=CampaignPolicy.ONCE)
    do(database, edit_call, call_id=call.id, correction=once)
    copies = Submission.disposition == Disposition.CAMPAIGN_COPY
    assert count(database, Submission, copies) == 3
    back(database, done)
    assert count(database, Submission, copies) == 0
    assert_sound(database)


@pytest.mark.thorough
def test_numbers_of_new_rows_follow_those_that_were_given_out(database, call):
    do(database, import_rows, call_id=call.id, file=incoming(many_rows(5)))
    numbers = [row.id for row in rows(database, Submission)]
    do(database, import_rows, call_id=call.id, file=incoming(many_rows(5), source="Id"))
    assert min(row.id for row in rows(database, Submission) if row.id not in numbers) > max(numbers)


@pytest.mark.thorough
def test_a_name_of_any_length_is_kept(database, call):
    letters = random.Random(6)
    name = "".join(letters.choices("abcdefghijklmnopqrstuvwxyzßé", k=6_000))
    assert log(database, call, respondent=name, area=name).respondent_id is not None
    [kept] = rows(database, Stakeholder)
    assert kept.name == name


@pytest.mark.thorough
def test_a_server_keeps_the_same_words_out_of_a_publication(database, call):
    letter = "Ann 😀 of Quiet Trust: 0116 496 0000."
    words = {"respondent": "Quiet Trust", "permission": Permission.UNNAMED, "letter": letter}
    log(database, call, **words)
    do(database, redact_span, text_id=1, start=0, end=5, reason="third party named")
    with database.reading() as session:
        evidence = read_evidence(session, call.id, Edition.PUBLICATION)
        waiting = to_settle(session, evidence).findings
    shown = evidence.words.text(1, letter)
    assert shown == "[redacted: third party named] of Quiet Trust: 0116 496 0000."
    assert [each.words for each in waiting] == ["Quiet Trust", "0116 496 0000"]
    do(database, edit_submission, submission_id=1, correction=SubmissionCorrection(letter="Ann."))
    with database.reading() as session:
        assert [each.words for each in call_to_settle(session, call.id).left] == ["Ann 😀"]
    assert_sound(database)
