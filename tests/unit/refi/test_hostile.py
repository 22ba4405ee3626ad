"""Projects made to harm, and ones that are no projects, are refused in one plain sentence."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.tasks.incoming_paths import import_paths
from tests.desk_work import DESK, content
from tests.thorough import one_in
from tests.unit.refi.conftest import CALL
from tests.unit.refi.made_projects import (
    PROJECT_SPACE,
    codebook,
    guid,
    listing,
    packed,
    selection,
    source,
)

TEXT = "We need welders."
GOOD = listing(source(selection(8, 15, "welders"), text=TEXT))
DEEP = 10_000


def nested(depth: int) -> str:
    starts = (f'<Code guid="{guid(number)}" name="c" isCodable="true">' for number in range(depth))
    return "".join(starts) + "</Code>" * depth


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("project.qde", GOOD)
        package.writestr("sources/big.txt", b"\0" * 400_000_000)
    return content.getvalue()


def with_type(declaration: str, project: str = GOOD) -> str:
    start, rest = project.split("\n", 1)
    return f"{start}\n{declaration}\n{rest}"


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
ENTITIES = f'<!DOCTYPE Project [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
OTHER_XML = f'<?xml version="1.0"?><Other xmlns="{PROJECT_SPACE}"/>'
HOSTILE = {
    "empty": (b"", "The file is empty."),
    "a zip bomb": (bomb, "The project is too big: a part unpacks to more than 200 times"),
    "a way out": (packed(GOOD, more=[("../evil.txt", b"x")]), "a name that leads out of it"),
    "a path from the root": (packed(GOOD, more=[("/etc/evil", b"x")]), "a name that leads out"),
    "a drive": (packed(GOOD, more=[("C:\\evil.txt", b"x")]), "a name that leads out of it"),
    "two parts of one name": (
        packed(GOOD, more=[("Project.QDE", GOOD.encode())]), "two parts have the same name"
    ),
    "two projects": (
        packed(GOOD, more=[("other.qde", GOOD.encode())]), "more than one project: project.qde"
    ),
    "no project": (packed(GOOD, name="sources/project.qde"), "there is no .qde file at its root"),
    "a billion laughs": (packed(with_type(ENTITIES)), "The project holds unsafe XML"),
    "an entity from outside": (packed(with_type(OUTSIDE)), "The project holds unsafe XML"),
    "entities in a codebook": (
        with_type(ENTITIES, codebook()).encode(), "The project holds unsafe XML"
    ),
    "codes too deep": (packed(listing(codes=nested(DEEP))), "nests its codes deeper"),
    "codes too deep in a codebook": (codebook(nested(DEEP)).encode(), "nests its codes deeper"),
    "another root": (packed(OTHER_XML), "not a project in REFI-QDA: its root is “Other”"),
    "another root of a codebook": (OTHER_XML.encode(), "its root is “Other”"),
    "half a listing": (packed(GOOD[: len(GOOD) // 2]), "The file is damaged"),
    "half a package": (packed(GOOD)[:200], "The file is damaged"),
    "no XML": (packed("Dear all"), "The file is damaged"),
    "a text": (b"Dear all", "The file is damaged"),
    "nothing in it": (packed(listing(codes="")), "no codes and no sources"),
    "a codebook of none": (codebook("").encode(), "The codebook holds no codes."),
}  # fmt: skip


@pytest.mark.parametrize("name", one_in(3, HOSTILE))
def test_each_is_refused_in_one_sentence_and_changes_nothing(database, call, tmp_path, name):
    harmful, words = HOSTILE[name]
    path = tmp_path / ("theirs.qdc" if "codebook" in name else "theirs.qdpx")
    path.write_bytes(harmful() if callable(harmful) else harmful)
    before, started = content(database), time.perf_counter()
    with pytest.raises(UnreadableFileError) as refused:
        import_paths(database, DESK, CALL, [path])
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert content(database) == before
    assert time.perf_counter() - started < 20


def test_a_missing_file_is_refused(database, call, tmp_path):
    with pytest.raises(UnreadableFileError, match="could not be opened"):
        import_paths(database, DESK, CALL, [tmp_path / "gone.qdpx"])


def test_codes_as_deep_as_programs_nest_them_come_in(database, call, tmp_path):
    path = tmp_path / "deep.qdpx"
    path.write_bytes(packed(listing(codes=nested(100))))
    [(_, done)] = import_paths(database, DESK, CALL, [path]).projects
    assert done.report.codes.new == 100


def test_one_that_is_refused_keeps_the_others_out(database, call, tmp_path):
    good, bad = tmp_path / "good.qdpx", tmp_path / "bad.qdpx"
    good.write_bytes(packed(GOOD))
    bad.write_bytes(packed("no"))
    before = content(database)
    with pytest.raises(UnreadableFileError, match="“bad.qdpx”"):
        import_paths(database, DESK, CALL, [good, bad])
    assert content(database) == before
