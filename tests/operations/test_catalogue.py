"""Which catalogue a workbook is read with."""

from collections import Counter

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound, WaymarkError
from kpis.operations.catalogue import catalogue_in, reading_catalogue, shipped_catalogue, shipped_workbooks
from tests.builders import an_indicator
from tests.operations.builders import GOOD, TIMELINESS, a_workbook, load, shipped

OWN = "code,scorecard,section,name,unit,basis,polarity\nZ1,own,Visits,Own measure,count,in_month,low_is_good\n"


@pytest.fixture
def own_catalogue(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_shipped_catalogue_has_the_published_indicators():
    assert Counter(i.scorecard for i in shipped_catalogue().indicators) == {
        "indicators-of-success-2023": 67,
        "improvement-plan-2019": 17,
        "quarterly-report-2022-23": 36,
        "missing-children-2023": 14,
    }


def test_every_shipped_scorecard_has_its_workbook():
    assert {path.stem for path in shipped_workbooks()} == set(shipped_catalogue().scorecard_names)


def test_a_given_catalogue_alone_counts(own_catalogue, store):
    load(store, GOOD)
    assert [i.code for i in reading_catalogue(store, own_catalogue).indicators] == ["Z1"]


def test_without_one_what_is_kept_counts_and_nothing_of_the_shipped_one_stands_behind_a_councils_own(store):
    load(store, GOOD)
    known = reading_catalogue(store, None)
    assert [i.code for i in known.indicators] == ["T1", "T2"]
    assert (known.populations, known.signs) == ((), ())


def test_an_indicator_of_our_own_may_have_the_code_of_a_shipped_one(store):
    own = Catalogue((an_indicator("N20", name=TIMELINESS),))
    load(store, a_workbook((TIMELINESS, "2023-03", "64.1%")), catalogue=own, keep_catalogue=True)
    assert [i.code for i in reading_catalogue(store, None).indicators] == ["N20"]


def test_the_shipped_one_stands_behind_a_store_of_shipped_indicators_alone(store):
    load(store, shipped("missing-children-2023"), catalogue=shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    assert {i.code for i in reading_catalogue(store, None).indicators} == {
        i.code for i in shipped_catalogue().indicators
    }


def test_without_a_store_the_shipped_catalogue_counts():
    assert reading_catalogue(None, None).indicators == shipped_catalogue().indicators


def test_a_catalogue_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotFound) as told:
        catalogue_in(tmp_path / "gone.csv")
    assert str(told.value) == f"There is no catalogue called {tmp_path / 'gone.csv'}."


def test_a_folder_is_no_catalogue(tmp_path):
    with pytest.raises(NotFound, match="There is no catalogue called"):
        catalogue_in(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"code,name\n", b"colour\nred\n"])
def test_a_file_that_is_no_catalogue_is_refused_in_one_sentence(content, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(WaymarkError) as told:
        catalogue_in(path)
    assert "\n" not in str(told.value)
