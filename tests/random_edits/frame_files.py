"""Coding frames as they come in from files of each kind that they are kept in."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lisdesk.edits.frame_import import FRAME_COLUMNS, FrameEntry
from lisdesk.edits.incoming_projects import IncomingProject
from lisdesk.exchange.refi.reading import read_coded_project
from lisdesk.exchange.refi.writing import write_codebook
from lisdesk.exchange.workbook.plain_list import write_list
from lisdesk.rules.coded_project import Code
from lisdesk.tasks.frame_lists import read_frame

_LIST = (
    ("P2", "Skills for all", "", "People", "What people can do.", "Courses", "", "", "a, b", "red"),
    ("F1", "Freight", "", "", "", "", "Buses", "Lorries wait.", "lorry", ""),
    ("F1.1", "Rail freight", "F1", "Infrastructure; Places", "", "", "", "", "", "teal"),
)
_CODES = (
    Code("c1", "People", "New words.\n\nCode: P2\nExamples: A course.\nFoundations: People"),
    Code("c2", "Harbours", "Of the sea.\n\nCode: H1"),
    Code("c3", "Piers", parent_guid="c2", memos=("Ask.",)),
)


@cache
def frames_from_files() -> tuple[list[FrameEntry] | IncomingProject, ...]:
    """Return one frame read from a CSV file, one from a workbook and one from a codebook."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        lines = [[*cells, "agreed"] for cells in _LIST]
        listed = [",".join(f'"{cell}"' for cell in row) for row in [FRAME_COLUMNS, *lines]]
        (folder / "frame.csv").write_text("\r\n".join(listed), "utf-8-sig")
        moved = [[code, f"{name} too", *rest] for code, name, *rest in lines]
        write_list(folder / "frame.xlsx", "Frame", FRAME_COLUMNS, moved)
        write_codebook(_CODES, folder / "frame.qdc")
        found = read_coded_project(folder / "frame.qdc")
        assert found.is_codebook
        codebook = IncomingProject(
            name="frame.qdc",
            path="",
            sha256=found.sha256,
            origin=found.origin,
            reading=found.reading,
            codes=found.codes,
            sources=(),
        )
        return (read_frame(folder / "frame.csv"), read_frame(folder / "frame.xlsx"), codebook)
