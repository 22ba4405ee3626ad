"""Pairs of PySide6 and Python that must not run together."""

from __future__ import annotations

from lisdesk.errors import RefusedError

_FIRST_BAD_QT, _FIRST_GOOD_PYTHON = (6, 12), (3, 12)


def refuse_bad_pair(qt: tuple[int, ...], python: tuple[int, ...]) -> None:
    """Raise RefusedError for versions that would end the program in the middle of work.

    PySide6 from 6.12 loses a reference to None at every call on Python 3.11, which aborts the
    interpreter after some thousand calls; on Python 3.12 it does not.
    """
    if qt[:2] >= _FIRST_BAD_QT and python[:2] < _FIRST_GOOD_PYTHON:
        raise RefusedError(
            f"PySide6 {'.'.join(map(str, qt))} ends programs on Python "
            f"{'.'.join(map(str, python[:2]))} without warning, so the window was not opened.",
            do="Install PySide6-Essentials below 6.12, or use Python 3.12 or later.",
        )
