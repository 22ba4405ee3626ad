"""A finished report is read back element by element, and refused for what may not be in it."""

import re
from xml.sax.saxutils import escape

import pytest

from lisdesk.exchange.finished.reading import check_finished
from lisdesk.queries.publication_secrets import publication_secrets
from lisdesk.rules.vocabulary import Edition
from tests.thorough import one_in
from tests.unit.evidence.planted import added, packed, parts_of, replaced

pytestmark = pytest.mark.thorough

NAME, TEXT, OFFICER = "Nomen03x Canary", "moreanswer07x", "Oscar Ordinator"
EMAIL, NOTE = "mail05x@canary.example", "officernote03x"
_BODY, _CORE, _STYLES = "word/document.xml", "docProps/core.xml", "word/styles.xml"
_CELL = '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t xml:space="preserve">'


def after(old, new):
    """Plant `new`, with the secret in place of “{}”, behind the first `old` of a page."""

    def change(page, secret):
        assert old in page, old
        return page.replace(old, old + new.replace("{}", escape(secret)), 1)

    return change


def instead(pattern, new):
    """Plant it in place of what a pattern finds first."""

    def change(page, secret):
        assert re.search(pattern, page), pattern
        return re.sub(pattern, lambda _: new.replace("{}", escape(secret)), page, count=1)

    return change


ON_A_PAGE = {
    "a name as attribution": (instead("<figcaption>[^<]*", "<figcaption>{}"), NAME),
    "a text as a quotation": (instead("<blockquote><p>[^<]*", "<blockquote><p>{}"), TEXT),
    "a name in a cell": (instead('<td class="words">[^<]*', '<td class="words">{}'), NAME),
    "a name in the title": (after("<title>", "{} "), NAME),
    "a name in the description": (after('name="description" content="', "{} "), NAME),
    "a note of an officer in a paragraph": (after('<p class="subtitle">', "{} "), NOTE),
    "an officer in the foot": (after('<p class="made">', "By {}. "), OFFICER),
    "an e-mail in a heading": (after('<h2 id="who">', "{} "), EMAIL),
    "a name in other signs": (
        after("</h1>", "<p>&#78;omen03x&#x20;C&#97;nary</p>"), "",
    ),
    "a name in pieces": (after("</h1>", '<p>Nomen03x <a href="#main">Canary</a></p>'), ""),
    "a comment": (after("</h1>", "<!-- {} -->"), NAME),
    "a script": (after("</h1>", "<script>let a = 1</script>"), ""),
    "a picture": (after("</h1>", '<img alt="" src="https://a.example/x.png">'), ""),
    "a link to elsewhere": (after("</h1>", '<p><a href="https://a.example">more</a></p>'), ""),
    "a style that fetches": (after("<style>", "@import 'https://a.example/x.css';"), ""),
    "a hidden paragraph": (after("</h1>", "<p hidden>more</p>"), ""),
    "a style of its own": (after("</h1>", '<p style="display:none">more</p>'), ""),
    "a tool tip": (after("</h1>", '<p title="{}">more</p>'), NAME),
    "data": (after("</h1>", '<p data-x="1">more</p>'), ""),
    "an event": (after("</h1>", '<p onclick="x()">more</p>'), ""),
    "a small number of a type": (
        instead(r'(?s)(?<=by stakeholder type</caption>)(.*?)<td class="number">[^<]*',
                r"<thead><tr><th>Type</th><th>Submissions</th></tr></thead><tbody>"
                r'<tr><th>X</th><td class="number">3'), "",
    ),
    "a small number by type": (
        instead(r'(?s)(?<=and stakeholder type \(1 of 4\)</caption>)(.*?)fewer than 5',
                r"<thead><tr><th>Priority</th><th>School</th><th>Total</th></tr></thead><tbody>"
                r'<tr><th>X</th><td class="number">3'), "",
    ),
    "words behind the end": (after("</html>", "<p>{}</p>"), NAME),
    "something in another encoding": (after("</h1>", "<p>\udcff</p>"), ""),
}  # fmt: skip
IN_A_DOCUMENT = {
    "a name as attribution": (
        replaced(_BODY, '<w:pStyle w:val="Attribution"/></w:pPr>',
                 '<w:pStyle w:val="Attribution"/></w:pPr><w:r><w:t>{} </w:t></w:r>'), NAME,
    ),
    "a text as a quotation": (
        replaced(_BODY, '<w:pStyle w:val="Quote"/></w:pPr>',
                 '<w:pStyle w:val="Quote"/></w:pPr><w:r><w:t>{} </w:t></w:r>'), TEXT,
    ),
    "a name in a cell": (replaced(_BODY, _CELL, _CELL + "{} "), NAME),
    "a name in pieces": (
        replaced(_BODY, '<w:pStyle w:val="Subtitle"/></w:pPr>',
                 '<w:pStyle w:val="Subtitle"/></w:pPr><w:r><w:t>Nomen03x Ca</w:t></w:r>'
                 "<w:r><w:t>nary </w:t></w:r>"), "",
    ),
    "a name as alternative text": (
        replaced(_BODY, '<w:tblCaption w:val="', '<w:tblCaption w:val="{} '), NAME,
    ),
    "a name as a bookmark": (
        replaced(_BODY, 'w:name="_summary"', 'w:name="{}"'), NAME,
    ),
    "the author": (
        replaced(_CORE, "</cp:coreProperties>", "<dc:creator>{}</dc:creator></cp:coreProperties>"),
        OFFICER,
    ),
    "the last who saved it": (
        replaced(_CORE, "</cp:coreProperties>",
                 "<cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"), "x",
    ),
    "a tracked insertion": (
        replaced(_BODY, "<w:p>", '<w:p><w:ins w:author="{}"><w:r><w:t>x</w:t></w:r></w:ins>'),
        OFFICER,
    ),
    "hidden words": (
        replaced(_BODY, "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>more</w:t></w:r><w:r>"), "",
    ),
    "a field": (
        replaced(_BODY, "<w:r>", "<w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r><w:r>"), "",
    ),
    "a link out of the file": (
        replaced("word/_rels/document.xml.rels", "<Relationship ",
                 '<Relationship TargetMode="External" Target="http://{}" Id="r9" Type="x"/>'
                 "<Relationship "), "a.example",
    ),
    "comments": (added("word/comments.xml", "<c><author>{}</author></c>"), NAME),
    "a picture": (added("word/media/image9.png", "PNG {}"), NAME),
    "a thumbnail": (added("docProps/thumbnail.jpeg", "JPEG"), ""),
    "a comment of the XML": (replaced(_STYLES, "</w:styles>", "<!-- {} --></w:styles>"), NAME),
    "a document type": (
        replaced(_STYLES, "<w:styles", '<!DOCTYPE x [<!ENTITY y "z">]><w:styles'), "",
    ),
}  # fmt: skip


