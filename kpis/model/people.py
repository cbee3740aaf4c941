"""Who is asking. Every operation is told, so that what may be seen is decided in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    """Whose eyes an answer is for: the public view holds no small numbers."""

    PUBLIC = "public"
    OFFICERS = "officers"


class Reads(StrEnum):
    """Which figures somebody reads: what was published for a meeting, or the figures as they are now."""

    PUBLISHED = "published"
    DRAFTS = "drafts"


class Role(StrEnum):
    """What a person is here. Each may do all that the one before it may; a reader is anybody at all."""

    READER = "reader"
    MEMBER = "member"
    ADVISOR = "advisor"
    ADMINISTRATOR = "administrator"

    def may_act_as(self, least: Role) -> bool:
        """Whether this role may do what `least` may."""
        order = list(Role)
        return order.index(self) >= order.index(least)


ON_THE_COMMAND_LINE = "on the command line"
"""What the audit trail adds to the name of a user of the machine itself. No account's name may end so."""
PEOPLE = (Role.MEMBER, Role.ADVISOR, Role.ADMINISTRATOR)
"""The roles that an account may have."""


class Way(StrEnum):
    """How the asker came."""

    COMMAND_LINE = "command_line"
    THIS_MACHINE = "this_machine"
    SIGNED_IN = "signed_in"
    NOT_SIGNED_IN = "not_signed_in"


@dataclass(frozen=True)
class Asker:
    """The person, or the command line, that asks for something."""

    name: str
    audience: Audience = Audience.OFFICERS
    role: Role = Role.ADVISOR
    way: Way = Way.COMMAND_LINE
    reads: Reads = Reads.DRAFTS

    @property
    def eyes(self) -> tuple[Audience, Reads]:
        """All that decides what is shown: two askers with the same eyes are shown the same."""
        return self.audience, self.reads

    @property
    def is_signed_in(self) -> bool:
        """Whether the name is that of an account, and not what somebody typed."""
        return self.way is Way.SIGNED_IN


def audience_of(role: Role) -> Audience:
    """Whose eyes a role has: drafts with small numbers are for officers, all others see the public view."""
    match role:
        case Role.READER | Role.MEMBER:
            return Audience.PUBLIC
        case Role.ADVISOR | Role.ADMINISTRATOR:
            return Audience.OFFICERS


def reads_of(role: Role) -> Reads:
    """Which figures a role reads: drafts are for officers, all others read what was published."""
    match role:
        case Role.READER | Role.MEMBER:
            return Reads.PUBLISHED
        case Role.ADVISOR | Role.ADMINISTRATOR:
            return Reads.DRAFTS


@dataclass(frozen=True)
class Account:
    """A person who may sign in: with a password, or by the council's own sign-in, which names a subject."""

    number: int
    name: str
    role: Role
    password_hash: str | None = None
    subject: str | None = None
    is_removed: bool = False

    @property
    def is_council(self) -> bool:
        """Whether this person comes by the council's own sign-in."""
        return self.subject is not None

    @property
    def has_password(self) -> bool:
        """Whether this person has chosen a password yet."""
        return self.password_hash is not None


@dataclass(frozen=True)
class Session:
    """One sign-in that goes on: whose, since when, when they last gave their password, and when they were last seen."""

    account: Account
    started_at: datetime
    confirmed_at: datetime
    seen_at: datetime
