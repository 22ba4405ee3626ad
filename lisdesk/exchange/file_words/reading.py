"""Take the words out of strangers' files in a process of its own, one file after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from types import TracebackType
from typing import NamedTuple, Self

from lisdesk.exchange.documents.extracted import READER_VERSION
from lisdesk.exchange.documents.refusals import unreadable_document
from lisdesk.exchange.guarded.faults import DAMAGED
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.session import GuardedSession
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from lisdesk.rules.spans import normalised

WORDS_READER = f"words 2, {READER_VERSION}"
"""Which rules words were taken out of files by; files that others read are read again."""
MOST_CHARACTERS = 1_000_000
"""So much of a file is searched: about five hundred pages."""

_WORKER = "lisdesk.exchange.file_words.worker"
_LIMITS = ProcessLimits(output_bytes=5 * MEGABYTE)


class WordsOfFile(NamedTuple):
    """What a file says, as texts are kept."""

    text: str
    is_whole: bool
    """Whether that is all; else the file goes on beyond what is searched."""
    has_all_sheets: bool
    """Whether no sheet of a spreadsheet is left out, or read in part; True for other files."""


class WordReader:
    """Takes the words out of files; its process ends with its block."""

    def __init__(
        self,
        is_awaited: Callable[[], bool] | None = None,
        limits: ProcessLimits = _LIMITS,
        most: int = MOST_CHARACTERS,
    ) -> None:
        self._session = GuardedSession(_WORKER, limits, unreadable_document, is_awaited)
        self._most = most

    def read(self, name: str, content: bytes) -> WordsOfFile:
        """Return the words of a document, a spreadsheet or an e-mail; its content decides.

        Raises UnreadableFileError, with one sentence, for everything that can be wrong with it;
        CancelledError once the words are not awaited any more.
        """
        limits = asdict(DEFAULT_LIMITS)
        wanted = {"name": name, "limits": limits, "characters": self._most}
        output = self._session.read(content, wanted)
        try:
            said = bytes(output.payload[: int(output.report["bytes"])]).decode("utf-8")
            is_whole, has_all = output.report["is_whole"], output.report["has_all_sheets"]
            return WordsOfFile(normalised(said), bool(is_whole), bool(has_all))
        except (KeyError, TypeError, ValueError) as error:
            raise unreadable_document(DAMAGED) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._session.close()
