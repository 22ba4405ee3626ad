"""A command loads what it needs and no more, so that scripts need not wait."""

import subprocess
import sys

import pytest

from tests.journeys.command_line import CALL, ROOT, CommandLine

SLOW = ("openpyxl", "python_calamine", "alembic", "rapidfuzz", "psycopg", "lxml", "PySide6")
LIST_LOADED = f"""
import sys
from lisdesk.cli import main
code = main(sys.argv[1:])
sys.stderr.write(" ".join(name for name in {SLOW!r} if name in sys.modules))
sys.exit(code)
"""


@pytest.mark.parametrize(
    "words",
    [
        ("submission", "list", CALL, "--search", "skills"),
        pytest.param(("call", "list"), marks=pytest.mark.thorough),
        pytest.param(("submission", "add", CALL, "--respondent", "A"), marks=pytest.mark.thorough),
    ],
    ids=" ".join,
)
def test_an_everyday_command_loads_nothing_slow(desk: CommandLine, words: tuple[str, ...]):
    finished = subprocess.run(
        [sys.executable, "-c", LIST_LOADED, "--db", desk.file, *words],
        check=True,
        capture_output=True,
        cwd=ROOT,
        text=True,
    )
    assert finished.stderr == ""
