"""Read documents in this very process: the guarded one is tried in its own tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest

from lisdesk.exchange.documents.extracted import ExtractedText
from lisdesk.exchange.documents.kinds import reader_of
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS


def read_document(content: bytes, name: str = "letter") -> ExtractedText:
    return reader_of(content, name, asdict(DEFAULT_LIMITS))(content).extracted(content)


@pytest.fixture
def read() -> Callable[..., ExtractedText]:
    """Return the function from a document's bytes, and its name, to its text."""
    return read_document
