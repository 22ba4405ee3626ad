"""Look at the pages of files that came with submissions; nothing is written anywhere for it."""

from __future__ import annotations

from collections.abc import Callable

from lisdesk.exchange.pages.drawn import DrawnPage
from lisdesk.exchange.pages.reading import PageReader
from lisdesk.queries.attachments import AttachmentRow, attachment_bytes
from lisdesk.store.database import Database

__all__ = ["DrawnPage", "PageSource"]


class PageSource:
    """Draws pages of the attachments in one consultation file, one after the other; used on one
    thread at a time. Close it: a process waits for the next page.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reader = PageReader()
        self._at_hand: tuple[str, bytes] = ("", b"")
        """The hash and the bytes of the file whose page was drawn last."""

    def page(
        self,
        row: AttachmentRow,
        number: int,
        width_px: int,
        zoom: float = 1.0,
        is_awaited: Callable[[], bool] = lambda: True,
    ) -> DrawnPage:
        """Return page `number`, from 1, of an attachment, as `PageReader.draw` does.

        Raises UnreadableFileError if it cannot be shown, DamagedFileError if it is not what was
        received, CancelledError once it is not awaited any more.
        """
        if self._at_hand[0] != row.sha256:
            self._at_hand = ("", b"")
            with self._database.reading() as session:
                self._at_hand = (row.sha256, attachment_bytes(session, row))
        return self._reader.draw(self._at_hand[1], number, width_px, zoom, is_awaited)

    def close(self) -> None:
        """End the process, and let go of the file at hand; the next page begins anew."""
        self._at_hand = ("", b"")
        self._reader.close()
