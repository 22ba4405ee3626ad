"""Templates are plain files, read strictly, with nothing of anybody who took part in a call."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.question_changes import QuestionCorrection, edit_question
from lisdesk.edits.questions import AskedDetail, add_question
from lisdesk.edits.types import TypeCorrection, add_type, edit_type
from lisdesk.errors import FileTooNewError, NotFoundError, RefusedError, UnreadableFileError
from lisdesk.exchange.call_templates import parsed_template, read_template, template_text
from lisdesk.exchange.reference import shipped_templates
from lisdesk.queries.call_template import template_of_call
from lisdesk.queries.calls import calls
from lisdesk.queries.types import type_pages
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.form_words import USUAL_CONSENT
from lisdesk.rules.late_policy import LARGEST_GRACE, LatePolicy
from lisdesk.rules.reference import (
    CallTemplate,
    ReferenceType,
    TemplatePriority,
    TemplateQuestion,
)
from lisdesk.rules.vocabulary import CampaignPolicy, LateChoice, QuestionKind
from lisdesk.store.entities import Call
from lisdesk.store.late_policies import late_policy_of
from lisdesk.store.opening import create_database
from lisdesk.tasks.call_templates import (
    chosen_template,
    export_template,
    import_template,
    keep_template,
    kept_templates,
    remove_template,
    rename_template,
    save_call_as_template,
    template_named,
)
from tests.desk_work import DESK, do, log, open_call, set_up, take_back
from tests.story import newest

WORDS = st.text(min_size=1, max_size=30).map(
    lambda text: " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "", text).split())
)
NAMES = WORDS.filter(bool)
QUESTIONS = st.builds(
    TemplateQuestion,
    text=NAMES,
    kind=st.sampled_from(QuestionKind),
    labels=st.lists(NAMES, max_size=2).map(tuple),
    choices=st.lists(NAMES, max_size=3).map(tuple),
    parts=st.lists(NAMES, max_size=3, unique_by=str.casefold).map(tuple),
    most=st.none() | st.integers(1, 99),
    takes_file=st.booleans(),
)
TEMPLATES = st.builds(
    CallTemplate,
    name=NAMES,
    title=WORDS,
    framework=WORDS,
    questions=st.lists(QUESTIONS, max_size=3).map(tuple),
    priorities=st.just((TemplatePriority("P1", "Ideas"), TemplatePriority("P2", "B", parent="p1"))),
    types=st.just((ReferenceType("a", "A", ""), ReferenceType("b", "B", "a"))),
    consent=WORDS,
    policies=st.fixed_dictionaries(
        {},
        optional={
            "campaigns": st.sampled_from(["each", "once"]),
            "small_counts": st.just(0),
            "late_proposal": st.sampled_from([each.key for each in LateChoice]),
            "post_grace": st.integers(0, LARGEST_GRACE),
            "reminders": st.sampled_from(["none", "14,7,3,1", "365"]),
        },
    ),
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Keep templates in a folder of this test."""
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))
    return tmp_path / "preferences" / "templates"


@given(TEMPLATES)
def test_a_template_is_read_back_as_it_was_written(template):
    assert parsed_template(template_text(template).encode(), "a.toml") == template


def test_what_ships_is_a_template_with_ten_questions_and_nine_priorities():
    (found,) = shipped_templates().values()
    assert (len(found.questions), len(found.priorities)) == (10, 9)
    assert found.consent == USUAL_CONSENT
    assert found.policies == {"campaigns": "each", "small_counts": 5}


