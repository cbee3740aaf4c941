"""The sentences that say how figures are judged: the same on the methods page and in every file taken away."""

from __future__ import annotations

from kpis.methods.process_behaviour import FEWEST_POINTS
from kpis.methods.rag import PUBLISHED_TOLERANCE_PERCENT
from kpis.model.verdicts import Rag, RagReason

ROUNDED_FIRST = (
    "A figure is rounded first and judged afterwards, so the colour always agrees with what is printed. Halves are "
    "rounded up: 89.95% is shown as 90.0%, and meets a target of 90%."
)
COLOURS = {
    Rag.GREEN: "on the target, or on its good side",
    Rag.AMBER: "on the wrong side, but no further than the amber limit",
    Rag.RED: "beyond the amber limit",
}
AMBER_LIMIT = (
    f"Unless a target says otherwise, the amber limit is {PUBLISHED_TOLERANCE_PERCENT}% of the target away from it."
)
TARGET_THAT_COUNTS = "The target that counts is the one in force on the last day of the period."
NO_COLOUR = {
    RagReason.MONITOR: "the committee watches it, deliberately without a target",
    RagReason.NO_TARGET_AGREED: "nobody has agreed a target yet, or none was in force",
    RagReason.NO_VALUE: "there is no figure for this period",
    RagReason.SUPPRESSED: "the number is too small to be shown",
    RagReason.NO_JUDGEMENT: "neither up nor down is good in itself",
}
ARROWS_SAY = "The arrow says which way the figure moved, and the word beside it whether that is better or worse."
COMPARED_WITH_BEFORE = (
    "We compare with the month before. Figures that add up from April are compared with the month before in the same "
    "year, and in April with April of last year, because a new year is starting. Quarters are compared with the "
    "quarter before and years with the year before. If there is no figure for that period we say that we cannot "
    "compare, and do not look further back."
)
USUAL_UPS_AND_DOWNS = (
    "Figures go up and down from month to month even when nothing has changed. We ask whether a change is more than "
    "that."
)
FEWEST_MONTHS = f"It takes {FEWEST_POINTS} months with a figure to tell."
BETTER_THAN_ELSEWHERE = (
    "Ours is called better or worse than another area’s only where the difference is more than chance would give, and "
    "where both are counted in the same way."
)
