"""The check before a publication knows words by numbers, and finds them whatever stands around."""

import re

import numpy
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.exchange.finished import known_secrets
from lisdesk.exchange.finished.known_secrets import KnownSecrets, RunSet
from lisdesk.exchange.finished.wording import plain_words, runs, wording
from lisdesk.rules.publication_secrets import Secret, SecretKind

WORDS = st.text(st.sampled_from("ab1Éß \u200b\x00,_-\n"), max_size=30)


@given(st.lists(WORDS, max_size=12))
def test_words_have_one_number_each_and_equal_words_the_same(texts):
    found = wording(texts)

    words = [plain_words(text) for text in texts]
    assert found.counts.tolist() == [len(each) for each in words]
    flat = [word for each in words for word in each]
    numbers = dict(zip(flat, found.hashes.tolist(), strict=True))
    assert [numbers[word] for word in flat] == found.hashes.tolist()
    assert len(set(numbers.values())) == len(numbers)


def test_long_words_differ_by_their_last_letter():
    words = ["a" * length + end for length in range(1, 40) for end in "bc"]
    hashes, _ = runs(wording(words), 1)
    assert len(set(hashes.tolist())) == len(words)


@given(st.lists(st.text(st.sampled_from("aB9é_- \t\u00a0\u2028\x1c."), max_size=40), max_size=6))
def test_words_of_letters_and_digits_are_found_as_one_search_of_the_text_finds_them(texts):
    known, wanted = KnownSecrets(), set()
    known.add_long(Secret(SecretKind.NOTE, "", text) for text in texts)
    for text in texts:
        wanted |= set(known_secrets._TELLING.findall(text))
    assert all(any(hits.length == 1 for hits in known.found(wording([word]))) for word in wanted)
    others = {"zz99zz"} | {word for text in texts for word in re.findall(r"[a-zA-Z]{6,}", text)}
    for word in others - wanted:
        assert not any(hits.length == 1 for hits in known.found(wording([word])))


def test_few_runs_take_little_room():
    few, many = RunSet(), RunSet()
    few.add(numpy.arange(10, dtype=numpy.uint64))
    many.add(numpy.arange(1 << 20, dtype=numpy.uint64) << numpy.uint64(40))
    assert (len(few), len(many)) == (10, 1 << 20)
    assert few._sieve.nbytes < 20_000 < 1 << 24 <= many._sieve.nbytes
