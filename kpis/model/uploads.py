"""Uploads: one workbook taken in by one person, or the undoing of one; and which of them still count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Upload:
    """One act in the list of uploads. `undoes` is the act that it undoes; a workbook has none, and an undo no file.

    `new` and `changed` count its figures; `unchanged` those of its file that stood already, None where nobody counted.
    `withdrawn` counts the figures that an undo took away without anything to put back.
    """

    number: int
    file: str
    scorecard: str
    by: str
    at: datetime
    digest: str
    size: int
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    comparators: int = 0
    answers: int = 0
    unchanged: int | None = None
    undoes: int | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """The file; for an undo what it undid."""
        return self.file if self.undoes is None else f"Undo of upload {self.undoes}"

    @property
    def deed(self) -> str:
        """What was done, after the name of who did it."""
        return f"took in {self.file}" if self.undoes is None else f"undid upload {self.undoes}"


def acts_that_count(undoes: Mapping[int, int | None]) -> frozenset[int]:
    """The acts that nothing undoes, or whose undoing was itself undone. Acts are numbered in the order they came."""
    undone: set[int] = set()
    for number in sorted(undoes, reverse=True):
        target = undoes[number]
        if target is not None and number not in undone:
            undone.add(target)
    return frozenset(undoes) - undone


def workbook_of(number: int, undoes: Mapping[int, int | None]) -> int:
    """The upload that an act is about in the end: itself, or what its undo of an undo of it leads to."""
    while (target := undoes[number]) is not None:
        number = target
    return number


def undo_that_counts(number: int, undoes: Mapping[int, int | None]) -> int | None:
    """The act by which an act is undone now, if it is."""
    counting = acts_that_count(undoes)
    return next((n for n in _undoing(number, undoes) if n in counting), None)


def _undoing(number: int, undoes: Mapping[int, int | None]) -> Iterable[int]:
    return (one for one, target in undoes.items() if target == number)
