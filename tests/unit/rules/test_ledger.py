"""Why a submission is or is not counted, and a ledger that adds up."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.ledger import (
    Ledger,
    LedgerLine,
    content_of,
    disposition_of,
    ledger,
    ledger_of_counts,
)
from lisdesk.rules.vocabulary import Content, Disposition, LateChoice, SetAside, Timing

EVERY_CASE = list(itertools.product([None, *SetAside], Content, Timing, [None, *LateChoice]))


def test_every_combination_has_one_disposition_by_the_order_of_precedence():
    for set_aside, content, timing, choice in EVERY_CASE:
        found = disposition_of(set_aside, content, timing, choice)
        if set_aside is not None:
            assert found.key == set_aside.key
        elif content is Content.NONE:
            assert found is Disposition.BLANK
        elif timing is not Timing.LATE:
            assert found is Disposition.COUNTED
        elif choice is None:
            assert found is Disposition.LATE_WAITING
        else:
            is_accepted = choice.key.startswith("accept")
            assert found is (
                Disposition.LATE_ACCEPTED if is_accepted else Disposition.LATE_NOT_COUNTED
            )


def test_a_late_one_that_waits_is_not_counted_and_has_its_own_line():
    waiting = disposition_of(None, Content.SOME, Timing.LATE, None)
    lines = {line.disposition: line for line in ledger([waiting]).lines}
    assert lines[Disposition.LATE_WAITING] == LedgerLine(
        Disposition.LATE_WAITING, is_counted=False, submissions=1
    )


def test_non_answers_alone_are_counted():
    found = disposition_of(None, Content.NON_ANSWERS, Timing.BEFORE_OPENING, None)
    assert found is Disposition.COUNTED


@given(st.lists(st.sampled_from(Disposition)))
def test_a_ledger_always_adds_up(dispositions: list[Disposition]):
    found = ledger(dispositions)
    assert found.received == len(dispositions) == found.counted + found.not_counted
    assert found.counted == sum(each.is_counted for each in dispositions)
    assert [line.disposition for line in found.lines] == list(Disposition)
    assert found == ledger_of_counts(Counter(dispositions))


def test_a_ledger_that_does_not_add_up_cannot_be_made():
    good = ledger_of_counts({Disposition.COUNTED: 7198, Disposition.BLANK: 70})
    with pytest.raises(AssertionError, match="add up"):
        replace(good, received=7267)
    with pytest.raises(AssertionError, match="every disposition"):
        Ledger(good.lines[1:], received=70)
    with pytest.raises(AssertionError, match="every disposition"):
        Ledger((*good.lines, good.lines[0]), received=14466)
    with pytest.raises(AssertionError, match="contradicts"):
        Ledger((replace(good.lines[0], is_counted=False), *good.lines[1:]), received=7268)
    with pytest.raises(AssertionError, match="contradicts"):
        ledger_of_counts({Disposition.COUNTED: 2, Disposition.BLANK: -1})


@pytest.mark.parametrize(
    ("bodies", "has_attachment", "content"),
    [
        ([], False, Content.NONE),
        (["", " \n\t", "\u200b\ufeff", "\u00a0", "\u3164"], False, Content.NONE),
        (["n/a", ""], False, Content.NON_ANSWERS),
        (["-", "Nothing."], False, Content.NON_ANSWERS),
        (["n/a", "Better buses"], False, Content.SOME),
        (["no"], False, Content.SOME),
        (["👍"], False, Content.SOME),
        ([], True, Content.SOME),
        (["n/a"], True, Content.SOME),
    ],
)
def test_content_is_judged_from_all_texts_and_attachments(bodies, has_attachment, content):
    assert content_of(bodies, has_attachment) is content


@given(st.lists(st.text(max_size=8)), st.booleans())
def test_the_order_of_the_texts_does_not_matter(bodies: list[str], has_attachment: bool):
    assert content_of(bodies, has_attachment) is content_of(reversed(bodies), has_attachment)
