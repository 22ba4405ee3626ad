"""What reads a stranger's document in the guarded process.

It puts the text, and then says what else there is to know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from lisdesk.exchange.documents.kinds import is_package, is_portable, is_rich_text, reader_of
from lisdesk.exchange.documents.names import note_on_name
from lisdesk.exchange.guarded.child import Put, Reader, Wanted
from lisdesk.exchange.guarded.faults import EMPTY, FaultError


def reader_for(content: bytes, _wanted: Wanted) -> Reader:
    """Return what reads a document, once the modules that this content needs are imported."""
    if not content:
        raise FaultError(EMPTY)
    if is_package(content):
        import lisdesk.exchange.documents.opendocument
        import lisdesk.exchange.documents.word  # noqa: F401 (compiled before writing is forbidden)
    elif is_portable(content):
        import lisdesk.exchange.documents.portable  # noqa: F401 (compiled before writing is forbidden)
    elif is_rich_text(content):
        import lisdesk.exchange.documents.rich_text  # noqa: F401 (compiled before writing is forbidden)
    else:
        import lisdesk.exchange.documents.plain_text
        import lisdesk.exchange.documents.web_page  # noqa: F401 (compiled before writing is forbidden)
    return _read


def _read(content: bytes, wanted: Wanted, put: Put) -> Mapping[str, object]:
    name = str(wanted["name"])
    try:
        findings = reader_of(content, name, wanted["limits"])(content)
    except RecursionError as error:
        raise FaultError("too_deep") from error
    if note := note_on_name(name, findings.media_type):
        findings.add_note(note)
    found = asdict(findings.extracted(content))
    text = found.pop("text").encode("utf-8")
    put(text)
    return {**found, "text_bytes": len(text)}
