"""The lock files hold what pyproject.toml asks for: every wheel by its hash, no index address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {
    "requirements.lock": ("team",),
    "requirements-dev.lock": ("team", "suggest", "test", "dev"),
}


def locked(name: str) -> dict[str, str]:
    """Return the version of each package that a lock file names."""
    content = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", content, flags=re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index_and_no_address(name):
    content = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in content
    assert set(re.findall(r"--[a-z-]+", content)) == {"--hash"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name):
    content = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", content)[1:]
    names = {entry.partition("==")[0] for entry in entries}  # one for each Python may differ
    assert names == set(locked(name))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_every_requirement_of_the_project(name):
    extras = [line for extra in LOCKS[name] for line in PROJECT["optional-dependencies"][extra]]
    versions = locked(name)
    unsatisfied = [
        line
        for line in [*PROJECT["dependencies"], *extras]
        for requirement in [Requirement(line)]
        if versions.get(canonicalize_name(requirement.name), "0") not in requirement.specifier
    ]
    assert unsatisfied == []


def test_development_runs_on_the_versions_that_ship():
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_every_package_that_ships_stands_in_the_third_party_notices():
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
    noticed = {canonicalize_name(name) for name in re.findall(r"^\| ([\w.-]+) \|", notices, re.M)}
    assert set(locked("requirements.lock")) - noticed == set()
