"""Bookmarked quotations go out as codings to a code of their own, and come back as bookmarks."""

from __future__ import annotations

import shutil
import zipfile

import pytest
from sqlalchemy import select

from lisdesk.edits.bookmarks import bookmark_excerpt, remove_bookmark
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.rules.coded_quotations import QUOTATIONS
from lisdesk.rules.vocabulary import Edition, Permission, WhatIsKnown
from lisdesk.store.entities import Bookmark, Excerpt, Priority, Tag
from lisdesk.store.opening import open_database
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.incoming_paths import import_paths
from tests.desk_work import DESK, content, count, do, first, log, tag
from tests.unit.refi.conftest import CALL, listing_of
from tests.unit.refi.made_projects import (
    CODES,
    ROADS,
    SKILLS,
    TEXT,
    codebook,
    coding,
    guid,
    listing,
    packed,
    selection,
    source,
)

SPACE = "{urn:QDA-XML:project:1.0}"
QUOTED = (
    f'<Code guid="{QUOTATIONS.guid}" name="{QUOTATIONS.name}" isCodable="true" color="#FF0">'
    f"<Description>{QUOTATIONS.description}</Description></Code>"
)


@pytest.fixture
def other_database(call_file, tmp_path):
    """Return another file with a call of its own from the template."""
    path = tmp_path / "other.lisdesk"
    shutil.copy(call_file, path)
    database = open_database(path)
    yield database
    database.close()


def bring(database, path, **arguments):
    [(_, done)] = import_paths(database, DESK, CALL, [path], **arguments).projects
    assert check_file(database).is_sound
    return done


@pytest.fixture
def bring_made(database, call, tmp_path):
    """Return a function that imports a project of these sources."""

    def brought(sources: str, codes: str = CODES + QUOTED):
        path = tmp_path / "made.qdpx"
        path.write_bytes(packed(listing(sources, codes=codes, origin="NVivo 15")))
        return bring(database, path)

    return brought


def marked(database):
    """Return the quotations that are bookmarked, with who did it and when."""
    with database.reading() as session:
        chosen = (
            select(Excerpt.quote, Bookmark.officer, Bookmark.bookmarked_at)
            .join(Bookmark, Bookmark.excerpt_id == Excerpt.id)
            .order_by(Excerpt.quote)
        )
        return [tuple(row) for row in session.execute(chosen)]


def mark(database, quote):
    excerpt = first(database, Excerpt, Excerpt.quote == quote)
    return do(database, bookmark_excerpt, excerpt_id=excerpt.id)


def test_bookmarks_come_back_as_they_were(database, call, other_database, export, check_format):
    entry = log(database, call, letter=TEXT, answers={1: "Jobs, jobs, jobs."})
    for quote in ("welders", "buses", "Jobs"):
        tag(database, entry, quote=quote)
    tag(database, entry, "P3", quote="buses")
    mark(database, "buses")
    mark(database, "Jobs")
    report = export(database)
    check_format(report.path)
    assert (report.sheets["Codings"], report.sheets["Selections"]) == (6, 3)
    done = bring(other_database, report.path)
    assert done.report.report.problems == []
    assert (done.report.bookmarks, done.report.tags) == (2, 4)
    assert marked(other_database) == marked(database)
    assert count(other_database, Priority) == count(database, Priority)
    again = bring(other_database, report.path, known=WhatIsKnown.UPDATE)
    assert (again.report.bookmarks, again.entry_id) == (0, None)


def test_a_bookmark_of_elsewhere_is_added_and_undone_with_the_import(
    database, call, other_database, export
):
    entry = log(database, call, letter=TEXT)
    tag(database, entry, quote="welders")
    bring(other_database, export(database, "one.qdpx").path)
    before = content(other_database)
    mark(database, "welders")
    sent = export(database, "two.qdpx").path
    assert bring(other_database, sent).entry_id is None
    done = bring(other_database, sent, known=WhatIsKnown.UPDATE)
    assert (done.report.bookmarks, done.report.report.changed, done.report.tags) == (1, 1, 0)
    assert marked(other_database) == marked(database)
    from lisdesk.edits.history import take_back

    do(other_database, take_back, entry_id=done.entry_id)
    assert content(other_database) == before


