"""Redacted words, telephone numbers and words of nobody that are planted are found; lawful ones
are not.
"""

from zipfile import is_zipfile

import pytest

from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.redactions import (
    FoundPlace,
    TextPlace,
    keep_personal_data,
    redact_personal_data,
    redact_span,
)
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.errors import RefusedError
from lisdesk.exchange.finished import search
from lisdesk.exchange.finished.pieces import Piece, Role
from lisdesk.exchange.finished.reading import READERS, check_finished
from lisdesk.exchange.finished.telephones import Telephones, numbers_in
from lisdesk.queries.evidence.personal_data import call_to_settle
from lisdesk.queries.publication_secrets import publication_secrets
from lisdesk.rules.publication_secrets import PublicationSecrets, Secret, SecretKind
from lisdesk.rules.vocabulary import Edition, KeptBack, Permission
from lisdesk.store.entities import Call, SourceText
from lisdesk.tasks.export_formats import ENDINGS
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import do, log, rows, tag
from tests.thorough import one_in
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.planted import in_cell, packed, parts_of, sheet_part
from tests.unit.rules.test_personal_data import IN_ONE_FIELD

LETTER = (
    "Dear all, the depot at Long Row was closed by Quentin Marlowe after the board had met, and "
    "nobody told the drivers why it had to be so sudden. We lost £4.2m of trade in that year. "
    "Trust between all who run buses is what we need, says Xanthe."
)
COPY = "I am a baker. " + LETTER.replace("Quentin Marlowe", "QUENTIN MARLOWE")
SPANS = {
    "Quentin Marlowe": KeptBack.REDACTED,
    "nobody told the drivers why it had to be so sudden": KeptBack.CONFIDENTIAL,
    "£4.2m": KeptBack.CONFIDENTIAL,
    "Xanthe": KeptBack.REDACTED,
}


@pytest.fixture
def letters(database, call):
    """Log a letter of a campaign with four redactions, its copy, and answers of others."""
    log(database, call, respondent="Acme", letter=LETTER, permission=Permission.NAMED)
    log(database, call, respondent="Beta", letter=COPY, permission=Permission.UNNAMED)
    answers = {1: "More buses at night.", 2: "The drivers matter most of all to us here."}
    entry = log(database, call, answers=answers, permission=Permission.UNNAMED)
    tag(database, entry, quote="drivers matter most of all to us")
    (text, *_) = rows(database, SourceText)
    for words, kind in SPANS.items():
        start = text.body.index(words)
        span = {"text_id": text.id, "start": start, "end": start + len(words), "kind": kind}
        do(database, redact_span, **span, reason="third party named")
    ids = {"seed_id": 1, "submission_ids": [2]}
    do(database, confirm_campaign, call_id=1, name="Depot", **ids)
    return database


@pytest.fixture
def written(letters, tmp_path):
    path = tmp_path / "out.xlsx"
    export_evidence(letters, EXPORT_DESK, CALL, path, Edition.PUBLICATION)
    return path


def check(database, path, file_format="xlsx"):
    with database.reading() as session:
        return check_finished(path, file_format, publication_secrets(session, 1))


@pytest.mark.parametrize("file_format", one_in(3, list(READERS)))
def test_a_publication_with_redactions_in_a_campaign_passes(letters, tmp_path, file_format):
    path = tmp_path / f"out.{ENDINGS[file_format]}"
    asked = {"file_format": file_format}
    export_evidence(letters, EXPORT_DESK, CALL, path, Edition.PUBLICATION, **asked)
    assert check(letters, path, file_format).leaks == ()
    words = b"".join(parts_of(path).values()) if is_zipfile(path) else path.read_bytes()
    for each in ("marlowe", "sudden", "4.2m", "xanthe"):
        assert each.encode() not in words.lower()


