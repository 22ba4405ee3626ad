"""Pages of attachments are drawn from the consultation file, which is not changed by it."""

import pytest
from sqlalchemy import text

from lisdesk.edits.submissions import AttachedFile
from lisdesk.errors import DamagedFileError, UnreadableFileError
from lisdesk.queries.attachments import attachments
from lisdesk.tasks.page_viewing import PageSource
from tests.desk_work import content, entries, log
from tests.unit.pages.made_pages import red_pages

FILES = [AttachedFile("a.pdf", red_pages(2)), AttachedFile("b.txt", b"Dear LEP,")]


@pytest.fixture
def source(database):
    source = PageSource(database)
    yield source
    source.close()


def test_looking_at_pages_changes_nothing(database, call, source) -> None:
    submission = log(database, call, letter="See there.", attachments=FILES)
    before = content(database), entries(database)
    with database.reading() as session:
        letter, note = attachments(session, submission.id)
    assert source.page(letter, 2, 100).number == 2
    with pytest.raises(UnreadableFileError, match="Pages are shown of PDFs"):
        source.page(note, 1, 100)
    source.close()
    assert source.page(letter, 1, 100).pages == 2
    assert (content(database), entries(database)) == before


def test_a_file_that_is_not_what_was_received_is_not_drawn(database, call, source) -> None:
    submission = log(database, call, letter="See there.", attachments=FILES[:1])
    with database.reading() as session:
        (letter,) = attachments(session, submission.id)
    with database.keeping() as session:
        session.execute(text("UPDATE blob SET content = x'25504446'"))
    with pytest.raises(DamagedFileError, match="not what was received"):
        source.page(letter, 1, 100)
