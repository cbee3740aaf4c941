"""A file's name on a page: it breaks after an underscore, and is copied as it is."""

import pytest
from dash import html

from layouts.parts.file_name import file_name


@pytest.mark.parametrize("name", ["local_authority_figures.csv", "a.xlsx", "plain", "_", "", "two__marks.", "ends_"])
def test_nothing_is_added_to_the_letters_of_a_name(name):
    shown = file_name(name).children
    assert "".join(part for part in shown if isinstance(part, str)) == name


def test_it_may_go_on_to_a_next_line_after_each_underscore():
    shown = file_name("local_authority_figures.csv").children
    assert [part for part in shown if isinstance(part, str)] == ["local_", "authority_", "figures.csv"]
    assert [isinstance(part, html.Wbr) for part in shown] == [False, True] * 2 + [False]
