"""Names under which strangers' files can be written: safe on Windows, macOS and Linux alike.

A name that came with a file is data. It may climb out of a folder, name a device, hide its ending
behind a sign that turns the direction of writing, or be longer than a drive takes. What is made of
it here stays readable and keeps its ending in sight.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

NAMELESS = "attachment"
"""What a file is called whose name holds nothing that can stay."""

MOST_UTF16_UNITS = 120
_MOST_BYTES = 240
"""Linux takes 255 bytes of UTF-8; the rest is for a number."""
_LONGEST_ENDING = 20
"""What follows the last stop and is longer is no ending."""

_FILL = "_"
_ILLEGAL = frozenset('<>:"/\\|?*')
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICE = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.I)
_FOLDER_SETTINGS = frozenset({"desktop.ini", "autorun.inf", "thumbs.db", "folder.htt"})
"""Files that say how a folder is shown or what runs in it."""
_FIRST_SIGNS = "-~"
"""A program may take a name that begins so for an option, or for a lock file of Office."""


def safe_file_name(name: str) -> str:
    """Return a name for a file that came as `name`; applying it twice changes nothing more.

    It holds no separator of folders, no colon, no control character and none that turns or hides
    writing; it is no device's name, does not begin with a stop or end with a stop or space, has at
    most 120 UTF-16 units, and keeps the ending that the file had.
    """
    text = unicodedata.normalize("NFC", name.encode("utf-16", "replace").decode("utf-16"))
    text = " ".join("".join(map(_safe_letter, text)).split())
    return _fitted(*_parted(text.rstrip(". ")))


def numbered_names(names: Iterable[str]) -> Iterator[str]:
    """Yield safe names for files that stand in one folder, in their order, none of them twice.

    Names that differ in case or in the form of an accent are one on many drives: the second file of
    a name gets “ (2)” before its ending, the third “ (3)”.
    """
    taken: set[str] = set()
    for name in names:
        safe = safe_file_name(name)
        stem, ending = _parted(safe)
        number = 1
        while _on_a_drive(safe) in taken:
            number += 1
            safe = _fitted(stem, ending, f" ({number})")
        taken.add(_on_a_drive(safe))
        yield safe


def ending_of(name: str) -> str:
    """Return the ending of a safe file name in small letters, without its stop; or nothing."""
    return _parted(name)[1].removeprefix(".").casefold()


@lru_cache(maxsize=4_096)
def _safe_letter(letter: str) -> str:
    if unicodedata.category(letter) == "Zs":
        return " "
    alike = unicodedata.normalize("NFKC", letter)  # a full-width slash is one to some programs
    is_unseen = unicodedata.category(letter) in _UNSEEN_CATEGORIES
    return _FILL if is_unseen or not _ILLEGAL.isdisjoint(alike) else letter


def _parted(name: str) -> tuple[str, str]:
    """Return a name without its ending, and the ending with its stop or nothing."""
    stem, stop, ending = name.rpartition(".")
    is_ending = 0 < _units(ending) < _LONGEST_ENDING and " " not in ending
    return (stem, f".{ending}") if stop and is_ending else (name, "")


def _fitted(stem: str, ending: str, number: str = "") -> str:
    """Return stem, number and ending as one name that can be written."""
    stem = stem.lstrip(". ").rstrip(". ") or NAMELESS
    if stem[0] in _FIRST_SIGNS or _is_taken_by_the_system(stem, ending):
        stem = f"{_FILL}{stem}"
    letters = []
    units, size = _units(f"{number}{ending}"), _bytes(f"{number}{ending}")
    for letter in stem:
        units, size = units + _units(letter), size + _bytes(letter)
        if units > MOST_UTF16_UNITS or size > _MOST_BYTES:
            break
        letters.append(letter)
    return "".join(letters).rstrip(". ") + number + ending


def _is_taken_by_the_system(stem: str, ending: str) -> bool:
    first = stem.partition(".")[0].rstrip()
    is_settings = f"{stem}{ending}".casefold() in _FOLDER_SETTINGS
    return is_settings or _DEVICE.fullmatch(first) is not None


def _on_a_drive(name: str) -> str:
    """Return what names have in common that a drive may take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _bytes(text: str) -> int:
    return len(text.encode())
