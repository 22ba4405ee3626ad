"""Imports: every row is accounted for, known rows are known again, one undo takes it all back."""

import itertools
from datetime import UTC, datetime

import pytest

from lisdesk.edits.calls import extend_call
from lisdesk.edits.history import take_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingFile, IncomingQuestion, IncomingRow
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    set_submission_aside,
)
from lisdesk.errors import RefusedError
from lisdesk.queries.imports import import_details
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import (
    Channel,
    Content,
    Disposition,
    Permission,
    QuestionKind,
    SetAside,
    StakeholderKind,
    Timing,
)
from lisdesk.store import audit
from lisdesk.store.entities import (
    Area,
    Import,
    ImportRow,
    Question,
    SourceText,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
)
from tests.desk_work import (
    NOW,
    at,
    content,
    count,
    do,
    entries,
    first,
    log,
    rows,
    standing_texts,
    submission,
    tag,
)
from tests.story import incoming, some_rows


def bring_in(database, call, incoming_rows, **changes):
    file = incoming(iter(incoming_rows), **changes)
    return do(database, import_rows, call_id=call.id, file=file)


def row(number, *answers, key=None, digest=None, **fields):
    words = tuple((place, text) for place, text in enumerate(answers) if text)
    digest = digest or f"{words}{sorted(fields)}"
    return IncomingRow(number, key or f"k{number}", digest, answers=words, **fields)


def counts(report):
    return (report.new, report.changed, report.already_here, report.joined, report.blank)


def test_every_row_is_accounted_for(database, call):
    report = bring_in(database, call, some_rows()).result
    assert report.rows == 5
    assert counts(report) == (3, 0, 0, 1, 1)
    assert (report.reference, report.new_questions) == ("IMP-0001", [])
    assert report.problems == [{"where": "D2", "what": "no date", "kept": "the text"}]
    kept = first(database, Import)
    assert (kept.rows, kept.new_rows, kept.joined, kept.blank) == (5, 3, 1, 1)
    assert (kept.file_name, kept.sheet, kept.officer) == ("survey.xlsx", "Responses", "Ann Officer")
    assert (kept.imported_at, kept.problems) == (NOW, report.problems)


def test_a_row_becomes_a_submission_with_all_it_says(database, call):
    bring_in(database, call, some_rows())
    entry = submission(database, "LLEP-0001")
    assert (entry.channel, entry.permission) == (Channel.EMAIL, Permission.UNNAMED)
    assert entry.received_at == datetime(2019, 1, 9, 12, tzinfo=UTC)
    assert entry.sent_at == datetime(2019, 1, 8, 12, tzinfo=UTC)
    assert (entry.extras, entry.unread) == ({"IP address": "10.0.0.1"}, {"type": "Widgets"})
    assert (entry.content, entry.timing) == (Content.SOME, Timing.IN_TIME)
    person = first(database, Stakeholder, Stakeholder.id == entry.respondent_id)
    assert (person.name, person.email) == ("Acme Limited", "info@acme.example")
    assert person.kind is StakeholderKind.ORGANISATION
    kind = first(database, StakeholderType, StakeholderType.id == entry.type_id)
    assert kind.key == "business-large"
    assert first(database, Area, Area.id == entry.area_id).name == "Charnwood"
    assert standing_texts(database, entry.id) == ["Buses run too rarely.", "N/A"]
    assert [text.is_non_answer for text in rows(database, SourceText)][:2] == [False, True]


def test_what_a_row_does_not_say_is_left_open_and_it_came_now(database, call):
    bring_in(database, call, [row(2, "Text.")], **{})
    entry = submission(database, "LLEP-0001")
    assert entry.respondent_id is entry.type_id is entry.area_id is entry.permission is None
    assert (entry.received_at, entry.channel) == (NOW, Channel.ONLINE)


def test_rows_are_judged_by_the_deadline_in_force(database, call):
    late = {"received_at": datetime(2019, 2, 1, tzinfo=UTC)}
    early = {"received_at": datetime(2018, 12, 5, tzinfo=UTC)}
    bring_in(database, call, [row(2, "a", **late), row(3, "b", **early), row(4, "n/a"), row(5)])
    assert [each.disposition for each in rows(database, Submission)] == [
        Disposition.LATE_WAITING,
        Disposition.COUNTED,
        Disposition.COUNTED,
        Disposition.BLANK,
    ]
    assert submission(database, "LLEP-0002").timing is Timing.BEFORE_OPENING
    assert submission(database, "LLEP-0003").content is Content.NON_ANSWERS


