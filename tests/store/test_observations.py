from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kpis.model.observations import Marker, Source
from kpis.model.periods import Period
from kpis.store.edition import edition
from kpis.store.observations import (
    list_all_of,
    list_comparators,
    list_current,
    save_comparators,
    save_observations,
)
from kpis.store.uploads import save_upload
from tests.builders import (
    a_comparator,
    academic_year,
    an_observation,
    calendar_year,
    financial_year,
    month,
)

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
PERIODS = [
    month("2023-03"), Period.quarter(2022, 4), financial_year(2021), academic_year(2021), calendar_year(2022),
]  # fmt: skip


@pytest.fixture
def take_in(store):
    """Keeps figures and comparators as one upload and returns its number."""

    def taken(*figures, comparators=(), file="march.xlsx", at=A_DAY):
        with store.writing() as connection:
            upload = save_upload(connection, file, b"content", "tests", "An advisor", at)
            save_observations(connection, upload, figures)
            save_comparators(connection, upload, comparators)
            return upload

    return taken


@pytest.fixture
def current(store):
    def listed(*codes):
        with store.reading() as connection:
            return [kept.observation for kept in list_current(connection, codes or ["T1"])]

    return listed


@pytest.fixture
def elsewhere(store):
    def listed(*codes):
        with store.reading() as connection:
            return [kept.comparator for kept in list_comparators(connection, codes or ["T1"])]

    return listed


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize(
    "figure",
    [
        an_observation(56.7),
        an_observation(0.0),
        an_observation(0.1 + 0.2),
        an_observation(-1_732_000.0),
        an_observation(999_999_999_999_999.0),
        an_observation(marker=Marker.SUPPRESSED),
        an_observation(
            9.6, numerator=17.0, denominator=178.0, note="Local", as_written="9.6% (17/178)", sheet="Q1", cell="D14"
        ),
    ],
)
def test_a_figure_comes_back_equal(take_in, current, figure, period):
    take_in(replace(figure, period=period))
    assert current() == [replace(figure, period=period)]


@pytest.mark.parametrize("marker", Marker)
def test_a_marker_comes_back_and_carries_no_number(take_in, current, marker):
    take_in(an_observation(marker=marker))
    assert [(kept.value, kept.marker) for kept in current()] == [(None, marker)]


def test_a_figure_remembers_where_it_came_from(store, take_in):
    upload = take_in(an_observation(sheet="Q1", cell="D14"), file="Children’s – March.xlsx")
    with store.reading() as connection:
        (kept,) = list_current(connection, ["T1"])
    assert kept.source == Source(upload, "Children’s – March.xlsx", "Q1", "D14", "An advisor", A_DAY)


def test_a_moment_comes_back_in_universal_time(store, take_in):
    take_in(an_observation(), at=datetime(2023, 7, 1, 0, 30, tzinfo=UTC))
    with store.reading() as connection:
        (kept,) = list_current(connection, ["T1"])
    assert kept.source.at.isoformat() == "2023-07-01T00:30:00+00:00"


def test_a_later_figure_supersedes_an_earlier_one_and_both_stay(store, take_in, current):
    take_in(an_observation(56.6))
    take_in(an_observation(57.1), file="april.xlsx")
    assert current() == [an_observation(57.1)]
    with store.reading() as connection:
        history = [(k.observation.value, k.source.file) for k in list_all_of(connection, "T1")]
    assert history == [(56.6, "march.xlsx"), (57.1, "april.xlsx")]


def test_a_marker_supersedes_a_figure_and_a_figure_a_marker(take_in, current):
    take_in(an_observation(56.6))
    take_in(an_observation(marker=Marker.SUPPRESSED))
    assert current() == [an_observation(marker=Marker.SUPPRESSED)]
    take_in(an_observation(0.0))
    assert current() == [an_observation(0.0)]


def test_the_figure_that_was_added_last_counts_whatever_its_upload_says_of_the_day(take_in, current):
    take_in(an_observation(1.0), at=A_DAY)
    take_in(an_observation(2.0), at=A_DAY - timedelta(days=30))
    assert current() == [an_observation(2.0)]


def test_figures_of_other_periods_and_indicators_are_not_superseded(take_in, current):
    kept = [an_observation(float(n), period=period) for n, period in enumerate(PERIODS)]
    other = an_observation(9.0, code="T2")
    take_in(*kept, other)
    take_in(an_observation(7.0, period=month("2023-04")))
    *before, newest = current()
    assert sorted(before, key=lambda o: o.value) == kept
    assert newest == an_observation(7.0, period=month("2023-04"))
    assert current("T2") == [other]


def test_only_the_codes_that_are_asked_for_come_back(take_in, current):
    take_in(an_observation(code="T1"), an_observation(code="T2"), an_observation(code="T3"))
    assert [kept.code for kept in current("T3", "T1", "T9")] == ["T1", "T3"]


@pytest.mark.parametrize("figures", [0, 1, 75, 76, 77, 153, 1_000])
def test_any_number_of_figures_at_once_come_back_in_their_order(take_in, current, figures):
    """So many, because many are added with one statement."""
    start = month("1900-01")
    added = [an_observation(n / 10, period=start.shifted(n), cell=f"G{n}") for n in range(figures)]
    take_in(*added)
    assert current("T1") == added


def test_with_no_codes_and_in_an_empty_store_there_is_nothing(store, current):
    assert current() == []
    with store.reading() as connection:
        assert list_current(connection, []) == []
        assert list_all_of(connection, "T1") == []
        assert list_comparators(connection, []) == []


@pytest.mark.parametrize(
    "comparator",
    [
        a_comparator(21.5, period=financial_year(2021), as_written="21.5% (2021/22)", sheet="Part 1", cell="F8"),
        a_comparator(7.6, period=None),
        a_comparator(marker=Marker.NOT_BENCHMARKED, period=None),
        a_comparator(55.0, same_definition=False),
        a_comparator(55.0, same_definition=True),
    ],
)
def test_a_comparator_comes_back_equal(take_in, elsewhere, comparator):
    take_in(comparators=[comparator])
    assert elsewhere() == [comparator]


@pytest.mark.parametrize("period", [financial_year(2021), None])
def test_the_newest_comparator_of_a_name_and_period_counts(take_in, elsewhere, period):
    take_in(comparators=[a_comparator(21.5, period=period)])
    take_in(comparators=[a_comparator(21.6, period=period)])
    assert elsewhere() == [a_comparator(21.6, period=period)]


def test_comparators_of_other_names_and_periods_stand_beside_one_another(take_in, elsewhere):
    kept = [
        a_comparator(1.0, period=financial_year(2021)),
        a_comparator(2.0, period=academic_year(2021)),
        a_comparator(3.0, name="Statistical neighbours", period=financial_year(2021)),
        a_comparator(4.0, period=None),
    ]
    take_in(comparators=kept)
    assert elsewhere() == kept


def test_the_edition_changes_with_every_figure_and_with_nothing_else(store, take_in, current):
    def now():
        with store.reading() as connection:
            return edition(connection)

    empty = now()
    take_in(an_observation())
    first = now()
    assert current() == [an_observation()]
    assert now() == first != empty
    take_in(an_observation())
    assert now() != first
