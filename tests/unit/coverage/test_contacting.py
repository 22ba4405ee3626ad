"""Whom to write to: who was not heard, chases, lists for mail merge, acknowledgements."""

import csv
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lisdesk.telling
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import close_call, extend_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.contacting import (
    mark_acknowledged,
    mark_chased,
    set_acknowledgement_text,
)
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.stakeholder_merging import merge_stakeholders
from lisdesk.edits.submissions import decide_late, set_submission_aside
from lisdesk.errors import RefusedError, StaleEditError
from lisdesk.exchange.mail.drafts import MailDraft, draft_bytes
from lisdesk.queries.acknowledging import acknowledgements
from lisdesk.queries.chasing import ChaseFilter, not_heard
from lisdesk.rules.acknowledgements import (
    DEFAULT_TEXT,
    LetterText,
    address_fault,
    checked_text,
    filled,
)
from lisdesk.rules.vocabulary import CampaignPolicy, Disposition, LateChoice, SetAside
from lisdesk.store.entities import Chase, ContactExport, Stakeholder, StakeholderType
from lisdesk.tasks.contacting import (
    write_acknowledgements,
    write_chase_list,
    write_chosen_drafts,
)
from tests.desk_work import (
    DESK,
    NOW,
    assert_refused,
    at,
    count,
    do,
    first,
    log,
    open_call,
    rows,
    take_back,
)

DAY = date(2018, 12, 8)


@pytest.fixture
def other(database, call):
    """Return a second call, in which others were heard."""
    return open_call(database, title="Another one")


def silent(database, call, **chosen):
    with database.reading() as session:
        return not_heard(session, call.id, ChaseFilter(**chosen))


def number_of(database, name):
    return first(database, Stakeholder, Stakeholder.name == name).id


def test_who_has_no_counted_submission_in_this_call_is_listed_with_the_last_contact(
    database, call, other
):
    log(database, call, respondent="Heard Ltd", letter="Words.")
    log(database, call, respondent="Blank Ltd")
    sent = log(
        database, other, respondent="Elsewhere Ltd", email="e@elsewhere.example", letter="W."
    )
    found = {row.name: row for row in silent(database, call)}
    assert set(found) == {"Blank Ltd", "Elsewhere Ltd"}
    assert found["Elsewhere Ltd"].email == "e@elsewhere.example"
    words = f"10 Dec 2018, submission to {other.reference}"
    assert found["Elsewhere Ltd"].last_touch.words == words
    later = at(2018, 12, 12, 9)
    do(database, mark_acknowledged, desk=later, call_id=other.id, submission_ids=[sent.id])
    (row,) = [each for each in silent(database, call) if each.name == "Elsewhere Ltd"]
    assert row.last_touch.words == "12 Dec 2018, acknowledgement sent"


def test_who_wrote_in_and_waits_is_left_out_and_what_does_not_count_is_said(database, call):
    waits = log(database, call, desk=at(2019, 3, 1, 9), respondent="Waits Ltd", letter="Words.")
    assert waits.disposition is Disposition.LATE_WAITING
    gone = log(database, call, respondent="Gone Ltd", letter="Words.")
    withdrawn = {"kind": SetAside.WITHDRAWN, "reason": "Asked to."}
    do(database, set_submission_aside, submission_id=gone.id, **withdrawn)
    (row,) = silent(database, call)
    assert row.name == "Gone Ltd"
    assert row.last_touch.words == f"10 Dec 2018, submission to {call.reference} (withdrawn)"


def test_chases_are_marked_together_and_taken_back_together(database, call, other):
    for name in ("One", "Two"):
        log(database, other, respondent=name, letter="Words.")
    ids = [number_of(database, name) for name in ("One", "Two")]
    chased = {"call_id": call.id, "stakeholder_ids": ids, "chased_on": date(2018, 12, 10)}
    done = do(database, mark_chased, **chased, note="  Rang  them. ")
    assert done.result == 2
    assert {row.last_touch.words for row in silent(database, call)} == {
        "10 Dec 2018, chased: Rang them."
    }
    assert silent(database, call, never_chased=True) == []
    take_back(database, done)
    assert count(database, Chase) == 0
    assert [row.chases for row in silent(database, call)] == [0, 0]
    late = {**chased, "chased_on": date(2018, 12, 11)}
    assert "still to come" in str(assert_refused(database, mark_chased, **late))
    assert_refused(database, mark_chased, **{**chased, "stakeholder_ids": []})
    assert_refused(database, mark_chased, **chased, note="x" * 501)


