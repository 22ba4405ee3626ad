"""Switch off PySide's search for its optional features, of which this program uses none."""

from __future__ import annotations

import importlib

_MODULE, _QUESTION = "shibokensupport.feature", "_mod_uses_pyside"


def look_for_no_features() -> None:
    """Let PySide read the source of no module that is imported from now on.

    It looks in each for its own name, in case the module asks for other spellings of Qt's names
    (`from __feature__ import snake_case`): a fifteenth of the time until the first screen is there.
    The question is not part of PySide's interface; where a release has it no more, nothing is done.
    """
    try:
        feature = importlib.import_module(_MODULE)
    except ImportError:
        return
    if hasattr(feature, _QUESTION):
        setattr(feature, _QUESTION, _uses_none)


def _uses_none(_module: object) -> bool:
    return False
