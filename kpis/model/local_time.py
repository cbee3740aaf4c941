"""The clock on the council's wall. Every moment is kept in UTC; a reader is shown the day and the time in Britain."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = "Europe/London"


def local(moment: datetime) -> datetime:
    """A moment as a British clock shows it; raises ValueError for one without a zone, which might be any hour."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a zone is no moment.")
    return moment.astimezone(ZoneInfo(ZONE))


def local_day(moment: datetime) -> date:
    """The day in Britain on which something was done: at 23:30 UTC on 31 May it is 1 June there."""
    return local(moment).date()


def comes_twice(moment: datetime) -> bool:
    """Whether a British clock shows this hour and minute twice on its day, as when summer time ends in October."""
    here = local(moment)
    return here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset()


def today() -> date:
    """What day it is in Britain, wherever the machine stands."""
    return local_day(datetime.now(UTC))