def test_the_list_is_narrowed_by_type_with_those_below_and_by_area(database, call, other):
    below = first(database, StakeholderType, StakeholderType.parent_id.is_not(None))
    draft = {"area": "Hinckley", "type_token": below.key, "letter": "W."}
    log(database, other, respondent="Own", **draft)
    log(database, other, respondent="Else", letter="W.")
    assert [row.name for row in silent(database, call, type_id=below.parent_id)] == ["Own"]
    area_id = first(database, Stakeholder, Stakeholder.name == "Own").area_id
    assert [row.name for row in silent(database, call, area_id=area_id)] == ["Own"]


def test_who_was_merged_is_not_listed_and_lends_an_address(database, call, other):
    log(database, other, respondent="Stands", letter="W.")
    log(database, other, respondent="Merged", email="m@merged.example", letter="W.")
    into, merged = number_of(database, "Stands"), number_of(database, "Merged")
    do(database, edit_stakeholder, stakeholder_id=into, correction=StakeholderCorrection(email=""))
    do(database, merge_stakeholders, into_id=into, merged_id=merged)
    assert [(row.name, row.email) for row in silent(database, call)] == [
        ("Stands", "m@merged.example")
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_for_mail_merge_is_guarded_and_that_it_was_written_stays_on_record(
    database, call, other, tmp_path, ending
):
    log(database, other, respondent="=cmd|'x'!A1", email="a@b.example", letter="W.")
    log(database, other, respondent="Zed", letter="W.")
    path = tmp_path / f"chase.{ending}"
    assert write_chase_list(database, DESK, call.id, path) == 2
    if ending == "csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.reader(file))
        assert table[1][0] == "'=cmd|'x'!A1"
        assert table[1][7] == "2018-12-10"
    else:
        sheet = openpyxl.load_workbook(path).active
        table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        assert sheet["A5"].data_type == "s"
        assert table[1][0] == "=cmd|'x'!A1"
    assert table[0][:3] == ["Name", "Person", "E-mail"]
    assert [line[0] for line in table[1:]][1] == "Zed"
    (record,) = rows(database, ContactExport)
    assert (record.file_name, record.contacts, record.officer) == (path.name, 2, DESK.officer)


@pytest.mark.parametrize(
    ("telephone", "written"),
    [
        ("+44 116 252 2522", "+44 116 252 2522"),
        ("0116 252 2522", "0116 252 2522"),
        ("+44 116 252 2522+cmd", "'+44 116 252 2522+cmd"),
        ("+44-116", "'+44-116"),
        ("=1+1", "'=1+1"),
        ("+", "'+"),
        ("++44", "'++44"),
        ("+４４", "'+４４"),
    ],
)
def test_a_telephone_number_for_mail_merge_is_not_guarded_and_anything_else_is(
    database, call, other, tmp_path, telephone, written
):
    log(database, other, respondent="+44 116", letter="W.")
    number, path = number_of(database, "+44 116"), tmp_path / "chase.csv"
    own = StakeholderCorrection(telephone=telephone)
    do(database, edit_stakeholder, stakeholder_id=number, correction=own)
    write_chase_list(database, DESK, call.id, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file)
    assert (line["Telephone"], line["Name"]) == (written, "'+44 116")


def test_a_list_that_cannot_be_written_leaves_no_record(database, call, other, tmp_path):
    log(database, other, respondent="Zed", letter="W.")
    for name, said in (("chase.doc", ".csv or .xlsx"), ("no/chase.csv", "no")):
        with pytest.raises(Exception, match=said):
            write_chase_list(database, DESK, call.id, tmp_path / name)
    log(database, call, respondent="Zed", letter="W.")
    with pytest.raises(RefusedError, match="Nobody"):
        write_chase_list(database, DESK, call.id, tmp_path / "chase.csv")
    assert count(database, ContactExport) == 0
    assert list(tmp_path.iterdir()) == [database.location] or not (tmp_path / "chase.csv").exists()


def test_drafts_are_written_for_those_with_an_address_and_the_others_are_told(
    database, call, tmp_path
):
    good = log(database, call, respondent="Zoë O’Hara", email="zoe@ohara.example", letter="W.")
    log(database, call, respondent="Nobody", letter="W.")
    log(database, call, respondent="Bad", email="a@b.example\nBcc: all@x.example", letter="W.")
    folder = tmp_path / "drafts"
    folder.mkdir()
    done = write_acknowledgements(database, call.id, NOW, folder)
    assert done.submission_ids == (good.id,)
    assert {why for _, why in done.left_out} == {
        "no e-mail address is known",
        "its e-mail address is not one that can be written to",
    }
    (path,) = folder.iterdir()
    assert path.name == f"{good.reference}.eml"
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "zoe@ohara.example"
    assert mail["Subject"] == f"Received: your evidence {good.reference}"
    body = mail.get_content()
    assert "Dear Zoë O’Hara," in body
    assert "Thu 31 Jan 2019, 24:00" in body
    assert "{" not in body
    assert "after the deadline" not in body
    assert all(line.endswith(b"\r\n") for line in path.read_bytes().splitlines(keepends=True))


def test_a_late_one_is_told_so_whether_or_not_the_text_says_it(database, call, tmp_path):
    desk = at(2019, 2, 2, 9)
    log(
        database, call, desk=desk, respondent="Late", email="l@late.example", letter="W.",
        received_at=datetime(2019, 2, 1, 9, tzinfo=UTC),
    )  # fmt: skip
    own = LetterText("Came: {reference}", "Thank you, {name}.")
    do(database, set_acknowledgement_text, call_id=call.id, text=own)
    write_acknowledgements(database, call.id, desk.clock.now(), tmp_path)
    (path,) = tmp_path.glob("*.eml")
    body = message_from_bytes(path.read_bytes(), policy=default).get_content()
    assert body.replace("\r\n", "\n") == (
        "Thank you, Late.\n\nIt arrived after the deadline, Thu 31 Jan 2019, 24:00. "
        "Whether it is counted has not been decided yet.\n"
    )


def test_it_is_told_how_many_drafts_are_written_of_how_many(database, call, tmp_path, monkeypatch):
    monkeypatch.setattr(lisdesk.telling, "_ROWS_BETWEEN", 2)
    ids = [log(database, call, email=f"r{n}@r.example", letter="W.").id for n in range(5)]
    heard = []
    write_chosen_drafts(
        database, DESK, lambda *count: heard.append(count),
        call_id=call.id, folder=tmp_path, only=ids,
    )  # fmt: skip
    assert heard == [(2, 5), (4, 5), (5, 5)]


def test_words_that_were_not_seen_are_not_replaced(database, call):
    own, new = LetterText("Own", "Dear {name}\n"), LetterText("New", "Hello {name}\n")

    def say(text, seen):
        do(database, set_acknowledgement_text, call_id=call.id, text=text, seen=seen)

    with pytest.raises(StaleEditError):  # such as those of another call
        say(new, own)
    say(own, DEFAULT_TEXT)
    for seen in (DEFAULT_TEXT, new):
        with pytest.raises(StaleEditError):
            say(new, seen)
    say(new, own)


def test_what_was_sent_is_marked_as_one_step_and_is_due_no_more(database, call):
    ids = [log(database, call, respondent=f"R{each}", letter="W.").id for each in range(3)]
    done = do(database, mark_acknowledged, call_id=call.id, submission_ids=ids[:2])
    assert done.result == 2
    with database.reading() as session:
        assert [row.submission_id for row in acknowledgements(session, call.id).rows] == ids[2:]
        sent = acknowledgements(session, call.id, sent=True)
    assert [row.submission_id for row in sent.rows] == ids[:2]
    assert do(database, mark_acknowledged, call_id=call.id, submission_ids=ids[:2]).result == 0
    take_back(database, done)
    with database.reading() as session:
        assert len(acknowledgements(session, call.id).rows) == 3
    other = open_call(database, title="Another one")
    assert_refused(database, mark_acknowledged, call_id=other.id, submission_ids=ids)


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("", "Text", "has no subject"),
        ("Subject", " \n", "has no text"),
        ("Subject", "Dear {nmae}", "the field {nmae}, which is none"),
        ("Subject", "Dear {name", "a brace that is not part of a field"),
        ("Subject", "{}", "the field {}, which is none"),
        ("x" * 201, "Text", "at most 200"),
        (" {late} {late}", "Text", "The subject would be empty for what came in time"),
        ("Subject", "{late}\n", "The text would be empty for what came in time"),
    ],
)
def test_a_text_with_a_fault_is_refused_where_it_is_edited(database, call, subject, body, said):
    text = LetterText(subject, body)
    refused = assert_refused(database, set_acknowledgement_text, call_id=call.id, text=text)
    assert said in str(refused)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_name_or_subject_makes_a_header_of_its_own(name, title):
    text = checked_text(LetterText("About {call} {name}", "Dear {name}\n{late}"))
    letter = filled(text, {"name": name, "call": title, "late": ""})
    content = draft_bytes(MailDraft("A", "a@b.example", letter.subject, letter.body))
    mail = message_from_bytes(content, policy=default)
    assert sorted(mail.keys()) == [
        "Content-Transfer-Encoding", "Content-Type", "MIME-Version", "Subject", "To", "X-Unsent",
    ]  # fmt: skip
    assert content.split(b"\r\n\r\n")[0].isascii()


