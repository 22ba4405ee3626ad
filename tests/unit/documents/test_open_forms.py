"""Response forms that come back from LibreOffice as .odt or as PDF."""

import shutil
import subprocess

import pytest

from lisdesk.exchange.documents.reading import DocumentReader
from lisdesk.exchange.response_form.writing import write_response_form
from lisdesk.rules.form_marks import FormIdentity, digest_of
from lisdesk.rules.printed_form import as_returned, printed_form
from lisdesk.rules.response_form import PERMISSION_WORDS as PERMISSION_LABELS
from lisdesk.rules.response_form import form_version
from lisdesk.rules.returned_form import understood
from lisdesk.rules.vocabulary import Permission, StakeholderKind
from tests.filled_forms import filled
from tests.unit.documents.form_cases import ANSWERS, FORM, QUESTIONS, SAID, TYPES
from tests.unit.documents.made_open import note, open_document, paragraph, table

OFFICE = shutil.which("soffice")
IDENTITY = FormIdentity("LLEP-2018-01", form_version(QUESTIONS, FORM.consent))
NBSP = "\N{NO-BREAK SPACE}"
STRUCK = (
    '<style:style style:name="Gone" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
)
FOOT = "LLEP-2018-01, form 0123abcd."


def mark(name, words=""):
    return (
        f'<text:bookmark-start text:name="{name}"/>{words}<text:bookmark-end text:name="{name}"/>'
    )


def line(words, said=None):
    """Return a printed line, with other words in it if they are said."""
    return paragraph(mark(f"lisdesk_t_{digest_of(words)}", words if said is None else said))


def box(name, sign, label, checked=None):
    control = sign
    if checked is not None:
        control = (
            '<loext:content-control xmlns:loext="urn:x" loext:checkbox="true" '
            f'loext:checked="{checked}">{sign}</loext:content-control>'
        )
    printed = mark(f"lisdesk_t_{digest_of(label)}", label)
    return paragraph(f"{mark(name, control)}{NBSP}{printed}")


def form(*more, name="Ann", boxes="", automatic="", answer="Buses.", version="0123abcd", **parts):
    """Return an .odt that is a form of one question."""
    which = f'<text:bookmark text:name="lisdesk_f_LLEP_2018_01_v{version}"/>'
    asked = f"lisdesk_q1d{digest_of('What holds growth back?')}_text"
    body = (
        line("Local strategy") + paragraph(which)
        + table((line("Your name"), paragraph(mark("lisdesk_name", name))))
        + boxes
        + table((paragraph(mark(asked, answer)) + paragraph("And trams."),))
        + "".join(more)
    )  # fmt: skip
    return open_document(body, automatic, **parts)


@pytest.fixture(scope="module")
def reader():
    with DocumentReader() as reader:
        yield reader


@pytest.fixture
def said_by(reader):
    """Return what gives what an .odt says as a form."""

    def say(content):
        found = reader.read("form.odt", content)
        assert found.form is not None
        return understood(found.form, IDENTITY, QUESTIONS, TYPES)

    return say


def test_an_odt_form_says_who_and_what_by_its_bookmarks(said_by):
    returned = said_by(form(boxes=box("lisdesk_permission_2", "☒", PERMISSION_LABELS[1], "true")))
    assert (returned.respondent, returned.answers) == ("Ann", {1: "Buses.\n\nAnd trams."})
    assert returned.permission is Permission.UNNAMED
    assert not returned.needs_whole_text
    assert returned.notes == (
        "This is an older version of the form: its questions or its consent wording were other "
        "ones.",
    )


def test_words_outside_the_fields_of_an_odt_form_keep_the_whole_text(said_by):
    for more in (paragraph("See my letter!"), line("By post.", "Call me.")):
        returned = said_by(form(more))
        assert returned.needs_whole_text
        assert "outside the fields" in returned.notes[-1]


@pytest.mark.parametrize(
    ("boxes", "automatic"),
    [
        (box("lisdesk_permission_1", "☒", PERMISSION_LABELS[0], "false"), ""),
        (box("lisdesk_permission_1", "?", PERMISSION_LABELS[0]), ""),
        (box("lisdesk_permission_1", "☒", "You may do as you like"), ""),
        (
            box(
                "lisdesk_permission_1", '<text:span text:style-name="Gone">☒</text:span>',
                PERMISSION_LABELS[0],
            ),
            STRUCK,
        ),
    ],
    ids=["sign and control differ", "an unknown sign", "another label", "struck through"],
)  # fmt: skip
def test_a_doubtful_box_of_an_odt_form_permits_nothing(said_by, boxes, automatic):
    returned = said_by(form(boxes=boxes, automatic=automatic))
    assert returned.permission is None
    assert len(returned.notes) > 1


