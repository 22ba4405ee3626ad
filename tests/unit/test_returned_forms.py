"""A response form that comes back is one submission: who, what they permit, answer by answer."""

import pytest

from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.edits.history import take_back
from lisdesk.edits.question_changes import QuestionCorrection, edit_question
from lisdesk.edits.questions import AskedDetail
from lisdesk.edits.submissions import AttachedFile, SubmissionDraft
from lisdesk.errors import RefusedError
from lisdesk.queries.attachments import attachments
from lisdesk.queries.documents import extractions
from lisdesk.queries.soundness import findings
from lisdesk.rules.returned_form import ReturnedForm
from lisdesk.rules.vocabulary import Permission, QuestionKind, StakeholderKind
from lisdesk.store.entities import Question, SourceText, Stakeholder, StakeholderType, Submission
from lisdesk.tasks.document_filing import DocumentChoice, extract_attachment, file_document
from lisdesk.tasks.document_proposals import propose_documents
from lisdesk.tasks.response_forms import write_call_form
from lisdesk.tasks.returned_forms import draft_with_form
from lisdesk.ui.documents.words import form_line
from tests.desk_work import DESK, NOW, content, do, log, rows
from tests.filled_forms import changed, filled, w

SAID = {
    "name": "Ann Example",
    "email": "ann@acme.example",
    "kind_2": True,
    "organisation": "Acme Ltd",
    "type": "School",
    "area": "Melton",
    "permission_1": True,
    "1.text": "Too few buses.",
    "2.c3": True,
    "5.p1": "Rents.",
    "letter": "Yours truly.",
}
TEXTS = {1: "Too few buses.", 2: "Poor", 5: "Urban areas: Rents.", None: "Yours truly."}


def a_form(database, call, tmp_path):
    """Write the form of a call that asks in several kinds."""
    rated = QuestionCorrection(kind=QuestionKind.RATING, choices=["Good", "Fair", "Poor"])
    do(database, edit_question, question_id=2, correction=rated)
    parts = QuestionCorrection(detail=AskedDetail(["Urban areas", "Rural areas"]))
    do(database, edit_question, question_id=5, correction=parts)
    wording = FormWording("Why we ask.", "By post.", "We keep it.")
    do(database, set_form_wording, call_id=call.id, wording=wording)
    path = tmp_path / "form.docx"
    written = write_call_form(database, call.reference, NOW, path)
    assert written.questions == 10
    return path


def printed_words(call):
    """Return the words of a form of a call that was printed and filled in."""
    return (
        "Your name Ann Example\nYour e-mail address\nYou answer\n☐ As an individual\n"
        "☒ On behalf of an organisation\nName of the organisation Acme Ltd\n"
        "What describes you best School\n1. What?\nToo few buses.\n"
        f"{call.reference}, form 0123abcd. 1\n"
    )


def texts_of(database, submission_id):
    numbers = {each.id: each.number for each in rows(database, Question)}
    return {
        numbers.get(each.question_id): each.body
        for each in rows(database, SourceText, SourceText.submission_id == submission_id)
    }


def test_a_returned_form_becomes_one_submission_and_is_taken_back_whole(database, call, tmp_path):
    form = a_form(database, call, tmp_path)
    known = log(database, call, respondent="ACME LTD", letter="Before.")
    before = content(database)
    back = filled(form, SAID, tmp_path / "back.docx")
    proposals = propose_documents(database, call.reference, [back])
    assert proposals.items[0].respondent_id == known.respondent_id
    filed = file_document(database, DESK, proposals)
    assert filed.report.problems == []
    (made,) = rows(database, Submission, Submission.reference == filed.references[0])
    assert texts_of(database, made.id) == TEXTS
    assert (made.respondent_id, made.submitted_by) == (known.respondent_id, "Ann Example")
    assert made.permission is Permission.NAMED
    (school,) = rows(database, StakeholderType, StakeholderType.id == made.type_id)
    assert school.label == "School"
    with database.reading() as session:
        assert [each.name for each in attachments(session, made.id)] == ["back.docx"]
        assert extractions(session, made.id) == []
        assert [each for each in findings(session) if each.problems] == []
    assert propose_documents(database, call.reference, [back]).items[0].already_here
    do(database, take_back, entry_id=filed.entry_id)
    after = content(database)
    assert {name: each for name, each in after.items() if name != "blob"} == {
        name: each for name, each in before.items() if name != "blob"
    }


