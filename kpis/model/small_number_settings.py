"""What a scorecard withholds from the public, as somebody set it: with who did so, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kpis.model.catalogue import Catalogue
from kpis.model.observations import Marker
from kpis.model.small_numbers import SmallNumbersRule


@dataclass(frozen=True)
class SmallNumbersSetting:
    """A rule of one scorecard, in force from the moment it was saved. Settings are added, never changed."""

    scorecard: str
    rule: SmallNumbersRule
    reason: str
    by: str
    at: datetime


def usual_rule(catalogue: Catalogue, scorecard: str) -> SmallNumbersRule:
    """The rule of a scorecard that nobody has set one for, with the sign that the council itself uses there."""
    signs = [s for s in catalogue.signs if s.marker is Marker.SUPPRESSED and s.scorecard in (scorecard, "")]
    signs.sort(key=lambda s: s.scorecard == "")
    usual = SmallNumbersRule()
    used = next((s.sign for s in signs if s.sign.strip() and not any(c.isdigit() for c in s.sign)), usual.symbol)
    return SmallNumbersRule(symbol=used)
