"""Whether a change is real and a target will be met, in words, under the arrow and the colour that they explain."""

from __future__ import annotations

from dash import html

from kpis.model.process import Variation
from kpis.scorecard.change_wording import assurance_words, change_words, short_change_words
from kpis.scorecard.palette import VARIATION_SHAPES
from kpis.scorecard.rows import ScorecardRow


def variation_note(row: ScorecardRow, *, is_short: bool = False) -> html.Span | None:
    """A shape and words: strong where the change is real, quiet where it is usual or cannot be told."""
    words = short_change_words(row) if is_short else change_words(row)
    if not words:
        return None
    if row.variation is None:
        return html.Span(words, className="small")
    shape = html.Span(VARIATION_SHAPES[row.variation], **{"aria-hidden": "true"})
    if row.variation is Variation.COMMON_CAUSE:
        return html.Span([shape, " ", words], className="small")
    return html.Strong([shape, " ", words], className="real")


def assurance_note(row: ScorecardRow) -> html.Span | None:
    """Whether the target will be met. Nothing where the colour's own words say already why there is none."""
    return html.Span(assurance_words(row), className="small") if row.assurance is not None else None
