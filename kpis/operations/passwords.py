"""Passwords: kept as argon2id hashes, compared in the same time whether or not there is anybody to compare with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kpis.model.errors import Refused
from kpis.model.passwords import LONGEST, password_fault, plain_password

COMMON = Path(__file__).parents[2] / "data" / "common_passwords.txt"
MOST_AT_ONCE = 2
"""Each hash takes 64 MB for a moment: no more than these are made at the same time, however many knock."""


class Passwords:
    """Hashes and compares passwords. The strength is argon2's own default (RFC 9106, 64 MB) unless another is given."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobodys = ""
        self._turn = BoundedSemaphore(MOST_AT_ONCE)

    def hash(self, password: str, name: str) -> str:
        """The hash of a new password for a person; raises Refused for one that is too easy."""
        fault = password_fault(password, name, common_passwords())
        if fault:
            raise Refused(fault)
        with self._turn:
            return self._hasher.hash(plain_password(password))

    def is_right(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one that was hashed. Where nothing was, one hash is compared all the same."""
        with self._turn:
            nobodys = self._nobody()
            try:
                self._hasher.verify(kept or nobodys, plain_password(password[: LONGEST + 1]))
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def _nobody(self) -> str:
        if not self._nobodys:
            self._nobodys = self._hasher.hash("nobody has this password")
        return self._nobodys


@cache
def common_passwords() -> frozenset[str]:
    """The common passwords in data/, read once."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())
