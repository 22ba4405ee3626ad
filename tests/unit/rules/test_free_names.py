"""Names that nothing has yet are found without trying those that were taken again."""

from lisdesk.rules.free_names import FreeNames, numbered


def test_each_of_many_alike_gets_the_next_number_at_the_first_try():
    taken, tried = {"Memo (3)"}, []

    def is_taken(name):
        tried.append(name)
        return name in taken

    free = FreeNames()
    for _ in range(1_000):
        taken.add(free.free("Memo", is_taken, lambda number: numbered("Memo", number)))
    assert len(taken) == 1_001
    assert {"Memo", "Memo (2)", "Memo (3)", "Memo (1001)"} <= taken
    assert len(tried) < 2_100
