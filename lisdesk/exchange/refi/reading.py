"""Read a stranger's coded project in a process of its own, with limits on its memory and time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lisdesk.exchange.guarded.faults import DAMAGED
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import read_guarded
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.refi.refusals import unreadable_project
from lisdesk.exchange.sheets.limits import Limits
from lisdesk.rules.coded_project import Code, Coding, Lost, Passage, Source, SourceMemo, Value
from lisdesk.rules.vocabulary import PriorityColour

PROJECT_LIMITS = Limits(package_entries=250_000, package_bytes=1_000 * MEGABYTE)
"""Each submission of a large call is a part of its own, so there may be many parts."""
_WORKER = "lisdesk.exchange.refi.worker"
_TRUE = ("true", "1")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project or a codebook as it came, with every passage at its place."""

    is_codebook: bool
    name: str
    origin: str
    """Which program wrote it; empty if it does not say."""
    codes: tuple[Code, ...]
    source_count: int
    reading: str
    """How its positions were counted, in words; empty for a codebook."""
    why: str
    """What speaks for that, in a sentence."""
    lost: tuple[Lost, ...]
    sha256: str
    encoded_sources: bytearray

    def sources(self) -> Iterator[tuple[Source, bool]]:
        """Yield the sources, and whether each has a text; may be called again.

        Raises UnreadableFileError if they are not what was asked.
        """
        start = 0
        for _ in range(self.source_count):
            end = self.encoded_sources.find(b"\n", start)
            try:
                told = json.loads(self.encoded_sources[start:end])
                yield _source(told), told["text"] is not None
            except (KeyError, TypeError, ValueError) as error:
                raise unreadable_project(DAMAGED) from error
            start = end + 1


def read_coded_project(path: Path, *, is_awaited: Callable[[], bool] | None = None) -> FoundProject:
    """Return what a .qdpx or .qdc file holds; its content decides what it is.

    Raises UnreadableFileError, with one sentence, for everything that can be wrong with it;
    CancelledError once it is no longer `is_awaited`.
    """
    limits = PROJECT_LIMITS
    with opened_file(path, limits.file_bytes, unreadable_project) as (stream, size):
        allowed = ProcessLimits(
            input_bytes=limits.file_bytes,
            memory_bytes=limits.memory_for(size),
            processor_seconds=limits.seconds_for(size),
            output_bytes=limits.output_bytes,
        )
        wanted = {"name": path.name, "limits": asdict(limits)}
        output = read_guarded(_WORKER, stream, wanted, allowed, unreadable_project, is_awaited)
    return _found(output.report, output.payload)


def _found(report: Mapping[str, Any], payload: bytearray) -> FoundProject:
    """Return what the worker wrote; UnreadableFileError if that is not what was asked."""
    try:
        return FoundProject(
            is_codebook=bool(report["is_codebook"]),
            name=str(report["name"]),
            origin=str(report["origin"]),
            codes=tuple(map(_code, report["codes"])),
            source_count=int(report["sources"]),
            reading=str(report.get("reading", "")),
            why=str(report.get("why", "")),
            lost=tuple(Lost(*map(str, each)) for each in report["lost"]),
            sha256=str(report["sha256"]),
            encoded_sources=payload,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable_project(DAMAGED) from error


def _code(told: list[Any]) -> Code:
    guid, name, words, parent, is_codable, memos, colour = told
    return Code(
        guid=str(guid),
        name=str(name),
        description=str(words),
        parent_guid=str(parent),
        is_codable=bool(is_codable),
        memos=tuple(map(str, memos)),
        colour=PriorityColour.find(str(colour)) if colour else None,
    )


def _source(told: Mapping[str, Any]) -> Source:
    return Source(
        guid=str(told["guid"]),
        name=str(told["name"]),
        text=str(told["text"] or ""),
        made_at=written_moment(str(told["made_at"])),
        passages=tuple(
            Passage(
                str(guid),
                int(start),
                int(end),
                _codings(codings),
                str(memo),
                _coding(bookmark) if bookmark else None,
                str(coder),
                written_moment(str(at)),
            )
            for guid, start, end, codings, memo, bookmark, coder, at in told["passages"]
        ),
        codings=_codings(told["codings"]),
        values={str(name): _value(str(kind), str(words)) for name, kind, words in told["values"]},
        cases=tuple(map(str, told["cases"])),
        memos=tuple(
            SourceMemo(str(text), str(coder), written_moment(str(at)))
            for text, coder, at in told["memos"]
        ),
    )


def _codings(told: list[list[str]]) -> tuple[Coding, ...]:
    return tuple(map(_coding, told))


def _coding(told: list[str]) -> Coding:
    guid, code, coder, at, memo = told
    return Coding(str(guid), str(code), str(coder), written_moment(str(at)), str(memo))


def _value(kind: str, words: str) -> Value:
    if kind == "BooleanValue":
        return words.casefold() in _TRUE
    if kind == "DateTimeValue":
        return written_moment(words) or words
    return words


def written_moment(words: str) -> datetime | None:
    """Return a moment as XML writes it; one without a zone is in UTC.

    None for what is none, and for one in another age, which no program can have meant.
    """
    try:
        found = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    if not _EARLIEST_YEAR <= found.year <= _LATEST_YEAR:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
