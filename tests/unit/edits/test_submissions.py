"""Submissions: whose they are, what they say, how they stand; decided on, never destroyed."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.settings import change_setting
from lisdesk.edits.submissions import (
    AttachedFile,
    Seen,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    decide_late,
    edit_submission,
    put_submission_back,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.errors import NotFoundError, RefusedError, StaleEditError
from lisdesk.rules.spans import text_hash
from lisdesk.rules.vocabulary import (
    Channel,
    Content,
    Disposition,
    LateChoice,
    Permission,
    SetAside,
    StakeholderKind,
    Timing,
)
from lisdesk.store.entities import (
    Area,
    Attachment,
    Blob,
    ConfidentialityRequest,
    LateDecision,
    Question,
    SetAsideDecision,
    SourceText,
    Stakeholder,
    StakeholderType,
)
from tests.desk_work import (
    DESK,
    NOW,
    assert_refused,
    count,
    do,
    first,
    log,
    open_call,
    rows,
    standing_texts,
    submission,
)

LATE = datetime(2019, 2, 3, tzinfo=UTC)


def standing(database):
    entry = submission(database, "LLEP-0001")
    return entry.content, entry.timing, entry.disposition


def decide(database, choice, reason="Snow."):
    return do(database, decide_late, submission_id=1, choice=choice, reason=reason).result


def test_a_submission_is_numbered_within_its_prefix_and_kept_as_it_came(database, call):
    entry = log(
        database,
        call,
        respondent="  Acme   Ltd ",
        type_token="Business: small (10–49 employees)",
        area="melton  mowbray",
        email="jo@acme.example",
        submitted_by=" Counsel ",
        channel=Channel.POST,
        sent_at=datetime(2018, 12, 7, tzinfo=UTC),
        permission=Permission.UNNAMED,
        answers={2: "Line one\r\nline two\rline three", 1: "First."},
        letter="Dear all",
    )
    assert (entry.reference, entry.call_id) == ("LLEP-0001", call.id)
    assert (entry.channel, entry.permission) == (Channel.POST, Permission.UNNAMED)
    assert (entry.submitted_by, entry.received_at) == ("Counsel", NOW)
    person = first(database, Stakeholder)
    assert (person.name, person.email, person.kind) == (
        "Acme Ltd",
        "jo@acme.example",
        StakeholderKind.ORGANISATION,
    )
    assert entry.respondent_id == person.id
    kind = first(database, StakeholderType, StakeholderType.key == "business-small")
    assert entry.type_id == person.type_id == kind.id
    assert first(database, Area).name == "melton mowbray"
    assert standing_texts(database, entry.id) == [
        "Line one\nline two\nline three",
        "First.",
        "Dear all",
    ]
    for text in rows(database, SourceText):
        assert text.sha256 == text_hash(text.body)
    assert log(database, call).reference == "LLEP-0002"


def test_two_calls_of_one_body_share_its_numbers(database, call):
    other = open_call(database)
    references = [log(database, each).reference for each in (call, other, call)]
    assert references == ["LLEP-0001", "LLEP-0002", "LLEP-0003"]


@pytest.mark.parametrize(
    ("first_one", "second_one", "is_same"),
    [
        (("Acme Ltd", ""), ("ACME  LTD.", ""), True),
        (("Acme Ltd", "a@x.example"), ("acme ltd", ""), True),
        (("Acme Ltd", ""), ("acme ltd", "a@x.example"), True),
        (("Acme Ltd", "a@x.example"), ("acme ltd", "A@X.example"), True),
        (("Acme Ltd", "a@x.example"), ("Acme Ltd", "b@x.example"), False),
        (("Smith & Sons", ""), ("Smith and Sons", ""), True),
        (("Acme Ltd", ""), ("Acme", ""), False),
        (("", "a@x.example"), ("", "a@x.example"), True),
        (("", "a@x.example"), ("", "b@x.example"), False),
        (("---", ""), ("---", ""), True),
    ],
)
def test_a_respondent_is_known_by_name_unless_the_addresses_differ(
    database, call, first_one, second_one, is_same
):
    ids = [
        log(database, call, respondent=name, email=email).respondent_id
        for name, email in (first_one, second_one)
    ]
    assert None not in ids
    assert (ids[0] == ids[1]) is is_same
    assert count(database, Stakeholder) == (1 if is_same else 2)


def test_the_register_learns_what_it_did_not_know_and_changes_nothing_it_does(database, call):
    log(database, call, respondent="Acme")
    log(database, call, respondent="Acme", email="a@x.example", type_token="school")
    third = log(database, call, respondent="Acme", type_token="other")
    (person,) = rows(database, Stakeholder)
    school = first(database, StakeholderType, StakeholderType.key == "school")
    assert (person.email, person.type_id) == ("a@x.example", school.id)
    assert third.type_id != school.id
    assert log(database, call, respondent="Acme").type_id == school.id


def test_a_submission_may_come_from_nobody(database, call):
    entry = log(database, call, letter="Anonymous.")
    assert (entry.respondent_id, entry.type_id, entry.area_id, entry.permission) == (None,) * 4
    assert count(database, Stakeholder) == 0


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ({}, Content.NONE),
        ({"answers": {1: "  \u200b "}}, Content.NONE),
        ({"answers": {1: "n/a", 2: "None."}}, Content.NON_ANSWERS),
        ({"answers": {1: "n/a", 2: "Yes"}}, Content.SOME),
        ({"letter": "Text"}, Content.SOME),
        ({"attachments": [AttachedFile("a", b"")]}, Content.SOME),
    ],
)
def test_how_much_a_submission_says_follows_from_its_texts_and_files(
    database, call, draft, expected
):
    assert log(database, call, **draft).content is expected


def test_a_non_answer_is_kept_and_marked_but_a_letter_never_is(database, call):
    log(database, call, answers={1: "N/A"}, letter="N/A")
    assert [text.is_non_answer for text in rows(database, SourceText)] == [True, False]


@pytest.mark.parametrize(
    ("received_at", "timing"),
    [
        (datetime(2018, 12, 5, 23, 59, tzinfo=UTC), Timing.BEFORE_OPENING),
        (datetime(2018, 12, 6, tzinfo=UTC), Timing.IN_TIME),
        (datetime(2019, 1, 31, 23, 59, 59, 999999, tzinfo=UTC), Timing.IN_TIME),
        (datetime(2019, 2, 1, tzinfo=UTC), Timing.LATE),
    ],
)
def test_timing_is_judged_by_the_moment_of_receipt(database, call, received_at, timing):
    assert log(database, call, letter="Text.", received_at=received_at).timing is timing


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        ({"answers": {11: "No such question."}}, NotFoundError),
        ({"type_token": "wizard"}, RefusedError),
    ],
)
def test_what_the_call_does_not_have_is_refused(database, call, draft, error):
    draft = SubmissionDraft(respondent="Acme", area="Melton", **draft)
    assert_refused(database, add_submission, error, call_id=call.id, draft=draft)


def test_a_file_is_stored_once_under_its_hash_and_its_name_is_data(database, call):
    files = [AttachedFile("../../etc/passwd", b"same"), AttachedFile("b.txt", b"same")]
    log(database, call, attachments=files)
    log(database, call, attachments=[AttachedFile("", b"same"), AttachedFile("c", b"other")])
    assert [(row.name, row.size_bytes) for row in rows(database, Attachment)] == [
        ("../../etc/passwd", 4),
        ("b.txt", 4),
        ("", 4),
        ("c", 5),
    ]
    blobs = {row.sha256: row.content for row in rows(database, Blob)}
    assert blobs == {hashlib.sha256(each).hexdigest(): each for each in (b"same", b"other")}


def test_a_file_over_the_limit_is_refused_until_the_limit_is_raised(database, call):
    do(database, change_setting, name="attachment_limit_mb", value="1")
    at_limit = AttachedFile("fits", bytes(1_000_000))
    over = AttachedFile("too large.pdf", bytes(1_000_001))
    log(database, call, attachments=[at_limit])
    draft = SubmissionDraft(attachments=[over])
    assert_refused(database, add_submission, call_id=call.id, draft=draft)
    do(database, change_setting, name="attachment_limit_mb", value="2")
    log(database, call, attachments=[over])


@pytest.mark.parametrize(
    ("choice", "disposition"),
    [
        (LateChoice.ACCEPT, Disposition.LATE_ACCEPTED),
        (LateChoice.ACCEPT_FLAGGED, Disposition.LATE_ACCEPTED),
        (LateChoice.NOTE, Disposition.LATE_NOT_COUNTED),
        (LateChoice.REFUSE, Disposition.LATE_NOT_COUNTED),
    ],
)
def test_a_person_decides_on_a_late_submission(database, call, choice, disposition):
    entry = log(database, call, letter="Late.", received_at=LATE)
    assert entry.disposition is Disposition.LATE_WAITING
    assert decide(database, choice).disposition is disposition
    (decision,) = rows(database, LateDecision)
    assert (decision.choice, decision.reason, decision.officer) == (choice, "Snow.", "Ann Officer")


def test_the_newest_decision_stands_and_the_older_ones_are_kept(database, call):
    log(database, call, letter="Late.", received_at=LATE)
    decide(database, LateChoice.REFUSE)
    assert decide(database, LateChoice.ACCEPT).disposition is Disposition.LATE_ACCEPTED
    assert [row.choice for row in rows(database, LateDecision)] == [
        LateChoice.REFUSE,
        LateChoice.ACCEPT,
    ]


def test_only_a_late_submission_is_decided_on_and_only_with_a_reason(database, call):
    decision = {"submission_id": 1, "choice": LateChoice.ACCEPT}
    log(database, call, letter="In time.")
    assert_refused(database, decide_late, reason="Snow.", **decision)
    log(database, call, letter="Late.", received_at=LATE)
    assert_refused(database, decide_late, reason=" ", **{**decision, "submission_id": 2})


@pytest.mark.parametrize("kind", SetAside)
def test_a_submission_is_set_aside_and_put_back_with_all_it_holds(database, call, kind):
    log(database, call, letter="Text.")
    aside = {"submission_id": 1, "kind": kind, "reason": "Why."}
    assert do(database, set_submission_aside, **aside).result.disposition.key == kind.key
    assert standing_texts(database, 1) == ["Text."]
    assert_refused(database, set_submission_aside, **aside)
    back = do(database, put_submission_back, submission_id=1, reason="Why not.")
    assert back.result.disposition is Disposition.COUNTED
    assert_refused(database, put_submission_back, submission_id=1, reason="Again.")
    assert [row.kind for row in rows(database, SetAsideDecision)] == [kind, None]


def test_a_late_submission_put_back_still_waits_for_its_decision(database, call):
    log(database, call, letter="Text.", received_at=LATE)
    aside = {"submission_id": 1, "kind": SetAside.DUPLICATE, "reason": "Copy."}
    do(database, set_submission_aside, **aside)
    back = do(database, put_submission_back, submission_id=1, reason="No copy.")
    assert back.result.disposition is Disposition.LATE_WAITING


def test_setting_aside_and_putting_back_need_a_reason(database, call):
    log(database, call, letter="Text.")
    aside = {"submission_id": 1, "kind": SetAside.DUPLICATE}
    assert_refused(database, set_submission_aside, reason="\n", **aside)
    do(database, set_submission_aside, reason="Copy.", **aside)
    assert_refused(database, put_submission_back, submission_id=1, reason="")


def test_a_request_for_confidentiality_covers_all_or_the_words_it_names(database, call):
    log(database, call, answers={1: "Our 😀 margin is 3%."}, letter="Dear\r\nall")
    request = {"submission_id": 1, "reason": "Trade secret."}
    do(database, request_confidentiality, **request)
    do(database, request_confidentiality, **request, quote="😀 margin")
    do(database, request_confidentiality, **request, quote="Dear\r\nall")
    spans = [(row.text_id, row.start, row.end) for row in rows(database, ConfidentialityRequest)]
    assert spans == [(None, None, None), (1, 4, 12), (2, 0, 8)]
    assert submission(database, "LLEP-0001").is_confidential


@pytest.mark.parametrize(
    "changes", [{"reason": ""}, {"quote": "not there"}, {"quote": ""}], ids=str
)
def test_a_request_needs_a_reason_and_words_that_stand_there(database, call, changes):
    log(database, call, letter="Text.")
    request = {"submission_id": 1, "reason": "Secret.", **changes}
    assert_refused(database, request_confidentiality, **request)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.fixed_dictionaries(
        {
            "respondent": st.text(max_size=20),
            "area": st.text(max_size=20),
            "email": st.text(max_size=20),
            "submitted_by": st.text(max_size=20),
            "letter": st.text(max_size=60),
        }
    ),
    answer=st.text(max_size=60),
)
def test_any_text_can_be_logged_and_nothing_of_it_is_left_when_taken_back(
    database, call, words, answer
):
    with database.writing(DESK) as work:
        before = work.session.connection().connection.driver_connection.total_changes
        draft = SubmissionDraft(**words, answers={1: answer})
        made = add_submission(work, call_id=call.id, draft=draft)
        assert made.entry_id is not None
        assert work.session.connection().connection.driver_connection.total_changes > before
        work.session.rollback()
    assert count(database, Question) == 10


def test_a_correction_empties_what_can_be_empty(database, call):
    sent = datetime(2019, 1, 2, tzinfo=UTC)
    entry = log(database, call, letter="Hi", sent_at=sent, permission=Permission.NAMED)
    correction = SubmissionCorrection(sent_at=NOTHING, permission=NOTHING)
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    emptied = submission(database, entry.reference)
    assert (emptied.sent_at, emptied.permission) == (None, None)


@pytest.mark.parametrize("between", [{"area": "Oadby"}, {"letter": "Newer words"}])
def test_a_correction_of_what_was_changed_meanwhile_is_refused(database, call, between):
    entry = log(database, call, letter="Hi")
    seen = Seen(entry.version, frozenset({1}))
    do(
        database,
        edit_submission,
        submission_id=entry.id,
        correction=SubmissionCorrection(**between),
    )
    assert_refused(
        database,
        edit_submission,
        StaleEditError,
        submission_id=entry.id,
        correction=SubmissionCorrection(channel=Channel.POST, seen=seen),
    )
