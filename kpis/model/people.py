"""Who is asking. Every operation is told, so that what may be seen is decided in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Whose eyes an answer is for: the public view holds no small numbers."""

    PUBLIC = "public"
    OFFICERS = "officers"


@dataclass(frozen=True)
class Asker:
    """The person, or the command line, that asks for something."""

    name: str
    audience: Audience = Audience.OFFICERS