def test_what_an_officer_says_of_a_form_comes_before_what_it_says_itself(database, call, tmp_path):
    back = filled(a_form(database, call, tmp_path), SAID, tmp_path / "back.docx")
    proposals = propose_documents(database, call.reference, [back])
    choice = DocumentChoice(SubmissionDraft("Zeta Trust"), is_officers=True)
    file_document(database, DESK, proposals, {0: choice})
    (made,) = rows(database, Submission)
    assert made.permission is None
    assert [each.name for each in rows(database, Stakeholder)] == ["Zeta Trust"]


def test_a_form_with_words_outside_its_fields_keeps_its_whole_text(database, call, tmp_path):
    back = filled(a_form(database, call, tmp_path), SAID, tmp_path / "back.docx")

    def spoil(root):
        heading = next(each for each in root.iter(w("p")) if "3. What" in "".join(each.itertext()))
        heading.addnext(heading.__copy__())
        next(heading.getnext().iter(w("t"))).text = "Trams, by hand."

    spoilt = changed(back, spoil, tmp_path / "spoilt.docx")
    filed = file_document(database, DESK, propose_documents(database, call.reference, [spoilt]))
    assert [each["what"] for each in filed.report.problems] == [
        "Words stand outside the fields: the whole text is kept as a letter."
    ]
    (made,) = rows(database, Submission)
    texts = texts_of(database, made.id)
    assert texts[1] == "Too few buses."
    assert "Trams, by hand." in texts[None]
    assert "Yours truly." in texts[None]
    with database.reading() as session:
        assert len(extractions(session, made.id)) == 1


def test_a_form_that_came_with_a_mail_gives_its_answers_and_leaves_what_is_there(
    database, call, tmp_path
):
    back = filled(a_form(database, call, tmp_path), SAID, tmp_path / "back.docx")
    file = AttachedFile("back.docx", back.read_bytes())
    entry = log(database, call, respondent="Acme Ltd", letter="See attached.", attachments=[file])
    extract_attachment(database, DESK, entry.reference, 1)
    assert texts_of(database, entry.id) == {**TEXTS, None: "See attached.\n\nYours truly."}
    (made,) = rows(database, Submission)
    assert made.permission is Permission.NAMED
    with pytest.raises(RefusedError):
        extract_attachment(database, DESK, entry.reference, 1)
    other = log(database, call, answers={1: "Trains."}, attachments=[file])
    extract_attachment(database, DESK, other.reference, 1)
    texts = texts_of(database, other.id)
    assert texts[1] == "Trains."
    assert "Too few buses." in texts[None]


def test_what_an_attached_form_says_otherwise_is_told_and_what_it_forbids_holds(
    database, call, tmp_path
):
    said = {**SAID, "permission_1": True, "permission_3": True, "5.p1": "Rents."}
    back = filled(a_form(database, call, tmp_path), said, tmp_path / "back.docx")
    file = AttachedFile("back.docx", back.read_bytes())
    entry = log(
        database,
        call,
        respondent="Beta Trust",
        kind=StakeholderKind.PERSON,
        email="bob@beta.example",
        submitted_by="Bob",
        area="Blaby",
        type_token="business",
        permission=Permission.NAMED,
        answers={number: text for number, text in TEXTS.items() if number},
        letter=TEXTS[None],
        attachments=[file],
    )
    added = extract_attachment(database, DESK, entry.reference, 1)
    (made,) = rows(database, Submission, Submission.id == entry.id)
    assert made.permission is Permission.NONE
    told = " ".join(added.differences)
    assert "is taken" in told
    for one, other in (
        ("Acme Ltd", "Beta Trust"),
        ("Ann Example", "Bob"),
        ("ann@acme.example", "bob@beta.example"),
        ("Melton", "Blaby"),
        ("School", "Business"),
        ("Do not publish", "Publish with name"),
        ("organisation", "individual"),
    ):
        assert one.casefold() in told.casefold()
        assert other.casefold() in told.casefold()
    with pytest.raises(RefusedError) as refused:
        extract_attachment(database, DESK, entry.reference, 1)
    assert "says already" not in refused.value.happened
    assert "Beta Trust" in refused.value.happened
    do(database, take_back, entry_id=added.entry_id)
    (made,) = rows(database, Submission, Submission.id == entry.id)
    assert made.permission is Permission.NAMED


