"""Whether a change is real, through the door that the command line uses, beside the golden series of the reference."""

import math
from datetime import UTC, date, datetime

import pytest

from kpis.exports.contract import history_json, row_json
from kpis.model.catalogue import Catalogue
from kpis.model.events import Event, EventSubject, KeptEvent, Withdrawal
from kpis.model.indicators import Basis, Polarity, Unit
from kpis.model.intervals import NoTrend, YearlyTrend
from kpis.model.observations import Marker
from kpis.model.periods import Period, PeriodKind
from kpis.model.process import Assurance, NoAssurance, NoProcess, SpecialCause, Variation
from kpis.model.rebaselines import NotPlaced
from kpis.model.verdicts import Judgement
from kpis.scorecard.build import build_row
from kpis.scorecard.history import build_history
from tests.builders import an_indicator, financial_year
from tests.methods.golden import TYPES, charts, groups, rows
from tests.methods.test_reference_process import NEARLY_FLAT, POLARITIES, TIE_MISLABELLED, is_flat, values_of
from tests.scorecard.builders import a_monitor_target, a_target, kept

FIRST = Period.month(2018, 4)
PLAIN = ("default", "rebase_2018_12", "rebase_mid")
A_MOMENT = datetime(2023, 5, 1, tzinfo=UTC)
WAVE = [50.0, 54.0, 48.0, 55.0, 51.0, 47.0, 53.0, 50.0, 49.0, 52.0, 46.0, 54.0, 50.0, 51.0]


def an_event(day, title="A new system", is_rebaseline=True, subject=None, withdrawal=None):
    about = subject or EventSubject("tests", "Visits", "T1")
    return KeptEvent(1, Event(date.fromisoformat(day), title, is_rebaseline, about), "An advisor", A_MOMENT, withdrawal)


def kept_series(values, first=FIRST):
    """Kept figures of consecutive months; a marker for a Marker, nothing at all for None."""
    return [kept(first.shifted(place), value) for place, value in enumerate(values) if value is not None]


def row_of(values, until=None, events=(), targets=(), **fields):
    """The row of a series as of its last month, or of an earlier one."""
    period = FIRST.shifted(len(values) - 1) if until is None else until
    return build_row(an_indicator(**fields), period, kept_series(values), targets, (), events)


def history_of(values, events=(), targets=(), **fields):
    indicator = an_indicator(**fields)
    catalogue = Catalogue((indicator,), tuple(targets))
    last = FIRST.shifted(len(values) - 1)
    return history_json(build_history(catalogue, indicator, last, kept_series(values), (), events))


def golden():
    """The golden series as the product works them out: screened, and with all figures of a stretch as its baseline."""
    return [
        (series, config, points)
        for (series, config, screened), points in charts()
        if screened and config in PLAIN and series not in NEARLY_FLAT
    ]


@pytest.mark.parametrize("direction", POLARITIES)
def test_every_golden_series_comes_out_of_its_history_as_the_reference_has_it(direction):
    icons = {(r["series_id"], r["config"]): r for r in rows("spc", "summary_icons") if r["screen_outliers"] == "1"}
    compared = 0
    for series, config, points in golden():
        starts = [i for i, r in enumerate(points) if i and r["rebase_group"] != points[i - 1]["rebase_group"]]
        events = [an_event(FIRST.shifted(start).first_day.isoformat()) for start in starts]
        icon = icons[series, config]
        targets = [a_target(float(icon["target"]))] if icon["target"] else []
        answer = history_of(values_of(points), events, targets, polarity=POLARITIES[direction])
        told = iter(answer["history"])
        for group in groups(points):
            has_limits = len(group) >= 13 and not is_flat(values_of(group))
            for given in group:
                point = next(told)
                if not has_limits:
                    assert (point["lower_limit"], point["special_cause"]) == (None, None)
                    continue
                for ours, theirs in (("mean", "mean"), ("lower_limit", "lpl"), ("upper_limit", "upl")):
                    assert math.isclose(point[ours], float(given[theirs]), rel_tol=1e-9), series
                cause = TYPES[given["special_cause_type"]]
                assert point["special_cause"] == (cause and cause[0].value), series
                compared += 1
        if has_limits:
            if (series, config, points[-1]["idx"]) not in TIE_MISLABELLED:
                assert answer["variation"] == icon[f"variation_{direction}"], series
            assert answer["assurance"] == (icon[f"assurance_{direction}"] or None), series
            assert answer["reason"] is None
        else:
            assert (answer["variation"], answer["assurance"]) == (None, None)
            assert answer["reason"] in ("not_enough_data", "flat")
    assert compared == 1904


def test_no_later_figure_colours_an_earlier_scorecard():
    values = [*WAVE, 90.0, 91.0, 20.0]
    then = row_of(values, until=FIRST.shifted(len(WAVE) - 1))
    assert then == row_of(WAVE)
    assert then.variation is Variation.COMMON_CAUSE
    assert row_of(values[:-1]).variation is Variation.IMPROVEMENT


