"""The audit trail's rows: who did what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What was done. What is kept for ever is the word, so a deed is never renamed."""

    TOOK_IN = "took_in_workbook"
    UNDID = "undid_upload"
    WROTE_WORDS = "wrote_words"
    ADDED_PERSON = "added_person"
    CHANGED_ROLE = "changed_role"
    REMOVED_PERSON = "removed_person"
    MADE_LINK = "made_password_link"
    CHOSE_PASSWORD = "chose_password"  # noqa: S105 - a deed, not a password
    SET_PASSWORD = "set_password"  # noqa: S105
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    OPENED_PUBLIC_VIEW = "opened_public_view"
    CLOSED_PUBLIC_VIEW = "closed_public_view"
    ADDED_MEETING = "added_meeting"
    PUBLISHED = "published"
    WITHDREW_PUBLICATION = "withdrew_publication"
    SAID_WHY_REVISED = "said_why_revised"
    RECORDED_EVENT = "recorded_event"
    WITHDREW_EVENT = "withdrew_event"
    SET_SMALL_NUMBERS = "set_small_numbers"
    SET_TARGET = "set_target"
    WITHDREW_TARGET = "withdrew_target"
    ADDED_POPULATION = "added_population"
    SET_COUNCIL = "set_council"
    LOADED_COMPARATORS = "loaded_comparators"
    KEPT_CATALOGUE = "kept_catalogue"
    BEGAN_BACKUP = "began_backup"
    RESTORED = "restored_backup"


@dataclass(frozen=True)
class Entry:
    """One row of the trail. `deed` is a text, because a later version may have deeds that this one does not know."""

    number: int
    at: datetime
    by: str
    deed: str
    about: str
    previous: str
    digest: str


@dataclass(frozen=True)
class Verified:
    """What checking the chain found: how many rows hold, and the first that does not, with the reason."""

    rows: int
    newest: str
    broken: int | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether every row is as it was written."""
        return self.broken is None
