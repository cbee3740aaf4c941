"""Bad input of comparing, change and colours: each has words of its own, none a crash, none a silent blank."""

from dataclasses import replace

import pytest

from kpis.ingest.long_table import TEMPLATE_COLUMNS
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Polarity, Unit
from kpis.operations.comparators import load_comparators, read_comparator_file
from kpis.operations.events import TypedEvent, record_event
from kpis.operations.history import history_of, history_text
from kpis.operations.upload import Workbook, check_workbook, load_workbook
from kpis.scorecard.fragility import fragility_sentences
from tests.builders import an_indicator
from tests.ingest.areas import a_long_file
from tests.operations.builders import CATALOGUE, GOOD, OFFICER, load
from tests.scorecard.builders import a_target

TOLD = "Visits in time"


def a_list(*rows):
    """A workbook of (value, numerator, denominator, period) rows."""
    lines = [TEMPLATE_COLUMNS.replace(", ", ",")]
    lines += [f"Visits,,{TOLD},{period},{n},{d},{value},,," for value, n, d, period in rows]
    return Workbook("march.csv", "\r\n".join([*lines, ""]).encode())


def one(value, numerator="", denominator=""):
    return a_list((value, numerator, denominator, "2023-03"))


def words_of(store, workbook, target=None, **fields):
    """Everything that is said of an indicator once a workbook was taken in."""
    catalogue = Catalogue((an_indicator("T1", name=TOLD, **fields),), (target,) if target else ())
    load_workbook(store, OFFICER, workbook, catalogue, is_confirmed=True, keep_catalogue=True)
    history = history_of(store, OFFICER, "T1")
    return " ".join([history_text(history), *fragility_sentences(history.fragility, history.row)])


@pytest.mark.parametrize(("value", "colour"), [("0%", "Green"), ("0.1%", "Red")])
def test_a_target_of_nought_is_met_by_nought_and_by_nothing_else(store, value, colour):
    assert colour in words_of(store, one(value), a_target(0.0), polarity=Polarity.LOW_IS_GOOD)


@pytest.mark.parametrize(
    "workbook, unit, sentence",
    [
        (one("-3.2"), Unit.RATE_PER_10000, "is below nought."),
        (one("5%", "3", "0"), Unit.PERCENTAGE, "the denominator is 0, and the figure is 5%."),
    ],
    ids=["a negative rate", "some of nobody"],
)
def test_a_figure_that_cannot_be_is_refused_with_its_cell_and_what_to_do(workbook, unit, sentence):
    catalogue = Catalogue((an_indicator("T1", name=TOLD, unit=unit),))
    (problem,) = check_workbook(workbook, catalogue).problems
    assert sentence in problem.message
    assert problem.cell
    assert problem.what_to_do


def test_nobody_of_nobody_is_no_figure_because_there_were_no_cases(store):
    assert "There is no figure because there were no cases." in words_of(store, one("0%", "0", "0"), a_target(5.0))


def test_one_point_is_compared_with_nothing_and_has_no_usual_range(store):
    said = words_of(store, one("3%"))
    assert "There is no figure for February 2023 to compare with." in said
    assert "ot enough data" in said


def test_markers_alone_are_told_as_what_they_are(store):
    said = words_of(store, a_list(("[x]", "", "", "2023-02"), ("[x]", "", "", "2023-03")))
    assert "The figure is not available." in said
    assert "no figures" in said.casefold()


@pytest.mark.parametrize(("day", "words"), [("2019-01-05", "before"), ("2030-01-05", "after")])
def test_an_event_outside_the_series_is_told_with_the_reason(store, day, words):
    load(store, GOOD, catalogue=CATALOGUE, keep_catalogue=True)
    record_event(store, OFFICER, TypedEvent(day, "Ofsted visit", "indicator:T1", is_rebaseline=True))
    (placed,) = history_of(store, OFFICER, "T1").row.change.events
    assert (placed.period, words in str(placed.reason)) == (None, True)


def test_a_comparator_of_an_unknown_indicator_is_told_whichever_way_it_comes(store):
    load(
        store,
        GOOD,
        catalogue=replace(CATALOGUE, indicators=(an_indicator("T1", name=TOLD, ref="1"), CATALOGUE.indicators[1])),
        keep_catalogue=True,
    )
    linked = Workbook("links.csv", b"indicator,measure,same_definition\nT9,LAC,yes\n")
    prepared = Workbook(
        "prepared.csv",
        b"our_indicator_ref,lait_short,measure,polarity,year_type,period,plymouth,england\n"
        b"99,LAC,Looked after,-,Annual,2022,98,67\n",
    )
    measure = Workbook("lait.csv", a_long_file("NEW,2022,Plymouth,5,,A new measure,Annual,Rate"))
    told = [read_comparator_file(store, workbook).problems[-1] for workbook in (linked, prepared, measure)]
    assert "T9" in told[0].message
    assert len({problem.message for problem in told}) == len(told)
    assert all(problem.what_to_do for problem in told)


def test_a_model_of_neighbours_without_our_authority_says_so_as_it_is_taken_in(store):
    content = b"LA number,LA Name,SN1,SN2\n801,Bristol,880,851\n"
    reading = load_comparators(store, OFFICER, Workbook("neighbours_2025.csv", content)).reading
    (problem,) = [p for p in reading.problems if p.code == "W_NEIGHBOUR_OURS"]
    assert "the 2025 model does not list Plymouth" in problem.message
