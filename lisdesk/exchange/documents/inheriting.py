"""Styles that are based on other styles."""

from __future__ import annotations

from collections.abc import Mapping


def inherited_values(
    name: str, own: Mapping[str, bool], parents: Mapping[str, str]
) -> dict[str, bool]:
    """Return what a style, and each style on the way to it, takes from the nearest that says so.

    A style that is based on itself, or on none that says anything, takes False. With the values
    added to `own` no way is gone twice.
    """
    passed: dict[str, bool] = {}
    while name and name not in own and name not in passed:
        passed[name] = False
        name = parents.get(name, "")
    return dict.fromkeys(passed, own.get(name, False))
