"""Each hostile project ends in a clear sentence and changes nothing, or comes in with its loss
listed.
"""

from __future__ import annotations

import re
import time

import pytest

from lisdesk.edits.history import take_back
from lisdesk.errors import UnreadableFileError
from lisdesk.store.entities import Tag
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.incoming_paths import import_paths
from tests.desk_work import DESK, content, count, do
from tests.thorough import one_in
from tests.unit.refi.conftest import CALL
from tests.unit.refi.hostile_projects import REFUSED, TAKEN, Hostile

_MOST_SECONDS = 60


def written(folder, hostile: Hostile):
    path = folder / f"theirs.{hostile.ending}"
    path.write_bytes(hostile.make())
    return path


@pytest.mark.parametrize("name", one_in(13, REFUSED))
def test_what_cannot_be_read_is_refused_and_changes_nothing(database, call, tmp_path, name):
    hostile = REFUSED[name]
    path = written(tmp_path, hostile)
    before, started = content(database), time.perf_counter()
    with pytest.raises(UnreadableFileError) as refused:
        import_paths(database, DESK, CALL, [path])
    assert re.search(hostile.words, str(refused.value))
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 500
    assert content(database) == before
    assert time.perf_counter() - started < _MOST_SECONDS


@pytest.mark.parametrize("name", one_in(20, TAKEN))
def test_what_can_be_read_comes_in_with_what_is_lost(database, call, tmp_path, name):
    hostile = TAKEN[name]
    path = written(tmp_path, hostile)
    before, started = content(database), time.perf_counter()
    [(_, done)] = import_paths(database, DESK, CALL, [path]).projects
    lost = [f"{each['where']}: {each['what']}" for each in done.report.report.problems]
    assert time.perf_counter() - started < _MOST_SECONDS
    if hostile.words:
        assert any(hostile.words in each for each in lost), lost[:5]
    else:
        assert lost == []
    assert all(len(each) < 1_000 for each in lost)
    assert "root:" not in repr(content(database))
    assert check_file(database).is_sound
    assert done.report.codes.new + count(database, Tag) > 0
    do(database, take_back, entry_id=done.entry_id)
    assert content(database) == before
