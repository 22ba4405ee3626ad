"""A response form is known again when it comes back, and nothing that it says is lost."""

import shutil
import subprocess
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.documents.reading import DocumentReader, extract_text
from lisdesk.exchange.documents.tidying import tidied
from lisdesk.exchange.response_form.writing import write_response_form
from lisdesk.rules.answer_kinds import AnswerShape, written_choices, written_parts
from lisdesk.rules.response_form import FormQuestion
from lisdesk.rules.vocabulary import Permission, QuestionKind, StakeholderKind
from tests.filled_forms import changed, filled, w, without_controls
from tests.unit.documents.form_cases import ANSWERS, FORM, QUESTIONS, SAID, read, said_by
from tests.unit.documents.made_word import paragraph as word_paragraph
from tests.unit.documents.made_word import part as word_part

LINKS = "word/_rels/document.xml.rels"
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "form.docx"
    write_response_form(FORM, path)
    return path


def test_a_footnote_in_an_answer_is_part_of_it(form, tmp_path):
    path = filled(form, {"1.text": "Buses"}, tmp_path / "filled.docx")

    def refer(root):
        words = next(each for each in root.iter(w("t")) if each.text == "Buses")
        etree.SubElement(words.getparent(), w("footnoteReference")).set(w("id"), "2")

    changed(path, refer, path)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with ZipFile(path) as package:
        links = package.read(LINKS).decode()
        parts = {name: package.read(name) for name in package.namelist() if name != LINKS}
    noted = word_part(
        "footnotes", f'<w:footnote w:id="2">{word_paragraph("Since 2010.")}</w:footnote>'
    )
    link = f'<Relationship Id="n" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
        package.writestr(LINKS, links.replace("</Relationships>", link))
        package.writestr("word/footnotes.xml", noted)
    returned = said_by(path)
    assert returned.answers == {1: "Buses[1]\n\n[1] Since 2010."}
    assert not returned.needs_whole_text


def assert_all_came_back(returned):
    assert returned.answers == ANSWERS
    assert (returned.respondent, returned.submitted_by) == ("Acme Ltd", "Ann Example")
    assert (returned.email, returned.area) == ("ann@acme.example", "Melton")
    assert (returned.kind, returned.type_key) == (StakeholderKind.ORGANISATION, "business-small")
    assert returned.permission is Permission.UNNAMED
    assert returned.letter == "Dear all,"


def test_a_filled_form_comes_back_with_all_that_was_said(form, tmp_path):
    returned = said_by(filled(form, SAID, tmp_path / "back.docx"))
    assert_all_came_back(returned)
    assert returned.notes == ()
    assert not returned.needs_whole_text


def test_the_guarded_reader_tells_of_a_form_too(form, tmp_path):
    found = extract_text("back.docx", filled(form, SAID, tmp_path / "b.docx").read_bytes())
    assert found.form == read(tmp_path / "b.docx")
    assert "Distance." in found.text


def test_an_empty_form_says_nothing_and_allows_nothing(form):
    returned = said_by(form)
    assert (returned.answers, returned.letter, returned.respondent) == ({}, "", "")
    assert returned.permission is None
    assert not returned.needs_whole_text


def test_a_form_without_its_controls_is_known_by_its_bookmarks(form, tmp_path):
    full = filled(form, SAID, tmp_path / "full.docx")
    assert_all_came_back(said_by(changed(full, without_controls, tmp_path / "bare.docx")))


@pytest.mark.skipif(OFFICE is None, reason="there is no LibreOffice on this machine")
@pytest.mark.thorough
def test_a_form_that_libreoffice_saved_again_comes_back_whole(form, tmp_path):
    back = filled(form, SAID, tmp_path / "back.docx")
    for steps in (("docx",), ("odt", "docx")):
        path = back
        for nth, ending in enumerate(steps):
            folder = tmp_path / "-".join(steps) / str(nth)
            profile = f"-env:UserInstallation=file://{tmp_path}/profile"
            command = [OFFICE, profile, "--headless", "--convert-to", ending, "--outdir", folder]
            subprocess.run([*command, path], check=True, capture_output=True, timeout=100)
            path = folder / f"back.{ending}"
        returned = said_by(path)
        assert_all_came_back(returned)
        assert not returned.needs_whole_text, read(path).outside