def test_what_was_deleted_from_an_odt_form_with_changes_tracked_says_nothing(said_by):
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        + box("lisdesk_permission_1", "☒", PERMISSION_LABELS[0])
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    returned = said_by(form(deleted))
    assert returned.permission is None
    assert not returned.needs_whole_text


TICKED = box("lisdesk_permission_1", "☒", PERMISSION_LABELS[0], "true")
ROW = "<table:table-cell/><table:table-cell>{}</table:table-cell></table:table-row></table:table>"


@pytest.mark.parametrize(
    "hidden",
    [
        f'<text:section text:display="none">{TICKED}</text:section>',
        f'<text:section text:display="condition" text:is-hidden="true">{TICKED}</text:section>',
        '<table:table><table:table-row table:visibility="collapse">' + ROW.format(TICKED),
        '<table:table><table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/><table:table-row>' + ROW.format(TICKED),
    ],
    ids=["a section", "a condition", "a row", "a column"],
)
def test_a_hidden_box_permits_nothing_and_is_told(reader, said_by, hidden):
    returned = said_by(form(boxes=hidden))
    assert returned.permission is None
    assert not returned.needs_whole_text
    found = reader.read("form.odt", form(boxes=hidden))
    assert PERMISSION_LABELS[0] not in found.text
    assert "hidden text" in found.notes[0]
    shown = hidden.replace('"none"', '"true"').replace("collapse", "visible")
    assert said_by(form(boxes=shown.replace('is-hidden="true"', 'is-hidden="false"'))).permission


def own(part):
    """Return the bookmark of a field of the fourth question of the form as it is now."""
    return f"lisdesk_q4d{digest_of(QUESTIONS[3].text)}_{part}"


def test_a_choice_that_was_pasted_beside_itself_answers_nothing_and_is_told(said_by):
    first = box(own("c1"), "☒", "Roads") + box(own("c2"), "☐", "A lot of rail")
    second = box(own("c11"), "☐", "Roads") + box(own("c21"), "☒", "A lot of rail")
    which = IDENTITY.version
    assert said_by(form(boxes=first, version=which)).answers[4] == "Roads"
    returned = said_by(form(boxes=first + second, version=which))
    assert returned.answers[4] == "Roads"
    assert returned.needs_whole_text
    assert "stands twice" in returned.notes[-1]


def test_a_form_that_was_pasted_beside_itself_permits_nothing(said_by):
    for copied in ("lisdesk_name1", "lisdesk_permission_11", "lisdesk_name Copy 1"):
        returned = said_by(form(paragraph(mark(copied, "Bob")), boxes=TICKED))
        assert returned.permission is None
        assert "The form stands twice in it" in returned.notes[1]


def test_a_footnote_in_an_answer_of_an_odt_form_is_part_of_it(said_by):
    returned = said_by(form(answer=f"Buses{note('footnote', 'Since 2010.')}."))
    assert returned.answers == {1: "Buses[1].\n\nAnd trams.\n\n[1] Since 2010."}
    assert not returned.needs_whole_text


def test_a_style_of_headers_does_not_overrule_that_of_the_body(said_by):
    struck = TICKED.replace("☒", '<text:span text:style-name="Gone">☒</text:span>')
    plain = STRUCK.replace('style="solid"', 'style="none"')
    assert said_by(form(boxes=struck, automatic=STRUCK, of_edges=plain)).permission is None
    assert said_by(form(boxes=struck, automatic=plain, of_edges=STRUCK)).permission


@pytest.mark.parametrize("meta", ["<a" * 300, "<a>" * 300 + "</a>" * 300])
def test_properties_that_cannot_be_read_hinder_nothing(reader, meta):
    found = reader.read("letter.odt", open_document(paragraph("Dear all"), meta=meta))
    assert (found.text, found.problems) == ("Dear all", ())


def test_an_odt_letter_is_no_form(reader):
    assert reader.read("letter.odt", open_document(paragraph("Dear all"))).form is None
    assert printed_form("Dear all,\nsee LLEP-2018-01, form 0123abcd. Yours") is None


def printed(name, organisation, signs="☐☐"):
    """Return the text of a form that was printed."""
    return (
        f"Your name {name}\nYour e-mail address Write here.\n"
        f"You answer {signs[0]} As an individual\n"
        f"{signs[1]} On behalf of an organisation\nName of the organisation {organisation}\n\n"
        f"What describes you best Choose one.\n☒ Publish\n{FOOT} 1\n\n{FOOT} 2"
    )


