"""Events in words: what each is about, where it falls in a series, and what it does there."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from kpis.methods.process_behaviour import FEWEST_POINTS
from kpis.model.catalogue import Catalogue
from kpis.model.events import EventScope, EventSubject, PlacedEvent
from kpis.model.rebaselines import NotPlaced
from kpis.scorecard.wording import period_words

REBASELINE_HINT = (
    "Only where the event changed what is counted, or how the work is done, for good. The average and the usual range "
    f"then begin again, and need {FEWEST_POINTS} months of their own."
)
NOT_PLACED_WORDS = {
    NotPlaced.BEFORE_THE_SERIES: "Before the first figure, so it changes nothing here",
    NotPlaced.AFTER_THE_SERIES: "After the newest figure: it will count when there are figures from then on",
}


def event_words(placed: PlacedEvent, has_figures: bool) -> str:
    """What an event does to a series: where it falls, or why it has no effect."""
    if placed.reason is not None:
        return NOT_PLACED_WORDS[placed.reason] if has_figures else "There are no figures yet to place it among"
    if placed.period is None or not placed.kept.event.is_rebaseline:
        return "Noted on the chart; nothing is judged differently"
    if not placed.begins_stretch:
        return "At the first figure, so nothing is judged differently"
    return f"The usual range is worked out afresh from {period_words(placed.period)} on"


def subject_words(subject: EventSubject, catalogue: Catalogue) -> str:
    """What an event is about, as members know it."""
    title = catalogue.title_of(subject.scorecard).title
    match subject.scope:
        case EventScope.SCORECARD:
            return f"Every indicator of {title}"
        case EventScope.SECTION:
            return f"Every indicator of {subject.section}"
        case EventScope.INDICATOR:
            found = catalogue.find(subject.code)
            return f"{found.ref} {found.name}".strip() if found else subject.code


def event_letters(events: Iterable[PlacedEvent]) -> dict[PlacedEvent, str]:
    """The letter of each event that lies in a series, in the order of their days: A to Z, then A2, B2 and so on."""
    found = [placed for placed in events if placed.period is not None]
    rounds = len(ascii_uppercase)
    return {
        placed: ascii_uppercase[place % rounds] + (str(place // rounds + 1) if place >= rounds else "")
        for place, placed in enumerate(found)
    }
