"""The catalogue: which indicators there are, their targets, scorecards and the council's own signs."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kpis.model.errors import NotFound
from kpis.model.indicators import Indicator, ScorecardTitle
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.model.populations import Population
from kpis.model.targets import Target

NEAR_ENOUGH_TO_NAME = 0.5
YEARS_A_POPULATION_IS_USED = 2


@dataclass(frozen=True)
class Sign:
    """A council's own way of writing that there is no number, in one scorecard (empty: in all)."""

    scorecard: str
    sign: str
    marker: Marker
    words: str = ""


def plain_name(text: str) -> str:
    """A name reduced to what two people would agree on: case, quotes, dashes, spacing and asterisks do not count."""
    text = text.casefold().replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-").replace("&", "and")
    text = re.sub(r"\*.*$", "", text) if text.count("*") == 1 else text
    return re.sub(r"[^a-z0-9%+<>/-]+", " ", text.replace("'", "")).strip()


@dataclass(frozen=True)
class Catalogue:
    """All indicators in the order that members see them, with what belongs to them.

    `revised_populations` were once given for a year that now has another: rates of that time were made with them.
    """

    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    scorecards: tuple[ScorecardTitle, ...] = ()
    signs: tuple[Sign, ...] = field(default=())
    populations: tuple[Population, ...] = ()
    revised_populations: tuple[Population, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        return {i.code.casefold(): i for i in self.indicators}

    def find(self, code: str) -> Indicator | None:
        """The indicator of a code, whatever its case; None where there is none."""
        return self.by_code.get(code.strip().casefold())

    def get(self, code: str) -> Indicator:
        """The indicator of a code; raises NotFound, naming the nearest."""
        found = self.find(code)
        if found is None:
            raise NotFound(f"No indicator called {code}.{self.did_you_mean(code)}")
        return found

    def did_you_mean(self, code: str) -> str:
        """A hint naming the nearest code, or nothing. Of those equally near, the one that begins most like it."""
        wanted = code.strip().upper()

        def likeness(known: str) -> tuple[float, int]:
            alike = difflib.SequenceMatcher(None, wanted, known.upper()).ratio()
            pairs = zip(wanted, known.upper(), strict=False)
            begins_alike = itertools.takewhile(lambda pair: pair[0] == pair[1], pairs)
            return alike, len(list(begins_alike))

        near = max((i.code for i in self.indicators), key=likeness, default="")
        return f" Did you mean {near}?" if near and likeness(near)[0] >= NEAR_ENOUGH_TO_NAME else ""

    def of_scorecard(self, scorecard: str) -> tuple[Indicator, ...]:
        """The indicators of one scorecard in printed order."""
        return tuple(i for i in self.indicators if i.scorecard == scorecard)

    def targets_of(self, code: str) -> tuple[Target, ...]:
        """Every target that an indicator has had."""
        return self._targets_by_code.get(code, ())

    @cached_property
    def _targets_by_code(self) -> dict[str, tuple[Target, ...]]:
        found: dict[str, tuple[Target, ...]] = {}
        for target in self.targets:
            found[target.code] = (*found.get(target.code, ()), target)
        return found

    @cached_property
    def scorecard_names(self) -> tuple[str, ...]:
        """Scorecards that have an indicator: those with a title first, in the order of their titles."""
        used = dict.fromkeys(i.scorecard for i in self.indicators)
        titled = [t.name for t in self.scorecards if t.name in used]
        return tuple(dict.fromkeys([*titled, *used]))

    def title_of(self, scorecard: str) -> ScorecardTitle:
        """The title of a scorecard; made from its name where nobody has given one."""
        for title in self.scorecards:
            if title.name == scorecard:
                return title
        words = scorecard.replace("-", " ").replace("_", " ").strip()
        return ScorecardTitle(scorecard, words[:1].upper() + words[1:])

    def get_scorecard(self, name: str) -> str:
        """The name of a scorecard as kept; raises NotFound, listing those there are."""
        for known in self.scorecard_names:
            if known.casefold() == name.strip().casefold():
                return known
        near = difflib.get_close_matches(name.casefold(), [n.casefold() for n in self.scorecard_names], 1, 0.4)
        listed = ", ".join(self.scorecard_names) or "none yet"
        hint = f" Did you mean {near[0]}?" if near else ""
        raise NotFound(f"No scorecard called {name}.{hint} There are: {listed}.")

    def nearest_by_name(self, name: str, among: Iterable[Indicator] | None = None) -> Indicator | None:
        """The indicator whose name reads most like the given words; None where nothing is near."""
        best: tuple[float, Indicator | None] = (NEAR_ENOUGH_TO_NAME, None)
        wanted = plain_name(name)
        for indicator in self.indicators if among is None else among:
            for known in (indicator.name, *indicator.aliases):
                pair = difflib.SequenceMatcher(None, wanted, plain_name(known))
                if min(pair.real_quick_ratio(), pair.quick_ratio()) <= best[0]:
                    continue  # neither is ever less than the ratio, which takes long
                likeness = pair.ratio()
                if likeness > best[0]:
                    best = (likeness, indicator)
        return best[1]

    def joined_with(self, other: Catalogue) -> Catalogue:
        """This catalogue and, after it, whatever the other has that this one has not."""
        mine = {i.code for i in self.indicators}
        added = tuple(i for i in other.indicators if i.code not in mine)
        codes = {i.code for i in added}
        titled = {t.name for t in self.scorecards}
        signed = {(s.scorecard, s.sign) for s in self.signs}
        counted = {(p.area, p.year) for p in self.populations}
        return Catalogue(
            (*self.indicators, *added),
            (*self.targets, *(t for t in other.targets if t.code in codes)),
            (*self.scorecards, *(t for t in other.scorecards if t.name not in titled)),
            (*self.signs, *(s for s in other.signs if (s.scorecard, s.sign) not in signed)),
            (*self.populations, *(p for p in other.populations if (p.area, p.year) not in counted)),
            (*self.revised_populations, *other.revised_populations),
        )

    def populations_for(self, period: Period) -> list[Population]:
        """Those that a council would have used for a period, the newest first: each is published a year late."""
        return _of_years(self.populations, period)

    def populations_known_for(self, period: Period) -> list[Population]:
        """The same, and after them what those of a year were before they were revised, the newest first."""
        return [*self.populations_for(period), *_of_years(self.revised_populations[::-1], period)]

    def only(self, scorecards: Iterable[str]) -> Catalogue:
        """The part of the catalogue that belongs to some scorecards."""
        wanted = set(scorecards)
        indicators = tuple(i for i in self.indicators if i.scorecard in wanted)
        codes = {i.code for i in indicators}
        return Catalogue(
            indicators,
            tuple(t for t in self.targets if t.code in codes),
            tuple(t for t in self.scorecards if t.name in wanted),
            tuple(s for s in self.signs if s.scorecard in wanted or not s.scorecard),
            self.populations,
            self.revised_populations,
        )


def _of_years(populations: Iterable[Population], period: Period) -> list[Population]:
    year = period.last_day.year
    used = [p for p in populations if year - YEARS_A_POPULATION_IS_USED <= p.year <= year]
    return sorted(used, key=lambda p: -p.year)
