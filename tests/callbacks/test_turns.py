"""Heavy work a few at a time: the others wait, or are told."""

import threading

import pytest

from callbacks.turns import Turns
from kpis.model.errors import Busy


def test_one_more_than_may_work_and_wait_is_told_at_once():
    turns = Turns(at_once=1, waiting=0)
    with turns.taken(), pytest.raises(Busy, match="Try again in a minute"), turns.taken():
        pass
    taken = []
    with turns.taken():
        taken.append("the place that was left")
    assert taken == ["the place that was left"]


def test_who_waits_too_long_is_told_and_leaves_the_place_free():
    turns = Turns(at_once=1, waiting=1, longest_wait=0.01)
    with turns.taken():
        for _ in range(3):
            with pytest.raises(Busy, match="longer than usual"), turns.taken():
                pass


def test_who_waits_gets_the_turn_when_it_comes():
    turns = Turns(at_once=1, waiting=1)
    done = []

    def work():
        with turns.taken():
            done.append("second")

    other = threading.Thread(target=work)
    with turns.taken():
        other.start()
        done.append("first")
    other.join(5)
    assert done == ["first", "second"]


def test_work_that_fails_gives_its_turn_back():
    turns = Turns(at_once=1, waiting=0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turns.taken():
            raise ZeroDivisionError
