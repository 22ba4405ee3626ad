"""Load what a module of the window needs beside the window, and the window's own on its thread.

PySide makes its classes, and those that are derived from them, in ways that are not safe beside
other work with them: a program crashed while another thread loaded a screen. So a thread beside the
window loads what is none of the window's own modules, which takes most of the time, and tells which
of those are to be loaded by the window's thread, in turns: each takes a few milliseconds.
"""

from __future__ import annotations

import dis
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec
from typing import cast

from PySide6.QtCore import QObject, QTimer

_WINDOW, _QT = "lisdesk.ui", "PySide6"
_TURN_S = 0.004


def prepare(name: str) -> list[str]:
    """Load what a module needs that is neither the window's nor Qt's; return those of the window's
    own that are not loaded yet, the module itself the last, each after those that it imports.

    Raises ImportError for what is not there.
    """
    order = list[str]()
    seen = set[str]()

    def visit(module: str) -> None:
        if module in seen or module in sys.modules:
            return
        seen.add(module)
        for needed in _imported_by(module):
            if needed.startswith(_WINDOW):
                visit(needed)
            elif not needed.startswith(_QT):
                import_module(needed)
        order.append(module)

    visit(name)
    return order


def _imported_by(name: str) -> Iterator[str]:
    """Yield the modules that the code of a module imports as it is loaded, or for its types."""
    spec = find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    module = ""
    code = cast(InspectLoader, spec.loader).get_code(name)
    for each in dis.get_instructions(code) if code else ():
        if each.opname == "IMPORT_NAME":
            module = each.argval
            yield module
        elif each.opname == "IMPORT_FROM" and _is_part(module, each.argval):
            yield f"{module}.{each.argval}"


def _is_part(package: str, name: str) -> bool:
    """Whether a name that is imported from one of the window's packages is a module of it."""
    if not package.startswith(_WINDOW):
        return False
    spec = find_spec(package)
    is_package = spec is not None and spec.submodule_search_locations is not None
    return is_package and find_spec(f"{package}.{name}") is not None


class ModuleTurns(QObject):
    """Loads modules in turns of the window, then does something, or something else on an error."""

    def __init__(
        self,
        parent: QObject,
        names: Sequence[str],
        then: Callable[[], None],
        otherwise: Callable[[BaseException], None],
    ) -> None:
        super().__init__(parent)
        self._left = iter(names)
        self._then, self._otherwise = then, otherwise
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._take_turn)
        self._turns.start(0)

    def _take_turn(self) -> None:
        ends_at = time.perf_counter() + _TURN_S
        try:
            for name in self._left:
                import_module(name)
                if time.perf_counter() > ends_at:
                    return
        except Exception as error:  # noqa: BLE001 (who asked is told of it)
            self._end(partial(self._otherwise, error))
        else:
            self._end(self._then)

    def _end(self, follow: Callable[[], None]) -> None:
        self._turns.stop()
        self.deleteLater()
        follow()