def test_importing_again_changes_nothing_and_leaves_no_trace(database, call):
    bring_in(database, call, some_rows())
    before = content(database), entries(database)
    again = bring_in(database, call, some_rows())
    assert (again.entry_id, again.inverse, again.changed) == (None, None, frozenset())
    assert counts(again.result) == (0, 0, 4, 0, 1)
    assert again.result.reference is None
    assert (content(database), entries(database)) == before


def test_the_same_keys_from_another_source_are_other_rows(database, call):
    bring_in(database, call, [row(2, "Text.")])
    report = bring_in(database, call, [row(2, "Text.")], source="Response ID").result
    assert counts(report) == (1, 0, 0, 0, 0)


def test_rows_that_are_alike_are_each_a_submission(database, call):
    alike = [row(number, "Same.", key=key) for number, key in enumerate(["k", "k#2", "k#3"])]
    assert counts(bring_in(database, call, alike).result) == (3, 0, 0, 0, 0)
    assert counts(bring_in(database, call, alike).result) == (0, 0, 3, 0, 0)
    assert [each.reference for each in rows(database, Submission)] == [
        "LLEP-0001",
        "LLEP-0002",
        "LLEP-0003",
    ]


def test_respondents_are_found_in_the_register_and_new_ones_are_made_once(database, call):
    log(database, call, respondent="Acme Ltd")
    bring_in(
        database,
        call,
        [
            row(2, "a", respondent="ACME LTD.", email="jo@acme.example", area="Melton"),
            row(3, "b", respondent="Beta", area=" melton "),
            row(4, "c", respondent="beta"),
            row(5, "d", email="anon@x.example"),
        ],
    )
    assert [(each.name, each.email) for each in rows(database, Stakeholder)] == [
        ("Acme Ltd", "jo@acme.example"),
        ("Beta", ""),
        ("anon@x.example", "anon@x.example"),
    ]
    assert [each.respondent_id for each in rows(database, Submission)] == [1, 1, 2, 2, 3]
    assert count(database, Area) == 1


def test_more_than_a_thousand_rows_come_in_chunks_and_in_order(database, call):
    many = [row(number, f"Answer {number}.", respondent=f"R {number}") for number in range(2, 1203)]
    report = bring_in(database, call, many).result
    assert (report.rows, report.new) == (1201, 1201)
    stored = rows(database, Submission)
    assert [each.reference for each in stored] == [f"LLEP-{place:04d}" for place in range(1, 1202)]
    texts = {each.submission_id: each.body for each in rows(database, SourceText)}
    names = {each.id: each.name for each in rows(database, Stakeholder)}
    for number, each in enumerate(stored, start=2):
        assert texts[each.id] == f"Answer {number}."
        assert names[each.respondent_id] == f"R {number}"
    links = rows(database, ImportRow)
    assert [link.row_number for link in links] == list(range(2, 1203))
    assert [link.submission_id for link in links] == [each.id for each in stored]


def test_new_questions_are_added_and_known_ones_answered(database, call):
    asks = [IncomingQuestion("Age band?", QuestionKind.CHOICE), IncomingQuestion("", number=3)]
    report = bring_in(database, call, [row(2, "18-24", "Roads.")], questions=asks).result
    assert report.new_questions == [11]
    added = first(database, Question, Question.number == 11)
    assert (added.text, added.kind) == ("Age band?", QuestionKind.CHOICE)
    by_question = {text.question_id: text.body for text in rows(database, SourceText)}
    assert by_question == {added.id: "18-24", 3: "Roads."}


def test_a_question_that_the_call_lacks_refuses_the_file(database, call):
    before = content(database)
    with pytest.raises(Exception, match="99") as refused:
        bring_in(database, call, [row(2, "x")], questions=[IncomingQuestion("", number=99)])
    assert refused.value.do
    assert content(database) == before


def test_rows_of_one_group_are_one_submission(database, call):
    grouped = [
        row(2, "First.", group="g", extras={"a": "1"}),
        row(3, "Second.", "Other.", group="g", extras={"a": "2", "b": "3"}),
        row(4, "Alone."),
        row(5, "Third.", group="g", extras={"a": "1"}),
    ]
    assert counts(bring_in(database, call, grouped).result) == (2, 0, 0, 2, 0)
    entry = submission(database, "LLEP-0001")
    assert standing_texts(database, entry.id) == ["First.\n\nSecond.\n\nThird.", "Other."]
    assert entry.extras == {"a": "1", "a (row 3)": "2", "b": "3"}
    assert counts(bring_in(database, call, grouped).result) == (0, 0, 4, 0, 0)
    later = [row(6, "Fourth.", group="g")]
    assert counts(bring_in(database, call, later).result) == (0, 0, 0, 1, 0)
    assert standing_texts(database, entry.id)[-1].endswith("Third.\n\nFourth.")


