"""Words that were kept, under the box that they were typed in: as members will read them, and what to look at."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.scorecard.review import Review
from kpis.scorecard.wording import day_words
from layouts.parts.officers_words import officers_words

LOOK = "Look at this before members read it"


def words_review(review: Review, is_in_box: bool) -> list[Any]:
    """The preview, and what is to be looked at. What is `in_box` may be something else that could not be kept."""
    words = review.told.words
    by = f"{words.by}, {day_words(words.at)}"
    heading = f"{by}. As members will read it:" if is_in_box else f"Kept now: {by}"
    look = [*review.problems, *(doubt.words for doubt in review.doubts)]
    if review.told.stale:
        look.insert(0, review.told.stale)
    return [
        html.P(html.Strong(f"{LOOK}:")) if look else None,
        html.Ul([html.Li(one) for one in look]) if look else None,
        html.P(heading, className="hint"),
        officers_words(review.told, under=2, is_for_members=True),
    ]
