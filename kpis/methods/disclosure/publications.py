"""Whether a publication, laid beside the earlier ones, gives away what any of them withholds.

What an earlier publication shows is out and cannot be taken back; what the earlier ones gave away by themselves is told
apart from what the new one would. No sentence or list here holds a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.methods.disclosure.attack import found_out
from kpis.methods.disclosure.knowledge import with_their_shares
from kpis.methods.disclosure.protect import protect
from kpis.methods.disclosure.side_by_side import Names, name_figures, printed_by, shown_by, side_by_side
from kpis.model.errors import CannotWithhold
from kpis.model.small_numbers import Publication, SmallNumbersRule


@dataclass(frozen=True)
class Revealed:
    """A secret that the new publication would give away, and the earlier ones needed for it (none: by itself).

    A figure that has been revised since an earlier publication reads "KEY, as in PUBLICATION".
    """

    key: str
    together_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """The verdict before publishing. `withhold` is all that the new one must withhold; None where nothing helps."""

    revealed: tuple[Revealed, ...]
    already_out: tuple[str, ...]
    withhold: frozenset[str] | None

    @property
    def may_be_published(self) -> bool:
        """Whether nothing new is given away."""
        return not self.revealed


def review(new: Publication, earlier: Sequence[Publication], rule: SmallNumbersRule) -> Review:
    """What the new publication would reveal, alone or beside the earlier ones, and what to withhold instead."""
    everything = [*earlier, new]
    names = name_figures(everything)
    before = _given_away(earlier, names, new, rule)
    lost = [key for key in _given_away(everything, names, new, rule) if key not in before]
    revealed = tuple(Revealed(key, _needed(key, new, earlier, names, rule)) for key in lost)
    out = tuple(dict.fromkeys([*before, *_shown_before(new, earlier, names)]))
    return Review(revealed, out, _instead(new, earlier, names, frozenset(before), rule) if lost else new.withheld)


def _given_away(
    publications: Sequence[Publication], names: Names, new: Publication, rule: SmallNumbersRule
) -> tuple[str, ...]:
    table, withheld = side_by_side(publications, names, new.name)
    return found_out(table, withheld, rule)


def _shown_before(new: Publication, earlier: Sequence[Publication], names: Names) -> list[str]:
    """What the new publication withholds although an earlier one shows it."""
    out = {names[p.name][key] for p in earlier for key in shown_by(p)}
    blank = printed_by(new) - shown_by(new)
    return [name for key, name in names[new.name].items() if key in blank and name in out]


def _needed(
    key: str, new: Publication, earlier: Sequence[Publication], names: Names, rule: SmallNumbersRule
) -> tuple[str, ...]:
    """The earlier publications that it takes: none, one, or all of them."""
    if key in _given_away([new], names, new, rule):
        return ()
    for publication in earlier:
        if key in _given_away([publication, new], names, new, rule):
            return (publication.name,)
    return tuple(publication.name for publication in earlier)


def _instead(
    new: Publication, earlier: Sequence[Publication], names: Names, out: frozenset[str], rule: SmallNumbersRule
) -> frozenset[str] | None:
    """Everything to withhold from the new publication: what it withholds, and what that leaves open."""
    table, withheld = side_by_side([*earlier, new], names, new.name, no_secret=out)
    try:
        protection = protect(table, rule, already=withheld)
    except CannotWithhold:
        return None
    mine = {key for key, name in names[new.name].items() if name in protection.withheld}
    return with_their_shares(new.table, new.withheld | mine & printed_by(new))
