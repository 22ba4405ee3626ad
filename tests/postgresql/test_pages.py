"""Pages of files are drawn from a server's database as from a file."""

from lisdesk.edits.submissions import AttachedFile
from lisdesk.queries.attachments import attachments
from lisdesk.tasks.page_viewing import PageSource
from tests.desk_work import log
from tests.unit.pages.made_pages import red_pages
from tests.unit.pages.made_pictures import two_halves, written


def test_pages_of_files_on_a_server_are_drawn(database, call):
    files = [
        AttachedFile("letter.pdf", red_pages(3)),
        AttachedFile("map.png", written(two_halves(), "PNG")),
    ]
    submission = log(database, call, letter="See there.", attachments=files)
    with database.reading() as session:
        letter, picture = attachments(session, submission.id)
    source = PageSource(database)
    for row, number, wanted in ((letter, 2, (2, 3, 200, 100)), (picture, 1, (1, 1, 40, 20))):
        page = source.page(row, number, 200)
        assert (page.number, page.pages, page.width_px, page.height_px) == wanted
        assert len(page.pixels) == 4 * page.width_px * page.height_px
    source.close()
