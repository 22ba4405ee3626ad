"""One body's part of a joint call in a file of its own, which holds nothing of the others."""

import hashlib
import json
import zlib
from contextlib import closing
from datetime import UTC, date, datetime

import pysqlite3.dbapi2 as sqlite
import pytest

import lisdesk.store.part_of_file
import lisdesk.tasks.handing_over
import lisdesk.telling
from lisdesk.edits.attendees import Attendee, set_attendees
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.contacting import mark_acknowledged, mark_chased
from lisdesk.edits.feedback import FeedbackDraft, set_feedback
from lisdesk.edits.findings import set_finding
from lisdesk.edits.memos import add_memo
from lisdesk.edits.merging import mark_duplicate, merge_submissions
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.priority_merging import merge_priority
from lisdesk.edits.redactions import redact_span, set_redaction_reasons
from lisdesk.edits.relevance import RelevantTo, set_relevance
from lisdesk.edits.stakeholder_merging import merge_stakeholders
from lisdesk.edits.submissions import AttachedFile, request_confidentiality, set_submission_aside
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.edits.views import save_view
from lisdesk.errors import CancelledError, NotFoundError, RefusedError
from lisdesk.queries.file import handed_over_words
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.vocabulary import Channel, Disposition, Permission, SetAside, Stance
from lisdesk.store.drafts import keep_draft
from lisdesk.store.entities import (
    Area,
    AuditEntry,
    Blob,
    Campaign,
    Chase,
    FileFact,
    HandOver,
    Membership,
    Memo,
    SetAsideDecision,
    SourceText,
    Stakeholder,
    StakeholderContact,
    StakeholderMerge,
    Submission,
    Tag,
    all_tables,
)
from lisdesk.store.learnt_models import ModelFacts, keep_model
from lisdesk.store.lookup import leads_to
from lisdesk.store.part_of_file import LEFT_OUT, NEEDED, OF_THE_CALL, WHOLE, follows
from lisdesk.store.relevance import parts_of_call, relevances
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.files import opened
from lisdesk.tasks.handing_over import hand_over
from tests.desk_work import (
    DESK,
    content,
    count,
    do,
    entries,
    first,
    log,
    open_call,
    priority,
    rows,
    tag,
    take_back,
)
from tests.joint_call import LEPS, joint_call

CANARY = "Kanarienvogel"
SOUTH = "Rutland Council"


@pytest.fixture
def two(database):
    """A call of two bodies: one submission is for both, one for each, one for nobody."""
    call = open_call(database, partners=[SOUTH])
    with database.reading() as session:
        north, south = parts_of_call(session, call.id)
    ours = log(
        database,
        call,
        respondent="Ours Ltd",
        area="Oakham",
        answers={1: "Our buses are late."},
        letter="Dear all, buses.",
        attachments=[AttachedFile("ours.txt", b"our file")],
        permission=Permission.NAMED,
    )
    tag(database, ours, "P2", quote="buses", stance=Stance.SUPPORT, note="our note")
    do(database, add_memo, submission_id=ours.id, words="Our memo.")
    shared = log(database, call, respondent="Shared Ltd", letter="We speak for both.")
    loud = _loud(database, call)
    do(database, set_relevance, submission_ids=[ours.id], to=RelevantTo((south,)))
    do(database, set_relevance, submission_ids=[shared.id], to=RelevantTo((north, south)))
    do(database, set_relevance, submission_ids=[loud.id], to=RelevantTo((north,)))
    return database, call, ours, shared, loud


