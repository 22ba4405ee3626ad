"""The truth table of publication: every combination of flags, and not a word more or less."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from zipfile import ZipFile, is_zipfile

import pytest

from lisdesk.edits.merging import mark_duplicate
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.opening import open_database
from lisdesk.tasks.export_formats import ENDINGS
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import assert_refused
from tests.unit.evidence import truth_cases as truth
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.reading import sheets_of
from tests.unit.evidence.truth_call import fill
from tests.unit.evidence.truth_cases import Case

POLICIES = (truth.EACH, truth.ONCE, truth.APART)
WORD = re.compile(rb"tr([0-9]{5})[a-z][a-z]z", re.IGNORECASE)
ABOUT = {
    "xlsx": {truth.NAME, truth.PARTNERS_NAME, truth.CAMPAIGN},
    "csv": {truth.NAME, truth.PARTNERS_NAME},
    "qdpx": set(),
}
"""The formats that hold every text that may be published, and what else that stands in no text; of
reports there are the best quotations, and in a project the names of who is quoted."""
NAMES = (truth.NAME, truth.PARTNERS_NAME, truth.CAMPAIGN)
COUNTED = ("Counted", "Late, accepted")


def words_in(path):
    """Return every word of a case that any part of a file has, however it is written."""
    contents = [path.read_bytes()]
    if is_zipfile(path):
        with ZipFile(path) as package:
            names = package.namelist()
            contents += [*map(package.read, names), "\n".join(names).encode()]
    narrow = b"\n".join(contents).replace(b"\x00", b"")
    return {found[0].decode().lower() for found in WORD.finditer(narrow)}


def published(database, folder, formats):
    """Publish a call in each format; return the files."""
    paths = {}
    for name in formats:
        paths[name] = folder / f"{name}.{ENDINGS[name]}"
        told = {"file_format": name, "unsettled_because": "What lost its place is held back."}
        export_evidence(database, EXPORT_DESK, CALL, paths[name], Edition.PUBLICATION, **told)
    return paths


def told_wrongly(paths, cases):
    """Return what came out and should not have, and what did not come out and should have."""
    expected = set().union(*map(truth.published_words, cases))
    wrong = []
    for name, path in paths.items():
        found = words_in(path)
        wrong += [(name, "published", word, flags(cases, word)) for word in found - expected]
        if name in ABOUT:
            lacking = {word for word in expected - found if is_due(word, ABOUT[name])}
            wrong += [(name, "held back", word, flags(cases, word)) for word in lacking]
    return wrong


def is_due(word, about):
    """Say whether a format holds a word, given which of those that stand in no text."""
    return word[7] != truth.ABOUT or word[8] not in NAMES or word[8] in about


def flags(cases, word):
    return next((each for each in cases if each.place == int(word[2:7])), None)


def lines_told_wrongly(path, placed):
    """Return the lines of the register, and the quotations, that are not as they should be."""
    book = sheets_of(path)
    lines = {line["Reference"]: line for line in book["Submissions"]}
    wrong = []
    for each in placed:
        line = lines[each.reference]
        if line["Respondent"] != truth.respondent(each.case):
            wrong.append((each.case, line["Respondent"], truth.respondent(each.case)))
        if (line["Disposition"] in COUNTED) is not truth.is_counted(each.case):
            wrong.append((each.case, line["Disposition"], truth.is_counted(each.case)))
        if each.merged_reference:
            shown = lines[each.merged_reference]["Respondent"]
            if shown != truth.respondent_of_merged(each.case):
                wrong.append((each.case, "merged", shown))
    expected = set().union(*(truth.quoted_words(each.case) for each in placed))
    for sheet in ("Evidence", "Quotations"):
        quoted = "\n".join(line["Quotation"] for line in book[sheet]).encode()
        found = {each[0].decode() for each in WORD.finditer(quoted)}
        wrong += [(sheet, word) for word in found ^ expected]
    answered = {(line["Reference"], line["Text"]) for line in book["Answers"]}
    for each in placed:
        if each.case.content == truth.NON_ANSWER:
            is_shown = (each.reference, "n/a") in answered
            wrong += [(each.case, "n/a")] if is_shown is not truth.is_quoted(each.case) else []
    return wrong


def check(database, folder, cases, policy, formats=ENDINGS):
    """Make a call of the cases, publish it in each format, compare all words with the truth."""
    placed = fill(database, cases, policy)
    paths = published(database, folder, formats)
    assert told_wrongly(paths, cases) == []
    speaks = {name for name, path in paths.items() if words_in(path)}
    assert speaks >= set(formats) - {"qdc"} or policy == truth.APART
    assert lines_told_wrongly(paths["xlsx"], placed) == []
    return placed


def test_the_tables_have_every_combination_that_can_be_reached():
    whole = {policy: truth.whole_table(policy) for policy in POLICIES}
    assert [len(cases) for cases in whole.values()] == [4608, 3072, 3072]
    texts = {policy: truth.texts_table(policy) for policy in POLICIES}
    assert [len(cases) for cases in texts.values()] == [864, 576, 576]
    bare = truth.bare_table()
    assert len(bare) == 2304
    tags = len((truth.TAGGED, truth.TAG_DELETED, truth.UNTAGGED))
    of_texts = sum(map(len, texts.values())) * len(truth.TEXTS)
    assert (sum(map(len, whole.values())) + of_texts) * tags + len(bare) == 76_896
    for cases in (*whole.values(), *texts.values(), bare):
        flags = [replace(each, place=0, has_partner=False) for each in cases]
        assert len(set(flags)) == len(cases)


def test_what_the_table_leaves_out_is_refused_by_the_program(database):
    cases = [each for each in truth.whole_table(truth.EACH) if each.is_merged][:1]
    (placed,) = fill(database, truth.grouped(cases), truth.EACH)
    refusal = assert_refused(database, mark_duplicate, submission_id=placed.id, of_id=1)
    assert "leads to" in str(refusal)


def test_a_sample_of_the_tables_publishes_no_word_more_or_less(database, tmp_path):
    tables = (truth.whole_table(truth.ONCE), truth.texts_table(truth.ONCE), truth.bare_table())
    sample = [case for table in tables for case in truth.some_of(table, quoted=2)]
    cases = truth.grouped(replace(each, policy=truth.ONCE) for each in sample)
    placed = check(database, tmp_path, cases, truth.ONCE, formats=ABOUT)
    assert 5 < sum(truth.is_quoted(each.case) for each in placed) < len(placed) / 2
    inside = tmp_path / "internal.xlsx"
    export_evidence(database, EXPORT_DESK, CALL, inside, Edition.INTERNAL)
    secrets = {case.word("b", truth.KEPT_BACK) for case in cases if case.content == "everything"}
    assert secrets <= words_in(inside)  # the search would find them


TABLES = [
    *((truth.whole_table, policy) for policy in POLICIES),
    *((truth.texts_table, policy) for policy in POLICIES),
    (lambda _policy: truth.bare_table(), truth.EACH),
]


@pytest.mark.thorough
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("table", "policy"), TABLES)
def test_no_combination_publishes_a_word_more_or_less(empty_file, tmp_path, table, policy):
    shutil.copy(empty_file, tmp_path / "file.lisdesk")
    database = open_database(tmp_path / "file.lisdesk")
    check(database, tmp_path, table(policy), policy)
    database.close()


@pytest.mark.parametrize("leaked", [truth.KEPT_BACK, truth.OLD, truth.NOTE])
def test_a_word_too_many_would_be_seen(tmp_path, leaked):
    cases = truth.some_of(truth.texts_table(truth.EACH), quoted=2)
    allowed = set().union(*map(truth.published_words, cases))
    (tmp_path / "one.html").write_text(" ".join(sorted(allowed)), encoding="utf-16")
    assert told_wrongly({"html": tmp_path / "one.html"}, cases) == []
    word = cases[0].word("e", leaked)
    (tmp_path / "one.html").write_text(f"{' '.join(allowed)} {word}", encoding="utf-16")
    assert told_wrongly({"html": tmp_path / "one.html"}, cases) == [
        ("html", "published", word, cases[0])
    ]


SPECIFIED = [
    (("named", "", "in-time", "", "not merged"), True, "Tr00007xnz and others"),
    (("unnamed", "", "in-time", "", "not merged"), True, "individual, anonymous"),
    (("none", "", "in-time", "", "not merged"), False, ""),
    (("", "", "in-time", "", "not merged"), False, ""),
    (("named", "whole", "in-time", "", "not merged"), False, ""),
    (("named", "", "accept", "", "not merged"), True, "Tr00007xnz and others"),
    (("named", "", "accept-flagged", "", "not merged"), True, "Tr00007xnz and others"),
    (("named", "", "undecided", "", "not merged"), False, "Tr00007xnz and others"),
    (("named", "", "note", "", "not merged"), False, "Tr00007xnz and others"),
    (("named", "", "refuse", "", "not merged"), False, "Tr00007xnz and others"),
    (("named", "", "in-time", "withdrawn", "not merged"), False, ""),
    (("named", "", "in-time", "duplicate", "not merged"), False, "Tr00007xnz and others"),
    (("named", "", "in-time", "off-topic", "not merged"), False, "Tr00007xnz and others"),
    (("named", "", "in-time", "", "unnamed"), True, "individual, anonymous"),
    (("named", "", "in-time", "", ""), False, ""),
    (("unnamed", "", "in-time", "", "none"), False, ""),
]  # fmt: skip
"""Written by hand from the specification: flags, whether it is quoted, and how it is named."""


@pytest.mark.parametrize(("chosen", "is_quoted", "named"), SPECIFIED)
def test_the_truth_is_that_of_the_specification(chosen, is_quoted, named):
    case = Case(7, *chosen, "person", truth.EACH, truth.ALONE)
    assert truth.is_quoted(case) is is_quoted
    assert truth.respondent(case) == named


@pytest.mark.parametrize(
    ("policy", "role", "counts"),
    [
        (truth.EACH, truth.SEED, True), (truth.EACH, truth.COPY, True),
        (truth.ONCE, truth.SEED, True), (truth.ONCE, truth.COPY, False),
        (truth.APART, truth.SEED, False), (truth.APART, truth.COPY, False),
    ],
)  # fmt: skip
def test_the_truth_of_campaigns_is_that_of_their_policy(policy, role, counts):
    case = Case(7, "named", "", truth.IN_TIME, "", truth.NOT_MERGED, "person", policy, role)
    assert truth.is_counted(case) is counts
