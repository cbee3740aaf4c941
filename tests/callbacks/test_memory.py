import pytest

from callbacks.memory import Memory


def test_what_is_remembered_is_not_drawn_again():
    memory, drawn = Memory(), []
    for _ in range(3):
        assert memory.recall("key", lambda: drawn.append(1) or "page") == "page"
    assert drawn == [1]


def test_the_oldest_is_forgotten_first():
    memory, drawn = Memory(most=2), []
    for key in ("a", "b", "c", "a"):
        memory.recall(key, lambda key=key: drawn.append(key))
    assert drawn == ["a", "b", "c", "a"]


def test_a_drawing_that_fails_is_not_remembered():
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.recall("key", lambda: 1 // 0)
    assert memory.recall("key", lambda: "page") == "page"
