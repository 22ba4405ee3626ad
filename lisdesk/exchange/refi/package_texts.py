"""The texts that a project brings along, found by the paths that it gives."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any
from zipfile import ZipFile

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.refi.losses import Losses
from lisdesk.exchange.refi.positions import PlacedText
from lisdesk.exchange.sheets.packages import part_content
from lisdesk.rules.spans import normalised

_SCHEME = re.compile(r"\A[A-Za-z]+:/{0,3}")
_PLAIN = (".txt", ".text", "")
_MARK = "\ufeff"


class PackageTexts:
    """The parts of a project's package beside its listing."""

    def __init__(
        self, package: ZipFile, limits: Mapping[str, Any], losses: Losses, *, extracts: bool = True
    ) -> None:
        """`extracts` says whether words are taken out of documents, which takes long."""
        self._package = package
        self._extracts = extracts
        self._limits = limits
        self._losses = losses
        self._names: dict[str, str] = {}
        for name in package.namelist():
            whole = name.replace("\\", "/").casefold()
            self._names.setdefault(posixpath.basename(whole), name)
            self._names[whole] = name

    def find(self, path: str) -> str | None:
        """Return the part that a path means, whatever its capitals; None if it is not there."""
        scheme = _SCHEME.match(path)
        if scheme and not scheme[0].casefold().startswith("internal:"):
            return None
        wanted = path[scheme.end() if scheme else 0 :].replace("\\", "/").casefold().lstrip("/")
        for each in (f"sources/{wanted}", wanted):
            if wanted and each in self._names and not each.endswith("/"):
                return self._names[each]
        return None

    def plain(self, path: str, where: str) -> PlacedText | None:
        """Return a plain text; None if its part is not there."""
        name = self.find(path)
        if name is None or posixpath.splitext(name)[1].casefold() not in _PLAIN:
            return None
        return placed_text(self._decoded(part_content(self._package, name), where))

    def extracted(self, path: str, where: str) -> str | None:
        """Return the words of a document; None if its part is not there or cannot be read."""
        from lisdesk.exchange.documents.kinds import reader_of

        name = self.find(path) if self._extracts else None
        if name is None:
            return None
        content = part_content(self._package, name)
        try:
            findings = reader_of(content, posixpath.basename(name), self._limits)(content)
        except (FaultError, RecursionError):
            self._losses.add(where, "The document that it stands in cannot be read.")
            return None
        return normalised(findings.extracted(content).text)

    def _decoded(self, content: bytes, where: str) -> str:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16", errors="replace")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            self._losses.add(
                where, "Its text is not in UTF-8.", "The text, read as Windows writes it."
            )
            return content.decode("cp1252", errors="replace")


def placed_text(raw: str) -> PlacedText:
    """Return a text as it is kept, with what its file had besides."""
    has_mark = raw.startswith(_MARK)
    raw = raw[1:] if has_mark else raw
    if "\r" not in raw:
        return PlacedText(normalised(raw), has_mark=has_mark)
    doubles = frozenset(
        found.start() - place for place, found in enumerate(re.finditer("\r\n", raw))
    )
    return PlacedText(normalised(raw), doubles, has_mark)
