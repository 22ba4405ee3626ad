"""Other people's words in a text, however they are spaced and punctuated."""

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.rules.quoted_words import QuotingTexts

PASSAGE = "We can’t hire welders, and the college closed its course last summer for good."


def test_a_passage_is_known_again_whatever_its_marks_and_case():
    texts = QuotingTexts({1: "One firm: WE CAN'T hire\nwelders and the college closed!", 2: "No."})
    assert texts.quoting("We can’t hire welders, and the college") == {1}


def test_a_run_of_eight_words_is_enough_and_seven_of_a_longer_passage_are_not():
    eight = "they said the college closed its course last summer"
    seven = "they said the college closed its course last winter"
    texts = QuotingTexts({8: eight, 7: seven.replace("the ", "")})
    assert texts.quoting(PASSAGE) == set()
    assert QuotingTexts({8: f"and {eight} for good"}).quoting(PASSAGE) == {8}


def test_a_passage_of_a_few_words_is_anybodys():
    assert QuotingTexts({1: "Skills gaps hold us back."}).quoting("hold us back") == set()
    assert QuotingTexts({1: "Skills gaps hold us back."}).quoting("skills gaps hold us back") == {1}
    assert (
        QuotingTexts({1: "Upskills gaps hold us backs."}).quoting("skills gaps hold us back")
        == set()
    )


words = st.lists(st.sampled_from("abcdefg"), max_size=14).map(" ".join)


@given(words, words)
def test_the_index_finds_what_a_plain_look_finds(text, passage):
    length = len(passage.split())
    runs = [
        " ".join(passage.split()[at : at + min(8, length)])
        for at in range(length - min(8, length) + 1)
    ]
    expected = length >= 5 and any(f" {run} " in f" {text} " for run in runs)
    assert (QuotingTexts({0: text}).quoting(passage) == {0}) is expected
