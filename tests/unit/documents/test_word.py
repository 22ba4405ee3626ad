"""The text of a Word document is what its author sent, to the letter."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from lisdesk.exchange.documents.extracted import ExtractedText
from lisdesk.exchange.documents.kinds import reader_of
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from tests.unit.documents.word_cases import CASES


def read(content: bytes, name: str = "letter.docx") -> ExtractedText:
    return reader_of(content, name, asdict(DEFAULT_LIMITS))(content).extracted(content)


@pytest.mark.parametrize("name", CASES)
def test_a_document_gives_its_text_and_tells_what_it_leaves_out(name: str) -> None:
    case = CASES[name]
    found = read(case.content)
    assert found.text == case.text
    assert [(each.kind, each.text) for each in found.left_out] == case.left_out
    assert list(found.notes) == case.notes
    assert list(found.problems) == case.problems


def test_there_are_thirty_documents_at_least() -> None:
    assert len(CASES) >= 30
