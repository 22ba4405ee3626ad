"""A file that is cut short is told from one that is whole."""

import io

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.documents.reading import extract_text
from lisdesk.exchange.guarded.ends import lacks_its_end
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import paragraph, word_document

LETTER = word_document(paragraph("The last bus leaves at six."))
PDF = portable_document(["The last bus leaves at six."])


@pytest.mark.parametrize("whole", [LETTER, PDF], ids=["a package", "a PDF"])
def test_the_end_of_a_file_tells_whether_it_is_whole(whole):
    assert not lacks_its_end(io.BytesIO(whole))
    assert not lacks_its_end(io.BytesIO(whole + b"\n"))
    assert all(
        lacks_its_end(io.BytesIO(whole[:size])) for size in (len(whole) // 2, len(whole) - 30)
    )


def test_nothing_lacks_its_end_and_a_text_never_does():
    assert lacks_its_end(io.BytesIO(b""))
    assert not lacks_its_end(io.BytesIO(b"Dear LEP"))


def test_what_is_cut_short_says_that_it_may_be_copied_still():
    with pytest.raises(UnreadableFileError) as refused:
        extract_text("letter.docx", LETTER[: len(LETTER) // 2])
    assert "Its end is missing. If it is still being copied" in str(refused.value)
