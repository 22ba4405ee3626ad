"""A PostgreSQL of the tests' own: in a temporary folder, reached by a socket, gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL

from lisdesk.store.database import Database
from lisdesk.store.entities import Call
from lisdesk.store.opening import create_database
from tests.desk_work import first, open_call, set_up

psycopg = pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")
if sys.platform == "win32":
    pytest.skip("the tests start PostgreSQL on Linux and macOS only", allow_module_level=True)
import pwd  # noqa: E402 (Windows has none)

SETTINGS = (
    "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c shared_buffers=16MB -c max_connections=30 -c autovacuum=off"
)
_numbers = count(1)


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest one; None if there is none."""
    found = shutil.which("pg_ctl")
    if found and Path(found).with_name("initdb").exists():
        return Path(found).parent
    folders = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda folder: int(folder.parent.name),
    )
    return folders[-1] if folders else None


def powerless_user() -> str:
    """Return the user that the server runs as where we are root."""
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def without_power(user: str) -> list[str]:
    """Return what stands before a command so that it runs as `user`, not as root."""
    if shutil.which("runuser"):
        return ["runuser", "-u", user, "--"]
    group = str(pwd.getpwnam(user).pw_gid)
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--"]


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """Start a server; return the address of its first database."""
    programs = find_programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL here: no initdb on the path nor where Debian puts it")
    is_root = os.geteuid() == 0
    before = without_power(powerless_user()) if is_root else []
    # Not pytest's folder: its parents are closed to other users, and a socket's path is short.
    with tempfile.TemporaryDirectory(prefix="lisdesk-pg-", ignore_cleanup_errors=True) as folder:
        if is_root:
            shutil.chown(folder, powerless_user())
        data = f"{folder}/data"

        def run(program: str, *options: str) -> None:
            command = [*before, f"{programs}/{program}", *options]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

        run("initdb", "-D", data, "-U", "officer", "-E", "UTF8", "--locale=C", "-A", "trust", "-N")
        options = f"{SETTINGS} -c unix_socket_directories={folder}"
        run("pg_ctl", "start", "-D", data, "-w", "-s", "-l", f"{folder}/log", "-o", options)
        try:
            yield URL.create(
                "postgresql+psycopg",
                username="officer",
                database="postgres",
                query={"host": folder},
            )
        finally:
            run("pg_ctl", "stop", "-D", data, "-m", "immediate", "-s")


def make_database(server: URL, name: str, template: str) -> URL:
    """Make a database as a copy of another one; return its address."""
    with psycopg.connect(
        host=server.query["host"], user="officer", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.set(database=name)


@pytest.fixture(scope="session")
def new_database(server: URL) -> Callable[[], Database]:
    """Return a function that makes a database with the shipped lists."""
    address = make_database(server, "set_up", "template0")
    set_up(create_database(address)).close()
    numbers = count(1)
    return lambda: Database(make_database(server, f"copy_{next(numbers)}", "set_up"))


@pytest.fixture
def address(server: URL) -> URL:
    """Return the address of an empty database of the test's own."""
    return make_database(server, f"empty_{next(_numbers)}", "template0")


@pytest.fixture
def database(new_database: Callable[[], Database]) -> Iterator[Database]:
    """Return a server database with the shipped lists."""
    database = new_database()
    yield database
    database.close()


@pytest.fixture
def call(database: Database) -> Call:
    """Return the call LLEP-2018-01."""
    open_call(database)
    return first(database, Call)
