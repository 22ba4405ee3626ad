"""What learns in the guarded process; the one module that knows scikit-learn."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lisdesk.exchange.guarded.child import Put, Reader, Wanted
from lisdesk.exchange.learning.examples import PARAMETERS, Example, from_bytes
from lisdesk.exchange.learning.model import LinearModel, written
from lisdesk.rules.word_parts import parts_of

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]

_POLITENESS = 10
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_FEWEST_EXAMPLES = 2
"""A priority that is on one example alone is not learnt."""


def reader_for(_content: bytes, _wanted: Wanted) -> Reader:
    """Return what learns from examples, with all that it needs loaded."""
    for name in _THREADS:  # beside a window there is one processor to spare at most
        os.environ[name] = "1"
    with contextlib.suppress(AttributeError, OSError):  # a system that knows no politeness
        os.nice(_POLITENESS)
    some = [Example(("bus",), frozenset({1})), Example(("bus", "road"), frozenset({2}))] * 2
    _learnt(some)  # what is loaded late is loaded now
    return _learn


def _learn(content: bytes, _wanted: Wanted, put: Put) -> Mapping[str, object]:
    model = _learnt(from_bytes(content))
    payload = written(model)
    put(payload + b"\n")  # the report is a line of its own
    return {"size": len(payload)}


def _learnt(examples: Sequence[Example]) -> LinearModel:
    import numpy
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = [_counted(each.words) for each in examples]
    standing = Counter(part for each in counts for part in each)
    least = PARAMETERS["least_examples_with_a_feature"]
    assert isinstance(least, int)
    kept = {part for part, count in standing.items() if count >= least}
    vectorizer = DictVectorizer(dtype=numpy.float32)
    table = vectorizer.fit_transform(
        [{part: count for part, count in each.items() if part in kept} for each in counts]
    )
    weighing = TfidfTransformer(sublinear_tf=True).fit(table)
    rows = weighing.transform(table)
    learnable = Counter(priority for each in examples for priority in each.tagged)
    priority_ids = sorted(each for each, count in learnable.items() if count >= _FEWEST_EXAMPLES)
    columns = [_one_against_others(rows, examples, each) for each in priority_ids]
    kept_ids = [own for own, column in zip(priority_ids, columns, strict=True) if column]
    weights = [column for column in columns if column is not None]
    size = table.shape[1]
    return LinearModel(
        priority_ids=tuple(kept_ids),
        parts=tuple(vectorizer.get_feature_names_out()) if size else (),
        inverse_frequencies=weighing.idf_.astype(numpy.float32),
        weights=numpy.array([each[0] for each in weights], numpy.float16).reshape(-1, size).T,
        intercepts=numpy.array([each[1] for each in weights], numpy.float32),
    )


def _one_against_others(
    rows: Numbers, examples: Sequence[Example], priority_id: int
) -> tuple[Numbers, float] | None:
    """Return the weights of a priority; None where every example has it."""
    from sklearn.linear_model import LogisticRegression

    known = [
        place for place, each in enumerate(examples) if each.tagged or priority_id in each.rejected
    ]
    is_tagged = [priority_id in examples[place].tagged for place in known]
    if all(is_tagged):
        return None
    classifier = LogisticRegression(
        C=PARAMETERS["c"], max_iter=PARAMETERS["iterations"], solver="liblinear", random_state=0
    )
    classifier.fit(rows[known], is_tagged)
    return classifier.coef_[0], float(classifier.intercept_[0])


def _counted(words: Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for part in parts_of(word):
            found[part] += count
    return found
