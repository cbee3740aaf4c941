import math

import pytest

from kpis.model.plain_values import exactly, plain_number


@pytest.mark.parametrize("value", [0, -3, 89.95])
def test_a_number_comes_back_as_it_is(value):
    assert plain_number(value) == value


@pytest.mark.parametrize("value", [True, "4", None, math.nan, math.inf])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="no number"):
        plain_number(value)


def test_true_is_no_whole_number_and_a_tuple_is_no_list():
    assert exactly(int, 4) == 4
    for kind, value in ((int, True), (list, ())):
        with pytest.raises(ValueError, match=f"no {kind.__name__}"):
            exactly(kind, value)