def test_the_history_of_a_row_has_the_limits_that_the_row_is_judged_by():
    row = row_of([*WAVE, 90.0])
    newest, oldest = row.history[-1], row.history[0]
    assert newest.limits == oldest.limits == row.change.current.limits
    assert newest.signal.cause is SpecialCause.OUTSIDE_LIMITS
    assert set(row_json(row)["history"][0]) == {"period", "value", "shown", "marker", "rag"}


def test_it_is_worked_out_on_the_values_as_loaded_and_not_as_shown():
    row = row_of([v + 0.004 for v in WAVE])
    assert row.change.current.limits.mean == pytest.approx(math.fsum(WAVE) / len(WAVE) + 0.004, rel=1e-12)


@pytest.mark.parametrize("gap", [None, Marker.SUPPRESSED, Marker.NOT_AVAILABLE])
def test_a_missing_month_and_a_marker_break_a_run(gap):
    low, high = [30.0, 55.0, 25.0, 52.0, 28.0, 50.0, 26.0], [56.0, 62.0, 54.0, 63.0, 55.0, 61.0, 56.0]
    whole = row_of([*low, *high])
    broken = row_of([*low, *high[:3], gap, *high[3:6]])
    assert whole.history[-1].signal is not None
    assert broken.history[-1].signal is None
    assert broken.change.current.limits is not None


def test_a_row_without_a_figure_is_judged_by_its_newest_one_and_says_which():
    row = row_of([*WAVE, Marker.SUPPRESSED])
    assert (row.variation, row.change.latest) == (Variation.COMMON_CAUSE, FIRST.shifted(len(WAVE) - 1))
    assert row.verdict == "The figure is withheld because the number is small."


@pytest.mark.parametrize(
    ("basis", "reason"),
    [
        (Basis.YEAR_TO_DATE, NoProcess.NOT_APPLICABLE),
        (Basis.ROLLING_12_MONTHS, NoProcess.NOT_APPLICABLE),
        (Basis.SINCE_DATE, NoProcess.NOT_APPLICABLE),
    ],
)
def test_months_that_overlap_have_no_limits(basis, reason):
    row = row_of(WAVE, basis=basis)
    assert (row.variation, row.assurance, row.change.reason) == (None, None, reason)
    assert {p.limits for p in row.history} == {None}


def test_a_figure_of_a_quarter_is_not_monthly():
    quarter = Period.quarter(2022, 4)
    row = build_row(an_indicator(basis=Basis.SNAPSHOT), quarter, [kept(quarter, 5.0)], ())
    assert row.change.reason is NoProcess.NOT_MONTHLY


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([56.0], NoProcess.NOT_ENOUGH_DATA),
        (WAVE[:12], NoProcess.NOT_ENOUGH_DATA),
        ([Marker.SUPPRESSED] * 14, NoProcess.NO_VALUES),
        ([0.0] * 14, NoProcess.FLAT),
    ],
)
def test_a_series_that_says_nothing_says_why(values, reason):
    row = row_of(values, targets=[a_target(90.0)])
    assert (row.variation, row.assurance, row.change.reason) == (None, None, reason)


def test_nothing_loaded_at_all_has_no_values():
    row = build_row(an_indicator(), FIRST, [], ())
    assert row.change.reason is NoProcess.NO_VALUES


@pytest.mark.parametrize(
    ("targets", "polarity", "assured", "reason"),
    [
        ([a_target(0.0)], Polarity.HIGH_IS_GOOD, Assurance.WILL_MEET, None),
        ([a_target(0.0)], Polarity.LOW_IS_GOOD, Assurance.WILL_FAIL, None),
        ([a_target(50.0)], Polarity.HIGH_IS_GOOD, Assurance.NOT_RELIABLY, None),
        ([a_monitor_target()], Polarity.HIGH_IS_GOOD, None, NoAssurance.MONITOR),
        ([], Polarity.HIGH_IS_GOOD, None, NoAssurance.NO_TARGET_AGREED),
        ([a_target(50.0)], Polarity.NO_JUDGEMENT, None, NoAssurance.NO_JUDGEMENT),
    ],
)
def test_a_target_of_nought_and_every_want_of_one_has_its_own_answer(targets, polarity, assured, reason):
    row = row_of(WAVE, targets=targets, polarity=polarity)
    assert (row.assurance, row.change.assurance_reason) == (assured, reason)


def test_a_negative_figure_is_judged_as_any_other():
    row = row_of([v - 100 for v in WAVE], unit=Unit.RATE_PER_10000)
    assert row.variation is Variation.COMMON_CAUSE
    assert row.change.current.limits.upper < 0


