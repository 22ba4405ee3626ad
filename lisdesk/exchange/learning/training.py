"""Have a process of its own learn from examples, and take the model that it makes."""

from __future__ import annotations

import contextlib
import importlib.util
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import IO

from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import read_guarded
from lisdesk.exchange.guarded.refusing import Sentences, refusal_in
from lisdesk.exchange.learning.examples import Example, as_bytes

_TRAINER = "lisdesk.exchange.learning.trainer"
_LIBRARY = "sklearn"
_LIMITS = ProcessLimits(
    input_bytes=500 * MEGABYTE,
    memory_bytes=4_000 * MEGABYTE,
    processor_seconds=180,
    output_bytes=200 * MEGABYTE,
)
_SENTENCES: Sentences = {
    "damaged": (
        "What the tags teach could not be learnt: the process that learns has ended early.",
        "Suggestions go by keywords and by what is used most; “lisdesk suggestions learn CALL” "
        "tries again.",
        "Suggestions go by keywords and by what is used most until it is tried again.",
    ),
    "no_memory": (
        "What the tags teach could not be learnt: that takes more memory than there is.",
        "Close other programs. Until then suggestions go by keywords and by what is used most.",
    ),
    "too_slow": (
        "What the tags teach was not learnt within {seconds} seconds.",
        "Suggestions go by keywords and by what is used most; switch them off for the call if that "
        "is of no help.",
    ),
}


def can_learn() -> bool:
    """Whether the library that learns is installed here; it is not loaded by this."""
    return importlib.util.find_spec(_LIBRARY) is not None


def trained(examples: Sequence[Example], is_awaited: Callable[[], bool] | None = None) -> bytes:
    """Return the model that examples make, as `model.read_model` reads it.

    It is made in another process, which goes behind others for the processor. CancelledError once
    it is no longer `is_awaited`; UnreadableFileError if that process fails.
    """
    with _poured(as_bytes(examples)) as stream:
        output = read_guarded(
            _TRAINER,
            stream,
            {},
            _LIMITS,
            refusal_in(_SENTENCES),
            is_awaited=is_awaited,
            is_polite=True,
        )
    return bytes(output.payload[: output.report["size"]])


@contextmanager
def _poured(content: bytes) -> Iterator[IO[bytes]]:
    """Yield the end of a pipe that gives these bytes: what respondents wrote goes on no drive."""
    reading, writing = os.pipe()

    def pour() -> None:
        with contextlib.suppress(BrokenPipeError), os.fdopen(writing, "wb") as target:
            target.write(content)

    pourer = Thread(target=pour, name="examples")
    with os.fdopen(reading, "rb") as source:
        pourer.start()
        yield source
    pourer.join()
