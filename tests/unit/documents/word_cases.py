"""Thirty small Word documents, the text that each must give, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lisdesk.exchange.documents.extracted import Aside
from tests.unit.documents.made_word import (
    STRICT_MAIN,
    control,
    deleted,
    drawn_box,
    form_field,
    inserted,
    paragraph,
    reference,
    row,
    run,
    table,
    vml_box,
    word_document,
)
from tests.unit.documents.made_word import (
    field as complex_field,
)

HIDE = "<w:vanish/>"


@dataclass(frozen=True)
class Case:
    """One document: its bytes, its text, and what stands in the file but not in the text."""

    content: bytes
    text: str
    left_out: list[tuple[Aside, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def level(place: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
    )


def item(number: int, words: str, place: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, properties=properties)


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}'
    f"{level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "x")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def section(*references: str, extra: str = "") -> str:
    return f"<w:sectPr>{''.join(references)}{extra}</w:sectPr>"


def note(kind: str, number: int, words: str) -> str:
    content = paragraph(f"<w:r><w:{kind}Ref/></w:r>", words)
    return f'<w:{kind} w:id="{number}">{content}</w:{kind}>'


def note_mark(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


CASES: dict[str, Case] = {
    "plain paragraphs": Case(
        word_document(paragraph("Dear all,") + paragraph("Skills ", "matter.") + paragraph("")),
        "Dear all,\n\nSkills matter.",
    ),
    "breaks, tabs and hyphens": Case(
        word_document(
            paragraph(
                "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/>"
                "<w:t>D</w:t><w:softHyphen/><w:t>E</w:t><w:cr/><w:t>F</w:t></w:r>"
            )
        ),
        "A\tB\nC\N{NON-BREAKING HYPHEN}DE\nF",
    ),
    "characters beyond the first plane": Case(
        word_document(paragraph("😀 café — “naïve” е")), "😀 café — “naïve” е"
    ),
    "markup in the words": Case(
        word_document(paragraph("&lt;b&gt;Hi&lt;/b&gt; &amp;amp; x")), "<b>Hi</b> &amp; x"
    ),
    "an insertion": Case(
        word_document(paragraph("We need ", inserted("more"), " buses.")),
        "We need more buses.",
        notes=["1 tracked insertion is part of the text."],
    ),
    "a deletion": Case(
        word_document(paragraph("We need ", deleted("no "), "buses.")),
        "We need buses.",
        [(Aside.DELETED, "no")],
        ["1 tracked deletion was left out."],
    ),
    "a replacement inside an insertion": Case(
        word_document(paragraph(inserted("We ", deleted("hate"), "like"), " rail.")),
        "We like rail.",
        [(Aside.DELETED, "hate")],
        ["1 tracked insertion is part of the text.", "1 tracked deletion was left out."],
    ),
    "a move": Case(
        word_document(
            paragraph(f'<w:moveFrom w:id="1">{run("Moved.")}</w:moveFrom>', "Stays.")
            + paragraph(f'<w:moveTo w:id="2">{run("Moved.")}</w:moveTo>')
        ),
        "Stays.\n\nMoved.",
        [(Aside.DELETED, "Moved.")],
        ["1 tracked insertion is part of the text.", "1 tracked deletion was left out."],
    ),
    "a deleted end of a paragraph": Case(
        word_document(
            paragraph("One ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("line.")
        ),
        "One line.",
    ),
    "a deleted row": Case(
        word_document(
            table(row("Kept", "1"), row("Gone", "2", properties="<w:del/>"), row("Too", "3"))
        ),
        "Kept\t1\nToo\t3",
        [(Aside.DELETED, "Gone\n2")],
        ["1 tracked deletion was left out."],
    ),
    "a table of lines": Case(
        word_document(
            paragraph("Before.") + table(row("Year", "Jobs"), row("2018", "40")) + paragraph("End.")
        ),
        "Before.\n\nYear\tJobs\n2018\t40\n\nEnd.",
    ),
    "a table of paragraphs": Case(
        word_document(table(row("Question 1", paragraph("First.") + paragraph("Second.")))),
        "Question 1\n\nFirst.\n\nSecond.",
    ),
    "a table in a table": Case(
        word_document(table(row("Outer", table(row("a", "b"), row("c", "d")) + paragraph("")))),
        "Outer\n\na\tb\nc\td",
    ),
    "rows and cells in content controls": Case(
        word_document(
            f"<w:tbl>{control(row('A', 'B'))}<w:tr>{control('<w:tc>' + paragraph('C') + '</w:tc>')}"
            "</w:tr></w:tbl>"
        ),
        "A\tB\nC",
    ),
    "a drawn text box, written twice": Case(
        word_document(paragraph("Beside.", drawn_box(paragraph("In the "), paragraph("box.")))),
        "Beside.\n\nIn the\n\nbox.",
    ),
    "an old text box": Case(
        word_document(paragraph(vml_box(paragraph("Old box.")), "Beside.")),
        "Beside.\n\nOld box.",
    ),
    "a text box in a text box": Case(
        word_document(paragraph(drawn_box(paragraph("Outer", drawn_box(paragraph("Inner")))))),
        "Outer\n\nInner",
    ),
    "footnotes and endnotes": Case(
        word_document(
            paragraph("Jobs", note_mark("footnote", 4), " and homes", note_mark("footnote", 2))
            + paragraph("Rail", note_mark("endnote", 3)),
            {
                "footnotes": note("footnote", 2, " ONS.") + note("footnote", 4, " NOMIS."),
                "endnotes": note("endnote", 3, " DfT."),
            },
        ),
        "Jobs[1] and homes[2]\n\nRail[i]\n\n[1] NOMIS.\n\n[2] ONS.\n\n[i] DfT.",
    ),
    "comments": Case(
        word_document(
            paragraph('<w:commentRangeStart w:id="0"/>', "Text.", '<w:commentRangeEnd w:id="0"/>'),
            {"comments": f'<w:comment w:id="0" w:author="Jo">{paragraph("Really?")}</w:comment>'},
        ),
        "Text.",
        [(Aside.COMMENT, "Jo: Really?")],
        ["1 comment was left out."],
    ),
    "hidden runs": Case(
        word_document(
            paragraph("Seen", run(" secret", HIDE), run(" too", '<w:vanish w:val="0"/>'), ".")
        ),
        "Seen too.",
        [(Aside.HIDDEN, " secret")],
        ["1 passage of hidden text was left out."],
    ),
    "words hidden by a style": Case(
        word_document(
            paragraph("Seen.", run("No.", '<w:rStyle w:val="Child"/>'))
            + paragraph("Nor this.", properties='<w:pStyle w:val="Gone"/>'),
            {
                "styles": '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
                '<w:style w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
                '<w:style w:styleId="Gone"><w:basedOn w:val="Child"/></w:style>'
            },
        ),
        "Seen.",
        [(Aside.HIDDEN, "No."), (Aside.HIDDEN, "Nor this.")],
        ["2 passages of hidden text were left out."],
    ),
    "content controls": Case(
        word_document(
            control(paragraph("Name: ", control(run("Acme Ltd"))))
            + control(
                paragraph(control(run("Click here."), "<w:showingPlcHdr/>"), "Kept."),
                "<w:alias/>",
            )
            + control(paragraph("Choose."), "<w:showingPlcHdr/>")
        ),
        "Name: Acme Ltd\n\nKept.",
        notes=["2 fields of the form were left empty."],
    ),
    "fields of an old form": Case(
        word_document(
            paragraph("Yes ", form_field('<w:checkBox><w:default w:val="1"/></w:checkBox>'))
            + paragraph("No ", form_field("<w:checkBox><w:checked w:val='0'/></w:checkBox>"))
            + paragraph(
                form_field(
                    '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Agree"/>'
                    '<w:listEntry w:val="Disagree"/></w:ddList>'
                )
            )
        ),
        "Yes ☒\n\nNo ☐\n\nDisagree",
    ),
    "fields": Case(
        word_document(
            paragraph("On ", complex_field("DATE", "6 May"), ", see ", complex_field("REF x", "2"))
        ),
        "On 6 May, see 2",
    ),
    "headers and footers": Case(
        word_document(
            paragraph("Body.", properties=section(reference("header", 1), reference("footer", 2)))
            + paragraph("More.")
            + section(
                reference("header", 3, "first"),
                reference("header", 4, "even"),
                reference("header", 1),
            ),
            {
                "header1": paragraph("Acme Ltd") + paragraph("1 High Street"),
                "footer2": paragraph("Page ", complex_field(" PAGE ", "7"), " of Acme"),
                "header3": paragraph("Not shown"),
                "header4": paragraph("Nor this"),
            },
        ),
        "Acme Ltd\n\n1 High Street\n\nBody.\n\nMore.\n\nPage  of Acme",
    ),
    "a header of the first page": Case(
        word_document(
            paragraph("Body.")
            + section(
                reference("header", 1, "first"), reference("header", 2), extra="<w:titlePg/>"
            ),
            {"header1": paragraph("First"), "header2": paragraph("Others")},
        ),
        "First\n\nOthers\n\nBody.",
    ),
    "links": Case(
        word_document(
            paragraph('<w:hyperlink r:id="l1">' + run("our report") + "</w:hyperlink>", ".")
            + paragraph('<w:hyperlink r:id="l2">' + run("www.acme.example") + "</w:hyperlink>")
            + paragraph('<w:hyperlink r:id="l3">' + run("a file") + "</w:hyperlink>")
            + paragraph('<w:hyperlink w:anchor="here">' + run("below") + "</w:hyperlink>"),
            links={
                "l1": "https://acme.example/r?a=1&amp;b=2",
                "l2": "http://www.acme.example/",
                "l3": "file:///c:/secret",
            },
        ),
        "our report <https://acme.example/r?a=1&b=2>.\n\nwww.acme.example\n\na file\n\nbelow",
    ),
    "lists": Case(
        word_document(
            item(1, "Barriers") + item(1, "Cost", 1) + item(1, "Time", 1) + item(1, "Skills")
            + item(2, "A point") + item(3, "Five") + item(3, "Six") + item(9, "No list"),
            {"numbering": NUMBERING},
        ),
        "1. Barriers\n\n1.a) Cost\n\n1.b) Time\n\n2. Skills\n\n• A point\n\n5. Five\n\n6. Six"
        "\n\nNo list",
    ),
    "symbols and formulas": Case(
        word_document(
            paragraph(
                '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " yes ",
                '<w:r><w:sym w:font="Wingdings" w:char="A8"/></w:r>', " no ",
                "<m:oMath><m:r><m:t>x=</m:t></m:r><m:r><m:t>2</m:t></m:r></m:oMath>",
            )
        ),
        "☑ yes ☐ no x=2",
    ),
    "pictures, charts and parts from elsewhere": Case(
        word_document(
            paragraph(
                "Look.",
                '<w:r><w:drawing><a:graphic><a:blip r:embed="x"/></a:graphic></w:drawing></w:r>',
                '<w:r><w:drawing><a:graphic><c:chart r:id="y"/></a:graphic></w:drawing></w:r>',
            )
            + '<w:altChunk r:id="z"/>'
        ),
        "Look.",
        problems=[
            "1 picture was not read: words in pictures are not part of the text.",
            "The words of charts, diagrams and embedded objects were not read.",
            "A part of the document that is a file of its own was not read.",
        ],
    ),
    "the strict form": Case(
        word_document(paragraph("Strict ", inserted("too.")), main=STRICT_MAIN),
        "Strict too.",
        notes=["1 tracked insertion is part of the text."],
    ),
    "a watermark and macros": Case(
        word_document(
            paragraph("Body.") + section(reference("header", 1)),
            {
                "header1": paragraph(
                    '<w:r><w:pict><v:shape><v:textpath string="CONFIDENTIAL"/></v:shape></w:pict>'
                    "</w:r>"
                )
            },
            extra={"word/vbaProject.bin": b"x"},
        ),
        "Body.",
        notes=[
            "The pages bear the watermark “CONFIDENTIAL”.",
            "The document holds macros; they were not run.",
        ],
    ),
    "a damaged part beside the body": Case(
        word_document(
            paragraph("Body.", note_mark("footnote", 1)), {"footnotes": "<w:footnote"}
        ),
        "Body.[1]",
        problems=["The part “word/footnotes.xml” is damaged and was left out."],
    ),
}  # fmt: skip
