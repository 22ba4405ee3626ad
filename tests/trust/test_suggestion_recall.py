"""Three suggestions hold enough of what analysts of a real survey gave an answer."""

from statistics import mean

import pytest

from lisdesk.exchange.learning.training import can_learn
from tests.conftest import FIGURES
from tests.labelled_answers import BARS, FILE, SEEDS, SIZES, read_answers, recall


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_three_suggestions_hold_what_analysts_said(corpus, record_property, size):
    if not can_learn():
        pytest.skip("scikit-learn is not installed")
    if not (corpus / FILE).exists():
        pytest.fail(f"the corpus has no {FILE.name}")
    names, answers = read_answers(corpus)
    found = [recall(names, answers, seed, size) for seed in SEEDS]
    suggested = mean(each.suggested for each in found)
    used = mean(each.most_used for each in found)
    said = f"recall@3 of suggestions after {size:,} answers: {suggested:.3f}, most used {used:.3f}"
    record_property(FIGURES, said)
    assert suggested >= BARS[size]
    assert all(each.suggested >= each.most_used for each in found)
