"""Let an error in a method that Qt calls reach the one who is told of it, instead of crashing.

Where Python calls Qt, and Qt in its turn a method of ours, such as `data` of a model or `showEvent`
of a widget, PySide hands an error of that method to the first caller. Before Python 3.12 an error
that the interpreter itself raises (the IndexError of `list.pop`, the ValueError of `int`) is not
yet an object there, which PySide 6.8 to 6.11 take it for: the process ends, without a word. An
error that was caught and raised again is an object.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken

_WITH_OBJECTS = (3, 12)
_COMPARES = "__lt__"
_Root: Any = Shiboken.Object
"""The base of all of Qt's classes."""


def pass_on_errors() -> None:
    """Raise errors again in every method of Qt's that a class to be made from now on overrides."""
    if sys.version_info < _WITH_OBJECTS:
        _Root.__init_subclass__ = classmethod(_guard)


def _guard(made: Any, /, **words: Any) -> None:
    super(_Root, made).__init_subclass__(**words)
    mixed_in = [base for base in made.__mro__[1:] if not issubclass(base, _Root)]
    for owner in (made, *mixed_in):
        for name, method in list(vars(owner).items()):
            is_first = getattr(made, name, None) is method
            if isinstance(method, FunctionType) and is_first and _is_qts(made, name):
                setattr(made, name, _raising_again(method))


def _is_qts(made: type, name: str) -> bool:
    """Whether a class of Qt has a method of this name, which is overridden."""
    if name.startswith("__") and name != _COMPARES:
        return False
    known = [vars(base)[name] for base in made.__mro__[1:] if name in vars(base)]
    return any(not isinstance(each, FunctionType) for each in known)


def _raising_again(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*values: Any, **named: Any) -> Any:
        try:
            return method(*values, **named)
        except BaseException:  # noqa: TRY203 (once caught it is an object)
            raise

    return call