def test_words_outside_the_fields_keep_the_whole_text(form, tmp_path):
    def write_beside(root):
        heading = next(each for each in root.iter(w("p")) if "1. What" in "".join(each.itertext()))
        run = etree.SubElement(heading, w("r"))
        etree.SubElement(run, w("t")).text = " See my letter!"

    returned = said_by(changed(form, write_beside, tmp_path / "beside.docx"))
    assert returned.needs_whole_text
    assert "outside the fields" in returned.notes[0]
    assert "See my letter!" in read(tmp_path / "beside.docx").outside


def test_a_box_whose_field_was_deleted_keeps_the_whole_text(form, tmp_path):
    def spoil(root):
        cell = next(each for each in root.iter(w("tc")) if "_text" in etree.tostring(each).decode())
        for each in list(cell)[1:]:
            cell.remove(each)
        run = etree.SubElement(etree.SubElement(cell, w("p")), w("r"))
        etree.SubElement(run, w("t")).text = "Typed by hand."

    returned = said_by(changed(form, spoil, tmp_path / "spoilt.docx"))
    assert returned.needs_whole_text
    assert 1 not in returned.answers
    assert read(tmp_path / "spoilt.docx").outside == "Typed by hand."


def test_signs_other_than_the_box_of_the_form_tick_it_too(form, tmp_path):
    def tick(sign, root):
        for paragraph in root.iter(w("p")):
            words = "".join(paragraph.itertext())
            box = next((each for each in paragraph.iter(w("t")) if each.text == "☐"), None)
            if box is not None:
                box.text = sign if words.endswith("Yes") else ""

    bare = changed(form, without_controls, tmp_path / "bare.docx")
    for sign in ("x", "X", "☑", "✓", "✔", "■", "yes"):
        ticked = changed(bare, partial(tick, sign), tmp_path / "x.docx")
        assert said_by(ticked).answers == {3: "Yes"}


def test_words_beside_a_box_that_is_not_ticked_are_not_lost(form, tmp_path):
    def write_beside(root):
        paragraph = next(
            each for each in root.iter(w("p")) if "".join(each.itertext()).endswith("No")
        )
        run = etree.SubElement(paragraph, w("r"))
        etree.SubElement(run, w("t")).text = " (but see below)"

    returned = said_by(changed(form, write_beside, tmp_path / "beside.docx"))
    assert returned.answers == {}
    assert returned.needs_whole_text


def test_of_several_permissions_the_strictest_holds(form, tmp_path):
    ticked = {"permission_1": True, "permission_3": True, "kind_1": True, "kind_2": True}
    returned = said_by(filled(form, ticked, tmp_path / "both.docx"))
    assert returned.permission is Permission.NONE
    assert returned.kind is None
    assert len(returned.notes) == 2


def test_an_answer_goes_to_the_question_of_its_words_and_else_of_its_number(form, tmp_path):
    back = filled(form, {"1.text": "One.", "3.c2": True, "7.text": "Seven."}, tmp_path / "b.docx")
    moved = (
        FormQuestion(1, "Do you agree?", AnswerShape(QuestionKind.CHOICE, ("Yes", "No"))),
        FormQuestion(2, "What holds growth back?", AnswerShape()),
        FormQuestion(7, "What else?", AnswerShape()),
    )
    older = said_by(back, moved)
    assert older.answers == {1: "No", 2: "One.", 7: "Seven."}
    assert "older version" in older.notes[0]
    assert "Question 7 had other words when this form was made." in older.notes
    other = said_by(back, moved, "LLEP-2019-02")
    assert other.answers == {1: "No", 2: "One."}
    assert other.notes[0] == "This is a form of another call: LLEP-2018-01."
    assert other.needs_whole_text


