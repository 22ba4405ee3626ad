"""Quotations that an officer bookmarked come first, as far as they may be published."""

import pytest

from lisdesk.edits.bookmarks import bookmark_excerpt
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.store.entities import Excerpt
from tests.desk_work import do, first, log, open_call, tag
from tests.unit.evidence.reading import sheets_of

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("edition", list(Edition))
def test_bookmarked_quotations_come_first_and_say_so(database, export, edition):
    call = open_call(database)
    quotable = [
        log(database, call, letter=f"Say {number}.", permission=Permission.NAMED)
        for number in range(4)
    ]
    withheld = log(database, call, letter="Say 4.", permission=Permission.NONE)
    for entry, number in zip([*quotable, withheld], range(5), strict=True):
        tag(database, entry, "P2", quote=f"Say {number}.")
    for words in ("Say 2.", "Say 4."):
        excerpt = first(database, Excerpt, Excerpt.quote == words)
        do(database, bookmark_excerpt, excerpt_id=excerpt.id)
    lines = sheets_of(export(database, edition).path)["Quotations"]
    assert [(line["Quotation"], line["Bookmarked"]) for line in lines] == [
        ("Say 2.", "Yes"),
        ("Say 0.", ""),
        ("Say 1.", ""),
        ("Say 3.", ""),
    ]