@pytest.fixture
def check(busy_database):
    def run(path, file_format):
        with busy_database.reading() as session:
            secrets = publication_secrets(session, 1, here=["/srv/jo/calls"])
            return check_finished(path, file_format, secrets)

    return run


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_report_as_it_is_written_passes_and_an_internal_one_would_not(ending, report_of, check):
    checked = check(report_of(Edition.PUBLICATION, ending), ending)
    assert [leak.words() for leak in checked.leaks] == []
    assert checked.looked_at.pieces > 300
    assert check(report_of(Edition.INTERNAL, ending), ending).leak_count > 2


@pytest.mark.parametrize("case", one_in(6, ON_A_PAGE))
def test_what_is_planted_on_a_page_is_found(case, report_of, check, tmp_path):
    change, secret = ON_A_PAGE[case]
    page = report_of(Edition.PUBLICATION, "html").read_text(encoding="utf-8")
    path = tmp_path / "planted.html"
    path.write_bytes(change(page, secret).encode("utf-8", "surrogateescape"))
    assert check(path, "html").leak_count > 0


@pytest.mark.parametrize("case", one_in(5, IN_A_DOCUMENT))
def test_what_is_planted_in_a_document_is_found_there(case, report_of, check, tmp_path):
    change, secret = IN_A_DOCUMENT[case]
    parts = parts_of(report_of(Edition.PUBLICATION, "docx"))
    before = dict(parts)
    change(parts, secret)
    changed = {name for name in parts if parts[name] != before.get(name)}
    checked = check(packed(parts, tmp_path / "planted.docx"), "docx")
    assert changed & {leak.part for leak in checked.leaks}