def test_a_changed_row_corrects_its_submission_and_keeps_tags_and_the_old_text(database, call):
    bring_in(database, call, [row(2, "Skills and buses.", "Gone."), row(3, "Other.")])
    entry = submission(database, "LLEP-0001")
    tag(database, entry, quote="Skills")
    tag(database, entry, quote="buses")
    changed = [row(2, "Skills and trains.", respondent="Acme", area="Oadby"), row(3, "Other.")]
    report = bring_in(database, call, changed).result
    assert counts(report) == (0, 1, 1, 0, 0)
    assert report.reference == "IMP-0002"
    assert [problem["where"] for problem in report.problems] == ["row 2"]
    assert standing_texts(database, entry.id) == ["Skills and trains."]
    assert count(database, SourceText) == 4
    assert count(database, Tag) == 2
    assert submission(database, "LLEP-0001").respondent_id == 1
    assert counts(bring_in(database, call, changed).result) == (0, 0, 2, 0, 0)


def test_a_row_that_went_quiet_leaves_a_blank_submission_and_decisions_stand(database, call):
    bring_in(database, call, [row(2, "Text."), row(3, "More.")])
    aside = {"submission_id": 2, "kind": SetAside.OFF_TOPIC, "reason": "Off."}
    do(database, set_submission_aside, **aside)
    bring_in(database, call, [row(2), row(3, "Changed.")])
    assert submission(database, "LLEP-0001").disposition is Disposition.BLANK
    assert submission(database, "LLEP-0002").disposition is Disposition.OFF_TOPIC


def test_a_changed_row_of_a_group_adds_to_it_and_says_so(database, call):
    bring_in(database, call, [row(2, "First.", group="g"), row(3, "Second.", group="g")])
    report = bring_in(database, call, [row(3, "Second, better.", group="g")]).result
    assert counts(report) == (0, 1, 0, 0, 0)
    assert "row 3" in report.problems[0]["where"]
    assert standing_texts(database, 1) == ["First.\n\nSecond.\n\nSecond, better."]


def test_a_file_of_blank_rows_leaves_nothing(database, call):
    before = content(database), entries(database)
    report = bring_in(database, call, [row(2, is_blank=True), row(3, is_blank=True)]).result
    assert (counts(report), report.reference) == ((0, 0, 0, 0, 2), None)
    assert (content(database), entries(database)) == before


@pytest.mark.parametrize("rows_before", [0, 1, 999, 1500])
def test_a_file_that_breaks_off_leaves_nothing(database, call, rows_before):
    def break_off():
        for number in range(rows_before):
            yield row(number, "Text.", respondent=f"R{number}")
        raise OSError("the drive is gone")

    before = content(database), entries(database)
    with pytest.raises(OSError, match="gone"):
        bring_in(database, call, break_off())
    assert (content(database), entries(database)) == before


def test_one_undo_takes_an_import_back_and_the_next_one_brings_it_again(database, call):
    log(database, call, respondent="Grouped")
    before = content(database)
    done = bring_in(database, call, some_rows())
    after = content(database)
    undone = do(database, take_back, entry_id=done.entry_id)
    assert content(database) == before
    do(database, take_back, entry_id=undone.entry_id)
    assert content(database) == after
    assert counts(bring_in(database, call, some_rows()).result) == (0, 0, 4, 0, 1)
    with database.reading() as session:
        assert list(audit.broken_links(session)) == []


def test_after_an_undo_the_same_file_is_new_again_under_new_references(database, call):
    done = bring_in(database, call, some_rows())
    do(database, take_back, entry_id=done.entry_id)
    report = bring_in(database, call, some_rows()).result
    assert counts(report) == (3, 0, 0, 1, 1)
    assert report.reference == "IMP-0002"
    assert [each.reference for each in rows(database, Submission)] == [
        "LLEP-0004",
        "LLEP-0005",
        "LLEP-0006",
    ]


@pytest.mark.parametrize("what", ["tag", "late decision", "another import"])
def test_an_import_that_was_worked_on_is_taken_back_only_after_that_work(database, call, what):
    done = bring_in(database, call, some_rows())
    entry = submission(database, "LLEP-0001")
    if what == "tag":
        tag(database, entry)
    elif what == "late decision":
        aside = {"submission_id": entry.id, "kind": SetAside.OFF_TOPIC, "reason": "Off."}
        do(database, set_submission_aside, **aside)
    else:
        changed = itertools.islice(some_rows("Changed."), 2)
        bring_in(database, call, changed)
    before = content(database)
    with pytest.raises(RefusedError):
        do(database, take_back, entry_id=done.entry_id)
    assert content(database) == before


