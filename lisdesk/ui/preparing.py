"""Load what a module of the window needs beside the window, but for the window's own modules.

PySide makes its classes, and those that are derived from them, in ways that are not safe beside
other work with them: a program crashed while another thread loaded a screen. So a thread beside the
window loads what is none of the window's own modules, which takes most of the time, and tells which
of those are to be loaded by the window's thread, in turns.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec
from typing import cast

_WINDOW, _QT = "lisdesk.ui", "PySide6"


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
