"""Small OpenDocument texts, the text that each must give, and what is to be said of it."""

from __future__ import annotations

from lisdesk.exchange.documents.extracted import Aside
from tests.unit.documents.made_open import note, open_document, paragraph, table
from tests.unit.documents.word_cases import Case

_HIDING = (
    '<style:style style:name="Base" style:family="text"><style:text-properties '
    'text:display="none"/></style:style>'
    '<style:style style:name="Child" style:family="text" style:parent-style-name="Base"/>'
)
_LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/>'
    "</text:list-style>"
)
_CHANGES = (
    "<text:tracked-changes>"
    '<text:changed-region text:id="c1"><text:insertion/></text:changed-region>'
    f'<text:changed-region text:id="c2"><text:deletion>{paragraph("no ")}</text:deletion>'
    "</text:changed-region></text:tracked-changes>"
)


def item(words: str, more: str = "") -> str:
    return f"<text:list-item>{paragraph(words)}{more}</text:list-item>"


CASES: dict[str, Case] = {
    "paragraphs and headings": Case(
        open_document(
            "<text:h>Skills</text:h>" + paragraph("They  matter\n most.") + paragraph("")
        ),
        "Skills\n\nThey matter most.",
    ),
    "spaces, tabs and breaks": Case(
        open_document(
            paragraph('A<text:s text:c="3"/>B<text:tab/>C<text:line-break/> D<text:s/> <b> E </b>')
        ),
        "A   B\tC\nD  E",
    ),
    "characters beyond the first plane": Case(
        open_document(paragraph("😀 café &amp; &lt;b&gt;")), "😀 café & <b>"
    ),
    "tracked changes": Case(
        open_document(
            _CHANGES
            + paragraph(
                'We need <text:change-start text:change-id="c1"/>more<text:change-end '
                'text:change-id="c1"/> <text:change text:change-id="c2"/>buses.'
            )
        ),
        "We need more buses.",
        [(Aside.DELETED, "no")],
        ["1 tracked insertion is part of the text.", "1 tracked deletion was left out."],
    ),
    "hidden words and sections": Case(
        open_document(
            paragraph('Seen<text:span text:style-name="Child"> secret</text:span>.')
            + paragraph("All hidden.", "Base")
            + f'<text:section text:display="none">{paragraph("A section.")}</text:section>'
            + paragraph('<text:hidden-text text:string-value="If so."/>End.'),
            _HIDING,
        ),
        "Seen.\n\nEnd.",
        [
            (Aside.HIDDEN, " secret"),
            (Aside.HIDDEN, "All hidden."),
            (Aside.HIDDEN, "A section."),
            (Aside.HIDDEN, "If so."),
        ],
        ["4 passages of hidden text were left out."],
    ),
    "comments": Case(
        open_document(
            paragraph(
                "Text<office:annotation><dc:creator>Jo</dc:creator>"
                f"<dc:date>2019-01-01</dc:date>{paragraph('Really?')}</office:annotation>."
            )
        ),
        "Text.",
        [(Aside.COMMENT, "Jo: Really?")],
        ["1 comment was left out."],
    ),
    "notes": Case(
        open_document(
            paragraph(f"Jobs{note('footnote', 'ONS.')} and rail{note('endnote', 'DfT.')}")
            + paragraph(f"Homes{note('footnote', 'Council.')}")
        ),
        "Jobs[1] and rail[i]\n\nHomes[2]\n\n[1] ONS.\n\n[2] Council.\n\n[i] DfT.",
    ),
    "tables": Case(
        open_document(
            table(("Year", "Jobs"), ("2018", "40"))
            + table(("Q1", paragraph("One.") + paragraph("Two.")), ("Q2", table(("a", "b"))))
        ),
        "Year\tJobs\n2018\t40\n\nQ1\n\nOne.\n\nTwo.\n\nQ2\ta\tb",
    ),
    "text boxes and pictures": Case(
        open_document(
            paragraph(
                "Beside."
                f"<draw:frame><draw:text-box>{paragraph('Boxed.')}</draw:text-box></draw:frame>"
                '<draw:frame><draw:image xlink:href="p.png"/><draw:image xlink:href="p.svg"/>'
                "</draw:frame>"
                f"<draw:custom-shape>{paragraph('Shaped.')}</draw:custom-shape>"
            )
        ),
        "Beside.\n\nBoxed.\n\nShaped.",
        problems=["1 picture was not read: words in pictures are not part of the text."],
    ),
    "lists": Case(
        open_document(
            '<text:list text:style-name="L1">'
            + item("Cost", "<text:list>" + item("Rent") + item("Rates") + "</text:list>")
            + item("Skills")
            + '</text:list><text:list text:style-name="L2">'
            + item("A point")
            + '</text:list><text:list text:style-name="L1" text:continue-numbering="true">'
            + item("Roads")
            + "</text:list>",
            _LISTS,
        ),
        "1. Cost\n\n1.a) Rent\n\n1.b) Rates\n\n2. Skills\n\n• A point\n\n3. Roads",
    ),
    "links and placeholders": Case(
        open_document(
            paragraph(
                '<text:a xlink:href="https://acme.example/r">our report</text:a>, '
                '<text:a xlink:href="mailto:jo@acme.example">jo@acme.example</text:a>'
                "<text:placeholder>Name</text:placeholder>"
            )
        ),
        "our report <https://acme.example/r>, jo@acme.example",
        notes=["1 field of the form was left empty."],
    ),
    "headers and footers": Case(
        open_document(
            paragraph("Body."),
            masters='<style:master-page style:name="S"><style:header>'
            + paragraph("Acme Ltd")
            + "</style:header><style:footer>"
            + paragraph("Page <text:page-number>1</text:page-number>")
            + '</style:footer><style:footer-left style:display="false">'
            + paragraph("Not shown")
            + "</style:footer-left></style:master-page>",
        ),
        "Acme Ltd\n\nBody.\n\nPage",
    ),
}
