"""How many children would change the colour of a row: its counts and its target, put to the method; and in words."""

from __future__ import annotations

from kpis.methods.fragility import fragility
from kpis.methods.rag import colour_scale
from kpis.model.indicators import Unit
from kpis.model.intervals import ColourChange, Fragility, NotFragile
from kpis.model.observations import Marker
from kpis.scorecard.rows import ScorecardRow
from kpis.scorecard.wording import RAG_WORDS, count_words

PER_HUNDRED, PER_10000 = 100, 10_000
NOT_FRAGILE_WORDS = {
    NotFragile.NOT_RATED: "There is no colour that could change.",
    NotFragile.NO_COUNTS: "This cannot be said, because the counts behind the figure are not known.",
    NotFragile.NO_DENOMINATOR: "This cannot be said, because the figure is out of nobody: there were 0 to count.",
    NotFragile.NEGATIVE: "This cannot be said, because one of the counts is below 0.",
    NotFragile.NOT_WHOLE: "This cannot be said, because the counts are not whole numbers.",
    NotFragile.COUNTS_GIVE_ANOTHER_FIGURE: (
        "This cannot be said, because the counts that we have do not give the figure that is shown."
    ),
    NotFragile.NOTHING_CHANGES_IT: "No change of the count, however large, would change its colour.",
}


def row_fragility(row: ScorecardRow) -> Fragility | NotFragile:
    """The change of the row's count that would change its colour, or why that cannot be said.

    Never for a withheld figure. A count is its own numerator. Days, pounds, points and averages count no children.
    """
    indicator, scale = row.indicator, colour_scale(row.indicator.decimals, row.indicator.polarity, row.target)
    if row.marker is Marker.SUPPRESSED:
        return NotFragile.NOT_RATED
    match indicator.unit:
        case Unit.COUNT:
            return fragility(row.value, row.value, 1, 1, scale, is_share=False)
        case Unit.PERCENTAGE:
            share = not indicator.proxy
            return fragility(row.value, row.numerator, row.denominator, PER_HUNDRED, scale, is_share=share)
        case Unit.RATE_PER_10000:
            return fragility(row.value, row.numerator, row.denominator, PER_10000, scale, is_share=False)
        case Unit.RATIO | Unit.POINTS | Unit.DAYS | Unit.POUNDS:
            return NotFragile.NOT_RATED if row.rag.reason is not None else NotFragile.NO_COUNTS


def fragility_sentences(found: Fragility | NotFragile, row: ScorecardRow) -> list[str]:
    """How many children would change the colour: "Two fewer and this is amber."; or why that is not said."""
    if isinstance(found, NotFragile):
        return [NOT_FRAGILE_WORDS[found]]
    ordered = sorted((c for c in (found.fewer, found.more) if c is not None), key=lambda c: abs(c.children))
    sentences = [_colour_sentence(change) for change in ordered]
    if row.indicator.unit is Unit.COUNT or row.numerator is None or row.denominator is None:
        return sentences
    return [f"The count is {row.numerator:,.0f} out of {row.denominator:,.0f}.", *sentences]


def _colour_sentence(change: ColourChange) -> str:
    number = abs(change.children)
    words = count_words(number)
    moved = "fewer" if change.children < 0 else "more"
    return f"{words[0].upper()}{words[1:]} {moved} and this is {RAG_WORDS[change.rag].lower()}."
