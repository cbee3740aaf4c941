"""What a reader of a table knows: every figure that is shown, every total, every percentage with what it is of.

The true figures always fit what is said here, so that the attack can never contradict itself over a published mistake:
parts that do not make their total are taken to miss it by as much as they do, and a percentage that its figures do not
give is taken as the one that they give. A reader who corrects the mistake in that way knows the most.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpis.methods.disclosure.puzzle import LOWEST_TIER, Choice, Floor, Puzzle, Statement, Unknown
from kpis.methods.rounding import as_shown, exact
from kpis.model.small_numbers import Count, Parts, Share, SmallNumbersRule, Standing, Table

HEADLINE_TIER = LOWEST_TIER + 1


def small_numbers(table: Table, rule: SmallNumbersRule) -> frozenset[str]:
    """What is withheld for its own sake: the small counts, and the percentages and rates made from them."""
    return with_their_shares(table, frozenset(c.key for c in table.counts if c.is_secret(rule) and _is_printed(c)))


def with_their_shares(table: Table, withheld: frozenset[str]) -> frozenset[str]:
    """These, and every percentage or rate whose numerator is among them."""
    shares = {s.key for s in table.shares if s.numerator in withheld and s.standing is not Standing.PUBLIC}
    return withheld | shares


def build_puzzle(table: Table, withheld: frozenset[str], rule: SmallNumbersRule) -> Puzzle:
    """The puzzle that a reader is set once these are withheld, with what else could be."""
    counts = {c.key: c for c in table.counts}
    choices = {c.key: c for c in _choices(table, withheld, rule)}
    statements = [*(_sum(line, counts) for line in table.parts), *_shares(table, withheld, choices)]
    return Puzzle(
        unknowns=tuple(_unknown(c, withheld, choices, rule) for c in table.counts),
        statements=tuple(statements),
        secrets=tuple(c.key for c in table.counts if c.is_secret(rule)),
        choices=tuple(choices.values()),
        floors=tuple(_floors(table, withheld, choices, rule)),
        truth={c.key: c.value for c in table.counts if c.value is not None},
    )


def hidden_part(line: Parts, counts: dict[str, Count], withheld: frozenset[str]) -> int | None:
    """What two or more hidden parts make together, where a reader can take the others from the total; else None."""
    total = counts[line.total].value
    hidden = [key for key in line.parts if _is_hidden(counts[key], withheld)]
    if not line.all_of_it or total is None or _is_hidden(counts[line.total], withheld) or len(hidden) < 2:
        return None
    return total - sum(counts[key].value or 0 for key in line.parts if key not in hidden)


def _is_printed(count: Count) -> bool:
    return count.standing is not Standing.UNPRINTED


def _is_hidden(count: Count, withheld: frozenset[str]) -> bool:
    if count.value is None or not _is_printed(count):
        return True
    return count.key in withheld and count.standing is not Standing.PUBLIC


def _unknown(count: Count, withheld: frozenset[str], choices: dict[str, Choice], rule: SmallNumbersRule) -> Unknown:
    least = rule.least_withheld if _is_printed(count) else 0
    if _is_hidden(count, withheld):
        return Unknown(count.key, least)
    return Unknown(count.key, least, count.value, count.key if count.key in choices else None)


def _choices(table: Table, withheld: frozenset[str], rule: SmallNumbersRule) -> Iterator[Choice]:
    """What could be withheld too: no zero that the scorecard always shows, and nothing that is public already."""
    for count in table.counts:
        is_zero_shown = count.value == 0 and rule.zero_is_shown
        if count.value is not None and not _is_hidden(count, withheld) and not is_zero_shown:
            yield from _choice(count.key, count.standing, count.value)
    values = {c.key: c.value for c in table.counts}
    for share in table.shares:
        if share.key not in withheld:
            yield from _choice(share.key, share.standing, values[share.numerator] or 0)


def _choice(key: str, standing: Standing, loss: int) -> Iterator[Choice]:
    match standing:
        case Standing.PART:
            yield Choice(key, LOWEST_TIER, loss)
        case Standing.HEADLINE:
            yield Choice(key, HEADLINE_TIER, loss)
        case Standing.PUBLIC | Standing.UNPRINTED:
            return


def _sum(line: Parts, counts: dict[str, Count]) -> Statement:
    """The parts less the total: nothing, or what they are known to miss it by."""
    terms = (*((key, 1) for key in line.parts), (line.total, -1))
    known = [counts[key].value for key in line.parts]
    total = counts[line.total].value
    missed = sum(v for v in known if v is not None) - total if total is not None and None not in known else 0
    if line.all_of_it:
        return Statement(terms, missed, missed)
    return Statement(terms, at_most=max(0, missed))


def _shares(table: Table, withheld: frozenset[str], choices: dict[str, Choice]) -> Iterator[Statement]:
    """Half a unit of the last decimal to either side, half up: the lower end can be, the upper cannot.

    A rate of p with d decimals, per 100 say: 2p - 1 <= 2 * 100 * 10^d * numerator / denominator < 2p + 1, all whole.
    """
    values = {c.key: c.value for c in table.counts}
    for share in table.shares:
        if share.key in withheld:
            continue
        unless = frozenset({share.key, share.numerator} & choices.keys())
        if share.standing is Standing.PUBLIC:
            unless = frozenset()
        units = int(_as_given(share, values[share.numerator], values[share.denominator]).scaleb(share.decimals))
        scale = 2 * share.per * 10**share.decimals
        yield Statement(((share.numerator, scale), (share.denominator, 1 - 2 * units)), at_least=0, unless=unless)
        yield Statement(((share.numerator, scale), (share.denominator, -1 - 2 * units)), at_most=-1, unless=unless)
        yield Statement(((share.denominator, 1),), at_least=1, unless=unless)


def _as_given(share: Share, numerator: int | None, denominator: int | None) -> Decimal:
    if numerator is None or not denominator:
        return share.shown
    return as_shown(exact(numerator) * share.per / exact(denominator), share.decimals)


def _floors(
    table: Table, withheld: frozenset[str], choices: dict[str, Choice], rule: SmallNumbersRule
) -> Iterator[Floor]:
    if not rule.joint_counts_are_small_numbers:
        return
    counts = {c.key: c for c in table.counts}
    for line in table.parts:
        hidden = hidden_part(line, counts, withheld)
        if hidden is not None:
            more = tuple((key, counts[key].value or 0) for key in line.parts if key in choices)
            yield Floor(hidden, more, rule.largest, line.total if line.total in choices else None)