FIRST = "lisdesk-template = 1\nname = 'N'\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no template of lisdesk"),
        ("lisdesk-template = true", "is no template of lisdesk"),
        ("name = ", "is not TOML that can be read: Invalid value (at end"),
        (FIRST.replace("'N'", "''"), "line 2: “name” is missing or empty."),
        (FIRST + "officer = 'Ann'", "line 3: “officer” means nothing here."),
        (FIRST + "title = 7", "line 3: “title” is not a text."),
        (FIRST + "title = '''a\u0001'''", "is not TOML"),
        (FIRST + 'title = "a\\u0007"', "line 3: “title” holds control characters."),
        (FIRST + "[[question]]\ntext='A'\n[[question]]\nkind='riddle'\ntext='B'",
         "line 6: “riddle” is no kind of question."),
        (FIRST + "[[question]]\nkind='open'", "line 3: “text” is missing or empty."),
        (FIRST + "[[question]]\ntext='A'\nmost=0", "line 5: “most” is not a whole number"),
        (FIRST + "[[question]]\ntext='A'\nchoices='A'", "line 5: “choices” is not a list"),
        (FIRST + "[[question]]\ntext='A'\nfile='yes'", "line 5: “file” is neither true nor"),
        (FIRST + "[question]\ntext='A'", "line 3: “question” is not written as [[question]]."),
        (FIRST + "[policies]\ncampaigns='never'", "line 4: “campaigns” is not one of each"),
        (FIRST + "[policies]\nsmall_counts=true", "line 4: “small_counts” is not a whole"),
        (FIRST + "[policies]\nlate_proposal='burn'",
         "line 4: “late_proposal” is not one of accept, accept-flagged, note, refuse."),
        (FIRST + "[policies]\npost_grace=-1", "line 4: “post_grace” is not a whole number of"),
        (FIRST + "[policies]\npost_grace='3'", "line 4: “post_grace” is not a whole number of"),
        (FIRST + "[policies]\nreminders='soon'", "line 4: “reminders” is not a text such as"),
        (FIRST + "[policies]\nreminders=[7]", "line 4: “reminders” is not a text such as"),
        (FIRST + "[policies]\nlate='note'", "line 4: “late” means nothing here."),
        (FIRST + "[[priority]]\ncode='P1'\nname='A'\nparent='P9'", "line 6: The parent “P9”"),
        (FIRST + "[[priority]]\ncode='P1'\nname='A'\n[[priority]]\ncode='p1'\nname='B'",
         "line 7: Two priorities have the code “p1”."),
        (FIRST + "[[question]]\ntext='A'\nparts=['Town', 'town ']",
         "line 5: Two parts are called “town”."),
        (FIRST + "[[type]]\nkey='a'\nlabel='A'\nparent='z'", "line 6: The parent “z” is no type"),
        (FIRST + "[[type]]\nkey='a'\nlabel='A'\nparent='b'\n"
         "[[type]]\nkey='b'\nlabel='B'\nparent='a'", "line 6: The parent “b” is no type"),
        (FIRST + "title = '" + "a" * 20_001 + "'", "line 3: “title” has more than 20,000"),
        (FIRST + "title = " + "[" * 5_000, "is no"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_sentence_and_its_line(text, words):
    with pytest.raises(UnreadableFileError) as refused:
        parsed_template(text.encode(), "bad.toml")
    assert words in refused.value.happened or words in str(refused.value.happened)
    assert refused.value.do


def test_a_template_of_a_later_version_and_what_is_no_text_are_refused(tmp_path):
    with pytest.raises(FileTooNewError):
        parsed_template(b"lisdesk-template = 2\nname = 'N'", "later.toml")
    for content in (b"\xff\xfe\x00", b"PK\x03\x04", b"#" * 1_000_001):
        with pytest.raises(UnreadableFileError):
            parsed_template(content, "bad.toml")


def furnished_call(database):
    """Return a call with all that a template takes, and much that it must not."""
    call = open_call(database)
    do(database, add_type, label="Museum trust", parent="voluntary")
    detail = AskedDetail(["Urban", "Rural"], None, takes_file=True)
    do(database, edit_question, question_id=5, correction=QuestionCorrection(detail=detail))
    ranked = {"kind": QuestionKind.CHOICES, "choices": ["A", "B", "Other"]}
    asked = {"text": "Which?", **ranked, "detail": AskedDetail(most=2)}
    do(database, add_question, call_id=call.id, **asked)
    draft = PriorityDraft(
        "P2.1",
        "Colleges",
        parent="P2",
        include="Further.",
        exclude="Higher.",
        examples="“Our courses are full”, said Quartz.",
    )
    do(database, add_priority, call_id=call.id, draft=draft)
    wording = FormWording("Ask Ann Officer.", "Write to ann@lep.example.", "We keep it.")
    do(database, set_form_wording, call_id=call.id, wording=wording)
    policies = CallCorrection(campaign_policy=CampaignPolicy.ONCE, small_count_threshold=7)
    do(database, edit_call, call_id=call.id, correction=policies)
    log(database, call, respondent="Zebedee Quartz", email="zeb@quartz.example", letter="Skills!")
    return call


def test_a_call_made_from_a_saved_call_asks_the_same_in_another_file(database, tmp_path):
    call = furnished_call(database)
    kept = save_call_as_template(database, call.reference, " Our  own ")
    assert kept.key == "our-own"
    other = set_up(create_database(tmp_path / "other.lisdesk"))
    draft = CallDraft("Next", "LLEP", call.opens_on, parse_deadline("2019-03-01"))
    do(other, new_call, draft=draft, template=template_named("our own").template)
    with database.reading() as one, other.reading() as two:
        first, second = (
            template_of_call(session, number, "Same")
            for session, number in ((one, call.id), (two, newest(other, Call)))
        )
    other.close()
    assert first.questions == second.questions
    assert first.priorities == second.priorities
    assert (first.consent, first.policies) == (second.consent, second.policies)
    assert set(first.types) == set(second.types)


def test_a_call_is_run_as_its_template_says_after_saving_sharing_and_taking_it(database, tmp_path):
    call = furnished_call(database)
    late = LatePolicy(LateChoice.ACCEPT_FLAGGED, 3)
    ways = CallCorrection(late_policy=late, reminder_days=(10, 2))
    do(database, edit_call, call_id=call.id, correction=ways)
    save_call_as_template(database, call.reference, "Mine")
    export_template("Mine", tmp_path / "shared.toml")
    remove_template("Mine")
    taken = import_template(tmp_path / "shared.toml").template
    draft = CallDraft("Next", "LLEP", call.opens_on, parse_deadline("2019-03-01"))
    made = do(database, new_call, draft=draft, template=taken)
    number = newest(database, Call)
    with database.reading() as session:
        assert late_policy_of(session, number) == late
        (row,) = calls(session, DESK.clock.now(), [number])
        assert row.reminder_days == (10, 2)
        assert template_of_call(session, number, "Same").policies == taken.policies
    take_back(database, made)
    with database.reading() as session:
        assert late_policy_of(session, call.id) == late


def test_a_template_of_an_earlier_version_leaves_a_new_call_as_it_is_usually_run(database):
    older = FIRST + "[policies]\ncampaigns = 'once'\nsmall_counts = 7\n"
    taken = parsed_template(older.encode(), "older.toml")
    draft = CallDraft("Next", "LLEP", open_call(database).opens_on, parse_deadline("2019-03-01"))
    do(database, new_call, draft=draft, template=taken)
    with database.reading() as session:
        found = template_of_call(session, newest(database, Call), "N").policies
    usual = {"post_grace": 0, "reminders": "14,7,3,1"}
    assert found == {"campaigns": "once", "small_counts": 7, **usual}


def test_a_saved_template_names_nobody(database, own_folder):
    call = furnished_call(database)
    save_call_as_template(database, call.reference, "Mine")
    text = (own_folder / "mine.toml").read_text()
    for secret in ("Ann", "Zebedee", "Quartz", "@", "Skills!", DESK.officer):
        assert secret not in text


def test_templates_are_listed_renamed_shared_and_deleted(tmp_path):
    keep_template(CallTemplate("Mine", "", "", (TemplateQuestion("Why?"),), ()))
    with pytest.raises(RefusedError):
        keep_template(CallTemplate("mine", "", "", (), ()))
    keep_template(CallTemplate("mine", "", "", (TemplateQuestion("Who?"),), ()), replace_it=True)
    assert [each.key for each in kept_templates().items] == ["lis-ten-questions", "mine"]
    rename_template("mine", "Yours")
    export_template("Yours", tmp_path / "shared.toml")
    with pytest.raises(RefusedError, match=r"shared\.toml"):
        export_template("lis-ten-questions", tmp_path / "shared.toml")
    assert read_template(tmp_path / "shared.toml").questions[0].text == "Who?"
    export_template("Yours", tmp_path / "shared.toml", may_replace=True)
    assert chosen_template(str(tmp_path / "shared.toml")).name == "Yours"
    remove_template("yours")
    with pytest.raises(NotFoundError):
        template_named("Yours")
    assert import_template(tmp_path / "shared.toml").key == "yours"
    for name in ("LIS, ten questions", "lis-ten-questions"):
        with pytest.raises(RefusedError):
            remove_template(name)
        with pytest.raises(RefusedError):
            rename_template(name, "Other")


def test_a_template_that_was_spoilt_by_hand_is_told_of_and_hides_no_other(own_folder):
    keep_template(CallTemplate("Mine", "", "", (), ()))
    (own_folder / "bad.toml").write_text("name = ")
    found = kept_templates()
    assert [each.key for each in found.items] == ["lis-ten-questions", "mine"]
    assert "“bad.toml” is not TOML" in found.problems[0]


def named(name, question="Why?"):
    return CallTemplate(name, "", "", (TemplateQuestion(question),), ())


def test_a_template_is_meant_by_its_key_before_the_name_of_another(own_folder):
    keep_template(named("Alpha", "First?"))
    keep_template(named("Beta", "Second?"))
    (own_folder / "gamma.toml").write_text(template_text(named("beta", "Forged?")))
    (own_folder / "aaa.toml").write_text(template_text(named("alpha", "Forged?")))
    assert template_named("alpha").template.questions[0].text == "First?"
    assert template_named("BETA").key == "beta"
    remove_template("alpha")
    assert not (own_folder / "alpha.toml").exists()
    assert (own_folder / "aaa.toml").exists()


def test_the_window_means_a_template_by_its_key_alone(own_folder):
    keep_template(named("Alpha"))
    (own_folder / "other.toml").write_text(template_text(named("gone")))
    for change in (
        lambda: remove_template("gone", is_key=True),
        lambda: rename_template("gone", "New", is_key=True),
        lambda: export_template("gone", own_folder / "out.toml", is_key=True),
    ):
        with pytest.raises(NotFoundError):
            change()
    assert [each.template.name for each in kept_templates().items[1:]] == ["Alpha", "gone"]


def test_no_name_is_the_key_of_another_template_nor_the_reverse():
    keep_template(named("First"))
    rename_template("first", "Other words")
    for name in ("first", "FIRST", "lis-ten-questions", "LIS-Ten-Questions"):
        with pytest.raises(RefusedError, match="key"):
            keep_template(named(name))
        with pytest.raises(RefusedError, match="key"):
            keep_template(named(name), replace_it=True)
    keep_template(named("Second"))
    for name in ("first", "lis-ten-questions"):
        with pytest.raises(RefusedError, match="key"):
            rename_template("second", name)
    keep_template(named("a-b"))
    rename_template("a-b", "x-y")
    assert keep_template(named("X y")).key == "x-y-2"
    assert rename_template("second", "second").template.name == "second"


def test_a_file_that_shadows_a_template_that_ships_is_told_of(own_folder):
    own_folder.mkdir(parents=True)
    (own_folder / "lis-ten-questions.toml").write_text(template_text(named("Mine")))
    found = kept_templates()
    assert [each.is_shipped for each in found.items] == [True]
    assert "lis-ten-questions.toml" in found.problems[0]


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "Lpt9", "aux"])
def test_no_template_is_kept_under_the_name_of_a_device(name):
    assert keep_template(named(name)).key == f"{name.casefold()}-1"
    assert template_named(name).template.name == name


def test_a_type_whose_parent_is_retired_is_saved_at_the_top(database, own_folder):
    call = open_call(database)
    do(database, add_type, label="Museum trust", parent="voluntary")
    with database.reading() as session:
        (parent,) = (each for each in type_pages(session) if each.key == "voluntary")
    do(database, edit_type, type_id=parent.id, correction=TypeCorrection(is_retired=True))
    save_call_as_template(database, call.reference, "Mine")
    found = template_named("mine").template.types
    assert [each.parent for each in found if each.label == "Museum trust"] == [""]


def test_two_parts_of_a_question_have_two_names(database):
    open_call(database)
    detail = AskedDetail(["Urban areas", "urban  AREAS"])
    with pytest.raises(RefusedError, match="parts"):
        do(database, edit_question, question_id=5, correction=QuestionCorrection(detail=detail))


def test_a_framework_that_the_file_does_not_have_is_told(database):
    call = open_call(database)
    draft = CallDraft("Next", "LLEP", call.opens_on, parse_deadline("2019-03-01"))
    unknown = CallTemplate("N", "", "riddle", (TemplateQuestion("Why?"),), ())
    with pytest.raises(RefusedError, match="riddle"):
        do(database, new_call, draft=draft, template=unknown)
