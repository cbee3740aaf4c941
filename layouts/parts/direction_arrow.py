"""Direction of travel: an arrow for the eye, words for everybody."""

from __future__ import annotations

from dash import html

from kpis.model.verdicts import Direction, Movement
from kpis.scorecard.palette import ARROWS
from kpis.scorecard.wording import compared_with_words, direction_words


def direction_arrow(direction: Direction) -> html.Span:
    """The arrow and its words; where nothing can be compared, why."""
    words = direction_words(direction)
    if direction.movement is Movement.NOT_COMPARABLE:
        return html.Span(words, className="move move-none", title=compared_with_words(direction))
    arrow = html.Span(ARROWS[direction.movement], className="arrow", **{"aria-hidden": "true"})
    return html.Span(
        [arrow, " ", words],
        className=f"move move-{direction.judgement.value}",
        title=compared_with_words(direction),
    )
