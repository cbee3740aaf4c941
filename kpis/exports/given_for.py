"""What a file of a publication says of itself: for which meeting of which committee it was frozen, and when."""

from __future__ import annotations

from datetime import UTC, datetime

from kpis.exports.printed_on import newest_upload
from kpis.model.meetings import Publication
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.wording import day_words


def given_words(publication: Publication | None) -> str:
    """The line that stands on each page; nothing for figures as they are now. Who published it is nobody's business."""
    if publication is None:
        return ""
    meeting = publication.meeting
    return f"Published for {meeting.committee}, {day_words(meeting.held_on)}"


def moment_of(scorecard: Scorecard, publication: Publication | None) -> datetime:
    """The moment that a file bears, never the clock's: when it was published, or that of the newest figure."""
    if publication is None:
        return newest_upload(scorecard)
    return publication.at.astimezone(UTC).replace(microsecond=0)
