"""What an officer prefers on this computer: their name, the look, the files opened last.

Facts about a consultation live in its file; these live in the officer's own folder, or in the one
that LISDESK_PREFERENCES names.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

_FILE = "preferences.toml"
_FOLDER_VARIABLE = "LISDESK_PREFERENCES"
_RECENT_KEPT = 8


class Preferences(NamedTuple):
    """The settings of one officer on one computer."""

    officer: str = ""
    """Empty until the officer was asked."""
    theme: str = ""
    """A theme's name; empty follows the system."""
    recent: tuple[str, ...] = ()
    """Paths of the files opened last, the newest first."""

    def with_recent(self, path: Path) -> Preferences:
        """Return these preferences with a file as the one that was opened last."""
        name = str(path.resolve())
        others = [each for each in self.recent if each != name]
        return self._replace(recent=(name, *others)[:_RECENT_KEPT])


def preferences_folder() -> Path:
    """Return the folder of the preferences, made or not."""
    named = os.environ.get(_FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("lisdesk", appauthor=False)


def read_preferences() -> Preferences:
    """Return what is kept; the defaults for whatever is missing or cannot be read."""
    try:
        kept = tomllib.loads((preferences_folder() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or edited by hand: nothing depends on them
        kept = {}
    recent = kept.get("recent", [])
    return Preferences(
        officer=_text(kept, "officer"),
        theme=_text(kept, "theme"),
        recent=tuple(str(each) for each in recent) if isinstance(recent, list) else (),
    )


def keep_preferences(preferences: Preferences) -> bool:
    """Keep the preferences; whether it could be done: a full drive is no reason to stop work."""
    lines = [
        f"officer = {_quoted(preferences.officer)}",
        f"theme = {_quoted(preferences.theme)}",
        f"recent = [{', '.join(_quoted(each) for each in preferences.recent)}]",
        "",
    ]
    folder = preferences_folder()
    partial = folder / f"{_FILE}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.write_text("\n".join(lines), encoding="utf-8")
        partial.replace(folder / _FILE)
    except (OSError, UnicodeEncodeError):
        return False
    return True


def system_user() -> str:
    """Return the name of whoever the operating system says is at work."""
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a system that knows no name for its user
        return "unknown officer"


def _text(kept: Mapping[str, Any], name: str) -> str:
    value = kept.get(name, "")
    return value if isinstance(value, str) else ""


def _quoted(text: str) -> str:
    """Return text as a TOML basic string."""
    escaped = "".join(
        f"\\u{ord(letter):04X}" if letter in '"\\' or ord(letter) < 0x20 or ord(letter) == 0x7F
        else letter
        for letter in text
    )  # fmt: skip
    return f'"{escaped}"'
