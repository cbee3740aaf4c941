"""The collector is left alone while figures are taken in, and then works as before."""

import gc

import pytest

from kpis.ingest.collecting import SELDOM, collected_seldom


def test_it_is_made_seldom_until_the_last_of_several_ends():
    usual = gc.get_threshold()
    assert usual != SELDOM
    with collected_seldom():
        with collected_seldom():
            assert gc.get_threshold() == SELDOM
        assert gc.get_threshold() == SELDOM
    assert gc.get_threshold() == usual


def test_it_is_usual_again_after_a_failure():
    usual = gc.get_threshold()
    with pytest.raises(KeyError), collected_seldom():
        raise KeyError
    assert gc.get_threshold() == usual
