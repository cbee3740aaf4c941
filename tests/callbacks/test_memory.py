import pytest

from app import create_app
from callbacks.memory import Memory
from kpis.operations.undo import undo_upload
from kpis.store.engine import open_store
from tests.operations.builders import GOOD, OFFICER, REVISED, load


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


@pytest.fixture
def three_answers(tmp_path):
    """What a page says after an upload, after another that revises it, and after that one was undone."""

    def asked(path):
        store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
        client = create_app(store).server.test_client()
        load(store, GOOD)
        answers = [client.get(path).text]
        number = load(store, REVISED).upload
        answers.append(client.get(path).text)
        undo_upload(store, OFFICER, number, "The wrong file")
        answers.append(client.get(path).text)
        store.close()
        return answers

    return asked


@pytest.mark.parametrize(
    "path", ["/", "/scorecard/tests", "/api/v1/scorecards/tests.json", "/api/v1/scorecards/tests.csv"]
)
def test_an_answer_that_is_remembered_is_made_anew_with_every_upload_and_undo(three_answers, path):
    answers = three_answers(path)
    assert ["64.1" in text for text in answers] == [True, False, True]
    assert ["95.0" in text for text in answers] == [False, True, False]


def test_an_indicators_page_tells_every_revision_as_it_comes(three_answers):
    first, second, third = three_answers("/indicator/T1")
    assert ["95.0" in text for text in (first, second, third)] == [False, True, True]
    assert "The wrong file" not in second
    assert "The wrong file" in third
