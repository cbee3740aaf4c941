import pytest

from kpis.model.uploads import acts_that_count, undo_that_counts, workbook_of


@pytest.mark.parametrize(
    "undoes, counting",
    [
        ({}, set()),
        ({1: None, 2: None}, {1, 2}),
        ({1: None, 2: 1}, {2}),
        ({1: None, 2: 1, 3: 2}, {1, 3}),
        ({1: None, 2: 1, 3: 2, 4: 3}, {2, 4}),
        ({1: None, 2: 1, 3: 2, 4: 1}, {3, 4}),
    ],
)
def test_an_act_counts_unless_something_that_counts_undoes_it(undoes, counting):
    assert acts_that_count(undoes) == counting


def test_an_undo_of_an_undo_is_about_the_workbook():
    undoes = {1: None, 2: None, 3: 2, 4: 3}
    assert [workbook_of(number, undoes) for number in undoes] == [1, 2, 2, 2]


def test_the_undo_that_counts_is_the_newest_that_nobody_undid():
    undoes = {1: None, 2: 1, 3: 2, 4: 1}
    assert [undo_that_counts(number, undoes) for number in undoes] == [4, 3, None, None]