def test_an_individual_and_unknown_types_are_told_of(form, tmp_path):
    said = {"name": "Ann", "kind_1": True, "organisation": "Acme", "type": "Baker", "size_1": True}
    returned = said_by(filled(form, said, tmp_path / "b.docx"))
    assert (returned.respondent, returned.kind) == ("Ann", StakeholderKind.PERSON)
    assert returned.type_key == ""
    assert returned.needs_whole_text
    assert len(returned.notes) == 3


def test_an_ordinary_document_is_no_form(tmp_path):
    document = docx.Document()
    document.add_paragraph("lisdesk_q1d00000000_text and lisdesk_f_LLEP_2018_01_v00000000")
    document.save(tmp_path / "plain.docx")
    assert read(tmp_path / "plain.docx") is None


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=40
)
LINES = st.lists(TEXT.map(str.strip).filter(bool), max_size=3).map("\n\n".join)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_is_filled_in_comes_back_equal(form, data):
    said, answers = {}, {}
    for question in QUESTIONS:
        shape, taken, parts = question.shape, [], {}
        for place in question.fields():
            key = f"{question.number}.{place.part}"
            if place.is_tick:
                if data.draw(st.booleans()):
                    said[key] = True
                    taken.append(shape.listed[int(place.part[1:]) - 1])
            elif written := data.draw(LINES):
                said[key] = written
                parts[place.part] = tidied(written)
        if taken or "other" in parts:
            answers[question.number] = written_choices(shape, taken, parts.get("other", ""))
        elif parts and shape.parts:
            named = {name: parts.get(f"p{nth}", "") for nth, name in enumerate(shape.parts, 1)}
            answers[question.number] = written_parts(shape, named)
        elif parts:
            answers[question.number] = parts["text"]
    with TemporaryDirectory() as folder:
        returned = said_by(filled(form, said, Path(folder) / "back.docx"))
    assert returned.answers == {number: text for number, text in answers.items() if text}
    assert not returned.needs_whole_text


def test_hostile_forms_are_refused_in_a_sentence(form, tmp_path):
    def many(root):
        mark = next(root.iter(w("bookmarkStart")))
        for _ in range(5_001):
            mark.addprevious(etree.fromstring(etree.tostring(mark)))

    hostile = [changed(form, many, tmp_path / "many.docx").read_bytes()]
    for entity in (b'<!DOCTYPE a [<!ENTITY b "c">]>', b"<"):
        hostile.append(spoilt(form, entity))
    with DocumentReader() as reader:
        for content in hostile:
            with pytest.raises(UnreadableFileError) as refused:
                reader.read("hostile.docx", content)
            assert refused.value.do


def spoilt(form, beginning):
    buffer = BytesIO()
    with ZipFile(form) as package, ZipFile(buffer, "w") as written:
        for name in package.namelist():
            content = package.read(name)
            written.writestr(name, beginning + content if name == "word/document.xml" else content)
    return buffer.getvalue()


def test_a_form_is_accessible(form):
    document = docx.Document(form)
    assert document.core_properties.title == "Local strategy"
    assert document.core_properties.language == "en-GB"
    headings = [each.style.name for each in document.paragraphs if each.style.name != "Normal"]
    assert headings[:3] == ["Title", "Subtitle", "heading 1"] or headings[2] == "Heading 1"
    about, *boxes = (each._element for each in document.tables)
    assert about.find(f".//{w('tblHeader')}") is not None
    assert all(each.find(f".//{w('tblCaption')}") is not None for each in (about, *boxes))
    tags = [each.get(w("val")) for each in document.element.iter(w("tag"))]
    assert all(len(tag) <= 64 and "LLEP-2018-01v" in tag for tag in tags)
    names = [each.get(w("name")) for each in document.element.iter(w("bookmarkStart"))]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40
