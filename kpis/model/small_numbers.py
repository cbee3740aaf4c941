"""Small numbers: the counts of a table, what is known to hold between them, and the rule that a scorecard keeps.

A table here is whatever can be reckoned together: a total and its parts, the months behind a year to date, a percentage
and what it is a percentage of. The same key is the same figure wherever it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kpis.model.errors import BadTable

LARGEST_SMALL_NUMBER = 4
"""A count of children up to here is withheld, unless the scorecard says otherwise (others use 5 or 7)."""


class Standing(StrEnum):
    """What may be done with a figure to keep another one secret."""

    PART = "part"
    """May be withheld like any other."""
    HEADLINE = "headline"
    """A published total: withheld only where nothing else keeps the secret."""
    PUBLIC = "public"
    """Known outside already; it cannot be taken back."""
    UNPRINTED = "unprinted"
    """Printed nowhere, and yet a count of children that others may give away: the month behind two years to date."""


@dataclass(frozen=True)
class SmallNumbersRule:
    """What one scorecard withholds from the public: counts of 1 to `largest`, and 0 too where zero is not shown."""

    largest: int = LARGEST_SMALL_NUMBER
    zero_is_shown: bool = True
    symbol: str = "[c]"
    joint_counts_are_small_numbers: bool = False
    """Whether withheld parts that together count no more than `largest` children are given away by their total."""
    rest_is_a_small_number: bool = False
    """Whether the rest of a percentage, 3 of 100 where 97 are printed, is a count of children to protect as well."""

    def __post_init__(self) -> None:
        if isinstance(self.largest, bool) or not isinstance(self.largest, int) or self.largest < 1:
            raise BadTable(f"The largest small number is {self.largest!r}. Give a whole number from 1, such as 4.")
        if not self.symbol.strip():
            raise BadTable("The sign for a withheld figure is blank. Give one, such as [c].")
        if any(character.isdigit() for character in self.symbol):
            raise BadTable(f'The sign "{self.symbol}" holds a digit and would be read as a figure. Give one without.')

    @property
    def fewer_than(self) -> int:
        """The smallest count that is shown, zero apart: people say "fewer than 5"."""
        return self.largest + 1

    @property
    def least_withheld(self) -> int:
        """What a reader knows a withheld count to be at least: 1, since zero would have been shown."""
        return 1 if self.zero_is_shown else 0

    def is_small(self, value: int) -> bool:
        """Whether a count of children is itself withheld."""
        return self.least_withheld <= value <= self.largest


@dataclass(frozen=True)
class Count:
    """One whole number. `value` is None where the source itself withheld it and nobody here knows it."""

    key: str
    value: int | None
    standing: Standing = Standing.PART
    counts_children: bool = True

    def is_secret(self, rule: SmallNumbersRule) -> bool:
        """Whether nobody may work this count out: a small number, or one that the source withheld."""
        if self.standing is Standing.PUBLIC or not self.counts_children:
            return False
        return self.value is None or rule.is_small(self.value)


@dataclass(frozen=True)
class Parts:
    """A total and its parts. Where they are not `all_of_it`, the parts are only known not to exceed the total."""

    total: str
    parts: tuple[str, ...]
    all_of_it: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """Every count that is named."""
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Share:
    """A percentage (per 100) or a rate (per 10,000) as it is shown, decimals included: 12.5 is not 12.50."""

    key: str
    shown: Decimal
    numerator: str
    denominator: str
    per: int = 100
    standing: Standing = Standing.PART

    @property
    def decimals(self) -> int:
        """The decimals that the reader sees."""
        exponent = self.shown.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def keys(self) -> tuple[str, ...]:
        """Every count that is named."""
        return (self.numerator, self.denominator)


@dataclass(frozen=True)
class Table:
    """Counts and what holds between them. One that makes no sense is refused, with everything that is wrong."""

    counts: tuple[Count, ...]
    parts: tuple[Parts, ...] = ()
    shares: tuple[Share, ...] = ()

    def __post_init__(self) -> None:
        wrong = [*_wrong_counts(self), *_wrong_parts(self), *_wrong_shares(self)]
        if wrong:
            raise BadTable(" ".join(wrong))

    @property
    def keys(self) -> frozenset[str]:
        """Every figure that could be shown or withheld, percentages included."""
        return frozenset([*(c.key for c in self.counts), *(s.key for s in self.shares)])


def year_to_date(running: Sequence[str], months: Sequence[str]) -> tuple[Parts, ...]:
    """The lines of one year: each running total is the one before and its month, the first month stands alone."""
    if len(running) != len(months):
        raise BadTable(f"There are {len(running)} running totals and {len(months)} months. Give one for each month.")
    earlier = [(), *((key,) for key in running)]
    return tuple(Parts(total, (*before, month)) for total, before, month in zip(running, earlier, months, strict=False))


@dataclass(frozen=True)
class Publication:
    """What readers were given at one time: the figures, and which of them were withheld."""

    name: str
    table: Table
    withheld: frozenset[str]

    def __post_init__(self) -> None:
        unknown = sorted(self.withheld - self.table.keys)
        if unknown:
            raise BadTable(f'{self.name} withholds "{unknown[0]}", which is not among its figures. Take it out.')


def _wrong_counts(table: Table) -> Iterator[str]:
    named = Counter([*(c.key for c in table.counts), *(s.key for s in table.shares)])
    for key, times in named.items():
        if times > 1:
            yield f'"{key}" is there {times} times. Give each figure a key of its own.'
    for count in table.counts:
        if count.value is None:
            continue
        if isinstance(count.value, bool) or not isinstance(count.value, int):
            yield f'"{count.key}" is {count.value!r}. A count is a whole number.'
        elif count.value < 0:
            yield f'"{count.key}" is {count.value}. A count cannot be below 0.'


def _wrong_parts(table: Table) -> Iterator[str]:
    known = {c.key for c in table.counts}
    for line in table.parts:
        if not line.parts:
            yield f'The total "{line.total}" has no parts. Name them, or leave the line out.'
        if line.total in line.parts:
            yield f'"{line.total}" is a part of itself. Take it out of its parts.'
        yield from (
            f'"{key}" is a part of "{line.total}" more than once. Name it once.'
            for key, n in Counter(line.parts).items()
            if n > 1
        )
        yield from (
            f'"{key}" is named in "{line.total}" and is not among the counts. Add it, or take it out.'
            for key in line.keys
            if key not in known
        )


def _wrong_shares(table: Table) -> Iterator[str]:
    values = {c.key: c.value for c in table.counts}
    for share in table.shares:
        if not isinstance(share.shown, Decimal) or not share.shown.is_finite() or share.shown < 0:
            yield f'The share "{share.key}" is {share.shown!r}. Give it as a decimal number from 0.'
        if isinstance(share.per, bool) or not isinstance(share.per, int) or share.per < 1:
            yield f'The share "{share.key}" is per {share.per!r}. Give a whole number, such as 100 or 10000.'
        if share.numerator == share.denominator:
            yield f'The share "{share.key}" is of "{share.numerator}" in itself. Name its denominator.'
        for key in share.keys:
            if key not in values:
                yield f'"{key}" is named in "{share.key}" and is not among the counts. Add it, or take it out.'
        if values.get(share.denominator) == 0:
            yield f'The share "{share.key}" divides by "{share.denominator}", which is 0. Leave the share out.'