@given(st.text(max_size=40))
def test_an_address_is_one_line_of_ascii_or_is_refused(address):
    if not address_fault(address):
        assert address.strip().isascii()
        assert len(address.split()) == 1
        assert address.count("@") == 1


def test_addresses_that_mail_programs_take_otherwise_are_refused():
    for bad in ("a@b", "a b@c.example", "a@b.example, c@d.example", "<a@b.example>", "a@b..example",
                "a@b.example\r\nBcc: x@y.example", ".a@b.example", '"a"@b.example'):  # fmt: skip
        assert address_fault(bad), bad
    assert address_fault("o'hara+lis@council.gov.uk") == ""


def test_a_moved_deadline_stands_in_the_next_acknowledgement(database, call):
    from lisdesk.rules.deadlines import parse_deadline

    log(database, call, respondent="R", letter="W.")
    later = {"deadline": parse_deadline("2019-02-08"), "reason": "Asked for."}
    do(database, extend_call, call_id=call.id, **later)
    with database.reading() as session:
        assert acknowledgements(session, call.id).deadline == "Fri 8 Feb 2019, 24:00"


def drafted(database, call, desk, folder):
    write_acknowledgements(database, call.id, desk.clock.now(), folder)
    (path,) = folder.glob("*.eml")
    body = message_from_bytes(path.read_bytes(), policy=default).get_content()
    return " ".join(body.split())