PLANTED = {
    "a redacted name in a title": ("Cover", "B", 7, "As Quentin Marlowe said"),
    "a redacted name in a finding": ("Priorities", "H", 5, "See Quentin Marlowe of the depot."),
    "a redacted name in the words of a copy": ("Answers", "E", 6, COPY),
    "a redacted name alone as an answer": ("Answers", "E", 7, "Xanthe"),
    "a redacted amount in a note": ("Notes", "B", 7, "They lost 4.2M of trade."),
    "confidential words in a definition": (
        "Coding frame", "C", 5, "Why nobody told the drivers why it had to be so sudden.",
    ),
    "a redacted word within an answer": (
        "Answers", "E", 7, "More buses at night, says Xanthe, and more of them.",
    ),
    "a word that no text has": ("Answers", "E", 7, "More buses qwertzuiop night."),
    "words of nobody": ("Evidence", "I", 5, "something that was never said by anybody here at all"),
}  # fmt: skip


@pytest.mark.parametrize("case", one_in(2, PLANTED))
def test_what_is_planted_is_found(case, letters, written, tmp_path):
    sheet, column, row, words = PLANTED[case]
    parts = parts_of(written)
    in_cell(sheet, column, row)(parts, words)
    leaks = check(letters, packed(parts, tmp_path / "planted.xlsx")).leaks
    assert leaks
    assert all(word not in leak.words() for leak in leaks for word in ("Marlowe", "Xanthe"))


@pytest.mark.parametrize(
    "words", ["nobody must read these eight words of mine", "nobody ever said so"]
)
@pytest.mark.parametrize("role", [Role.OTHER, Role.WORDS])
def test_what_stands_behind_more_hits_than_the_check_holds_is_found(words, role, monkeypatch):
    lawful = [f"letter {number} says that bus {number} is late again" for number in range(9)]
    lawful += [f"bus {number} is late" for number in range(9)]
    secrets = PublicationSecrets(
        long_ones=lambda: (Secret(SecretKind.WITHHELD, "R", each) for each in [*lawful, words]),
        short_ones=(),
        permitted=lambda _: iter(lawful),
        submissions={},
        smallest_count=0,
        kept=frozenset(),
    )
    monkeypatch.setattr(search, "MOST_HELD", 3)
    monkeypatch.setattr(search, "BATCH_LETTERS", 1)
    pieces = [Piece("p", f"row {row}", role, each) for row, each in enumerate([*lawful, words])]
    leaks = search.check_pieces(iter(pieces), secrets).leaks
    assert {leak.place for leak in leaks} == {"row 18"}


@pytest.mark.parametrize("role", [Role.OTHER, Role.WORDS])
def test_what_was_told_before_its_batch_was_forgotten_is_not_told_again(role, monkeypatch):
    words = ["nobody must read these eight words of mine", "Jo Marlowe", "nobody ever said so"]
    lawful = [f"letter {number} says that bus {number} is late" for number in range(9)]
    pieces = [Piece("p", f"row {row}", role, each) for row, each in enumerate((words + lawful) * 4)]
    counts, hints = set(), set()
    for most, letters in ((200_000, 2_000_000), (1, 1), (2, 60)):
        secrets = PublicationSecrets(
            long_ones=lambda: iter([Secret(SecretKind.WITHHELD, "R", words[0])]),
            short_ones=(
                Secret(SecretKind.NAME, "R", words[1]),
                Secret(SecretKind.NAME, "S", "that bus"),
            ),
            permitted=lambda _: iter(lawful),
            submissions={},
            smallest_count=0,
            kept=frozenset(),
        )
        monkeypatch.setattr(search, "MOST_HELD", most)
        monkeypatch.setattr(search, "BATCH_LETTERS", letters)
        found = search.check_pieces(iter(pieces), secrets)
        counts.add((found.leak_count, len(found.leaks)))
        hints.add(len(found.hints))
    assert len(counts) == 1, counts
    assert hints == ({9} if role is Role.WORDS else {0})


def test_redacted_words_that_others_may_say_are_no_leak(letters, tmp_path):
    """The rule: the same words in a text that may be published are published lawfully."""
    (call,) = rows(letters, Call)
    log(letters, call, answers={1: "Xanthe is right."}, permission=Permission.UNNAMED)
    path = tmp_path / "out.xlsx"
    export_evidence(letters, EXPORT_DESK, CALL, path, Edition.PUBLICATION)
    assert "Xanthe is right." in str(parts_of(path))


