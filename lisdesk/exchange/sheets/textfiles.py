"""Rows of a text table: encoding, delimiter, and cells exactly as they were written."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.foreign_kinds import kind_by_content, kind_by_ending
from lisdesk.exchange.sheets.row_writer import RowWriter, Wanted

DELIMITERS = (",", ";", "\t", "|")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK_BYTES = 1 << 20
_SAMPLE_CHARACTERS = 1 << 18
_SAMPLE_RECORDS = 200
_LARGEST_FIELD = 2**31 - 1
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_MOST_WESTERN_SHARE = 0.2
"""Of a text in a Western language fewer bytes than this are accented letters, quotes or pounds."""

_FEWEST_EVEN, _EVEN_SHARE = 2, 0.8
"""So many records, and so large a share of all, are as wide as the first in what is a table."""


def read_text(content: bytes, wanted: Wanted, writer: RowWriter) -> dict[str, object]:
    """Write the records of a text table; FaultError if it cannot be read, or is something else.

    What is not a table by its ending, such as .eml or .xlsx, is read if its content is one.
    """
    name = str(wanted["name"])
    if kind := kind_by_content(content):
        raise FaultError(kind)
    if (kind := kind_by_ending(name)) and not is_table(content, wanted["encoding"]):
        raise FaultError(kind)
    encoding = wanted["encoding"] or find_encoding(content)
    stream = open_text(content, encoding)
    delimiter = find_delimiter(stream, name)
    writer.write(text_rows(stream, delimiter), str)
    if not writer.width:
        raise FaultError("nothing")
    kind = "tsv" if delimiter == "\t" else "csv"
    return {"name": name, "sheet_names": [name], "kind": kind, "encoding": encoding}


def find_encoding(content: bytes) -> str:
    """Return the encoding of a text: by its byte order mark, UTF-16 by its NULs, UTF-8 or cp1252.

    Raises FaultError where that would be a guess: a text that is partly UTF-8, or one with so many
    bytes beyond ASCII that it is in no Western encoding.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return name
    if wide := _wide_encoding(content):
        return wide
    if _is_decodable(content, "utf-8"):
        return "utf-8"
    high = sum(map(len, _HIGH_BYTES.findall(content)))
    in_sequences = sum(map(len, _UTF8_SEQUENCE.findall(content)))
    if in_sequences > high - in_sequences:
        raise FaultError("encoding", reason="it is UTF-8 with damaged characters in it")
    if high > _MOST_WESTERN_SHARE * len(content) or not _is_decodable(content, "cp1252"):
        raise FaultError("encoding", reason="it is neither UTF-8 nor Windows-1252")
    return "cp1252"


def open_text(content: bytes, encoding: str) -> io.TextIOWrapper:
    """Return the text as a stream with its line ends as they are.

    Raises FaultError if it is not in this encoding, or holds NUL characters.
    """
    if not _is_decodable(content, encoding):
        raise FaultError("encoding", reason=f"it is not in {encoding}")
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    if b"\0" in content:
        for number, line in enumerate(stream, start=1):
            if "\0" in line:
                raise FaultError("nul", row=number)
        stream.seek(0)
    return stream


def find_delimiter(stream: io.TextIOWrapper, file_name: str) -> str:
    """Return the delimiter that splits the first records most evenly; a tab for .tsv."""
    sample = stream.read(_SAMPLE_CHARACTERS)
    stream.seek(0)
    if file_name.casefold().endswith(".tsv"):
        return "\t"
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def is_table(content: bytes, encoding: str | None) -> bool:
    """Whether a text has columns: most of its first records have the same number of cells."""
    try:
        stream = open_text(content, encoding or find_encoding(content))
    except FaultError:
        return False
    sample = stream.read(_SAMPLE_CHARACTERS)
    return any(_splits_evenly(sample, delimiter) for delimiter in DELIMITERS)


def text_rows(stream: io.TextIOWrapper, delimiter: str) -> Iterator[list[str]]:
    """Give every record; one that is an empty line is an empty list.

    Raises FaultError naming the record that cannot be split: a quotation mark that is never closed,
    or text after a closing one, where reading on would join cells or lose a mark of the
    respondent's.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    number = 0
    try:
        for record in csv.reader(stream, delimiter=delimiter, strict=True):
            number += 1
            yield record
    except csv.Error as error:
        reason = _split_reason(str(error))
        raise FaultError("cannot_split", row=number + 1, reason=reason) from error


def _split_reason(message: str) -> str:
    if "unexpected end" in message:
        return "a quotation mark in it is never closed"
    return "there is text after a closing quotation mark"


def _wide_encoding(content: bytes) -> str | None:
    """Return UTF-16 without its mark, told by every other byte of Western text being NUL."""
    sample = content[:4096]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.7 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if half and sample[::2].count(0) > half * 0.7 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _is_decodable(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _CHUNK_BYTES):
            decoder.decode(content[start : start + _CHUNK_BYTES])
        decoder.decode(b"", final=True)
    except ValueError:
        return False
    return True


def _evenness(sample: str, delimiter: str) -> tuple[bool, float, int]:
    """Return how well a delimiter splits a sample: is it there, how steadily, how many cells."""
    widths = _widths(io.StringIO(sample, newline=""), delimiter)
    if not widths:
        return (False, 0.0, 0)
    usual, count = Counter(widths).most_common(1)[0]
    is_heading_even = widths[0] == usual
    return (usual > 1, count / len(widths) + is_heading_even, usual)


def _splits_evenly(sample: str, delimiter: str) -> bool:
    widths = _widths(io.StringIO(sample, newline=""), delimiter)
    even = widths.count(widths[0]) if widths else 0
    return even >= _FEWEST_EVEN and widths[0] > 1 and even >= _EVEN_SHARE * len(widths)


def _widths(lines: Iterable[str], delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if record:
                widths.append(len(record))
            if len(widths) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        return widths
    return widths
