"""Every sheet with lines, in every template and edition: sound, and the same after LibreOffice."""

import pytest

from lisdesk.edits.views import save_view
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.vocabulary import Channel, Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.verifying import verify_file
from tests.desk_work import do
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.full_call import (
    FOR_OFFICERS,
    FOUNDATION,
    FURTHER,
    LEPS,
    SHEETS,
    full_call,
)
from tests.unit.evidence.libreoffice import NEEDS_LIBREOFFICE, raw, through_libreoffice
from tests.workbook_lint import lint

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(600)]

HEADING_ROWS = 4
ONLINE = "Sent by mail"
WISHES = (
    WorkbookWish(),
    WorkbookWish(Template.BOARD),
    WorkbookWish(Template.FOUNDATION, FOUNDATION),
    *(WorkbookWish(Template.LEP, body) for body in LEPS),
    *(WorkbookWish(template, subject, ONLINE) for template, subject in (
        (Template.FULL, ""), (Template.BOARD, ""), (Template.FOUNDATION, FOUNDATION),
    )),
)  # fmt: skip


@pytest.fixture
def written(database, tmp_path):
    """Return what writes an edition of the full call by every template, one LEP of it and a view
    among them; a publication of one LEP is refused.
    """
    full_call(database)
    view = written_view(View(RegisterFilter(channels=(Channel.EMAIL,))))
    do(database, save_view, call_id=1, name=ONLINE, definition=view)

    def write(edition):
        is_public = edition is Edition.PUBLICATION
        wishes = [each for each in WISHES if not (is_public and each.template is Template.LEP)]
        paths = [tmp_path / f"{edition.key}-{place}.xlsx" for place in range(len(wishes))]
        for path, wish in zip(paths, wishes, strict=True):
            told = {"wish": wish, "unsettled_because": "Tried."}
            export_evidence(database, EXPORT_DESK, CALL, path, edition, **told)
        return paths

    return write


@NEEDS_LIBREOFFICE
@pytest.mark.parametrize("edition", Edition)
def test_a_workbook_with_lines_in_every_sheet_survives_libreoffice(
    database, written, tmp_path, edition
):
    paths = written(edition)
    whole = raw(paths[0])
    is_public = edition is Edition.PUBLICATION
    wanted = {*SHEETS, *FURTHER, *FOR_OFFICERS}
    assert set(whole) == (wanted - set(FOR_OFFICERS) if is_public else wanted)
    assert [name for name in whole if name in SHEETS] == [name for name in SHEETS if name in whole]
    for name, lines in whole.items():
        assert len(lines) > HEADING_ROWS, name
        assert any(cell != "" for cell in lines[HEADING_ROWS]), name
        assert lines[HEADING_ROWS - 1][0] != "None.", name
    assert not [path for path in paths if lint(path)]
    saved = through_libreoffice(paths, tmp_path)
    for path, own in zip(saved, paths, strict=True):
        assert raw(path) == raw(own), own.name
    for path in saved:  # charts too, of which LibreOffice keeps copies of its own
        found = verify_file(database, EXPORT_DESK.clock, path, EXPORT_DESK.officer)
        assert found.changes == (), path.name