FORMS = (
    "0116 496 0000", "+44 116 496 0000", "(0116) 4960000", "0044 (0) 116-496-0000",
    "+44(0)1164960000", "0116.496.0000", "0116\u2013496\u20110000", "0116\u00a0496\u202f0000",
    "\uff10\uff11\uff11\uff16 496 0000", "0116\n496 0000", "01 16 49 60 00 0",
)  # fmt: skip


@pytest.mark.parametrize("stored", FORMS[:4])
@pytest.mark.parametrize("form", FORMS)
def test_a_number_of_the_register_is_found_in_every_form(stored, form):
    secrets = [Secret(SecretKind.CONTACT, "LLEP-0001", f"{stored} (mornings)")]
    ((secret, is_kept),) = Telephones(secrets, []).found_in(f"Ring {form}, please, room 12.")
    assert (secret.about, is_kept) == ("LLEP-0001", False)
    ((_, is_kept),) = Telephones(secrets, [FORMS[-1]]).found_in(form)
    assert is_kept


@pytest.mark.parametrize("field", IN_ONE_FIELD)
def test_each_number_of_a_field_is_found_also_beside_other_digits(field):
    telephones = Telephones([Secret(SecretKind.CONTACT, "LLEP-0001", field)], [])
    for text in ("0116 496 0000", "07700 900123", "12 116 496 0000 3", "1107700900123"):
        assert [secret.about for secret, _ in telephones.found_in(text)] == ["LLEP-0001"]
    for text in ("0116 496 0001", "07700 900124", "490000 0770"):
        assert list(telephones.found_in(text)) == []
    both = Telephones([Secret(SecretKind.CONTACT, "", field)], [field])
    assert [is_kept for _, is_kept in both.found_in(field)] == [True, True]


@pytest.mark.parametrize(
    ("field", "numbers"),
    [
        ("496 0123 496 0124", ["4960123", "4960124"]),
        ("4960123 / 4960124", ["4960123", "4960124"]),
        ("0116 496 0123 496 0124", ["1164960123", "4960124"]),
        ("(0116) 496 0123 496 0124 496 0125", ["1164960123", "4960124", "4960125"]),
        ("0116 496 0123 496 0124 496 0125", ["1164960123", "4960124", "4960125"]),
        ("200 0116 496 0123", ["1164960123"]),
        ("+353 861 234 567", ["353861234567"]),
        ("+33 1 23 45 67 89 06 12 34 56 78", ["612345678", "33123456789"]),
    ],
)
def test_numbers_right_beside_each_other_in_a_field_are_all_found(field, numbers):
    assert set(numbers) <= set(numbers_in(field))
    for number in numbers:
        found = Telephones([Secret(SecretKind.CONTACT, "R", field)], []).found_in(f"Ring {number}.")
        assert [secret.about for secret, _ in found] == ["R"]


def test_hours_and_dates_beside_a_number_are_none():
    assert numbers_in("0116 496 0000 18.00-22.00") == ["1164960000"]
    assert numbers_in("0116 496 0000 01.02.2019") == ["1164960000"]


@pytest.mark.parametrize(
    "form", ["0116 496 0123", "+44 116 496 0123", "01164960123", "12 (0116) 4960123 07700 900123"]
)
def test_a_number_without_its_dialling_code_is_found_with_one(form):
    secrets = [Secret(SecretKind.CONTACT, "R", "496 0123 (mornings)")]
    ((secret, is_kept),) = Telephones(secrets, []).found_in(f"Ring {form}, please.")
    assert (secret.about, is_kept) == ("R", False)
    for other in ("496 0124", "(0117) 496 0123"):
        secrets = [Secret(SecretKind.CONTACT, "R", other)]
        assert list(Telephones(secrets, []).found_in(f"Ring {form}, please.")) == []


