"""Workbooks that are made to do harm, and the limits that stop them."""

import hashlib
import io
import sys
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.guarded import reading as guarded_reading
from lisdesk.exchange.sheets import reading
from lisdesk.exchange.sheets.limits import Limits
from lisdesk.exchange.sheets.reading import read_sheet

CANARY = "canary-of-a-secret-file"
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_is_refused_before_it_is_parsed(
    tmp_path: Path, make_raw_workbook, encoding: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    path = make_raw_workbook(ROW % "&x;", prolog=entity)
    if encoding != "utf-8":
        path = recoded(path, encoding)
    with pytest.raises(UnreadableFileError, match="unsafe XML") as refusal:
        read_sheet(path)
    assert CANARY not in str(refusal.value)


def recoded(path: Path, encoding: str) -> Path:
    """Write the sheet of a package in another encoding."""
    other = path.with_name(f"recoded-{path.name}")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith("sheet1.xml"):
                part = part.decode().replace(
                    'version="1.0"', f'version="1.0" encoding="{encoding}"'
                )
                part = part.encode(encoding)
            after.writestr(name, part)
    return other


def test_an_answer_that_speaks_of_a_document_type_is_no_attack(make_raw_workbook) -> None:
    grid = read_sheet(make_raw_workbook(ROW % "&lt;!DOCTYPE html> is how my page begins"))
    assert list(grid.rows()) == [(1, ["<!DOCTYPE html> is how my page begins"])]


def test_a_document_type_behind_a_long_comment_is_found(make_raw_workbook) -> None:
    prolog = f"<!--{'x' * 200_000}--><!DOCTYPE worksheet>"
    with pytest.raises(UnreadableFileError, match="unsafe XML"):
        read_sheet(make_raw_workbook(ROW % "x", prolog=prolog))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "xl\\..\\..\\x"])
def test_a_part_that_leads_out_of_the_package_is_refused(make_raw_workbook, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="leads out of it"):
        read_sheet(make_raw_workbook(ROW % "x", **{name: b"x"}))


def test_two_parts_of_one_name_are_refused(make_raw_workbook) -> None:
    path = make_raw_workbook(ROW % "x")
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as package:
        warnings.simplefilter("ignore", UserWarning)
        package.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    with pytest.raises(UnreadableFileError, match="two parts have the same name"):
        read_sheet(path)


def test_a_package_with_too_many_parts_is_refused_at_once(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for number in range(20_000):
            package.writestr(f"part{number}.xml", "")
    (tmp_path / "many.xlsx").write_bytes(content.getvalue())
    started = time.monotonic()
    with pytest.raises(UnreadableFileError, match="more than 5000 parts.*\\(parts\\)"):
        read_sheet(tmp_path / "many.xlsx")
    assert time.monotonic() - started < 5


def test_a_part_that_unpacks_to_hundreds_of_times_its_size_is_refused(make_raw_workbook) -> None:
    path = make_raw_workbook(ROW % ("A" * 5_000_000))
    with pytest.raises(UnreadableFileError, match="200 times its size.*\\(ratio\\)"):
        read_sheet(path)
    assert read_sheet(path, limits=Limits(package_ratio=2_000)).row_count == 1


def test_a_package_that_unpacks_to_too_much_is_refused(make_raw_workbook) -> None:
    path = make_raw_workbook(ROW % ("A" * 500_000))
    with pytest.raises(UnreadableFileError, match="unpacks to more than 0 megabytes"):
        read_sheet(path, limits=Limits(package_bytes=100_000))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_worker_without_enough_memory_is_one_plain_sentence(make_workbook) -> None:
    texts = (hashlib.shake_256(bytes([n % 256, n // 256])).hexdigest(15_000) for n in range(1_000))
    path = make_workbook(*[[text] for text in texts])
    tight = Limits(memory_bytes=40_000_000 - 8 * path.stat().st_size)
    with pytest.raises(UnreadableFileError, match="more memory to read than it may take"):
        read_sheet(path, limits=tight)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_worker_that_takes_too_long_is_killed(make_workbook, monkeypatch, tmp_path) -> None:
    (tmp_path / "sleeper.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(reading, "_WORKER", "sleeper")
    monkeypatch.setattr(guarded_reading, "WAITING_SECONDS", 0)
    with pytest.raises(UnreadableFileError, match="more than 1 seconds to read"):
        read_sheet(make_workbook(["x"]), limits=Limits(processor_seconds=1))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_worker_limits_itself_before_it_reads(make_workbook, monkeypatch, tmp_path) -> None:
    (tmp_path / "spy.py").write_text(
        "import resource\n"
        "from lisdesk.exchange.sheets import workbooks\n"
        "from lisdesk.exchange.sheets.worker import reader_for\n"
        "real = workbooks.read_workbook\n"
        "def spied(content, wanted, writer):\n"
        "    found = real(content, wanted, writer)\n"
        "    limits = [resource.getrlimit(one)[0] for one in (resource.RLIMIT_AS,\n"
        "        resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]\n"
        "    return found | {'name': repr(limits)}\n"
        "workbooks.read_workbook = spied\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(reading, "_WORKER", "spy")
    path = make_workbook(["x"])
    grid = read_sheet(path)
    limits = Limits()
    memory = limits.memory_for(path.stat().st_size)
    seconds = limits.processor_seconds
    begun = (seconds + more for more in range(1, 4))
    assert grid.name in [repr([memory, most, 0, 0]) for most in begun]