def test_a_call_that_was_closed_by_hand_is_told_as_closed_then(database, call, tmp_path):
    log(database, call, respondent="R", email="r@r.example", letter="W.")
    assert "The call closes Thu 31 Jan 2019, 24:00." in drafted(database, call, DESK, tmp_path)
    closed = at(2019, 1, 10, 9, 30)
    do(database, close_call, desk=closed, call_id=call.id, reason="Enough.")
    said = drafted(database, call, closed, tmp_path)
    assert "The call closed Thu 10 Jan 2019, 09:30." in said
    assert "31 Jan" not in said


def test_a_deadline_that_has_passed_is_told_as_past(database, call, tmp_path):
    log(database, call, respondent="R", email="r@r.example", letter="W.")
    said = drafted(database, call, at(2019, 2, 1), tmp_path)
    assert "The call closed Thu 31 Jan 2019, 24:00." in said


def test_who_came_after_a_close_by_hand_is_told_of_that_close(database, call, tmp_path):
    desk = at(2019, 1, 10, 9, 30)
    do(database, close_call, desk=desk, call_id=call.id, reason="Enough.")
    log(database, call, desk=at(2019, 1, 11, 9), respondent="R", email="r@r.example", letter="W.")
    said = drafted(database, call, at(2019, 1, 11, 9), tmp_path)
    assert "It arrived after the call had been closed, Thu 10 Jan 2019, 09:30." in said


def test_a_late_one_is_told_that_it_is_counted_only_if_it_is(database, call):
    desk = at(2019, 2, 2, 9)
    accept = {"choice": LateChoice.ACCEPT, "reason": "In the post."}
    told = {}
    for name, letter in (("Counted", "Words."), ("Blank", ""), ("Aside", "Words."),
                         ("One", "A copy."), ("Two", "A copy.")):  # fmt: skip
        entry = log(database, call, desk=desk, respondent=name, letter=letter)
        told[name] = entry.id
        do(database, decide_late, desk=desk, submission_id=entry.id, **accept)
    aside = {"kind": SetAside.OFF_TOPIC, "reason": "About parking."}
    do(database, set_submission_aside, desk=desk, submission_id=told["Aside"], **aside)
    do(
        database, confirm_campaign, desk=desk, call_id=call.id, name="Copies",
        seed_id=told["One"], submission_ids=[told["One"], told["Two"]],
    )  # fmt: skip
    once = CallCorrection(campaign_policy=CampaignPolicy.ONCE)
    do(database, edit_call, desk=desk, call_id=call.id, correction=once)
    with database.reading() as session:
        said = {row.name: row.lateness for row in acknowledgements(session, call.id).rows}
    counted = [name for name in said if said[name].endswith("It is counted all the same.")]
    apart = [name for name in said if said[name].endswith("It is kept, and it is not counted.")]
    assert counted in (["Counted", "One"], ["Counted", "Two"])
    assert len(apart) == 3
    log(database, call, desk=desk, respondent="Waits", letter="Words.")
    with database.reading() as session:
        (row,) = [each for each in acknowledgements(session, call.id).rows if each.name == "Waits"]
    assert row.lateness.endswith("Whether it is counted has not been decided yet.")