def test_an_import_judged_anew_since_is_still_taken_back(database, call):
    before = content(database)
    late = {"received_at": datetime(2019, 2, 3, tzinfo=UTC)}
    done = bring_in(database, call, [row(2, "Text.", **late)])
    arguments = {"call_id": call.id, "deadline": parse_deadline("2019-02-08"), "reason": "More."}
    extended = do(database, extend_call, **arguments)
    do(database, take_back, entry_id=extended.entry_id, desk=at(2019, 2, 1))
    do(database, take_back, entry_id=done.entry_id)
    assert content(database) == before


def told(row_number, *answers, **fields):
    return row(row_number, *answers, key="k1", digest=fields.pop("digest", "d1"), **fields)


def bring(database, call, *incoming_rows, sha="1" * 64):
    file = IncomingFile(
        name="export.xlsx",
        sha256=sha,
        sheet="Responses",
        encoding="",
        source="id",
        questions=[IncomingQuestion("", number=1)],
        rows=list(incoming_rows),
        tells_permission=True,
    )
    return do(database, import_rows, call_id=call.id, file=file).result


def test_a_changed_row_does_not_overwrite_what_an_officer_corrected(database, call):
    bring(database, call, told(2, "Typo.", permission=Permission.NAMED, area="Hinckley"))
    entry = submission(database, "LLEP-0001")
    correction = SubmissionCorrection(
        permission=Permission.NONE, area="Hinckley and Bosworth", answers={1: "Mended."}
    )
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    changed = told(2, "Typo!", permission=Permission.NAMED, area="Hinckley", digest="d2")
    report = bring(database, call, changed, sha="2" * 64)
    entry = submission(database, "LLEP-0001")
    assert entry.permission is Permission.NONE
    assert standing_texts(database, entry.id) == ["Mended."]
    assert entry.extras == {"area (row 2)": "Hinckley", "answer to question 1 (row 2)": "Typo!"}
    assert report.changed == 1
    assert "corrected here" in report.problems[0]["what"]


def test_a_permission_that_is_blank_or_unreadable_now_permits_nothing(database, call):
    bring(database, call, told(2, "Yes.", permission=Permission.NAMED))
    bring(database, call, told(2, "Yes.", permission=None, digest="d2"), sha="2" * 64)
    assert submission(database, "LLEP-0001").permission is None


def test_rows_that_are_joined_keep_the_strictest_permission_and_every_value(database, call):
    rows_of_one = [
        row(2, "One.", group="g", permission=Permission.NAMED),
        row(3, "Two.", group="g", permission=Permission.NONE, respondent="Jane", area="Melton"),
        row(4, "Three.", group="g", respondent="Joan"),
    ]
    report = bring(database, call, *rows_of_one)
    entry = submission(database, "LLEP-0001")
    assert (report.new, report.joined) == (1, 2)
    assert entry.permission is Permission.NONE
    assert entry.respondent_id is not None
    assert entry.area_id is not None
    assert entry.extras == {"respondent (row 4)": "Joan"}
    assert [problem["where"] for problem in report.problems] == ["row 4"]


def test_words_in_place_of_a_name_name_nobody_and_are_kept(database, call):
    rows_in = [
        row(2, "One.", respondent="Anonymous"),
        row(3, "Two.", respondent="anonymous"),
        row(4, "Three.", respondent="N/A"),
    ]
    bring(database, call, *rows_in)
    for number, given in ((1, "Anonymous"), (2, "anonymous"), (3, "N/A")):
        entry = submission(database, f"LLEP-{number:04d}")
        assert entry.respondent_id is None
        assert entry.extras == {"Respondent": given}


def test_problems_are_told_when_a_row_comes_in_and_not_again(database, call):
    problem = {"where": "row 2, Date", "what": "Not a date.", "kept": "The text."}
    assert len(bring(database, call, told(2, "One.", problems=[problem])).problems) == 1
    assert bring(database, call, told(2, "One.", problems=[problem])).problems == []


def test_a_sheet_of_which_no_map_was_kept_is_a_sheet_all_the_same(database, call):
    bring_in(database, call, some_rows(), reading=None)
    with database.reading() as session:
        details = import_details(session, 1)
    assert (details.is_sheet, details.importer_version, details.mapping) == (True, "", "")
