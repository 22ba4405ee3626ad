"""What is built to be shipped: it holds what it should, nothing else, and does the whole job."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED_FOLDERS = {
    "lisdesk": "lisdesk",
    "db/migrations": "lisdesk/db/migrations",
    "resources/reference": "lisdesk/resources/reference",
    "resources/report": "lisdesk/resources/report",
    "docs/guide": "lisdesk/docs/guide",
    "docs/screenshots": "lisdesk/docs/screenshots",
    "resources/fonts": "lisdesk/resources/fonts",
    "resources/icons": "lisdesk/resources/icons",
    "resources/samples": "lisdesk/resources/samples",
    "resources/styles": "lisdesk/resources/styles",
}
EXPECTED_IN_WHEEL = re.compile(
    r"lisdesk/(\w+/)*\w+\.py"
    r"|lisdesk/db/migrations/(env\.py|script\.py\.mako|versions/\d{4}_\w+\.py)"
    r"|lisdesk/resources/(reference|samples)/([\w-]+/)*[\w-]+\.(csv|json|toml|txt|md)"
    r"|lisdesk/resources/report/[\w-]+\.(css|html|xml)"
    r"|lisdesk/resources/(fonts/[\w-]+\.(otf|txt)|icons/[\w-]+\.svg|styles/[\w-]+\.qss)"
    r"|lisdesk/docs/(guide/[\w-]+\.md|screenshots/[\w-]+\.png)"
    r"|lisdesk-[\w.]+\.dist-info/(METADATA|RECORD|WHEEL|entry_points\.txt"
    r"|licenses/(LICENSE|THIRD-PARTY-NOTICES\.md))"
)
EXPECTED_BESIDE_SOURCES = {
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "PKG-INFO",
    "README.md",
    "THIRD-PARTY-NOTICES.md",
    "main.py",
    "pyproject.toml",
}


def source_files(folder: str) -> set[str]:
    """Return what a folder of the checkout holds, without what Python puts there by itself."""
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [path] = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names_in_wheel(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_holds_nothing_unexpected(names_in_wheel):
    assert [name for name in names_in_wheel if not EXPECTED_IN_WHEEL.fullmatch(name)] == []


@pytest.mark.parametrize(("folder", "place"), SHIPPED_FOLDERS.items())
def test_the_wheel_holds_every_file_of_a_shipped_folder(names_in_wheel, folder, place):
    needed = {f"{place}/{name}" for name in source_files(folder)}
    assert needed
    assert needed - set(names_in_wheel) == set()


@pytest.mark.parametrize(
    "stray",
    [
        "lisdesk/notes.txt",
        "lisdesk/store/__pycache__/work.cpython-311.pyc",
        "lisdesk/db/migrations/dev.sqlite",
        "lisdesk/resources/samples/mine.lisdesk",
        "tests/test_rules.py",
    ],
)
def test_a_stray_file_is_unexpected(stray):
    assert not EXPECTED_IN_WHEEL.fullmatch(stray)


def test_the_source_archive_holds_nothing_unexpected(built):
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    expected = {f"{folder}/{name}" for folder in SHIPPED_FOLDERS for name in source_files(folder)}
    assert set(names) - expected - EXPECTED_BESIDE_SOURCES == set()
    assert expected - set(names) == set()


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program as a stranger would: without our folders on Python's path."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=cwd, env=environment, check=True, capture_output=True, text=True
    )


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_installed_wheel_does_the_whole_job_on_the_sample(wheel, tmp_path):
    venv = tmp_path / "venv"
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    python = sys._base_executable  # the one with pip: a bare Debian has it nowhere else
    run(python, "-m", "venv", "--without-pip", venv, cwd=tmp_path)
    pip = (python, "-m", "pip", "--python", programs / "python")
    install = (*pip, "install", "--quiet", "--only-binary=:all:", "--root-user-action=ignore")
    lock = ROOT / "requirements.lock"
    run(*install, "--require-hashes", "--requirement", lock, cwd=tmp_path)
    run(*install, "--no-deps", wheel, cwd=tmp_path)
    run(*pip, "check", cwd=tmp_path)

    empty = tmp_path / "empty"
    empty.mkdir()
    said = run(programs / "lisdesk", "demo", "demo", cwd=empty).stdout
    workbooks = list((empty / "demo").rglob("*.xlsx"))
    assert len(workbooks) == 2
    for workbook in workbooks:
        assert zipfile.is_zipfile(workbook)
        assert workbook.name in said
