"""Answers to one question side by side: which are listed, and what their rows say."""

from sqlalchemy import event

from lisdesk.edits.bookmarks import bookmark_excerpt
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.queries.answers import (
    AnswersFilter,
    answer_head,
    answer_ids,
    answer_rows,
    question_rows,
)
from tests.desk_work import do, log, priority, tag


def asked(database, number=1):
    with database.reading() as session:
        [row] = [each for each in question_rows(session, 1) if each.number == number]
    return row


def listed(database, **chosen):
    with database.reading() as session:
        wanted = AnswersFilter(asked(database).id, **chosen)
        rows = answer_rows(session, answer_ids(session, wanted))
        by_id = {row.id: row for row in rows}
        head = answer_head(session, wanted)
        assert [row.id for row in head] == answer_ids(session, wanted)
        return [by_id[row.id].body for row in head]


def test_answers_are_listed_as_they_stand_without_what_says_nothing(database, call):
    one = log(database, call, answers={1: "Skills.", 2: "Roads."}, letter="Dear all")
    log(database, call, answers={1: "n/a"})
    log(database, call, answers={1: "Buses."})
    correction = SubmissionCorrection(answers={1: "Skills, really."})
    do(database, edit_submission, submission_id=one.id, correction=correction)
    assert listed(database) == ["Skills, really.", "Buses."]
    assert listed(database, has_non_answers=True) == ["Skills, really.", "n/a", "Buses."]
    assert asked(database).answers == 2
    assert asked(database, 3).answers == 0
    tag(database, one, "P2", quote="Skills")
    assert listed(database, is_untagged=True) == ["Buses."]


def test_a_row_says_whose_it_is_and_what_is_tagged_in_it(database, call):
    entry = log(
        database, call, respondent="Acme", type_token="business-small", answers={1: "Skills are."}
    )
    tag(database, entry, "P3")
    tag(database, entry, "P2", question=1)
    tag(database, entry, "P1", quote="Skills", note="n")
    do(database, bookmark_excerpt, excerpt_id=2)
    with database.reading() as session:
        [row] = answer_head(session, AnswersFilter(asked(database).id))
    assert (row.reference, row.respondent, row.submission_id) == (entry.reference, "Acme", entry.id)
    assert row.type.startswith("Business: small")
    assert [(mark.priority, mark.quote, mark.note, mark.is_quotation) for mark in row.tags] == [
        ("P2", "Skills are.", "", False),
        ("P1", "Skills", "n", True),
    ]


def test_any_number_of_answers_takes_as_many_statements(database, call):
    def statements():
        seen = []

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        with database.reading() as session:
            engine = session.get_bind()
            event.listen(engine, "before_cursor_execute", note)
            [first, *_] = question_rows(session, 1)
            answer_head(session, AnswersFilter(first.id))
            event.remove(engine, "before_cursor_execute", note)
        return sum(statement.startswith("SELECT") for statement in seen)

    log(database, call, answers={1: "Yes."})
    few = statements()
    to = priority(database, 1, "P2").id
    for number in range(30):
        entry = log(database, call, respondent=f"R{number}", answers={1: f"Buses {number}"})
        do(database, add_tag, submission_id=entry.id, priority_id=to, draft=TagDraft(question=1))
    assert statements() == few == 4
