"""All areas beside ours: order, roles, what may be said, and where another choice would turn it round."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kpis.model.comparisons import (
    Area,
    AreaFigure,
    AreaKind,
    Council,
    DefinitionMatch,
    KeptAreaFigure,
    Measure,
    MeasureLink,
    Neighbour,
    Publication,
)
from kpis.model.indicators import Polarity, Unit
from kpis.model.intervals import Compared, Interval
from kpis.model.observations import Marker, Source
from kpis.scorecard.area_comparison import Elsewhere, build_area_comparison
from kpis.scorecard.area_rows import AreaRole
from kpis.scorecard.elsewhere import build_elsewhere
from tests.builders import financial_year
from tests.scorecard.builders import a_row

YEAR = financial_year(2022)
SOURCE = Source(7, "lait.csv", "", "row 2", "An advisor", datetime(2026, 4, 2, tzinfo=UTC))
COUNCIL = Council("1", "90", 2025)
SAME = MeasureLink("T1", "M", DefinitionMatch.SAME, numerator="N", denominator="D")
AREAS = (
    Area("970", "England", AreaKind.NATION),
    Area("90", "South West", AreaKind.REGION),
    *(Area(str(n), f"Area {n}", AreaKind.AUTHORITY) for n in range(1, 8)),
    Area("8", "Gone", AreaKind.AUTHORITY, closed=2019),
)


def kept(measure, values, period=YEAR, upload=7):
    source = replace(SOURCE, upload=upload)
    return [
        KeptAreaFigure(
            AreaFigure(
                measure, area, period, None if isinstance(v, Marker) else v, v if isinstance(v, Marker) else None
            ),
            source,
            Publication("LAIT"),
        )
        for area, v in values.items()
    ]


def compared(values, *, near=(), counts=None, model=2025, link=SAME, others=(), added=(), **fields):
    """A comparison of the values by area; `near` are the codes of the neighbours, `others` those of the 2021 model."""
    neighbours = [Neighbour(2025, "1", code, rank, "Close") for rank, code in enumerate(near, 1)]
    neighbours += [Neighbour(2021, "1", code, rank) for rank, code in enumerate(others, 1)]
    figures = kept("M", values)
    for area, (numerator, denominator) in (counts or {}).items():
        figures += kept("N", {area: numerator}) + kept("D", {area: denominator})
    elsewhere = Elsewhere(
        link, Measure("M", "A measure"), AREAS, COUNCIL, tuple(neighbours), tuple(figures), tuple(added)
    )
    return build_area_comparison(a_row({"2023-03": 60.0}, **fields), elsewhere, YEAR, model)


def test_authorities_stand_in_order_with_ours_its_neighbours_and_the_region_marked():
    found = compared({"1": 50.0, "2": 70.0, "3": 60.0, "90": 55.0, "970": 58.0}, near=["3"])
    assert [(p.name, p.role, p.place) for p in found.places] == [
        ("Area 1", AreaRole.OURS, 1),
        ("South West", AreaRole.REGION, None),
        ("Area 3", AreaRole.NEIGHBOUR, 2),
        ("Area 2", AreaRole.OTHER, 3),
    ]
    assert (found.england.shown, found.region.shown, found.places[2].nearness) == ("58.0%", "55.0%", "1: Close")


def test_areas_that_show_the_same_share_a_place():
    found = compared({"1": 50.0, "2": 50.04, "3": 60.0})
    assert [p.place for p in found.places] == [1, 1, 3]


def test_what_has_no_number_is_counted_in_words_and_not_drawn():
    values = {"1": 50.0, "2": Marker.SUPPRESSED, "3": Marker.NOT_AVAILABLE, "4": Marker.NOT_APPLICABLE, "5": 0.0}
    found = compared(values, counts={"5": (0.0, 0.0)})
    assert [p.code for p in found.places] == ["1"]
    assert found.missing == (
        "Withheld: 1 authority.",
        "Not available or withheld: 1 authority.",
        "Not applicable, with nobody to count: 1 authority.",
        "Out of nobody, because the number to take a share of is 0: 1 authority.",
        "Not in the file: 2 authorities.",
        "1 authority did not exist at the end of the year.",
    )


def test_where_all_are_withheld_it_says_so_and_nothing_is_judged():
    found = compared(dict.fromkeys(["1", "2"], Marker.SUPPRESSED))
    assert found.missing[0] == "No authority has a figure for this year: all are withheld or missing."
    assert (found.places, found.verdicts, found.quartiles, found.ours) == ((), (), None, None)


@pytest.mark.parametrize(
    "polarity, england, expected",
    [
        (Polarity.HIGH_IS_GOOD, 60.0, Compared.WORSE),
        (Polarity.LOW_IS_GOOD, 60.0, Compared.BETTER),
        (Polarity.NO_JUDGEMENT, 60.0, Compared.LOWER),
        (Polarity.HIGH_IS_GOOD, 30.0, Compared.BETTER),
        (Polarity.HIGH_IS_GOOD, 45.0, Compared.SIMILAR),
    ],
)
def test_better_or_worse_only_where_the_interval_allows_it(polarity, england, expected):
    found = compared({"1": 41.0, "970": england}, counts={"1": (83.0, 202.0)}, polarity=polarity)
    (verdict,) = found.verdicts
    assert verdict.compared is expected
    assert isinstance(found.ours.interval, Interval)
    assert ("inside" if expected is Compared.SIMILAR else "outside") in verdict.sentence


def test_without_counts_it_cannot_be_said_whether_the_difference_is_chance():
    (verdict,) = compared({"1": 41.0, "970": 60.0}).verdicts
    assert verdict.compared is Compared.NOT_COMPARED
    assert verdict.sentence == (
        "Area 1 is lower than England (60.0%); the counts are not known, so it cannot be said whether the difference "
        "is chance."
    )


def test_a_verdict_that_the_median_would_turn_round_is_told():
    found = compared({"1": 50.0, "2": 40.0, "3": 45.0, "4": 90.0}, near=["2", "3", "4"])
    assert found.flips == (
        "It depends on the average: Area 1 is lower than the mean of its neighbours (58.3%), and higher than their "
        "median (45.0%).",
    )


def test_a_verdict_that_the_other_model_would_turn_round_is_told():
    found = compared({"1": 50.0, "2": 40.0, "3": 60.0}, near=["2"], others=["3"])
    assert len(found.flips) == 2
    assert "in the 2025 model (40.0%), and lower than that in the 2021 model (60.0%)" in found.flips[0]
    assert compared({"1": 50.0, "2": 40.0, "3": 45.0}, near=["2"], others=["3"]).flips == ()


def test_a_model_without_our_authority_and_no_model_at_all_each_have_their_words():
    assert compared({"1": 50.0}).notes[-1] == (
        "The 2025 model does not list Area 1, so there are no statistical neighbours to show."
    )
    assert compared({"1": 50.0}, model=None).notes[-1] == "No model of statistical neighbours has been loaded."


@pytest.mark.parametrize(
    "match, words, expected",
    [
        (DefinitionMatch.SAME, "", "The department counts the same as we do."),
        (DefinitionMatch.DIFFERS, "other ages", "Not counted the same: other ages."),
        (DefinitionMatch.NOT_CHECKED, "", "Nobody has checked yet whether the department counts the same as we do."),
    ],
)
def test_what_differs_in_the_definition_is_said_in_words(match, words, expected):
    assert compared({"1": 50.0}, link=MeasureLink("T1", "M", match, words)).definition == expected


def test_our_own_figure_is_the_one_that_the_scorecard_shows():
    assert compared({"1": 50.0}).notes[0] == "Area 1’s own figure for March 2023, from its own records, is 60.0%."


@pytest.mark.parametrize(
    "counts, reason",
    [
        ((527.0, 527.0), "The count is the same: the population that the rate is made with was revised."),
        ((527.0, 530.0), "The count was revised, from 527 to 530."),
        (None, "No count is published with it, so the reason is not known."),
    ],
)
def test_a_revised_rate_says_whether_its_count_or_its_population_was_revised(counts, reason):
    added = [*kept("M", {"1": 98.0}, upload=1), *kept("M", {"1": 101.0}, upload=2)]
    if counts:
        added += [*kept("N", {"1": counts[0]}, upload=1), *kept("N", {"1": counts[1]}, upload=2)]
    found = compared({"1": 101.0}, added=added, unit=Unit.RATE_PER_10000)
    assert [(r.area, r.before, r.after, r.reason) for r in found.revisions] == [("Area 1", "98.0", "101.0", reason)]


def elsewhere_of(values, match=DefinitionMatch.SAME, near=(), figures=None):
    neighbours = [Neighbour(2025, "1", code, rank) for rank, code in enumerate(near, 1)]
    link = MeasureLink("T1", "M", match, "other ages" if match is DefinitionMatch.DIFFERS else "")
    comparators = build_elsewhere({"T1": link}, kept("M", values), AREAS, COUNCIL, neighbours)
    return a_row(figures or {"2023-03": 60.0}, comparators=comparators).comparators


def test_a_row_has_england_the_region_and_the_mean_and_median_of_the_neighbours():
    found = elsewhere_of({"970": 58.0, "90": 55.0, "2": 40.0, "3": 45.0, "4": Marker.SUPPRESSED}, near=["2", "3", "4"])
    assert [(c.name, c.shown, c.period) for c in found] == [
        ("England", "58.0%", YEAR),
        ("South West", "55.0%", YEAR),
        ("Statistical neighbours", "42.5%", YEAR),
        ("Statistical neighbours (median)", "42.5%", YEAR),
    ]
    assert found[2].note == "mean, 2025 model, 2 of 3 have a figure"


def test_an_average_is_from_the_file_that_its_neighbours_are_in_whatever_came_later_for_others():
    figures = [*kept("M", {"2": 40.0, "3": 45.0}, upload=7), *kept("M", {"970": 58.0, "SN2025-mean": 50.0}, upload=8)]
    neighbours = [Neighbour(2025, "1", code, rank) for rank, code in enumerate("23", 1)]
    found = build_elsewhere({"T1": SAME}, figures, AREAS, COUNCIL, neighbours)
    assert [(c.comparator.name, c.comparator.value, c.source.upload) for c in found] == [
        ("England", 58.0, 8),
        ("Statistical neighbours", 42.5, 7),
        ("Statistical neighbours (median)", 42.5, 7),
    ]


def test_a_figure_that_is_counted_differently_is_shown_with_its_words_and_not_judged():
    (england,) = elsewhere_of({"970": 58.0}, DefinitionMatch.DIFFERS)
    assert (england.same_definition, england.differs, england.compared) == (False, "other ages", Compared.NOT_COMPARED)
    assert england.compared_words == "Not compared: it is counted differently"


def test_an_average_that_a_file_prints_stands_in_where_the_neighbours_are_not_loaded():
    found = elsewhere_of({"SN2025-mean": 42.0, "SN2025-median": 41.0})
    assert [(c.shown, c.note) for c in found] == [
        ("42.0%", "mean, 2025 model, as printed"),
        ("41.0%", "median, 2025 model, as printed"),
    ]


def test_a_year_that_has_not_ended_is_not_set_beside_a_month_in_it():
    assert elsewhere_of({"970": 58.0}, figures={"2023-02": 60.0}) != ()
    comparators = build_elsewhere({"T1": SAME}, kept("M", {"970": 58.0}), AREAS, COUNCIL, [])
    assert a_row({"2023-02": 60.0}, "2023-02", comparators=comparators).comparators == ()