def _loud(database, call):
    """Log a submission that has the canary in everything that can be said of it."""
    loud = log(
        database,
        call,
        respondent=f"{CANARY} Ltd",
        email=f"{CANARY}@loud.example",
        submitted_by=f"{CANARY} & Sons",
        area=f"{CANARY} Vale",
        answers={1: f"{CANARY} sings of skills and roads in the morning."},
        letter=f"Dear {CANARY}.",
        attachments=[AttachedFile(f"{CANARY}.txt", f"{CANARY} file".encode())],
    )
    tag(database, loud, "P2", quote=CANARY, note=f"{CANARY} note")
    text = rows(database, SourceText)[-1]
    redacted = {"text_id": text.id, "start": 0, "end": 4, "reason": f"{CANARY} reason"}
    do(database, set_redaction_reasons, reasons=[f"{CANARY} reason"])
    do(database, redact_span, **redacted)
    noted = {"text_id": text.id, "start": 0, "end": 4, "words": f"{CANARY} memo"}
    do(database, add_memo, submission_id=loud.id, **noted)
    do(database, request_confidentiality, submission_id=loud.id, reason=f"{CANARY} asks.")
    correction = StakeholderCorrection(person=f"{CANARY} Jo", telephone=f"{CANARY} 1", members=3)
    owner = first(database, Stakeholder, Stakeholder.name == f"{CANARY} Ltd")
    do(database, edit_stakeholder, stakeholder_id=owner.id, correction=correction)
    do(database, set_finding, priority_id=2, text=f"{CANARY} finds.")
    do(database, set_feedback, priority_id=2, draft=FeedbackDraft(f"{CANARY} said."))
    do(database, save_view, call_id=call.id, name=f"{CANARY} view", definition="{}")
    do(
        database,
        confirm_campaign,
        call_id=call.id,
        seed_id=loud.id,
        submission_ids=[loud.id, 2],
        name=f"{CANARY} letter",
    )
    _beside(database, call, owner)
    keep_draft(database, DESK, "log", {"letter": f"{CANARY} draft"})
    with database.keeping() as session:
        facts = ModelFacts("1", 1, datetime(2019, 1, 1, tzinfo=UTC))
        keep_model(session, call.id, facts, CANARY.encode())
    return loud


def _beside(database, call, owner):
    """Say things of the call that tell of the loud one, or of who said nothing at all."""
    other = open_call(database, lead="Cumbria")
    silent = log(database, other, respondent=f"{CANARY} Silent", letter="Elsewhere.")
    area = first(database, Area, Area.name == f"{CANARY} Vale")
    chased = {"stakeholder_ids": [owner.id, silent.respondent_id], "chased_on": date(2018, 12, 9)}
    do(database, mark_chased, call_id=call.id, note=f"{CANARY} was away.", **chased)
    do(database, set_target, call_id=call.id, draft=TargetDraft(5, area_id=area.id))
    own = [each.id for each in rows(database, Submission, Submission.call_id == call.id)]
    do(database, mark_acknowledged, call_id=call.id, submission_ids=own)
    second, fifth = (priority(database, call.id, code) for code in ("P2", "P5"))
    for words in ("sang", "sings"):
        correction = PriorityCorrection(examples=f"{CANARY} {words}.")
        do(database, edit_priority, priority_id=second.id, correction=correction)
    merge = {"into_id": second.id, "priority_id": fifth.id, "reason": f"{CANARY} said so."}
    do(database, merge_priority, **merge)
    shared = first(database, Stakeholder, Stakeholder.name == "Shared Ltd")
    do(database, merge_stakeholders, into_id=shared.id, merged_id=owner.id)


