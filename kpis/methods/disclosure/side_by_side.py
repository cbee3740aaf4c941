"""Several publications laid side by side as one table, as a reader who kept them all has them.

A figure that was not revised is one figure, under its own key; the older state of a revised one is another.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from kpis.model.errors import BadTable
from kpis.model.small_numbers import Count, Parts, Publication, Share, Standing, Table


@dataclass
class _Namer:
    """One name for each state of a figure; the newest state, which is met first, has the plain key."""

    newest: dict[str, Hashable] = field(default_factory=dict)
    older: dict[tuple[str, Hashable], str] = field(default_factory=dict)

    def name(self, key: str, state: Hashable, publication: str) -> str:
        if self.newest.setdefault(key, state) == state:
            return key
        return self.older.setdefault((key, state), f"{key}, as in {publication}")


Names = dict[str, dict[str, str]]
"""By publication and by its own key: what the figure is called in the common table."""


def name_figures(publications: Sequence[Publication]) -> Names:
    """Gives one name to what is one figure, the last publication being the newest.

    A figure that the source withheld is taken for the newest state that is known, as a reader would take it.
    """
    names: Names = {}
    namer = _Namer()
    for publication in reversed(publications):
        if publication.name in names:
            raise BadTable(f'Two publications are called "{publication.name}". Give each a name of its own.')
        mine = names[publication.name] = {}
        for count in publication.table.counts:
            known = count.value is not None
            mine[count.key] = namer.name(count.key, count.value, publication.name) if known else count.key
        for share in publication.table.shares:
            state = (share.shown, mine[share.numerator], mine[share.denominator])
            mine[share.key] = namer.name(share.key, state, publication.name)
    return names


def side_by_side(
    publications: Sequence[Publication], names: Names, new: str = "", no_secret: frozenset[str] = frozenset()
) -> tuple[Table, frozenset[str]]:
    """The common table and what is withheld in it. What any but the `new` publication shows is public."""
    counts: dict[str, Count] = {}
    shares: dict[str, Share] = {}
    lines: dict[Parts, None] = {}
    for publication in reversed(publications):
        mine = names[publication.name]
        is_earlier = publication.name != new
        for count in publication.table.counts:
            seen = replace(
                count,
                key=mine[count.key],
                standing=_standing(count.standing, count.key, publication, is_earlier),
                counts_children=count.counts_children and mine[count.key] not in no_secret,
            )
            counts[seen.key] = _better_known(counts.get(seen.key), seen)
        for share in publication.table.shares:
            standing = _standing(share.standing, share.key, publication, is_earlier)
            seen_share = replace(
                share,
                key=mine[share.key],
                numerator=mine[share.numerator],
                denominator=mine[share.denominator],
                standing=standing,
            )
            if share.key not in publication.withheld or seen_share.key not in shares:
                shares[seen_share.key] = seen_share
        for line in publication.table.parts:
            lines[replace(line, total=mine[line.total], parts=tuple(mine[key] for key in line.parts))] = None
    table = Table(tuple(counts.values()), tuple(lines), tuple(shares.values()))
    return table, table.keys - _shown(publications, names)


def _standing(standing: Standing, key: str, publication: Publication, is_earlier: bool) -> Standing:
    return Standing.PUBLIC if is_earlier and key in shown_by(publication) else standing


def _better_known(one: Count | None, other: Count) -> Count:
    """One figure seen twice: it is public if it ever was, printed if it ever was, and known if it ever was."""
    if one is None:
        return other
    standings = (one.standing, other.standing)
    order = (Standing.PUBLIC, Standing.HEADLINE, Standing.PART, Standing.UNPRINTED)
    return Count(
        one.key,
        one.value if one.value is not None else other.value,
        next(standing for standing in order if standing in standings),
        one.counts_children or other.counts_children,
    )


def _shown(publications: Sequence[Publication], names: Names) -> frozenset[str]:
    """What some publication shows."""
    return frozenset(names[p.name][key] for p in publications for key in shown_by(p))


def shown_by(publication: Publication) -> frozenset[str]:
    """The keys that one publication shows a figure for."""
    unknown = {c.key for c in publication.table.counts if c.value is None}
    return printed_by(publication) - publication.withheld - unknown


def printed_by(publication: Publication) -> frozenset[str]:
    """The keys that one publication has a place for, be it the figure or the sign that it is withheld."""
    figures: list[Count | Share] = [*publication.table.counts, *publication.table.shares]
    return frozenset(f.key for f in figures if f.standing is not Standing.UNPRINTED)
