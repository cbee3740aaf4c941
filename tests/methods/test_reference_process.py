"""Our process limits and special causes beside NHSRplotthedots 0.2.2, on every golden series and configuration."""

import math

import pytest

from kpis.methods.assurance import assurance
from kpis.methods.process_behaviour import FEWEST_POINTS, process_behaviour
from kpis.methods.process_limits import process_limits
from kpis.methods.special_causes import special_causes
from kpis.methods.variation import variation
from kpis.model.indicators import Polarity
from kpis.model.process import NoProcess
from tests.builders import a_target
from tests.methods.golden import BASELINES, TYPES, charts, groups, rows, values_of

CHARTS = charts()
NEARLY_FLAT = {"E09"}
TIE_MISLABELLED = {("G23", "default", "20"), ("G33", "rebase_mid", "47"), ("G33", "rebase2_fix12", "47")}
POLARITIES = {
    "increase": Polarity.HIGH_IS_GOOD,
    "decrease": Polarity.LOW_IS_GOOD,
    "neutral": Polarity.NO_JUDGEMENT,
}


def is_flat(values):
    return len(set(values)) == 1


def ours(config, screened, group):
    """Limits and signals of one re-baseline group."""
    values = values_of(group)
    limits = process_limits(values, BASELINES.get(config), screened)
    return limits, special_causes(values, limits)


def test_there_are_as_many_golden_points_as_were_given():
    assert sum(len(points) for _, points in CHARTS) == 8796


@pytest.mark.parametrize(("key", "points"), CHARTS, ids=lambda v: "-".join(map(str, v)) if isinstance(v, tuple) else "")
def test_limits_are_those_of_the_reference(key, points):
    series, config, screened = key
    for group in groups(points):
        limits, _ = ours(config, screened, group)
        given = group[0]
        assert math.isclose(limits.mean, float(given["mean"]), rel_tol=1e-9)
        if is_flat(values_of(group)):
            assert limits.lower is limits.upper is limits.near_lower is limits.near_upper is None
        elif series in NEARLY_FLAT and screened:
            assert given["lpl"] == given["upl"] == given["mean"]
            assert limits.lower < limits.mean < limits.upper
        else:
            for ours_, theirs in [
                (limits.lower, "lpl"),
                (limits.upper, "upl"),
                (limits.near_lower, "nlpl"),
                (limits.near_upper, "nupl"),
            ]:
                assert math.isclose(ours_, float(given[theirs]), rel_tol=1e-9)


@pytest.mark.parametrize(("key", "points"), CHARTS, ids=lambda v: "-".join(map(str, v)) if isinstance(v, tuple) else "")
def test_special_causes_are_those_of_the_reference(key, points):
    series, config, screened = key
    if series in NEARLY_FLAT and screened:
        assert {r["special_cause_flag"] for r in points} == {"1"}, "the reference calls every point unusual"
        return
    for group in groups(points):
        _, signals = ours(config, screened, group)
        for signal, given in zip(signals, group, strict=True):
            told = None if signal is None else (signal.cause, signal.side.value)
            theirs = TYPES[given["special_cause_type"]]
            if (series, config, given["idx"]) in TIE_MISLABELLED:
                assert told[0] is theirs[0]
                assert told[1] != theirs[1]
            else:
                assert told == theirs, given["idx"]


@pytest.mark.parametrize(("direction", "polarity"), POLARITIES.items())
def test_what_a_point_means_is_what_the_reference_says(direction, polarity):
    for (series, config, screened), points in CHARTS:
        if series in NEARLY_FLAT:
            continue
        for group in groups(points):
            _, signals = ours(config, screened, group)
            for signal, given in zip(signals, group, strict=True):
                if (series, config, given["idx"]) not in TIE_MISLABELLED:
                    assert variation(signal, polarity).value == given[f"point_type_{direction}"], series


@pytest.mark.parametrize(("direction", "polarity"), list(POLARITIES.items())[:2])
def test_assurance_is_that_of_the_reference(direction, polarity):
    compared = 0
    for row in rows("spc", "summary_icons"):
        lower, upper = float(row["last_lpl"]), float(row["last_upl"])
        if not row["target"] or math.isnan(lower):
            continue
        verdict = assurance(lower, upper, polarity, a_target(float(row["target"])))
        assert verdict.value == row[f"assurance_{direction}"], row["series_id"]
        compared += 1
    assert compared == 255


@pytest.mark.parametrize("screened", [True, False])
def test_a_whole_series_has_the_reference_s_limits_from_thirteen_points_on(screened):
    """Through the door that the product uses, on the months there are: what follows a gap is another test's."""
    for (series, config, was_screened), points in CHARTS:
        if was_screened is not screened or series in NEARLY_FLAT:
            continue
        starts = [i for i, r in enumerate(points) if i and r["rebase_group"] != points[i - 1]["rebase_group"]]
        behaviour = process_behaviour(values_of(points), starts, BASELINES.get(config), screened)
        for stretch, group in zip(behaviour.stretches, groups(points), strict=True):
            marked = behaviour.signals[stretch.start : stretch.end]
            if len(group) < FEWEST_POINTS:
                assert (stretch.limits, stretch.reason) == (None, NoProcess.NOT_ENOUGH_DATA)
                assert set(marked) == {None}
            elif is_flat(values_of(group)):
                assert stretch.reason is NoProcess.FLAT
            else:
                assert math.isclose(stretch.limits.lower, float(group[0]["lpl"]), rel_tol=1e-9)
                causes = [signal and signal.cause for signal in marked]
                theirs = [TYPES[r["special_cause_type"]] for r in group]
                assert causes == [one and one[0] for one in theirs]
