"""What a workbook would change, before anything is kept."""

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis
from kpis.model.observations import Marker, Observation
from kpis.model.verdicts import Judgement, Movement, Rag, RagReason, RagVerdict
from kpis.scorecard.changes import Changes, build_changes, compare
from tests.builders import MARCH, an_indicator
from tests.scorecard.builders import a_target, kept

CATALOGUE = Catalogue((an_indicator("T1"),), (a_target(90.0, amber_low=76.5),))


def read(figure, **fields):
    """A figure of March 2023 as a workbook has it."""
    return kept(MARCH, figure, sheet="March", cell="D4", **fields).observation


def changes(observation, standing=None):
    return build_changes(CATALOGUE, [observation], {("T1", MARCH): standing} if standing else {})


def test_a_figure_that_nobody_had_is_new_and_has_no_colour_before():
    (new,) = changes(read(60.0)).new
    assert (new.before, new.after, new.rag_before, new.rag_after) == ("", "60.0%", None, RagVerdict(Rag.RED))
    assert (new.indicator.code, new.period, new.sheet, new.cell) == ("T1", MARCH, "March", "D4")


def test_a_changed_figure_shows_old_and_new_and_the_colour_that_changes():
    found = changes(read(95.0), kept(MARCH, 60.0))
    (changed,) = found.changed
    assert (changed.before, changed.after) == ("60.0%", "95.0%")
    assert (changed.rag_before.rag, changed.rag_after.rag) == (Rag.RED, Rag.GREEN)
    assert (found.new, found.unchanged, found.is_nothing) == ((), 0, False)


def test_the_same_figure_from_another_cell_is_unchanged():
    found = changes(read(60.0, as_written="60.0"), kept(MARCH, 60.0, cell="Z9"))
    assert found == Changes((), (), 1)
    assert found.is_nothing


@pytest.mark.parametrize("fields", [{"numerator": 6.0}, {"denominator": 10.0}, {"note": "LAIT"}])
def test_a_figure_whose_fraction_or_note_differs_is_changed(fields):
    assert len(changes(read(60.0, **fields), kept(MARCH, 60.0)).changed) == 1


def test_a_figure_that_becomes_withheld_shows_the_marker():
    (changed,) = changes(read(Marker.SUPPRESSED), kept(MARCH, 60.0)).changed
    assert (changed.before, changed.after) == ("60.0%", "Withheld")
    assert changed.rag_after == RagVerdict(Rag.NOT_RATED, RagReason.SUPPRESSED)


def test_a_figure_of_another_period_is_new():
    earlier = kept("2023-02", 60.0)
    found = build_changes(CATALOGUE, [read(60.0)], {("T1", earlier.observation.period): earlier})
    assert (len(found.new), found.changed, found.unchanged) == (1, (), 0)


def test_an_empty_workbook_changes_nothing():
    no_figures: list[Observation] = []
    assert build_changes(CATALOGUE, no_figures, {}).is_nothing


def both(after):
    """What stands in February and March, and a February that is read anew."""
    standing = {("T1", k.observation.period): k for k in (kept("2023-02", 60.0), kept(MARCH, 70.0))}
    return build_changes(CATALOGUE, [kept("2023-02", after).observation], standing)


def test_a_figure_that_stays_is_told_when_its_direction_changes_because_an_earlier_one_does():
    found = both(80.0)
    (anew,) = found.judged_anew
    assert (anew.period, anew.before, anew.after) == (MARCH, "70.0%", "70.0%")
    judged = (anew.direction_before.judgement, anew.direction_after.judgement)
    assert judged == (Judgement.BETTER, Judgement.WORSE)
    assert (anew.recolours, anew.redirects) == (False, True)
    assert (found.colours, found.directions, found.verdicts) == (1, 1, (*found.changed, anew))


def test_a_correction_that_moves_no_verdict_tells_of_none():
    found = both(61.0)
    assert (len(found.changed), found.judged_anew, found.colours, found.directions) == (1, (), 0, 0)


def test_a_new_figure_that_a_later_one_is_compared_with_moves_its_direction():
    found = build_changes(CATALOGUE, [kept("2023-02", 60.0).observation], {("T1", MARCH): kept(MARCH, 70.0)})
    (anew,) = found.judged_anew
    assert (anew.direction_before.movement, anew.direction_after.movement) == (Movement.NOT_COMPARABLE, Movement.UP)
    assert found.directions == 1


def test_april_of_the_next_year_is_told_too_where_a_year_to_date_begins_again():
    catalogue = Catalogue((an_indicator("T1", basis=Basis.YEAR_TO_DATE),))
    standing = {("T1", k.observation.period): k for k in (kept("2022-04", 60.0), kept("2023-04", 70.0))}
    found = build_changes(catalogue, [kept("2022-04", 80.0).observation], standing)
    assert [c.period.label for c in found.judged_anew] == ["2023-04"]


def test_a_figure_that_would_go_is_withdrawn_and_what_was_compared_with_it_is_judged_anew():
    standing = {("T1", k.observation.period): k for k in (kept("2023-02", 60.0), kept(MARCH, 70.0))}
    after = {key: k for key, k in standing.items() if k.observation.period == MARCH}
    found = compare(CATALOGUE, standing, after, [key for key in standing if key not in after])
    (gone,) = found.withdrawn
    assert (gone.before, gone.after, gone.rag_after) == ("60.0%", "", None)
    assert [c.period for c in found.judged_anew] == [MARCH]
    assert not found.is_nothing


def test_another_indicator_is_not_judged_anew():
    catalogue = Catalogue((an_indicator("T1"), an_indicator("T2")))
    standing = {("T2", MARCH): kept(MARCH, 70.0, "T2")}
    assert build_changes(catalogue, [kept("2023-02", 60.0).observation], standing).judged_anew == ()
