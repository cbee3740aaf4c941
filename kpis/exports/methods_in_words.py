"""How figures are judged, in the few sentences that every file taken away must carry."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.model.observations import Marker
from kpis.model.people import Audience
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.wording import MARKER_SENTENCES, MARKER_WORDS, SHORTHAND, TOLERANCE_PERCENT

AUDIENCE_WORDS = {
    Audience.PUBLIC: "For the public",
    Audience.OFFICERS: "For officers: it may hold small numbers that are not for publication",
}
METHODS = (
    (
        "The figure that is judged",
        "A figure is rounded first and judged afterwards, so the verdict always agrees with what is printed. Halves "
        "are rounded up: 89.95% is shown as 90.0%, and meets a target of 90%.",
    ),
    (
        "Green, amber and red",
        "Green is on the target or on its good side. Amber is on the wrong side, but no further than the amber limit. "
        f"Red is beyond it. Unless a target says otherwise, the amber limit is {TOLERANCE_PERCENT}% of the target away "
        "from it. The target that counts is the one in force on the last day of the period.",
    ),
    (
        "Not rated",
        "A figure is not rated when it is only monitored, when no target has been agreed, when there is no figure, "
        "when it is withheld, or when neither up nor down is good in itself. The word in the column says which.",
    ),
    (
        "Direction",
        "Up and down say which way the figure moved. Better and worse say whether that is good. A figure is compared "
        "with the period before; a figure counted from 1 April is compared within its year, and in April with the same "
        "month last year. Where the period before has no figure, nothing is compared.",
    ),
    (
        "A month is not a trend",
        "Figures move from month to month by chance. Look at the trend before asking about one month.",
    ),
)


def methods() -> tuple[tuple[str, str], ...]:
    """Each heading with its sentences."""
    return METHODS


def no_number_words(markers: Iterable[Marker] = Marker) -> list[tuple[str, str, str]]:
    """What stands where there is no number: in words, as a spreadsheet's shorthand, and why."""
    return [(MARKER_WORDS[marker], SHORTHAND[marker], MARKER_SENTENCES[marker]) for marker in markers]


def withheld_words(scorecard: Scorecard) -> str:
    """How many figures are withheld, and that nothing here gives them away."""
    count = sum(row.marker is Marker.SUPPRESSED for row in scorecard.rows)
    if count == 0:
        return "No figure of this period is withheld."
    figures = "1 figure of this period is" if count == 1 else f"{count} figures of this period are"
    return f"{figures} withheld because the number is small. Its colour and its place in the trend are withheld too."
