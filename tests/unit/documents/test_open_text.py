"""The text of an OpenDocument text is what its author sent, to the letter."""

from __future__ import annotations

import pytest

from lisdesk.exchange.guarded.faults import FaultError
from tests.unit.documents.made_open import open_document, paragraph
from tests.unit.documents.open_cases import CASES


@pytest.mark.parametrize("name", CASES)
def test_a_document_gives_its_text_and_tells_what_it_leaves_out(read, name: str) -> None:
    case = CASES[name]
    found = read(case.content)
    assert found.text == case.text
    assert [(each.kind, each.text) for each in found.left_out] == case.left_out
    assert list(found.notes) == case.notes
    assert list(found.problems) == case.problems


def test_a_document_with_a_password_says_so(read) -> None:
    with pytest.raises(FaultError, match="password"):
        read(open_document(paragraph("x"), manifest="<encryption-data/>"))


def test_a_template_is_a_document_too(read) -> None:
    mime = "application/vnd.oasis.opendocument.text-template"
    assert read(open_document(paragraph("x"), mime=mime)).text == "x"
