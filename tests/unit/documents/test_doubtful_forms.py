"""What of a response form is doubtful permits nothing, is told, and is kept in whole."""

import copy
from dataclasses import replace

import pytest
from lxml import etree

from lisdesk.exchange.documents.reading import extract_text
from lisdesk.exchange.response_form.writing import write_response_form
from lisdesk.rules.answer_kinds import AnswerShape
from lisdesk.rules.form_marks import read_field
from lisdesk.rules.response_form import PERMISSION_WORDS, FormQuestion
from lisdesk.rules.vocabulary import Permission
from tests.filled_forms import W14, changed, filled, w, without_controls
from tests.unit.documents.form_cases import FORM, QUESTIONS, SAID, read, said_by


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "form.docx"
    write_response_form(FORM, path)
    return path


@pytest.fixture(scope="module")
def named(form, tmp_path_factory):
    path = tmp_path_factory.mktemp("named") / "named.docx"
    return filled(form, {"name": "Ann", "permission_1": True}, path)


def control(root, part):
    """Return the control of a field about the respondent, or of "1.text"."""
    for each in root.iter(w("sdt")):
        place = read_field(each.find(f"{w('sdtPr')}/{w('tag')}").get(w("val")))
        if place and part in (place.part, f"{place.number}.{place.part}"):
            return each
    raise AssertionError(part)


def line_of(root, part):
    return next(control(root, part).iterancestors(w("p")))


def run_of(root, part):
    return next(control(root, part).iter(w("r")))


def struck(run):
    run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{w("")[1:-1]}"><w:strike/></w:rPr>'))


def spoken_by(path, spoil, tmp_path):
    return said_by(changed(path, spoil, tmp_path / "spoilt.docx"))


def assert_nothing_is_permitted(returned, *told):
    assert returned.permission is None
    assert returned.needs_whole_text
    for words in told:
        assert any(words in note for note in returned.notes), returned.notes


def test_a_ticked_permission_is_taken(named):
    returned = said_by(named)
    assert returned.permission is Permission.NAMED
    assert (returned.notes, returned.needs_whole_text) == ((), False)


@pytest.mark.parametrize("sign", ["No", "-", "✗", "☐x", "?", "0", "✘"])
def test_only_known_signs_tick_a_box(form, tmp_path, sign):
    def write(root):
        next(run_of(root, "permission_1").iter(w("t"))).text = sign

    bare = changed(form, lambda root: (write(root), without_controls(root)), tmp_path / "b.docx")
    assert_nothing_is_permitted(said_by(bare), f"“{sign}” stands in a box")
    assert sign in read(bare).outside


def test_an_unknown_sign_answers_no_question(form, tmp_path):
    def write(root):
        next(run_of(root, "3.c1").iter(w("t"))).text = "No"

    returned = spoken_by(form, write, tmp_path)
    assert returned.answers == {}
    assert_nothing_is_permitted(returned, "“No” stands in a box")


def test_a_tick_that_was_deleted_with_changes_tracked_is_none(named, tmp_path):
    def track(root):
        old = run_of(root, "permission_1")
        new = copy.deepcopy(old)
        next(new.iter(w("t"))).text = "☐"
        next(old.iter(w("t"))).tag = w("delText")
        deleted, inserted = etree.Element(w("del")), etree.Element(w("ins"))
        old.addprevious(deleted)
        deleted.append(old)
        deleted.addnext(inserted)
        inserted.append(new)
        checked = line_of(root, "permission_1").find(f".//{{{W14}}}checked")
        checked.set(f"{{{W14}}}val", "0")

    assert spoken_by(named, track, tmp_path).permission is None


def test_a_printed_line_with_words_deleted_is_not_as_it_was_printed(form, tmp_path):
    def track(root):
        words = next(each for each in root.iter(w("t")) if each.text == "We keep it.")
        words.text, run = "We ", words.getparent()
        deleted = etree.Element(w("del"))
        gone = copy.deepcopy(run)
        gone.find(w("t")).text = "keep it."
        gone.find(w("t")).tag = w("delText")
        deleted.append(gone)
        run.addnext(deleted)

    assert read(changed(form, track, tmp_path / "t.docx")).outside == "We"


def test_a_line_that_is_struck_through_permits_nothing(named, tmp_path):
    def strike(root):
        for run in line_of(root, "permission_1").iter(w("r")):
            struck(run)

    assert_nothing_is_permitted(spoken_by(named, strike, tmp_path), "struck through")


@pytest.mark.parametrize("checked", ["0", "1"])
def test_a_sign_that_says_other_than_its_control_permits_nothing(form, tmp_path, checked):
    def tick(root):
        mark = line_of(root, "permission_1").find(f".//{{{W14}}}checked")
        mark.set(f"{{{W14}}}val", checked)
        if checked == "0":
            next(run_of(root, "permission_1").iter(w("t"))).text = "☒"

    assert_nothing_is_permitted(spoken_by(form, tick, tmp_path), "ticked and not ticked")


def label_of(root, part):
    return list(line_of(root, part).iter(w("t")))[-1]