def test_a_wider_permission_of_an_attached_form_is_told_and_not_taken(database, call, tmp_path):
    back = filled(a_form(database, call, tmp_path), SAID, tmp_path / "back.docx")
    file = AttachedFile("back.docx", back.read_bytes())
    entry = log(database, call, permission=Permission.UNNAMED, attachments=[file])
    added = extract_attachment(database, DESK, entry.reference, 1)
    (made,) = rows(database, Submission, Submission.id == entry.id)
    assert made.permission is Permission.UNNAMED
    assert any("Publish with name" in each for each in added.differences)


def test_a_form_without_its_fields_is_filed_as_a_document_of_whom_it_names(
    database, call, tmp_path
):
    a_form(database, call, tmp_path)
    log(database, call, respondent="Acme Ltd", letter="Before.")
    path, whole = tmp_path / "printed.txt", printed_words(call)
    path.write_text(whole, encoding="utf-8")
    proposals = propose_documents(database, call.reference, [path])
    (item,) = proposals.items
    assert item.returned.is_printed
    assert item.respondent_id is not None
    told = proposals.table().rows[0][5]
    assert f"the form 0123abcd of {call.reference} without its fields" in told
    assert form_line(item.returned) == "A response form without its fields."
    before = content(database)
    filed = file_document(database, DESK, proposals)
    (made,) = rows(database, Submission, Submission.reference == filed.references[0])
    assert made.respondent_id == item.respondent_id
    assert (made.submitted_by, made.permission) == ("Ann Example", None)
    assert texts_of(database, made.id) == {None: whole}
    do(database, take_back, entry_id=filed.entry_id)
    after = content(database)
    assert {name: each for name, each in after.items() if name != "blob"} == {
        name: each for name, each in before.items() if name != "blob"
    }


def test_a_form_without_its_fields_that_came_with_a_mail_is_known_and_its_words_are_kept(
    database, call, tmp_path
):
    file = AttachedFile("printed.txt", printed_words(call).encode())
    entry = log(
        database,
        call,
        respondent="Beta Trust",
        permission=Permission.NAMED,
        letter="See attached.",
        attachments=[file],
    )
    before = content(database)
    added = extract_attachment(database, DESK, entry.reference, 1)
    assert added.form.is_printed
    assert f"the form 0123abcd of {call.reference} without its fields" in added.form.notes[0]
    assert any("Acme Ltd" in each and "Beta Trust" in each for each in added.differences)
    assert not any("permission" in each for each in added.differences)
    (made,) = rows(database, Submission, Submission.id == entry.id)
    assert made.permission is Permission.NAMED
    assert texts_of(database, entry.id) == {None: f"See attached.\n\n{printed_words(call)}"}
    with pytest.raises(RefusedError):
        extract_attachment(database, DESK, entry.reference, 1)
    do(database, take_back, entry_id=added.entry_id)
    assert content(database) == before


def test_a_respondent_whom_an_officer_chose_is_not_their_own_sender_too():
    form = ReturnedForm(submitted_by="Ann Example", is_printed=True)
    chosen = draft_with_form(SubmissionDraft(respondent="ann example"), form, is_officers=True)
    assert chosen.submitted_by == ""
    assert draft_with_form(SubmissionDraft(), form, is_officers=False).submitted_by == "Ann Example"
