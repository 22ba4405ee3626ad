"""The text of a Word document is what its author sent, to the letter."""

from __future__ import annotations

import pytest

from tests.unit.documents.word_cases import CASES


@pytest.mark.parametrize("name", CASES)
def test_a_document_gives_its_text_and_tells_what_it_leaves_out(read, name: str) -> None:
    case = CASES[name]
    found = read(case.content)
    assert found.text == case.text
    assert [(each.kind, each.text) for each in found.left_out] == case.left_out
    assert list(found.notes) == case.notes
    assert list(found.problems) == case.problems


def test_there_are_thirty_documents_at_least() -> None:
    assert len(CASES) >= 30


def test_header_body_notes_and_footer_are_parts_of_the_text(read) -> None:
    found = read(CASES["footnotes and endnotes"].content)
    assert [(part.label, found.part_text(part)) for part in found.parts] == [
        ("body", "Jobs[1] and homes[2]\n\nRail[i]"),
        ("footnotes", "[1] NOMIS.\n\n[2] ONS."),
        ("endnotes", "[i] DfT."),
    ]