def test_what_is_bookmarked_by_nobody_has_no_code(database, call, export):
    entry = log(database, call, letter=TEXT)
    tag(database, entry, quote="welders")
    mark(database, "welders")
    marked_excerpt = first(database, Excerpt, Excerpt.quote == "welders")
    do(database, remove_bookmark, excerpt_id=marked_excerpt.id)
    assert QUOTATIONS.guid not in {
        each.get("guid") for each in listing_of(export(database).path).iter(f"{SPACE}Code")
    }
    mark(database, "welders")
    codes = listing_of(export(database, "frame.qdc").path).iter()
    assert QUOTATIONS.guid not in {each.get("guid") for each in codes}


def test_a_bookmark_on_an_earlier_text_is_told_as_lost(database, call, export):
    entry = log(database, call, letter=TEXT)
    tag(database, entry, quote="welders")
    mark(database, "welders")
    changed = SubmissionCorrection(letter="Something else altogether.")
    do(database, edit_submission, submission_id=entry.id, correction=changed)
    losses = export(database).losses
    assert "1 bookmark on earlier versions of texts that were corrected since." in losses


def test_a_publication_says_what_is_bookmarked_but_not_by_whom(database, call, export):
    kept = log(database, call, respondent="A", letter=TEXT, permission=Permission.NAMED)
    secret = log(database, call, respondent="B", letter="Secret.", permission=Permission.NONE)
    for entry, quote in ((kept, "welders"), (secret, "Secret")):
        tag(database, entry, quote=quote)
        mark(database, quote)
    path = export(database, "public.qdpx", Edition.PUBLICATION).path
    with zipfile.ZipFile(path) as package:
        project = package.read("project.qde").decode()
    assert project.count(f'<CodeRef targetGUID="{QUOTATIONS.guid}"/>') == 1
    assert "creatingUser" not in project


def test_a_bookmark_beside_its_passage_belongs_to_it(database, bring_made):
    """As programs write it that have a passage for each coding, in either order."""
    own = selection(8, 15, "welders")
    beside = selection(8, 15, "welders", coding(QUOTATIONS.guid, 700), number=701)
    later = selection(25, 30, "buses", coding(QUOTATIONS.guid, 702), number=703)
    done = bring_made(source(own + beside + later + selection(25, 30, "buses"), text=TEXT))
    assert [quote for quote, *_ in marked(database)] == ["buses", "welders"]
    assert {officer for _, officer, _ in marked(database)} == {"Cy Coder"}
    assert (done.report.bookmarks, done.report.tags) == (2, 2)
    assert done.report.report.problems == []
    assert count(database, Priority, Priority.name == QUOTATIONS.name) == 0


def test_a_bookmark_that_belongs_to_nothing_is_told_as_lost(database, bring_made):
    note = f"<Description>Look.</Description>{coding(QUOTATIONS.guid, 710)}"
    done = bring_made(
        source(
            selection(8, 15, "welders", coding(QUOTATIONS.guid, 700))
            + selection(25, 30, "buses", note, number=711)
            + coding(QUOTATIONS.guid, 705)
            + coding(SKILLS, 706),
            text=TEXT,
        )
    )
    told = [each["what"] for each in done.report.report.problems]
    assert told == [
        "The passage at 8 is bookmarked, but coded to no priority.",
        "The passage at 25 is bookmarked, but coded to no priority.",
        "It is bookmarked as a whole; only passages are quoted.",
    ]
    assert (count(database, Bookmark), count(database, Tag)) == (0, 1)


def test_the_code_is_known_by_its_words_where_guids_were_made_anew(database, bring_made):
    anew = QUOTED.replace(QUOTATIONS.guid, guid(77))
    both = coding(ROADS, 600) + coding(guid(77), 601)
    assert bring_made(source(selection(8, 15, "welders", both), text=TEXT), CODES + anew)
    assert [quote for quote, *_ in marked(database)] == ["welders"]


def test_a_priority_that_is_only_called_so_stays_one(database, bring_made):
    called = f'<Code guid="{guid(77)}" name="{QUOTATIONS.name}" isCodable="true"/>'
    done = bring_made(source(selection(8, 15, "welders", coding(guid(77))), text=TEXT), called)
    assert (done.report.codes.new, done.report.tags, done.report.bookmarks) == (1, 1, 0)


def test_a_codebook_brings_no_priority_of_bookmarks(database, call, tmp_path):
    path = tmp_path / "theirs.qdc"
    path.write_text(codebook(CODES + QUOTED))
    assert bring(database, path).report.codes.new == 2
