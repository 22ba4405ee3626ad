"""Set up lisdesk, start it, and run its gates: `python3 dev.py run`, `python3 dev.py test` …

It needs only Python 3.11 or later with pip. Everything goes into `.venv` beside this file, from the
lock files, whose hashes pip checks. What is set up already is not set up again.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-from.txt"
ON_WINDOWS = os.name == "nt"
PROGRAM_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
QT_DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
ALL = ("-m", "long or not long")
THOROUGH = ("-m", "thorough and not long")
WORKERS = "2"
"""One for each core of the smallest machine: with more, tests of delays fail by chance."""


def run(arguments: list[str]) -> None:
    """Set up, then start lisdesk: with the arguments given, or its window, or `demo`."""
    set_up(PROGRAM_LOCK)
    bring_qt_libraries()
    words = arguments or ([] if has_screen() else ["demo"])
    call(program("python"), ROOT / "main.py", *words, cwd=Path.cwd())


def test(arguments: list[str]) -> None:
    """Set up, then run every gate and the tests; arguments go to pytest."""
    check([])
    bring_qt_libraries()
    call_pytest("-n", WORKERS, *arguments)


def thorough(arguments: list[str]) -> None:
    """Run the many like cases that `test` leaves out; arguments go to pytest."""
    set_up(DEVELOPMENT_LOCK)
    bring_qt_libraries()
    call_pytest("-n", WORKERS, *THOROUGH, *arguments)


def check(_arguments: list[str]) -> None:
    """Set up, then run the gates that need no test: ruff, mypy, the import contracts."""
    set_up(DEVELOPMENT_LOCK)
    call(program("ruff"), "check")
    call(program("ruff"), "format", "--check")
    call(program("mypy"))
    call(program("lint-imports"), "--no-logo")


def trust(arguments: list[str]) -> None:
    """Run the trust tests, the long half too; arguments go to pytest."""
    set_up(DEVELOPMENT_LOCK)
    bring_qt_libraries()
    beside = (
        "tests/postgresql/test_races.py",
        "tests/gui/test_reading_selections.py",
        "tests/gui/test_heartbeat.py",
    )
    call_pytest("tests/trust", *beside, *ALL, "--hypothesis-profile=thorough", *arguments)


def bench(arguments: list[str]) -> None:
    """Measure lisdesk against its floors and print the table."""
    set_up(DEVELOPMENT_LOCK)
    bring_qt_libraries()
    call(program("python"), "-m", "tests.bench", *arguments)


def package(arguments: list[str]) -> None:
    """Test the wheel as a stranger would install it, then leave it in `dist`."""
    set_up(DEVELOPMENT_LOCK)
    bring_qt_libraries()
    call_pytest("tests/shipping", *ALL, *arguments)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    call(program("python"), "-m", "hatchling", "build", "--directory", "dist")


def screenshots(arguments: list[str]) -> None:
    """Render every screen and dialog of the sample call into `docs/screenshots`."""
    set_up(DEVELOPMENT_LOCK)
    bring_qt_libraries()
    call(program("python"), "-m", "tests.screenshots", *arguments)


COMMANDS = {
    command.__name__: command
    for command in (run, test, thorough, check, trust, bench, screenshots, package)
}


def set_up(lock: Path) -> None:
    """Make `.venv` hold what `lock` names, and find the checkout; at once if it does already."""
    works = STAMP.is_file() and program("python").exists()
    done = STAMP.read_text(encoding="utf-8") if works else ""
    if stamp(lock) in done:
        return
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise SystemExit("Set-up cannot run inside .venv: use the system's Python (`deactivate`).")
    print(f"Setting up {VENV} (once, about a minute) …", flush=True)
    if stamp(PROGRAM_LOCK) not in done:  # not ours, broken off, or outdated: begin anew
        call(sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV))
    STAMP.unlink(missing_ok=True)
    call(*pip(), "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore",
         "--no-deps",  # the lock is whole: nothing newer is looked for
         "--require-hashes", "--only-binary=:all:", "--requirement", str(lock))  # fmt: skip
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
    (packages / "lisdesk.pth").write_text(os.path.relpath(ROOT, packages), encoding="utf-8")
    locks = {PROGRAM_LOCK, lock}  # the development lock holds the program's, version by version
    STAMP.write_text("".join(stamp(each) for each in locks), encoding="utf-8")


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return named or sys.platform in ("win32", "darwin")


def bring_qt_libraries() -> None:
    """On Linux see that the system has the libraries Qt needs; install them or say the line."""
    if not has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not sys.platform.startswith("linux"):
        return
    wanted = {**QT_LIBRARIES, **(QT_DISPLAY_LIBRARIES if has_screen() else {})}
    lacking = [package for library, package in wanted.items() if not is_there(library)]
    if not lacking:
        return
    print("Qt needs", *lacking, "…", flush=True)
    can_install = shutil.which("apt-get") and (os.geteuid() == 0 or is_sudo_free())
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if can_install:
        call(*sudo, "apt-get", "update", "-qq")
        call(*sudo, "apt-get", "install", "-qq", "--yes", "--no-install-recommends", *lacking)
    else:
        print("On Debian or Ubuntu: sudo apt install", *lacking, flush=True)


def is_there(library: str) -> bool:
    """Tell whether the system can load a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_sudo_free() -> bool:
    """Tell whether sudo asks for no password."""
    asked = ["sudo", "-n", "true"]
    return bool(shutil.which("sudo")) and subprocess.run(asked, check=False).returncode == 0


def stamp(lock: Path) -> str:
    """Return the line that says that `.venv` was set up from this state of the lock file."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{lock.name} {digest} Python {sys.version_info[0]}.{sys.version_info[1]}\n"


def pip() -> list[str | Path]:
    """Return the command that is pip for `.venv`: the system's, or else one made inside."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", program("python")]
    if importlib.util.find_spec("ensurepip"):
        call(program("python"), "-m", "ensurepip")
        return [program("python"), "-m", "pip"]
    raise SystemExit("pip is missing. On Debian or Ubuntu: sudo apt install python3-pip")


def program(name: str) -> Path:
    """Return the path of a program in `.venv`."""
    return VENV / "Scripts" / f"{name}.exe" if ON_WINDOWS else VENV / "bin" / name


def call_pytest(*arguments: str) -> None:
    """Run pytest in `.venv`; what the tests start, hundreds of times, is compiled once."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    call(program("python"), "-m", "pytest", *arguments)


def call(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a program, in the checkout unless told otherwise; CalledProcessError if it fails."""
    subprocess.run(command, cwd=cwd, check=True)


def main() -> None:
    """Run the command that is named on the command line; exit as it exits."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python has to hear it in plain words)
        raise SystemExit("lisdesk needs Python 3.11 or later; this is " + sys.version.split()[0])
    parser = argparse.ArgumentParser(
        description="\n".join(f"{name:8} {what.__doc__}" for name, what in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    try:
        COMMANDS[options.command](options.arguments)
    except subprocess.CalledProcessError as failure:
        raise SystemExit(failure.returncode) from None


if __name__ == "__main__":
    main()
