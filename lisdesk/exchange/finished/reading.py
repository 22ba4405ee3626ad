"""Which reader reads back which format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from lisdesk.exchange.finished.documents import document_pieces
from lisdesk.exchange.finished.lists import list_pieces
from lisdesk.exchange.finished.pages import page_pieces
from lisdesk.exchange.finished.pieces import Found, Piece, Role
from lisdesk.exchange.finished.projects import codebook_pieces, project_pieces
from lisdesk.exchange.finished.search import check_pieces
from lisdesk.exchange.finished.workbooks import workbook_pieces
from lisdesk.rules.publication_secrets import Checked, PublicationSecrets
from lisdesk.telling import Tell, nobody

READERS: Mapping[str, Callable[[Path, int], Iterator[Found]]] = {
    "xlsx": workbook_pieces,
    "qdpx": project_pieces,
    "qdc": codebook_pieces,
    "csv": list_pieces,
    "html": page_pieces,
    "docx": document_pieces,
}
"""By the ending of the format: what yields everything that a finished file holds, given the
smallest number that may be shown where numbers are withheld. A format without one is not published.
"""


def check_finished(
    path: Path,
    file_format: str,
    secrets: PublicationSecrets,
    *,
    read: Tell = nobody,
    look: Tell = nobody,
) -> Checked:
    """Search a finished publication, as it stands on the drive, for what it must not hold; its
    name, too.

    `read` hears of the texts that it must not hold, `look` of the pieces of the file.
    """
    named = Piece(path.name, "file name", Role.ABOUT_FILE, path.name)
    found = READERS[file_format](path, secrets.smallest_count)
    return check_pieces(chain([named], found), secrets, read, look)
