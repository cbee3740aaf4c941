"""What leaves the server for the public: every field has been thought of, and a withheld figure is only a sign."""

from dataclasses import dataclass, fields, replace

import pytest

from kpis.model.answers import Answer, KeptAnswer
from kpis.model.observations import NO_SOURCE, Marker
from kpis.model.people import Audience
from kpis.model.small_numbers import SmallNumbersRule
from kpis.model.verdicts import DirectionReason, Movement, Rag, RagReason
from kpis.scorecard.build import build_row, build_scorecard
from kpis.scorecard.history import build_history
from kpis.scorecard.public_view import KEPT_BACK, SAFE, in_public, public_comparators, public_observations
from kpis.scorecard.rows import (
    ComparatorFigure,
    Comparison,
    History,
    HistoryPoint,
    Scorecard,
    ScorecardRow,
    Section,
    Withholding,
)
from kpis.scorecard.withheld import Withheld
from tests.builders import MARCH, a_catalogue, an_indicator, month
from tests.scorecard.builders import A_DAY, a_target, kept, kept_comparator, kept_months

RULE = SmallNumbersRule(symbol="*")
FEBRUARY = month("2023-02")
TARGETS = (a_target(90.0, amber_low=76.5),)


@pytest.mark.parametrize(
    "kind", [Scorecard, Section, ScorecardRow, HistoryPoint, ComparatorFigure, History, Comparison]
)
def test_somebody_has_said_of_every_field_whether_the_public_may_see_it(kind):
    """A new field: is it made from figures that were withheld first? Then it is SAFE. Else it is KEPT_BACK."""
    said = SAFE[kind] | KEPT_BACK.get(kind, frozenset())
    assert {f.name for f in fields(kind)} == said
    assert not SAFE[kind] & KEPT_BACK.get(kind, frozenset())


def test_what_is_kept_back_does_not_leave():
    answer = KeptAnswer(Answer("C", "T1", "2023-03", "Is it 3?", "It is 3."), 1, "march.xlsx", "An advisor", A_DAY)
    history = a_history([kept("2023-03", 56.6, note="(3 children)"), kept("2023-03", 57.6, note="(4 children)")])
    public = in_public(replace(history, answers=(answer,)), RULE)
    assert (len(history.revisions), public.revisions, public.answers) == (1, (), ())
    assert (history.points[0].note, public.points[0].note) == ("(4 children)", "")


def test_what_nobody_has_thought_of_does_not_leave():
    @dataclass(frozen=True)
    class Novelty:
        secret: int = 3

    row = replace(a_row(kept_months({"2023-03": 56.6})), comparators=(Novelty(),))
    with pytest.raises(TypeError, match=r"^Nobody has said whether the public may see a Novelty\.$"):
        in_public(row, RULE)
    with pytest.raises(TypeError, match="Novelty"):
        in_public(Novelty(), RULE)


def test_a_withheld_figure_is_a_marker_and_nothing_else():
    secret = kept("2023-03", 12.5, numerator=3.0, denominator=24.0, note="three", as_written="12.5% (3)")
    (public,) = public_observations([secret], Withheld(frozenset({("T1", MARCH)})))
    seen = public.observation
    assert (seen.value, seen.numerator, seen.denominator, seen.note, seen.as_written) == (None, None, None, "", "")
    assert (seen.marker, seen.sheet, seen.cell) == (Marker.SUPPRESSED, "", "")
    assert public.source == NO_SOURCE


def test_a_figure_that_is_shown_leaves_without_what_officers_wrote_and_who_they_are():
    secret = kept("2023-03", 56.6, numerator=30.0, denominator=53.0, note="thirty", as_written="56.6% (30)")
    (public,) = public_observations([secret], Withheld(frozenset()))
    seen = public.observation
    assert (seen.value, seen.numerator, seen.denominator, seen.note, seen.as_written) == (56.6, 30, 53, "", "")
    assert (public.source.file, public.source.cell, public.source.by) == ("march.xlsx", "D4", "")
    (elsewhere,) = public_comparators([kept_comparator("England", MARCH, 60.0)])
    assert (elsewhere.comparator.value, elsewhere.comparator.as_written, elsewhere.source.by) == (60.0, "", "")


def test_what_was_withdrawn_is_not_handed_on():
    gone = replace(kept("2023-03", 56.6), is_withdrawn=True)
    assert public_observations([gone], Withheld(frozenset())) == []
    assert public_comparators([replace(kept_comparator("England", MARCH, 60.0), is_withdrawn=True)]) == []


def test_a_withheld_figure_is_not_rated_and_nothing_is_compared_with_it():
    row = in_public(withheld_row({"2023-02": 64.1, "2023-03": 12.5}, MARCH), RULE)
    assert (row.value, row.shown, row.source) == (None, "* Withheld", None)
    assert (row.rag.rag, row.rag.reason) == (Rag.NOT_RATED, RagReason.SUPPRESSED)
    assert (row.direction.movement, row.direction.reason) == (Movement.NOT_COMPARABLE, DirectionReason.NO_VALUE)
    assert row.verdict == (
        "Withheld to protect children: fewer than 5, or a figure that would give such a number away."
    )
    against = in_public(withheld_row({"2023-02": 12.5, "2023-03": 64.1}, FEBRUARY), RULE)
    assert (against.shown, against.direction.reason) == ("64.1%", DirectionReason.EARLIER_WITHOUT_VALUE)
    assert [p.shown for p in against.history] == ["* Withheld", "64.1%"]


def test_without_a_target_a_withheld_figure_is_said_to_be_withheld():
    row = in_public(withheld_row({"2023-03": 12.5}, MARCH, targets=()), RULE)
    assert {p.rag.reason for p in (row, *row.history)} == {RagReason.SUPPRESSED}


def test_where_zero_is_withheld_the_words_say_so():
    row = in_public(withheld_row({"2023-03": 0.0}, MARCH), SmallNumbersRule(zero_is_shown=False, largest=7))
    assert row.verdict.startswith("Withheld to protect children: none, or fewer than 8, or a figure")


def test_a_scorecard_says_how_its_small_numbers_were_withheld():
    catalogue = a_catalogue(an_indicator())
    built = build_scorecard(catalogue, "tests", MARCH, kept_months({"2023-03": 56.6}), [], Audience.PUBLIC)
    public = in_public(replace(built, withholding=Withholding(RULE)), RULE)
    assert (public.withholding.rule, public.has_withheld) == (RULE, False)
    assert public == replace(built, withholding=Withholding(RULE))


def a_row(figures):
    return build_row(an_indicator(), MARCH, figures, ())


def withheld_row(figures, period, targets=TARGETS):
    shown = public_observations(kept_months(figures), Withheld(frozenset({("T1", period)})))
    return build_row(an_indicator(), MARCH, shown, targets)


def a_history(added):
    return build_history(a_catalogue(an_indicator()), an_indicator(), MARCH, added, [])