def test_other_numbers_are_none():
    secrets = [Secret(SecretKind.CONTACT, "", "0116 496 0000")]
    for text in ("0116 496 0001", "01164960, 000", "£116,496,0000", "116 490000 6"):
        assert list(Telephones(secrets, []).found_in(text)) == []
    assert numbers_in("12 High Street, LE1 5YZ") == []
    assert numbers_in("jo@0116-496-0000.example") == []


@pytest.fixture
def ringing(database, call):
    """Log a submission that gives a number which the register has in another form."""
    words = {1: "Ring us on (0116) 496-0000 before noon, or come by."}
    log(database, call, respondent="Acme", answers=words, permission=Permission.NAMED)
    correction = StakeholderCorrection(telephone="+44 116 4960000")
    do(database, edit_stakeholder, stakeholder_id=1, correction=correction)
    return database


def publish(database, tmp_path, **more):
    path = tmp_path / "out.xlsx"
    export_evidence(database, EXPORT_DESK, CALL, path, Edition.PUBLICATION, **more)
    return path


@pytest.mark.parametrize("number", ["12 0116 496 0000", "07700-900123 3"])
def test_either_number_of_a_field_stops_a_publication(database, call, tmp_path, number):
    letter = f"Ring us on {number} before noon, or come by."
    log(database, call, respondent="Acme", letter=letter, permission=Permission.NAMED)
    correction = StakeholderCorrection(telephone="0116 496 0000 / 07700 900123")
    do(database, edit_stakeholder, stakeholder_id=1, correction=correction)
    with database.reading() as session:
        (found,) = call_to_settle(session, 1).findings
    assert found.words in number
    with pytest.raises(RefusedError, match="contact detail"):
        publish(database, tmp_path, unsettled_because="In haste.")


def test_a_number_that_was_kept_may_be_published_and_no_other_way(ringing, tmp_path):
    with pytest.raises(RefusedError, match="contact detail"):
        publish(ringing, tmp_path, unsettled_because="In haste.")
    with ringing.reading() as session:
        (found,) = call_to_settle(session, 1).findings
    assert found.words == "(0116) 496-0000"
    place = FoundPlace(found.text_id, found.start, found.end, found.kind)
    do(ringing, keep_personal_data, places=[place], reason="A public line.")
    parts = parts_of(publish(ringing, tmp_path))
    in_cell("Cover", "B", 7)(parts, "01164960000")
    assert "Ring us on (0116) 496-0000" in str(parts)
    checked = check(ringing, packed(parts, tmp_path / "planted.xlsx"))
    assert [(leak.place, leak.what) for leak in checked.leaks] == [
        ("Cover B7", "a contact detail of the register")
    ]


def test_a_number_of_the_register_is_found_as_a_number_of_a_cell(ringing, tmp_path):
    with ringing.reading() as session:
        (found,) = call_to_settle(session, 1).findings
    place = TextPlace(found.text_id, found.start, found.end)
    do(ringing, redact_personal_data, places=[place], reason="personal data")
    parts = parts_of(publish(ringing, tmp_path))
    part = sheet_part(parts, "Ledger")
    number = '<c r="Z5" s="2"><v>{}</v></c></row>'
    for value, count in (("1164960000", 1), ("1164960001", 0)):
        planted = parts[part].replace(b"</row>", number.format(value).encode(), 1)
        path = packed({**parts, part: planted}, tmp_path / f"number{count}.xlsx")
        assert check(ringing, path).leak_count == count


def test_what_was_kept_stays_so_where_a_correction_leaves_it(ringing, tmp_path):
    with ringing.reading() as session:
        (found,) = call_to_settle(session, 1).findings
    place = FoundPlace(found.text_id, found.start, found.end, found.kind)
    do(ringing, keep_personal_data, places=[place], reason="A public line.")
    changed = SubmissionCorrection(answers={1: "Do ring (0116) 496-0000."})
    do(ringing, edit_submission, submission_id=1, correction=changed)
    with ringing.reading() as session:
        assert publication_secrets(session, 1).kept == {"(0116) 496-0000"}
    assert "Do ring (0116) 496-0000." in str(parts_of(publish(ringing, tmp_path)))
