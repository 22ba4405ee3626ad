"""Corrections: a text never changes, another takes its place; tags move along where they can."""

from datetime import UTC, datetime

import pytest

from lisdesk.edits.submissions import AttachedFile, SubmissionCorrection, edit_submission
from lisdesk.errors import NotFoundError
from lisdesk.rules.vocabulary import Channel, Disposition, Permission, Timing
from lisdesk.store.entities import (
    Attachment,
    Excerpt,
    SourceText,
    Stakeholder,
    StakeholderType,
    Tag,
)
from tests.desk_work import (
    at,
    content,
    count,
    do,
    first,
    log,
    rows,
    standing_texts,
    submission,
    tag,
)


def correct(database, **correction):
    correction = SubmissionCorrection(**correction)
    return do(database, edit_submission, submission_id=1, correction=correction).result


def tagged_words(database):
    """Return what each tag quotes, and whether the text it quotes still stands."""
    found = []
    for each in rows(database, Tag):
        excerpt = first(database, Excerpt, Excerpt.id == each.excerpt_id)
        text = first(database, SourceText, SourceText.id == excerpt.text_id)
        assert text.body[excerpt.start : excerpt.end] == excerpt.quote
        found.append((excerpt.quote, text.is_current))
    return found


def test_a_corrected_text_takes_the_place_of_the_old_one_which_is_kept(database, call):
    log(database, call, answers={1: "Old."}, letter="Letter.")
    correct(database, answers={1: "New."})
    old, letter, new = rows(database, SourceText)
    assert (old.body, old.is_current) == ("Old.", False)
    assert (new.body, new.is_current, new.replaces_id) == ("New.", True, old.id)
    assert letter.is_current
    assert standing_texts(database, 1) == ["Letter.", "New."]


def test_an_emptied_text_stands_no_more(database, call):
    log(database, call, answers={1: "Old."})
    assert correct(database, answers={1: ""}).disposition is Disposition.BLANK
    assert standing_texts(database, 1) == []
    assert count(database, SourceText) == 1
    assert correct(database, answers={1: "Old."}).disposition is Disposition.COUNTED


def test_fields_that_are_not_named_stay_as_they_are(database, call):
    log(database, call, respondent="Acme", type_token="school", area="Melton", letter="Text.")
    before = content(database)
    correct(database)
    assert content(database) == before
    correct(
        database,
        submitted_by="Counsel",
        channel=Channel.EVENT,
        sent_at=datetime(2018, 12, 1, tzinfo=UTC),
        permission=Permission.NONE,
        attachments=[AttachedFile("a.txt", b"a")],
    )
    entry = submission(database, "LLEP-0001")
    assert (entry.submitted_by, entry.channel, entry.permission) == (
        "Counsel",
        Channel.EVENT,
        Permission.NONE,
    )
    assert (entry.respondent_id, entry.area_id) == (1, 1)
    assert count(database, Attachment) == 1


def test_respondent_type_and_area_can_be_changed_and_cleared(database, call):
    log(database, call, respondent="Acme", type_token="school", area="Melton", letter="Text.")
    correct(database, respondent="Beta", type_token="other", area="Oadby")
    entry = submission(database, "LLEP-0001")
    assert first(database, Stakeholder, Stakeholder.id == entry.respondent_id).name == "Beta"
    kind = first(database, StakeholderType, StakeholderType.id == entry.type_id)
    assert (kind.key, entry.area_id) == ("other", 2)
    correct(database, respondent="", type_token="", area="")
    entry = submission(database, "LLEP-0001")
    assert (entry.respondent_id, entry.type_id, entry.area_id) == (None, None, None)


def test_another_moment_of_receipt_is_judged_anew(database, call):
    log(database, call, letter="Text.")
    late = correct(database, received_at=datetime(2019, 2, 1, tzinfo=UTC))
    assert (late.timing, late.disposition) == (Timing.LATE, Disposition.LATE_WAITING)


def test_a_question_the_call_does_not_have_is_refused(database, call):
    log(database, call, letter="Text.")
    before = content(database)
    with pytest.raises(NotFoundError):
        correct(database, letter="Other.", answers={99: "x"})
    assert content(database) == before


def test_tagged_words_move_along_and_the_ones_that_are_gone_stay_on_the_old_text(database, call):
    entry = log(database, call, answers={1: "Skills 😀 gaps hold us back."})
    tag(database, entry, quote="😀 gaps")
    tag(database, entry, quote="hold us")
    assert correct(database, answers={1: "Well: 😀 gaps held us back."}).excerpts_left_behind == 1
    assert tagged_words(database) == [("😀 gaps", True), ("hold us", False)]


def test_words_that_stand_twice_in_the_new_text_are_left_behind(database, call):
    entry = log(database, call, answers={1: "Skills."})
    tag(database, entry, quote="Skills")
    assert correct(database, answers={1: "More Skills, Skills!"}).excerpts_left_behind == 1
    assert tagged_words(database) == [("Skills", False)]


@pytest.mark.parametrize("body", ["Skills and Skills.", "Bring Skills and: Skills."])
def test_words_with_nothing_changed_before_or_after_them_stay_tagged(database, call, body):
    entry = log(database, call, answers={1: "Skills."})
    tag(database, entry, quote="Skills")
    assert correct(database, answers={1: body}).excerpts_left_behind == 0
    assert tagged_words(database) == [("Skills", True)]


def test_two_places_of_the_same_words_become_one_place_with_one_tag(database, call):
    entry = log(database, call, answers={1: "Skills. Skills."})
    for nth in (1, 2):
        tag(database, entry, quote="Skills", nth=nth)
    bea = at(2018, 12, 11)
    assert correct(database, answers={1: "Skills only."}).excerpts_left_behind == 1
    assert tagged_words(database) == [("Skills", True), ("Skills", False)]
    tag(database, entry, "P3", quote="Skills", desk=bea)


def test_tags_of_an_emptied_text_are_left_behind(database, call):
    entry = log(database, call, letter="Skills. Roads.")
    tag(database, entry, quote="Skills")
    tag(database, entry, quote="Roads")
    assert correct(database, letter="").excerpts_left_behind == 2
    assert tagged_words(database) == [("Skills", False), ("Roads", False)]


def test_a_tag_on_the_whole_submission_does_not_care(database, call):
    entry = log(database, call, letter="Skills.")
    tag(database, entry)
    assert correct(database, letter="Roads.").excerpts_left_behind == 0
    assert count(database, Tag, Tag.excerpt_id.is_(None)) == 1
