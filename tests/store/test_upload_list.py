from datetime import UTC, datetime

import pytest

from kpis.model.errors import NotFound
from kpis.model.observations import KeptObservation, Source
from kpis.store.observations import (
    codes_in,
    list_added,
    list_added_since,
    list_comparators,
    list_current,
    list_figures_of,
    save_comparators,
    save_observations,
    save_put_back,
)
from kpis.store.upload_list import count_acts, get_upload, list_uploads
from kpis.store.uploads import get_original, list_undoes, newest_upload, save_undo, save_upload
from tests.builders import MARCH, a_comparator, an_observation, month

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
CONTENT = bytes(range(256))


@pytest.fixture
def connection(store):
    with store.writing() as opened:
        yield opened


def take_in(connection, *figures, comparators=(), file="march.csv"):
    upload = save_upload(connection, file, CONTENT, "tests", "An advisor", A_DAY, unchanged=2)
    save_observations(connection, upload, figures)
    save_comparators(connection, upload, comparators)
    return upload


def withdraw(connection, upload):
    """Undoes an upload by withdrawing its figures."""
    kept = list_figures_of(connection, upload, 100, 0)
    undo = save_undo(connection, upload, "Wrong", "tests", "Another", A_DAY)
    gone = [KeptObservation(an_observation(None, code=k.observation.code), k.source, None, True) for k in kept]
    save_put_back(connection, undo, gone, [])
    return undo


def test_an_upload_is_listed_with_its_counts_and_without_its_file(connection):
    first = take_in(connection, an_observation(1.0), an_observation(2.0, code="T2"), comparators=[a_comparator()])
    second = take_in(connection, an_observation(3.0), an_observation(4.0, period=month("2023-04")))
    newest, oldest = list_uploads(connection, 10)
    assert (oldest.number, oldest.new, oldest.changed, oldest.comparators) == (first, 2, 0, 1)
    assert (newest.number, newest.new, newest.changed, newest.unchanged) == (second, 1, 1, 2)
    assert (oldest.file, oldest.by, oldest.at, oldest.size) == ("march.csv", "An advisor", A_DAY, 256)
    assert get_upload(connection, first) == oldest


def test_uploads_come_a_page_at_a_time(connection):
    numbers = [take_in(connection) for _ in range(5)]
    assert [u.number for u in list_uploads(connection, 2, 2)] == numbers[2:0:-1]
    assert (count_acts(connection), newest_upload(connection)) == (5, numbers[-1])


def test_an_upload_that_is_not_there_is_not_found(connection):
    with pytest.raises(NotFound, match=r"^There is no upload 9999999\.$"):
        get_upload(connection, 9_999_999)
    with pytest.raises(NotFound, match=r"^There is no file of upload 9999999\.$"):
        get_original(connection, 9_999_999)


def test_an_original_comes_back_byte_for_byte(connection):
    assert get_original(connection, take_in(connection)) == ("march.csv", CONTENT)


def test_a_name_with_a_nul_is_kept_without_it(connection):
    assert get_original(connection, take_in(connection, file="a\x00b.csv"))[0] == "ab.csv"


def test_a_withdrawn_figure_stands_no_more_and_stays_in_its_history(connection):
    upload = take_in(connection, an_observation(1.0))
    undo = withdraw(connection, upload)
    assert list_current(connection, ["T1"]) == []
    first, gone = list_added(connection, ["T1"])
    assert (first.is_withdrawn, gone.is_withdrawn) == (False, True)
    assert (gone.undo.number, gone.undo.undoes, gone.undo.by, gone.undo.reason) == (undo, upload, "Another", "Wrong")
    assert gone.source.upload == upload
    assert list_undoes(connection) == {upload: None, undo: upload}
    assert get_upload(connection, undo).withdrawn == 1


def test_a_figure_after_a_withdrawal_is_new(connection):
    withdraw(connection, take_in(connection, an_observation(1.0)))
    assert get_upload(connection, take_in(connection, an_observation(1.0))).new == 1


def test_a_figure_that_is_put_back_keeps_its_own_source(connection):
    first = take_in(connection, an_observation(1.0, cell="G2"))
    second = take_in(connection, an_observation(2.0, cell="H9"), file="april.csv")
    stood = list_figures_of(connection, first, 1, 0)
    undo = save_undo(connection, second, "Wrong", "tests", "Another", A_DAY)
    save_put_back(connection, undo, stood, [])
    (kept,) = list_current(connection, ["T1"])
    assert kept.source == Source(first, "march.csv", "", "G2", "An advisor", A_DAY)
    assert (kept.observation.value, kept.undo.number) == (1.0, undo)


def test_a_comparator_that_is_withdrawn_stands_no_more(connection):
    upload = take_in(connection, comparators=[a_comparator()])
    (stood,) = list_comparators(connection, ["T1"])
    undo = save_undo(connection, upload, "Wrong", "tests", "Another", A_DAY)
    save_put_back(connection, undo, [], [type(stood)(stood.comparator, stood.source, None, True)])
    assert list_comparators(connection, ["T1"]) == []


def test_what_was_added_since_an_upload_is_found_with_its_act(connection):
    first = take_in(connection, an_observation(1.0))
    second = take_in(connection, an_observation(2.0))
    assert list_added_since(connection, first) == [(second, ("T1", MARCH))]
    assert list_added_since(connection, second) == []


def test_the_indicators_of_an_upload_are_those_of_its_figures_and_comparators(connection):
    upload = take_in(connection, an_observation(code="T3"), comparators=[a_comparator(code="T1")])
    assert codes_in(connection, upload) == ["T1", "T3"]
