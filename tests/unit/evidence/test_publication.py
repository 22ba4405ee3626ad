"""A publication holds nothing that was not permitted, in none of its bytes."""

import base64
import re
from collections import Counter
from zipfile import ZipFile

import pytest

from lisdesk.edits.submissions import set_submission_aside
from lisdesk.queries.evidence.disclosure import Answered, disclosed
from lisdesk.rules.vocabulary import Edition, Permission, SetAside, StakeholderKind
from tests.desk_work import do, log, open_call
from tests.unit.evidence.busy_call import OFFICERS
from tests.unit.evidence.reading import sheets_of

LEFT_OUT = {
    "Note",
    "Officer",
    "Submitted by",
    "Campaign",
    "Received",
    "Sent",
    "Permission",
    "Priorities",
}


@pytest.fixture(scope="module")
def book(workbooks):
    return sheets_of(workbooks[Edition.PUBLICATION])


@pytest.fixture(scope="module")
def internal(workbooks):
    return sheets_of(workbooks[Edition.INTERNAL])


@pytest.fixture(scope="module")
def content(workbooks):
    return every_byte(workbooks[Edition.PUBLICATION])


def every_byte(path):
    """The parts of the package, its own bytes, and everything in them that may be base64."""
    with ZipFile(path) as package:
        parts = b"\n".join(package.read(name) for name in package.namelist())
        names = "\n".join(package.namelist()).encode()
    coded = [
        base64.b64decode(run[start : start + (len(run) - start) // 4 * 4])
        for run in re.findall(rb"[A-Za-z0-9+/]{16,}", parts)
        for start in range(4)
    ]
    return b"\n".join([parts, names, path.read_bytes(), *coded])


def is_in(words, content):
    forms = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return any(form in content for form in forms)


def forbidden_words(voice):
    """Everything of a submission that a publication must not hold."""
    number = voice.note.removeprefix("officernote")
    always = [voice.email, voice.note, voice.submitted_by, f"secretreason{number}"]
    always += [f"latereason{number}", f"asidereason{number}", f"filename{number}"]
    names = [] if voice.may_be_named else [voice.name]
    words = [f"{kind}{number}" for kind in ("answerwords", "letterwords", "moreanswer")]
    is_silent = not (voice.may_be_quoted and voice.is_counted)
    return always + names + (words if is_silent else voice.old_words)


def test_no_byte_holds_what_may_not_be_published(content, voices):
    found = [words for voice in voices for words in forbidden_words(voice) if is_in(words, content)]
    assert found == []
    assert [name for name in OFFICERS if is_in(name, content)] == []
    assert [name for name in ("Ann O", "Oscar", "Ordinator") if is_in(name, content)] == []


def test_what_may_be_published_is_found_by_the_same_search(content, voices):
    quoted = [each for each in voices if each.may_be_quoted and each.is_counted]
    assert len(quoted) > 5
    for voice in quoted:
        number = voice.note.removeprefix("officernote")
        if voice.words_were_sent and not voice.old_words:
            assert is_in(f"answerwords{number}", content)
    named = [each for each in quoted if each.may_be_named and is_in(each.name, content)]
    assert len(named) > 2


def test_the_internal_edition_holds_all_of_it(workbooks, voices):
    content = every_byte(workbooks[Edition.INTERNAL])
    for voice in voices:
        assert is_in(voice.submitted_by, content)
    assert all(is_in(name, content) for name in OFFICERS)


def test_columns_for_the_office_are_left_out(book):
    assert "Changes" not in book
    for name in ("Evidence", "Submissions", "Answers"):
        assert not LEFT_OUT & set(book[name][0]), name
    assert list(book["Submissions"][0]) == [
        "Reference",
        "Respondent",
        "Type",
        "Area",
        "Channel",
        "Month received",
        "Disposition",
    ]
    assert list(book["Late"][0]) == ["Decision", "Submissions"]
    assert {line["Decision"]: line["Submissions"] for line in book["Late"]} == {
        "Accept": 2,
        "Refuse": 1,
        "No decision yet": 1,
    }


def test_every_submission_is_counted_as_in_the_internal_edition(book, internal):
    for name in ("Ledger", "Priority × question", "Matrix", "Extensions"):
        assert book[name] == internal[name], name
    own = [{k: v for k, v in line.items() if k != "One group"} for line in internal["Priorities"]]
    assert book["Priorities"] == own
    assert len(book["Evidence"]) == len(internal["Evidence"])


def test_arrivals_are_told_by_the_month_so_that_no_day_of_receipt_is_given_back(book, internal):
    by_month: dict[str, Counter[str]] = {}
    for line in internal["Arrivals"]:
        counts = by_month.setdefault(f"{line['Day']:%Y-%m}", Counter())
        counts.update({name: count for name, count in line.items() if name != "Day"})
    shown = {line["Month"]: line for line in book["Arrivals"]}
    assert list(shown) == sorted(by_month)
    for month, counts in by_month.items():
        assert {name: shown[month][name] for name in counts} == dict(counts)


def test_a_line_without_permission_has_no_words_and_nothing_that_leads_to_them(book, voices):
    silent = {each.reference for each in voices if not each.may_be_quoted}
    lines = [line for line in book["Evidence"] if line["Submission reference"] in silent]
    assert lines
    for line in lines:
        assert {
            line[name] for name in ("Quotation", "Respondent", "Start", "End", "Text hash")
        } == {""}
    assert not silent & {line["Reference"] for line in book["Answers"]}


def test_a_quotation_from_a_corrected_text_is_not_published(book, internal, voices):
    corrected = {each.reference for each in voices if each.old_words and each.may_be_quoted}
    assert corrected

    def quotations(sheets):
        return {
            line["Quotation"]
            for line in sheets["Evidence"]
            if line["Submission reference"] in corrected
        }

    assert any("answerwords" in quotation for quotation in quotations(internal))
    assert not any("answerwords" in quotation for quotation in quotations(book))


def test_answers_hold_counted_and_permitted_submissions_only(book, voices):
    wanted = {each.reference for each in voices if each.may_be_quoted and each.is_counted}
    speaking = {line["Reference"] for line in book["Answers"]}
    assert speaking <= wanted
    assert len(speaking) > 5


def test_small_numbers_are_withheld_with_a_second_one(book, internal):
    for name, keys in (("Respondents", ("Type",)), ("Areas", ("Area",))):
        check_withholding(book[name], internal[name], keys, ("Submissions",))
    types = [name for name in book["Priority × type"][0] if name not in ("Code", "Priority")]
    for shown, true in zip(book["Priority × type"], internal["Priority × type"], strict=True):
        cells = [(shown[name], true[name]) for name in types if name != "Total"]
        hidden = [number for cell, number in cells if not isinstance(cell, int)]
        assert all(cell == number for cell, number in cells if isinstance(cell, int))
        fewest = 5 if hidden else 0
        assert all(cell >= fewest for cell, _ in cells if isinstance(cell, int))
        assert not any(0 < cell < 5 for cell, _ in cells if isinstance(cell, int))
        assert len(hidden) != 1
        assert shown["Total"] == true["Total"]


def check_withholding(shown, true, keys, numbers):
    assert [[line[key] for key in keys] for line in shown] == [
        [line[key] for key in keys] for line in true
    ]
    for name in numbers:
        hidden = 0
        for line, own in zip(shown, true, strict=True):
            if isinstance(line[name], int):
                assert line[name] == own[name]
                assert line[name] >= 5
            else:
                hidden += 1
                text = "fewer than 5" if own[name] < 5 else "withheld"
                assert line[name] == text
                assert not isinstance(line["Stakeholders"], int)
        assert hidden != 1


def test_types_and_areas_without_a_name_are_shared_by_enough(book, voices):
    named = {each.reference for each in voices if each.may_be_named}
    groups = Counter(
        (line["Type"], line["Area"])
        for line in book["Submissions"]
        if line["Reference"] not in named or "anonymous" in line["Respondent"]
    )
    assert all(
        number >= 3 for group, number in groups.items() if group != ("not shown", "not shown")
    )
    register = {line["Reference"]: (line["Type"], line["Area"]) for line in book["Submissions"]}
    for line in book["Evidence"]:
        assert (line["Type"], line["Area"]) == register[line["Submission reference"]]
        assert re.fullmatch(r"\d{4}-\d{2}", line["Month received"])


def test_the_notes_tell_how_much_was_withheld(book, voices):
    notes = {line["Note"]: line["Text"] for line in book["Notes"]}
    counted_ones = {
        line["Reference"]
        for line in book["Submissions"]
        if line["Disposition"] in ("Counted", "Late, accepted")
    }
    silent = [each for each in voices if each.reference in counted_ones and not each.may_be_quoted]
    confidential = sum(each.is_confidential for each in silent)
    refused = sum(
        each.permission is Permission.NONE and not each.is_confidential for each in silent
    )
    words = notes["Withheld: words"]
    assert words.startswith(f"{len(silent)} counted submissions")
    assert f"{refused} did not permit it" in words
    assert f"{len(silent) - confidential - refused} did not say" in words
    assert f"{confidential} asked for confidentiality" in words


def test_an_address_in_place_of_a_name_is_not_published_as_a_name(database, export):
    call = open_call(database)
    kind = {"kind": StakeholderKind.ORGANISATION, "permission": Permission.NAMED}
    log(database, call, email="only@address.example", answers={1: "Words."}, **kind)
    report = export(database, Edition.PUBLICATION)
    assert not is_in("only@address.example", every_byte(report.path))
    (line,) = sheets_of(report.path)["Submissions"]
    assert line["Respondent"] == "organisation, anonymous"


def test_a_submission_that_is_not_counted_gives_no_cover_to_one_that_is(database, export):
    call = open_call(database)
    kind = {"kind": StakeholderKind.ORGANISATION, "permission": Permission.UNNAMED}
    for number in range(5):
        union = f"Union {number}"
        words = {1: f"Shop {number}"}
        log(database, call, respondent=union, type_token="trade-union", answers=words, **kind)
    for number in range(20):
        log(database, call, type_token="school", answers={1: f"School {number}"}, **kind)
    for submission_id in range(2, 6):
        aside = {"kind": SetAside.OFF_TOPIC, "reason": "Something else."}
        do(database, set_submission_aside, submission_id=submission_id, **aside)
    sheets = sheets_of(export(database, Edition.PUBLICATION).path)
    (respondents,) = (line for line in sheets["Respondents"] if line["Type"] == "Trade union")
    assert respondents["Submissions"] == "fewer than 5"
    assert [line["Type"] for line in sheets["Submissions"][:5]] == ["not shown"] * 5
    assert {line["Type"] for line in sheets["Submissions"][5:]} == {
        sheets["Submissions"][5]["Type"]
    }
    assert sheets["Submissions"][5]["Type"] != "not shown"


@pytest.mark.parametrize(("counted", "is_shown"), [(5, True), (4, False), (1, False)])
def test_cover_is_given_by_submissions_of_the_same_line_in_the_ledger(counted, is_shown):
    submissions = [
        Answered(number, Permission.UNNAMED, False, None, False, 7, None, number < counted)
        for number in range(9)
    ]
    found = disclosed(Edition.PUBLICATION, 5, submissions, {7: None}).combinations
    assert {found[number] for number in range(counted)} == {(7 if is_shown else None, None)}
    others = {found[number] for number in range(counted, 9)}
    assert others == {(7 if 9 - counted >= 5 else None, None)}


@pytest.mark.parametrize(
    ("areas", "shown"),
    [
        (["Melton", "Charnwood", "Oadby"], []),
        (["Melton"] * 3, []),
        (["Melton", "Charnwood", "Charnwood"], []),
        (["Melton", "Charnwood"] + ["Oadby"] * 7, ["fewer than 5", "withheld"]),
        (["Melton"] * 5, [5]),
    ],
)
def test_the_list_of_areas_does_not_tell_its_numbers(database, export, areas, shown):
    call = open_call(database)
    for number, area in enumerate(areas):
        log(database, call, respondent=f"R{number}", area=area, answers={1: "Words."})
    lines = sheets_of(export(database, Edition.PUBLICATION).path)["Areas"]
    assert sorted((line["Submissions"] for line in lines), key=str) == shown
    assert [line["Stakeholders"] for line in lines] == [line["Submissions"] for line in lines]


def test_an_area_that_few_share_is_not_named_for_it_is_a_respondents_own_words(database, export):
    call = open_call(database)
    for number in range(8):
        log(database, call, respondent=f"R{number}", area="Oadby", answers={1: "Words."})
    log(database, call, respondent="Jo", area="The forge, with Jane my wife", answers={1: "W."})
    path = export(database, Edition.PUBLICATION).path
    assert not is_in("Jane", every_byte(path))
    assert {line["Area"] for line in sheets_of(path)["Areas"]} == {"Oadby", "Other areas"}


def test_columns_of_imported_sheets_are_in_no_publication(story_with_extras, export):
    content = every_byte(export(story_with_extras, Edition.PUBLICATION).path)
    assert not is_in("10.0.0.1", content)
    assert not is_in("Widgets", content)


@pytest.fixture
def story_with_extras(database):
    from tests.story import tell

    tell(database)
    return database
