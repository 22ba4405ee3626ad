"""A hundred ways of splitting, overlapping and ordering the same mails end in the same content."""

import shutil

import pytest

from lisdesk.store.opening import open_database
from tests.mail_splits import try_splits


@pytest.fixture
def new_database(template_file, tmp_path):
    opened = []

    def another():
        path = tmp_path / f"file{len(opened)}.lisdesk"
        shutil.copy(template_file, path)
        opened.append(open_database(path))
        return opened[-1]

    yield another
    for each in opened:
        each.close()


@pytest.mark.long
@pytest.mark.timeout(1_800)
def test_a_hundred_splits_end_in_the_same_content(new_database, tmp_path) -> None:
    try_splits(100, new_database, tmp_path)
