"""How figures are judged, in the few sentences that every file taken away must carry."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.model.observations import Marker
from kpis.model.people import Audience
from kpis.scorecard import method_sentences as said
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.wording import MARKER_SENTENCES, MARKER_WORDS, RAG_REASON_WORDS, RAG_WORDS, SHORTHAND

AUDIENCE_WORDS = {
    Audience.PUBLIC: "For the public",
    Audience.OFFICERS: "For officers: it may hold small numbers that are not for publication",
}
METHODS = (
    ("The figure that is judged", said.ROUNDED_FIRST),
    (
        "Green, amber and red",
        " ".join(
            (
                *(f"{RAG_WORDS[rag]} is {words}." for rag, words in said.COLOURS.items()),
                said.AMBER_LIMIT,
                said.TARGET_THAT_COUNTS,
            )
        ),
    ),
    (
        "When there is no colour",
        " ".join(f"{RAG_REASON_WORDS[reason]}: {why}." for reason, why in said.NO_COLOUR.items()),
    ),
    ("Direction", f"{said.ARROWS_SAY} {said.COMPARED_WITH_BEFORE}"),
    ("Is the change real?", f"{said.USUAL_UPS_AND_DOWNS} {said.FEWEST_MONTHS}"),
    ("Is it worse than elsewhere?", said.BETTER_THAN_ELSEWHERE),
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