def test_the_file_holds_the_part_and_not_a_byte_of_the_others(two, tmp_path):
    database, call, ours, shared, _ = two
    before = content(database)
    target = tmp_path / "rutland.lisdesk"
    made = hand_over(database, DESK, call.reference, SOUTH, target)
    assert made.ledger.words.startswith("2 of 3 submissions are in it; 1 stay behind: 1 relevant")
    everything = target.read_bytes()
    for form in ("utf-8", "utf-16-le", "utf-16-be"):
        for word in (CANARY, CANARY.casefold(), CANARY.upper()):
            assert word.encode(form) not in everything
    with closing(sqlite.connect(target)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema")]
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        held = [repr(list(connection.execute(f'SELECT * FROM "{name}"'))) for name in tables]
        payloads = [row[0] for row in connection.execute("SELECT payload FROM audit_value")]
    assert len(held) > 80
    assert all(CANARY.casefold() not in each.casefold() for each in [*held, *names])
    for payload in payloads:
        assert not payload or CANARY.encode() not in zlib.decompress(payload)
    with opened(target) as part:
        report = check_file(part)
        assert [each for each in report.findings if each.problems] == []
        own = rows(part, Submission)
        assert [each.reference for each in own] == [ours.reference, shared.reference]
        assert [each.name for each in rows(part, Stakeholder)] == ["Ours Ltd", "Shared Ltd"]
        assert [each.name for each in rows(part, Area)] == ["Oakham"]
        assert [each.content for each in rows(part, Blob)] == [b"our file"]
        assert [each.note for each in rows(part, Tag)] == ["our note"]
        assert [each.words for each in rows(part, Memo)] == ["Our memo."]
        with part.reading() as session:
            said = handed_over_words(session)
        assert said == f"This is the part of {SOUTH}. {made.ledger.words}"
        assert count(part, Campaign) == 0
        new = log(part, call, letter="Later.")
        assert new.reference == "LLEP-0004"
    assert made.sha256 == hashlib.sha256(everything).hexdigest()
    receipt = first(database, HandOver)
    assert (receipt.sha256, receipt.file_name) == (made.sha256, "rutland.lisdesk")
    assert (receipt.submissions, receipt.left_out, receipt.officer) == (2, 1, DESK.officer)
    after = content(database)
    assert {name for name in after if after[name] != before[name]} == {"hand_over"}
    entry = rows(database, AuditEntry)[-1]
    assert (entry.verb, entry.subject) == ("record_hand_over", call.reference)


def test_confidential_ones_go_only_if_it_is_said(two, tmp_path):
    database, call, _, _, loud = two
    made = hand_over(database, DESK, call.reference, "LLEP", tmp_path / "a.lisdesk")
    assert (made.ledger.submissions, made.ledger.confidential) == (1, 0)
    assert "1 confidential" in made.ledger.words
    made = hand_over(
        database, DESK, call.reference, "LLEP", tmp_path / "b.lisdesk", with_confidential=True
    )
    assert (made.ledger.submissions, made.ledger.confidential) == (2, 1)
    with opened(tmp_path / "b.lisdesk") as part:
        (own,) = rows(part, Submission, Submission.id == loud.id)
        assert own.is_confidential
        assert [each for each in check_file(part).findings if each.problems] == []
        stored = first(part, FileFact, FileFact.name == "handed_over").value
    assert json.loads(stored)["left_out"]["others"] == 1


def test_what_was_merged_goes_with_what_it_was_merged_into(database, tmp_path):
    call = open_call(database, partners=[SOUTH])
    one = log(database, call, respondent="Two Ltd", letter="First letter.")
    two = log(database, call, respondent="Two Ltd", letter="Second letter.")
    copy = log(database, call, respondent="Three Ltd", letter="First letter.")
    gone = log(database, call, respondent="Four Ltd", letter="Fourth letter.")
    with database.reading() as session:
        north, south = parts_of_call(session, call.id)
    copy_words = f"As {gone.reference} says."
    ids = [one.id, copy.id, gone.id]
    do(database, set_relevance, submission_ids=ids, to=RelevantTo((south,)))
    do(database, set_relevance, submission_ids=[two.id], to=RelevantTo((north,)))
    do(database, merge_submissions, into_id=one.id, submission_ids=[two.id])
    do(database, mark_duplicate, submission_id=copy.id, of_id=gone.id, reason=copy_words)
    withdrawn = {"kind": SetAside.WITHDRAWN, "reason": "Asked."}
    do(database, set_submission_aside, submission_id=gone.id, **withdrawn)
    made = hand_over(database, DESK, call.reference, SOUTH, tmp_path / "part.lisdesk")
    assert made.ledger.words == ("3 of 4 submissions are in it; 1 stay behind: 1 withdrawn.")
    with opened(tmp_path / "part.lisdesk") as part:
        assert [each.id for each in rows(part, Submission)] == [one.id, two.id, copy.id]
        assert [each for each in check_file(part).findings if each.problems] == []
        assert (
            rows(part, Submission)[-1].disposition is Disposition.DUPLICATE
        )  # of none that counts
    held = (tmp_path / "part.lisdesk").read_bytes()
    assert b"Fourth letter" not in held
    assert copy_words.encode() not in held
    made = hand_over(database, DESK, call.reference, "LLEP", tmp_path / "north.lisdesk")
    assert made.ledger.submissions == 2  # what was merged stays relevant to both
    with opened(tmp_path / "north.lisdesk") as part, part.reading() as session:
        found = relevances(session, call.id, parts_of_call(session, call.id))
        assert (found[one.id].body_ids, found[two.id].body_ids) == ({north, south}, {north})


def test_a_duplicate_of_one_that_stays_behind_counts_in_its_stead(database, tmp_path):
    call = open_call(database, partners=[SOUTH])
    theirs = log(database, call, respondent="One Ltd", letter="The letter.")
    copies = [log(database, call, respondent="One Ltd", letter="The letter.") for _ in range(2)]
    with database.reading() as session:
        north, south = parts_of_call(session, call.id)
    ids = [each.id for each in copies]
    do(database, set_relevance, submission_ids=[theirs.id], to=RelevantTo((north,)))
    do(database, set_relevance, submission_ids=ids, to=RelevantTo((south,)))
    for each in copies:
        words = f"It is {theirs.reference} again."
        do(database, mark_duplicate, submission_id=each.id, of_id=theirs.id, reason=words)
    made = hand_over(database, DESK, call.reference, SOUTH, tmp_path / "part.lisdesk")
    assert made.ledger.words.endswith(
        " 1 counts in it in the stead of one that stays behind, of which it was a duplicate."
    )
    with opened(tmp_path / "part.lisdesk") as part:
        counted, copy = rows(part, Submission)
        assert (counted.disposition, counted.set_aside) == (Disposition.COUNTED, None)
        assert copy.disposition is Disposition.DUPLICATE
        with part.reading() as session:
            assert leads_to(session, copy.id) == counted.id
            assert handed_over_words(session).endswith(made.ledger.words)
        assert [each for each in check_file(part).findings if each.problems] == []
        assert all(theirs.reference not in each.reason for each in rows(part, SetAsideDecision))
        before = content(part)
        words = {"kind": SetAside.OFF_TOPIC, "reason": "Said."}
        take_back(part, do(part, set_submission_aside, submission_id=counted.id, **words))
        assert content(part) == before
    assert f"is {theirs.reference} again".encode() not in (tmp_path / "part.lisdesk").read_bytes()


def test_what_leads_to_the_call_needs_no_stakeholder(two, tmp_path, monkeypatch):
    database, call, ours, *_ = two
    chased = {"stakeholder_ids": [ours.respondent_id], "chased_on": date(2018, 12, 9)}
    do(database, mark_chased, call_id=call.id, note="Came at last.", **chased)
    left_out = {name: why for name, why in LEFT_OUT.items() if name != "chase"}
    monkeypatch.setattr(lisdesk.store.part_of_file, "LEFT_OUT", left_out)
    hand_over(database, DESK, call.reference, SOUTH, tmp_path / "part.lisdesk")
    with opened(tmp_path / "part.lisdesk") as part:
        assert [each.name for each in rows(part, Stakeholder)] == ["Ours Ltd", "Shared Ltd"]
        assert [each.note for each in rows(part, Chase)][-1] == "Came at last."
    assert b"Silent" not in (tmp_path / "part.lisdesk").read_bytes()


def test_a_stakeholder_says_in_the_part_what_it_said_before_others_were_merged_into_it(
    database, tmp_path
):
    call = open_call(database, partners=[SOUTH])
    with database.reading() as session:
        north, south = parts_of_call(session, call.id)
    made = []
    for name in ("Zdeep", "Znear", "Came", "Zlast"):
        draft = {"respondent": f"{name} Ltd", "email": f"{name}@x.example", "letter": name}
        made.append(log(database, call, **draft, area=name))
    deep, near, came, last = (each.respondent_id for each in made)
    own = log(database, call, respondent="Stands Ltd", letter="Stands.", channel=Channel.MEETING)
    into = own.respondent_id

    def merge(merged_id, take=(), into_id=into):
        do(database, merge_stakeholders, into_id=into_id, merged_id=merged_id, take=take)

    told = StakeholderCorrection(telephone="0116 1", members=40)
    do(database, edit_stakeholder, stakeholder_id=deep, correction=told)
    told = StakeholderCorrection(website="came.example")
    do(database, edit_stakeholder, stakeholder_id=came, correction=told)
    there = [Attendee("Came Ltd", came)]
    do(database, set_attendees, submission_id=own.id, attendees=there)
    merge(deep, into_id=near)
    merge(near, [StakeholderField.NAME])
    merge(came, [StakeholderField.EMAIL])
    merge(last, [StakeholderField.AREA])
    both = [own.id, made[2].id]
    ids = [each.id for each in made if each.id not in both]
    do(database, set_relevance, submission_ids=ids, to=RelevantTo((north,)))
    do(database, set_relevance, submission_ids=both, to=RelevantTo((south,)))
    hand_over(database, DESK, call.reference, SOUTH, tmp_path / "part.lisdesk")
    with opened(tmp_path / "part.lisdesk") as part:
        _, own = rows(part, Stakeholder)
        (merge,) = rows(part, StakeholderMerge)
        assert merge.former == {"email": "", "website": ""}
        assert (own.name, own.name_key, own.email) == ("Stands Ltd", "stands ltd", "Came@x.example")
        assert own.area_id is None
        (contact,) = rows(part, StakeholderContact, StakeholderContact.stakeholder_id == into)
        assert (contact.telephone, contact.website) == ("", "came.example")
        assert count(part, Membership) == 0
        assert [each.name for each in rows(part, Area)] == ["Came"]
        assert [each for each in check_file(part).findings if each.problems] == []
    held = (tmp_path / "part.lisdesk").read_bytes()
    assert not [word for word in (b"Zdeep", b"Znear", b"Zlast", b"0116 1") if word in held]


@pytest.mark.thorough
def test_each_body_gets_its_part_with_the_numbers_of_the_rule(database, tmp_path):
    joint = joint_call(database)
    for name, wanted in zip(LEPS, (4, 4, 5), strict=True):
        made = hand_over(database, DESK, joint.call.reference, name, tmp_path / f"{name}.lisdesk")
        assert made.ledger.submissions == wanted
        assert made.ledger.submissions + made.ledger.stays_behind == made.ledger.received == 12


@pytest.mark.thorough
def test_nothing_is_written_where_it_is_refused(two, tmp_path, monkeypatch):
    database, call, *_ = two
    target = tmp_path / "part.lisdesk"
    target.write_bytes(b"mine")
    before = entries(database)

    def refused(error, name=SOUTH, to=target):
        with pytest.raises(error):
            hand_over(database, DESK, call.reference, name, to)

    refused(RefusedError)
    refused(RefusedError, to=tmp_path / "part.xlsx")
    refused(NotFoundError, "Cumbria", tmp_path / "new.lisdesk")
    monkeypatch.setattr(lisdesk.tasks.handing_over, "record_hand_over", lambda *_a, **_k: 1 / 0)
    refused(ZeroDivisionError, to=tmp_path / "new.lisdesk")
    assert target.read_bytes() == b"mine"
    assert sorted(each.name for each in tmp_path.glob("*.lisdesk")) == [
        "consultation.lisdesk",
        "part.lisdesk",
    ]
    assert not list(tmp_path.glob(".*.lisdesk*"))
    assert entries(database) == before
    do(database, set_relevance, submission_ids=[1, 2], to=RelevantTo())
    monkeypatch.undo()
    refused(RefusedError, to=tmp_path / "new.lisdesk")  # nothing is relevant to it any more


@pytest.mark.thorough
def test_where_the_name_is_taken_meanwhile_no_hand_over_is_on_record(two, tmp_path):
    database, call, *_ = two
    target, before = tmp_path / "part.lisdesk", content(database)

    def take_the_name(done, total, _words):
        if done == total:
            target.write_bytes(b"theirs")

    with pytest.raises(RefusedError, match="already a file"):
        hand_over(database, DESK, call.reference, SOUTH, target, progress=take_the_name)
    assert target.read_bytes() == b"theirs"
    assert content(database) == before
    assert not list(tmp_path.glob(".*.lisdesk*"))


@pytest.mark.thorough
def test_every_table_goes_or_is_named_with_a_reason():
    tables = all_tables().tables
    named = [*WHOLE, *NEEDED, *OF_THE_CALL, *LEFT_OUT]
    assert len(named) == len(set(named))
    assert set(named) <= set(tables), "a table that is no more"
    assert all(reason.strip() for reason in LEFT_OUT.values())
    follow_submissions = {"submission", *NEEDED}
    for table in all_tables().sorted_tables:
        targets = {key.column.table.name for key in table.foreign_keys}
        if table.name not in named and targets & follow_submissions:
            follow_submissions.add(table.name)
    follow_submissions.add("carried_over")  # follows its tag, which may be gone
    forgotten = set(tables) - set(named) - follow_submissions - {"call"}
    assert forgotten == set(), "neither follows submissions nor is named in part_of_file"
    assert all(follows(tables[name]) for name in OF_THE_CALL)


@pytest.mark.thorough
def test_it_is_told_how_far_a_hand_over_is_and_where_it_is_stopped_nothing_is_left(
    two, tmp_path, monkeypatch
):
    monkeypatch.setattr(lisdesk.telling, "_ROWS_BETWEEN", 2)
    database, call, *_ = two
    before, counts, folder = content(database), [], tmp_path / "out"
    folder.mkdir()

    def hear(*count):
        counts.append(count)

    hand_over(database, DESK, call.reference, SOUTH, folder / "a.lisdesk", progress=hear)
    done, totals, words = zip(*counts, strict=True)
    begun = next(place for place, total in enumerate(totals) if total > 1)
    assert {each.split(" ", 1)[1] for each in words[:begun]} == {"rows looked up"}
    assert all(words)  # else the window makes words of its own of what are two rounds of rows
    assert list(done[begun:]) == sorted(done[begun:])
    assert done[-1] == totals[-1] == totals[begun]
    assert "checking what was written" in words
    checked = words.index("checking what was written")
    stops = {begun // 2, begun, begun + 3, checked, len(counts) - 1}
    receipts = count(database, HandOver)
    for place in sorted(stops):
        heard = []

        def stop(*told, heard=heard, place=place):
            heard.append(told)
            if len(heard) > place:
                raise CancelledError

        with pytest.raises(CancelledError):
            hand_over(database, DESK, call.reference, SOUTH, folder / "b.lisdesk", progress=stop)
        assert [each.name for each in folder.iterdir()] == ["a.lisdesk"]
        assert count(database, HandOver) == receipts
    assert {**content(database), "hand_over": []} == {**before, "hand_over": []}