def test_a_permission_is_taken_by_its_words_and_never_by_its_place(named, tmp_path):
    def change(root):
        label_of(root, "permission_1").text = "You may not publish my response with my name"

    def swap(root):
        label_of(root, "permission_1").text = PERMISSION_WORDS[2]
        label_of(root, "permission_3").text = PERMISSION_WORDS[0]

    def change_another(root):
        label_of(root, "permission_3").text = f"x {PERMISSION_WORDS[2]}"

    for spoil in (change, swap, change_another):
        assert_nothing_is_permitted(spoken_by(named, spoil, tmp_path), "other words")


def second_form(root):
    for each in list(root.find(w("body"))):
        if each.tag != w("sectPr"):
            root.find(w("body")).find(w("sectPr")).addprevious(copy.deepcopy(each))


def test_two_forms_in_one_document_permit_nothing(named, tmp_path):
    def other_person(root):
        second_form(root)
        names = [each for each in root.iter(w("t")) if each.text == "Ann"]
        names[1].text = "Bob"

    returned = spoken_by(named, other_person, tmp_path)
    assert_nothing_is_permitted(returned, "The form stands twice in it")
    assert returned.respondent == ""


def test_a_second_form_whose_marks_are_gone_permits_nothing(named, tmp_path):
    def unmarked(root):
        body = root.find(w("body"))
        first = len(body)
        second_form(root)
        without_controls(root)
        for each in list(body)[first - 1 :]:
            for mark in [*each.iter(w("bookmarkStart"))]:
                mark.getparent().remove(mark)

    returned = spoken_by(named, unmarked, tmp_path)
    assert_nothing_is_permitted(returned, "stand outside their field")


def test_parts_of_the_same_name_keep_both_answers(tmp_path):
    twice = (FormQuestion(5, "Where?", AnswerShape(parts=("Areas", "Areas"))),)
    write_response_form(replace(FORM, questions=twice), tmp_path / "form.docx")
    back = filled(tmp_path / "form.docx", {"5.p1": "Here.", "5.p2": "There."}, tmp_path / "b.docx")
    assert said_by(back, twice).answers == {5: "Areas: Here.\n\nAreas: There."}


def test_an_answer_in_a_control_that_still_claims_its_prompt_is_read(form, tmp_path):
    def write(root):
        for part, words in (("1.text", "Buses."), ("name", "Ann")):
            next(run_of(root, part).iter(w("t"))).text = words
        mark = etree.SubElement(control(root, "permission_2").find(w("sdtPr")), w("showingPlcHdr"))
        assert mark is not None
        line_of(root, "permission_2").find(f".//{{{W14}}}checked").set(f"{{{W14}}}val", "1")
        next(run_of(root, "permission_2").iter(w("t"))).text = "☒"

    path = changed(form, write, tmp_path / "b.docx")
    returned = said_by(path)
    assert (returned.answers, returned.respondent) == ({1: "Buses."}, "Ann")
    assert returned.permission is Permission.UNNAMED
    assert not returned.needs_whole_text
    found = extract_text("b.docx", path.read_bytes())
    assert "Buses." in found.text
    assert "Write here." in FORM.introduction
    assert found.text.count("Write here.") == 1


@pytest.mark.parametrize("prompt", ["Click or tap here to enter text.", "Choose an item."])
def test_the_prompts_of_word_itself_are_no_answers(form, tmp_path, prompt):
    def clear(root):
        next(run_of(root, "1.text").iter(w("t"))).text = prompt

    assert spoken_by(form, clear, tmp_path).answers == {}


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("kind_2", "kind_9"),
        ("size_1", "size_5"),
        ("size_1", "size_0"),
        ("permission_1", "permission_7"),
        ("5.p1", "p0"),
        ("5.p1", "file"),
        ("1.text", "q0"),
    ],
)
def test_a_field_that_no_form_has_stops_nothing_and_loses_no_word(form, tmp_path, part, other):
    full = filled(form, {**SAID, "5.p1": "Distance, too."}, tmp_path / "full.docx")

    def forge(root):
        own = part.partition(".")[2] or part
        for each in root.iter(w("tag"), w("bookmarkStart")):
            name = w("val") if each.tag == w("tag") else w("name")
            place = read_field(each.get(name))
            if place and part in (place.part, f"{place.number}.{place.part}"):
                old = f"_q{place.number}d" if other == "q0" else f"_{own}"
                each.set(
                    name, each.get(name).replace(old, "_q0d" if other == "q0" else f"_{other}")
                )

    path = changed(full, forge, tmp_path / "hostile.docx")
    returned = said_by(path)
    everything = f"{returned.answers} {read(path).outside}"
    assert returned.needs_whole_text
    if part == "5.p1":
        assert "Distance, too." in everything
    if part == "1.text":
        assert "Buses." in everything


def test_a_permission_is_not_carried_over_to_another_call(named):
    returned = said_by(named, reference="LLEP-2019-02")
    assert returned.permission is None
    assert "not carried over" in " ".join(returned.notes)


def test_another_consent_wording_is_another_version_of_the_form(named):
    returned = said_by(named, QUESTIONS, consent="We publish it.")
    assert returned.permission is Permission.NAMED
    assert "older version" in returned.notes[0]