def test_a_re_baseline_begins_a_stretch_of_its_own_and_what_came_before_keeps_its_limits():
    values = [*WAVE, *(v + 30 for v in WAVE)]
    answer = history_of(values, [an_event("2019-06-20")])
    means = [p["mean"] for p in answer["history"]]
    assert (len(set(means)), means[13] < 52, means[14] > 78) == (2, True, True)
    assert answer["variation"] == "common_cause"


def test_an_event_that_is_no_re_baseline_changes_no_limit():
    values = [*WAVE, *(v + 30 for v in WAVE)]
    row = row_of(values, events=[an_event("2019-06-20", is_rebaseline=False)])
    assert row.change.behaviour == row_of(values).change.behaviour
    assert [placed.begins_stretch for placed in row.change.events] == [False]


@pytest.mark.parametrize(
    ("day", "reason"),
    [("2018-03-31", NotPlaced.BEFORE_THE_SERIES), ("2023-01-01", NotPlaced.AFTER_THE_SERIES)],
)
def test_an_event_outside_the_series_is_told_and_changes_nothing(day, reason):
    row = row_of(WAVE, events=[an_event(day)])
    (placed,) = row.change.events
    assert (placed.period, placed.reason, placed.begins_stretch) == (None, reason, False)
    assert row.change.behaviour == row_of(WAVE).change.behaviour


def test_a_re_baseline_in_the_first_month_begins_nothing_new():
    (placed,) = row_of(WAVE, events=[an_event("2018-04-30")]).change.events
    assert (placed.period, placed.begins_stretch) == (FIRST, False)


@pytest.mark.parametrize(
    ("subject", "is_about"),
    [
        (EventSubject("tests"), True),
        (EventSubject("tests", "Visits"), True),
        (EventSubject("tests", "Visits", "T1"), True),
        (EventSubject("tests", "Visits", "T2"), False),
        (EventSubject("tests", "Plans"), False),
        (EventSubject("others", "Visits"), False),
    ],
)
def test_an_event_counts_for_what_it_is_about(subject, is_about):
    assert bool(row_of(WAVE, events=[an_event("2018-06-01", subject=subject)]).change.events) is is_about


def test_an_event_that_was_withdrawn_does_not_count():
    gone = an_event("2018-06-01", withdrawal=Withdrawal("An advisor", A_MOMENT, "Wrong day"))
    assert row_of(WAVE, events=[gone]).change.events == ()


def a_yearly_row(shares, unit=Unit.PERCENTAGE, basis=Basis.YEAR, has_counts=True, polarity=Polarity.HIGH_IS_GOOD):
    """Yearly figures of 1,000 children each, or of 20,000 for a rate."""
    people, per = (1000, 100) if unit is Unit.PERCENTAGE else (20_000, 10_000)
    figures = [
        kept(
            financial_year(2015 + place),
            share / people * per,
            numerator=share if has_counts else None,
            denominator=people if has_counts else None,
        )
        for place, share in enumerate(shares)
    ]
    indicator = an_indicator(unit=unit, basis=basis, polarity=polarity)
    return build_row(indicator, financial_year(2015 + len(shares) - 1), figures, ())


@pytest.mark.parametrize("unit", [Unit.PERCENTAGE, Unit.RATE_PER_10000])
def test_yearly_figures_have_the_trend_of_five(unit):
    row = a_yearly_row([500, 560, 610, 660, 720], unit)
    assert (row.variation, row.change.reason) == (None, NoProcess.NOT_MONTHLY)
    assert (row.change.trend.trend, row.change.trend.judgement) == (YearlyTrend.INCREASING, Judgement.BETTER)
    level = a_yearly_row([500, 505, 498, 503, 500], unit)
    assert level.change.trend.trend is YearlyTrend.NO_SIGNIFICANT_CHANGE


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (a_yearly_row([500, 560, 610, 660]), NoTrend.FEWER_THAN_FIVE),
        (a_yearly_row([500, 560, 610, 660, 720], has_counts=False), NoTrend.FEWER_THAN_FIVE),
        (a_yearly_row([500, 560, 610, 660, 1000]), NoTrend.ALL_OR_NONE),
        (a_yearly_row([500, 560, 610, 660, 720], Unit.COUNT), NoTrend.NOT_A_PROPORTION_OR_RATE),
    ],
)
def test_years_that_cannot_be_judged_say_why(row, reason):
    assert row.change.trend is reason


def test_months_never_have_the_trend_of_years():
    assert row_of(WAVE).change.trend is None


def test_a_yearly_denominator_of_nought_is_left_out():
    figures = [kept(financial_year(2015 + n), 50.0, numerator=0, denominator=0) for n in range(5)]
    row = build_row(an_indicator(basis=Basis.YEAR), financial_year(2019), figures, ())
    assert row.change.trend is NoTrend.FEWER_THAN_FIVE
    assert row.period.kind is PeriodKind.FINANCIAL_YEAR
