"""The rules of the house hold, and the checks that hold them go red when one is broken."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import house_rules
from tests.thorough import one_in

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "lisdesk"
PROGRAMS = Path(sys.executable).parent
MAKE_MARKUP_SAFE = [f"lisdesk/ui/{name}.py" for name in ("plain", "ask", "guide")]
"""What shows every character as itself, asks questions in plain text, or shows our own guide."""
LARGEST_FILE_BYTES = 900_000


def check_with(program: str, *options: str, cwd: Path = ROOT, stdin: str = ""):
    command = [PROGRAMS / program, *options]
    return subprocess.run(
        command, cwd=cwd, input=stdin, check=False, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(PACKAGE, folder / "lisdesk", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_every_import_contract_holds():
    checked = check_with("lint-imports", "--no-logo", "--no-cache")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    one_in(
        3,
        [
            ("layers", "rules", "import lisdesk.store"),
            ("layers", "store", "import lisdesk.tasks"),
            ("layers", "edits", "import lisdesk.queries"),
            ("layers", "exchange", "import lisdesk.edits"),
            ("layers", "outcome", "import lisdesk.rules"),
            ("layers", "errors", "import lisdesk.table"),
            ("layers", "a_module_of_no_layer", ""),
            ("qt", "store", "import PySide6.QtCore"),
            ("no-sql", "exchange", "from sqlalchemy.orm import Session"),
            ("no-sql", "exchange", "import lisdesk.store"),
            ("no-sql", "rules", "import pysqlite3"),
            ("no-sql-in-cli", "cli", "from sqlalchemy import select"),
            ("spreadsheets", "queries", "from openpyxl import Workbook"),
            ("spreadsheets", "tasks", "import python_calamine"),
            ("spreadsheets", "tasks", "from lxml import etree"),
            ("spreadsheets", "edits", "import pypdfium2"),
            ("spreadsheets", "ui", "import matplotlib"),
            ("sqlite3", "store", "import sqlite3"),
        ],
        unpacks=True,
    ),
)
def test_a_forbidden_import_turns_its_contract_red(copied_house, contract, module, line):
    package = copied_house / "lisdesk" / module
    broken = package / "__init__.py" if package.is_dir() else package.with_suffix(".py")
    before = broken.read_bytes() if broken.exists() else b""
    broken.write_bytes(before + f"\n{line}\n".encode())
    checked = check_with(
        "lint-imports", "--no-logo", "--no-cache", "--contract", contract, cwd=copied_house
    )
    broken.write_bytes(before) if before else broken.unlink()
    imported = re.split(r"[ .]", line)[1] if line else module
    assert checked.returncode == 1
    assert "BROKEN" in checked.stdout
    assert imported in checked.stdout


HANDS_ON = [
    "lisdesk/exchange/guarded/child.py",
    "lisdesk/ui/deliveries.py",
    "lisdesk/ui/turns.py",
]
"""The process for strangers' files, whose readers may break in any way, is there to break; the
lanes of the window deliver to its thread whatever was raised on them; what work in
turns raised is told to whoever asked for it.
"""


RULES = [
    (house_rules.imports_a_stranger, "lisdesk/rules", []),
    (house_rules.imports_sqlite3, "lisdesk", []),
    (house_rules.imports_sqlite3, "db", []),
    (house_rules.catches_everything, "lisdesk", HANDS_ON),
    (house_rules.composes_sql, "lisdesk", []),
    (house_rules.changes_rows_unseen, "lisdesk", ["lisdesk/store"]),
    (house_rules.sees_some_tables, "lisdesk", ["lisdesk/store/entities"]),
    (house_rules.sees_some_tables, "db", []),
    (house_rules.refers_by_name, "lisdesk/store/entities", []),
    (house_rules.leaves_no_way_out, "lisdesk", []),
    (house_rules.shows_markup, "lisdesk/ui", MAKE_MARKUP_SAFE),
]
"""Each rule with the folder that it holds in, and what of it is exempt."""


def test_no_source_breaks_a_rule():
    breaches, held_to_a_rule = [], set()
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "db").rglob("*.py")]:
        name = path.relative_to(ROOT)
        rules = [
            rule
            for rule, folder, exempt in RULES
            if name.is_relative_to(folder) and not any(map(name.is_relative_to, exempt))
        ]
        held_to_a_rule.update(rules)
        breaches += [
            f"{name}:{node.lineno} {rule.__name__}"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for rule in rules
            if rule(node)
        ]
    assert breaches == []
    assert held_to_a_rule == {rule for rule, _folder, _exempt in RULES}


@pytest.mark.parametrize(
    ("rule", "breach", "harmless"),
    one_in(
        3,
        [
            ("imports_a_stranger", "import sqlalchemy.orm", "import lisdesk.errors, zoneinfo"),
            ("imports_sqlite3", "from sqlite3 import connect", "import pysqlite3"),
            ("catches_everything", "try: a\nexcept Exception: b", "try: a\nexcept OSError: b"),
            ("catches_everything", "try: a\nexcept: b", "try: a\nexcept: b; raise"),
            ("composes_sql", "text(f'SELECT {x}')", "text(f'SELECT {TABLE}')"),
            ("composes_sql", "c.execute('SELECT ' + x)", "c.execute(select(x))"),
            ("composes_sql", "text('SELECT {}'.format(x))", "text('SELECT :x')"),
            (
                "changes_rows_unseen",
                "from sqlalchemy import delete",
                "from sqlalchemy import select",
            ),
            ("changes_rows_unseen", "session.query(Tag).delete()", "session.delete(tag)"),
            ("changes_rows_unseen", "Tag.__table__.update().values(x)", "counts.update(x)"),
            ("sees_some_tables", "Entity.metadata.tables[name]", "all_tables().tables[name]"),
            ("sees_some_tables", "for each in Tag.registry.mappers: a", "all_entities()[name]"),
            (
                "refers_by_name",
                "class Tag: a = mapped_column(ForeignKey('call.id'))",
                "class Tag:\n __tablename__ = 'tag'\n"
                " a = ForeignKey(Call.id), ForeignKey('tag.id')",
            ),
            ("shows_markup", "QLabel(name)", "PlainLabel(name)"),
            ("shows_markup", "button.setToolTip(name)", "button.setToolTip(as_tool_tip(name))"),
            ("shows_markup", "QToolTip.showText(at, name)", "button.setToolTip('Close')"),
            (
                "shows_markup",
                "item.setToolTip(0, name)",
                "item.setToolTip(column, as_tool_tip(name))",
            ),
            ("leaves_no_way_out", "raise UserError('No.')", "raise UserError('No.', do='Wait.')"),
            (
                "leaves_no_way_out",
                "raise errors.BusyError('No.', do='')",
                "raise ValueError('No.')",
            ),
        ],
        unpacks=True,
    ),
)
def test_a_breach_is_seen_and_its_harmless_neighbour_is_not(rule, breach, harmless):
    breaks_rule = getattr(house_rules, rule)
    assert any(breaks_rule(node) for node in ast.walk(ast.parse(breach)))
    assert not any(breaks_rule(node) for node in ast.walk(ast.parse(harmless)))


def test_a_public_name_without_a_docstring_turns_ruff_red():
    source = "def is_late() -> bool:\n    return True\n"
    checked = check_with(
        "ruff", "check", "--stdin-filename", "lisdesk/rules/x.py", "-", stdin=source
    )
    assert {"D100", "D103"} <= set(re.findall(r"\bD\d+", checked.stdout))


@pytest.fixture(scope="module")
def tracked_files() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout: nothing is tracked")
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in names.split("\0") if (ROOT / name).is_file()]


def lines_with(pattern: str, files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8", "ignore").splitlines(), start=1)
        if re.search(pattern, line)
    ]


@pytest.fixture(scope="module")
def tracked_sources(tracked_files) -> list[Path]:
    return [path for path in tracked_files if path.suffix == ".py"]


def test_nothing_is_left_unfinished(tracked_sources):
    assert lines_with(r"\b(TO[D]O|FIX[M]E|XX[X])\b|NotImplemented[E]rror", tracked_sources) == []


def test_every_lint_exception_names_its_rule_and_gives_its_reason(tracked_sources):
    named = r"(: [A-Z]+\d+(, [A-Z]+\d+)*|\[[\w, -]+\])"
    reasoned = named + r"[\s(#-]+\w+ \w+"
    assert lines_with(rf"# (noqa|type: ignore)(?!{reasoned})", tracked_sources) == []


def test_no_tracked_file_names_a_folder_of_one_machine(tracked_files):
    assert lines_with(r"(?<![\w.])/(home|root|Users|work|farm)/", tracked_files) == []


def test_no_tracked_file_names_a_package_registry(tracked_files):
    registries = r"(?i)py[p]i\.org|python[h]osted|registry\.npm[j]s|deb\.deb[i]an"
    assert lines_with(registries, tracked_files) == []


def test_no_tracked_file_is_large(tracked_files):
    large = [path.name for path in tracked_files if path.stat().st_size > LARGEST_FILE_BYTES]
    assert large == []
