"""Make what takes long once for all processes of a test run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lisdesk.cli import main
from lisdesk.clock import fixed_clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.tasks.demo import run_demo

_PATIENCE_S = 90
"""How long another process may take to make it, before this one does."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder that `make` has filled, here or in another process of the run; what is in
    it is for all of them: copy it, or read it.
    """
    own = factory.getbasetemp()
    of_all = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, taken = of_all / f"once-{name}", of_all / f"once-{name}.taken"
    ends_at = time.monotonic() + _PATIENCE_S
    while not made.exists():
        try:
            taken.mkdir()
        except FileExistsError:
            if time.monotonic() < ends_at:
                time.sleep(0.02)
                continue
            made = factory.mktemp(name)  # the other process has died
            make(made)
            break
        folder = factory.mktemp(name)
        try:
            make(folder)
        except BaseException:
            taken.rmdir()
            raise
        folder.rename(made)
    return made


def sample_file_once(factory: pytest.TempPathFactory) -> Path:
    """Return the file of the sample call, as it is on 18 February 2019; copy it, never open it."""

    def make(folder: Path) -> None:
        clock = fixed_clock(parse_instant("2019-02-18T10:00"))
        file = run_demo(None, folder / "demo", clock, "Ann Officer").file
        shutil.move(file, folder / file.name)

    [file] = made_once(factory, "sample", make).glob("*.lisdesk")
    return file


def sample_folder_once(factory: pytest.TempPathFactory) -> Path:
    """Return what `demo` makes: the sample call's file and its two workbooks; only read or copy."""

    def make(folder: Path) -> None:
        assert main(["--now", "2019-02-19T10:00", "demo", str(folder)]) == 0

    return made_once(factory, "demo", make)


def harmful_files_once(factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """Return the folder of files that the corpus makes to do harm; read them, never alter them."""
    maker = corpus / "bad" / "own" / "make_own.py"

    def make(folder: Path) -> None:
        subprocess.run([sys.executable, maker, folder], check=True, capture_output=True)

    return made_once(factory, "harmful", make)
