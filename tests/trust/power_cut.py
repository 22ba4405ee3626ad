"""Record what a program writes to the drive, and make the files that a power cut could have left.

A drive may keep any part of what was written since the last sync of a file, in any order: each such
write is kept with one chance in two, and the kept ones are applied in random order.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.trust.officer_work import Acknowledged, Write
from tests.trust.programs import ROOT


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded deed; `path` is the words of a mark for kind "M"."""

    kind: str
    path: str
    offset: int
    data: bytes


@dataclass
class Drive:
    """What a drive holds for certain, and what it may or may not hold yet."""

    certain: dict[str, bytearray]
    pending: defaultdict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: list[Acknowledged] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Go on by one recorded deed."""
        if event.kind == "M":
            number, row, reference, entry_id = event.path.split()
            write = Write(int(number), int(row))
            self.acknowledged.append(Acknowledged(write, reference, int(entry_id)))
        elif event.kind in "WT":
            self.certain.setdefault(event.path, bytearray())
            self.pending[event.path].append(event)
        elif event.kind == "S":
            for deed in self.pending.pop(event.path, []):
                _apply(deed, self.certain[event.path])
        else:
            self.certain.pop(event.path, None)
            self.pending.pop(event.path, None)

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files by name as they could be found."""
        found = {}
        for path, content in self.certain.items():
            image = bytearray(content)
            kept = [deed for deed in self.pending.get(path, []) if chance.random() < 0.5]
            chance.shuffle(kept)
            for deed in kept:
                _apply(deed, image)
            found[Path(path).name] = bytes(image)
        return found


def recorder(folder: Path) -> Path:
    """Build the recorder that is preloaded into a program; CalledProcessError if that fails."""
    library = folder / "write_recorder.so"
    source = Path(__file__).with_name("write_recorder.c")
    flags = ["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, "-o", library, source, "-ldl", "-pthread"], check=True)
    return library


def recording(template: Path, library: Path, folder: Path, imports: int, *settings: str) -> Path:
    """Run the program on a copy of the template and return the recording of its writes.

    The recorder stands in the dynamic linker's way to the C library, so it sees the SQLite inside
    pysqlite3 as well.
    """
    drive = folder / "drive"
    drive.mkdir(parents=True)
    shutil.copy(template, drive / "consultation.lisdesk")
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "RECORDED_FOLDER": str(drive),
        "RECORDING": str(folder / "recording"),
    }
    program = [sys.executable, "-m", "tests.trust.power_cut_program"]
    arguments = [str(drive / "consultation.lisdesk"), str(imports), *settings]
    subprocess.run([*program, *arguments], cwd=ROOT, env=environment, check=True)
    return folder / "recording"


def events(recording: Path) -> Iterator[Event]:
    """Yield the recorded deeds in their order."""
    raw, at = memoryview(recording.read_bytes()), 0
    while at < len(raw):
        kind, path_length = struct.unpack_from("<cI", raw, at)
        at += 5
        path = bytes(raw[at : at + path_length]).decode()
        at += path_length
        offset, data_length = struct.unpack_from("<qI", raw, at)
        at += 12
        yield Event(kind.decode(), path, offset, bytes(raw[at : at + data_length]))
        at += data_length


def _apply(deed: Event, content: bytearray) -> None:
    if deed.kind == "T":
        del content[deed.offset :]
        content.extend(bytes(deed.offset - len(content)))
        return
    end = deed.offset + len(deed.data)
    content.extend(bytes(max(0, end - len(content))))
    content[deed.offset : end] = deed.data
