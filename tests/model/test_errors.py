import pytest

from kpis.model.errors import (
    BadCatalogue,
    BadTable,
    CannotWithhold,
    NotFound,
    Refused,
    StoreUnavailable,
    UnreadableFile,
    WaymarkError,
)
from kpis.model.problems import Problem, Severity


@pytest.mark.parametrize("kind", [NotFound, Refused, BadCatalogue, BadTable, StoreUnavailable])
def test_every_mistake_is_one_sentence(kind):
    with pytest.raises(WaymarkError, match=r"^It is not so\.$"):
        raise kind("It is not so.")


def test_an_unreadable_file_says_what_is_wrong_and_what_to_do():
    problem = Problem("E_EMPTY_FILE", Severity.REJECT, "This file is empty.", "Save it again.")
    refusal = UnreadableFile(problem)
    assert str(refusal) == "This file is empty. Save it again."
    assert refusal.problem is problem
    assert isinstance(refusal, Refused)


def test_a_secret_that_cannot_be_kept_is_named():
    refusal = CannotWithhold("It cannot be kept.", ("a", "b"))
    assert (str(refusal), refusal.keys) == ("It cannot be kept.", ("a", "b"))
    assert isinstance(refusal, Refused)
