"""Read strangers' documents in a process of its own, with limits on its memory and time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lisdesk.exchange.documents.extracted import (
    Aside,
    ExtractedText,
    LeftOut,
    Part,
)
from lisdesk.exchange.documents.refusals import unreadable_document
from lisdesk.exchange.guarded.faults import DAMAGED
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import GuardedOutput
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.guarded.session import GuardedSession
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from lisdesk.rules.found_form import FoundField, FoundForm

_WORKER = "lisdesk.exchange.documents.worker"
DOCUMENT_LIMITS = ProcessLimits(output_bytes=50 * MEGABYTE)
"""A text of more than fifty megabytes was written by no respondent."""


class DocumentReader:
    """Reads documents, one after the other, in one guarded process that ends with its block."""

    def __init__(self, limits: ProcessLimits = DOCUMENT_LIMITS) -> None:
        self._session = GuardedSession(_WORKER, limits, unreadable_document)
        self._limits = limits

    def read(self, name: str, content: bytes) -> ExtractedText:
        """Return the text of a .docx, .odt, .rtf, .pdf, .html or .txt file; its content decides.

        Raises UnreadableFileError, with one sentence, for everything that can be wrong with it.
        """
        wanted = {"name": name, "limits": asdict(DEFAULT_LIMITS)}
        return _extracted(self._session.read(content, wanted))

    def content_of(self, path: Path) -> bytes:
        """Return the bytes of a file; UnreadableFileError if it cannot be opened or is too big."""
        with opened_file(path, self._limits.input_bytes, unreadable_document) as (stream, _):
            return stream.read(self._limits.input_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._session.close()


def extract_text(name: str, content: bytes) -> ExtractedText:
    """Return the text of one document; use a `DocumentReader` for many, which is quicker."""
    with DocumentReader() as reader:
        return reader.read(name, content)


def _extracted(output: GuardedOutput) -> ExtractedText:
    """Return what the worker found; UnreadableFileError if that is not what was asked."""
    report: Mapping[str, Any] = output.report
    try:
        return ExtractedText(
            text=bytes(output.payload[: int(report["text_bytes"])]).decode("utf-8"),
            media_type=str(report["media_type"]),
            sha256=str(report["sha256"]),
            reader=str(report["reader"]),
            parts=tuple(
                Part(str(each["label"]), int(each["start"]), int(each["end"]))
                for each in report["parts"]
            ),
            notes=tuple(map(str, report["notes"])),
            problems=tuple(map(str, report["problems"])),
            left_out=tuple(
                LeftOut(Aside(each["kind"]), str(each["text"])) for each in report["left_out"]
            ),
            encoding=report["encoding"],
            form=_form(report["form"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable_document(DAMAGED) from error


def _form(found: Mapping[str, Any] | None) -> FoundForm | None:
    if found is None:
        return None
    return FoundForm(
        reference=str(found["reference"]),
        version=str(found["version"]),
        fields=tuple(
            FoundField(
                str(each["part"]),
                int(each["number"]),
                str(each["digest"]),
                str(each["text"]),
                bool(each["is_ticked"]),
                str(each["label"]),
                str(each["doubt"]),
            )
            for each in found["fields"]
        ),
        outside=str(found["outside"]),
        has_copies=bool(found["has_copies"]),
    )