@pytest.mark.parametrize(
    ("signs", "organisation", "who", "told"),
    [
        ("☐☐", "Acme Ltd", ("", "Ann", None), "it names “Ann” and “Acme Ltd”. Choose"),
        ("☒☒", "Acme Ltd", ("", "Ann", None), "it names “Ann” and “Acme Ltd”. Choose"),
        ("☒☐", "Acme Ltd", ("Ann", "", StakeholderKind.PERSON), "names an organisation: “Acme"),
        ("☐☒", "Acme and\nSons Ltd", ("", "Ann", None), "it names “Ann”. Choose"),
        ("☐☒", "Write here.", ("", "Ann", None), "it names “Ann”. Choose"),
        ("☐☐", "Write here.", ("Ann", "", None), "without its fields"),
        ("☐☐", "", ("Ann", "", None), "without its fields"),
    ],
)
def test_for_whom_a_printed_form_speaks_is_not_guessed(signs, organisation, who, told):
    returned = as_returned(printed_form(printed("Ann", organisation, signs)), IDENTITY)
    assert (returned.respondent, returned.submitted_by, returned.kind) == who
    assert told in returned.notes[-1]


def test_a_label_that_is_broken_leaves_a_printed_form_without_its_respondent():
    text = printed("Ann", "Acme Ltd").replace("of the organisation", "of the\norganisation")
    assert as_returned(printed_form(text), IDENTITY).respondent == ""
    nobody = printed("Write here.", "Acme Ltd")
    assert as_returned(printed_form(nobody), IDENTITY).respondent == "Acme Ltd"


def test_a_form_without_its_fields_names_its_call_and_respondent_and_permits_nothing():
    found = printed_form(printed("Ann Example", "Acme  Ltd", "☐☒"))
    returned = as_returned(found, IDENTITY)
    assert (returned.respondent, returned.submitted_by) == ("Acme Ltd", "Ann Example")
    assert (returned.kind, returned.permission) == (StakeholderKind.ORGANISATION, None)
    assert returned.needs_whole_text
    assert "the form 0123abcd of LLEP-2018-01" in returned.notes[0]
    other = as_returned(found, FormIdentity("DN-2019-01", "0123abcd"))
    assert other.notes[0] == "This is a form of another call: LLEP-2018-01."


@pytest.mark.parametrize(
    "text",
    [
        f"{FOOT}\nDN-2019-01, form 0123abcd. 2",
        "LLEP-2018-01, form 0123abc.",
    ],
)
def test_pages_of_several_forms_are_no_form(text):
    assert printed_form(text) is None


def test_what_is_not_said_once_beside_its_label_is_not_proposed():
    text = f"Your name Write here.\nName of the organisation A\nName of the organisation B\n{FOOT}"
    returned = as_returned(printed_form(text), IDENTITY)
    assert (returned.respondent, returned.email) == ("", "")


@pytest.mark.thorough
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_forms_that_libreoffice_saved_as_odt_and_pdf_come_back(tmp_path, reader):
    write_response_form(FORM, tmp_path / "form.docx")
    filled(tmp_path / "form.docx", SAID, tmp_path / "back.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for ending in ("odt", "pdf"):
        command = [OFFICE, profile, "--headless", "--convert-to", ending, "--outdir", tmp_path]
        for name in ("back.docx", "form.docx"):
            subprocess.run([*command, tmp_path / name], check=True, capture_output=True, timeout=50)
    back = reader.read("back.odt", (tmp_path / "back.odt").read_bytes())
    returned = understood(back.form, IDENTITY, QUESTIONS, TYPES)
    assert returned.answers == ANSWERS
    assert (returned.respondent, returned.email, returned.letter) == (
        "Acme Ltd", "ann@acme.example", "Dear all,",
    )  # fmt: skip
    assert returned.permission is Permission.UNNAMED
    assert (returned.notes, returned.needs_whole_text) == ((), False)
    empty = reader.read("form.odt", (tmp_path / "form.odt").read_bytes())
    blank = understood(empty.form, IDENTITY, QUESTIONS, TYPES)
    assert (blank.answers, blank.respondent, blank.permission) == ({}, "", None)
    assert not blank.needs_whole_text
    printed = reader.read("back.pdf", (tmp_path / "back.pdf").read_bytes())
    assert printed.form is None
    told = as_returned(printed_form(printed.text), IDENTITY)
    assert (told.respondent, told.submitted_by, told.email) == (
        "Acme Ltd", "Ann Example", "ann@acme.example",
    )  # fmt: skip
    empty = reader.read("form.pdf", (tmp_path / "form.pdf").read_bytes())
    assert as_returned(printed_form(empty.text), IDENTITY).respondent == ""
