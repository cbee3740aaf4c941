"""What each scorecard withholds from the public: reading it, and setting it with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.errors import BadRule
from kpis.model.people import Asker
from kpis.model.small_number_settings import SmallNumbersSetting
from kpis.model.small_numbers import SmallNumbersRule
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.keeping import Mistakes, mistakes_of_name, reason_typed
from kpis.operations.withholding import withheld_from
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store
from kpis.store.observations import list_current
from kpis.store.small_numbers import list_settings, save_setting

LARGEST_SETTING = 9_999
LONGEST_SYMBOL = 10
FEWER_THAN, SYMBOL, NAME, REASON = "fewer_than", "symbol", "name", "reason"
"""The parts of a rule that can be wrong, as its form calls them."""


@dataclass(frozen=True)
class RuleInForce:
    """The rule of one scorecard, everything it was set to before, and how many of its figures the public misses."""

    scorecard: str
    title: str
    rule: SmallNumbersRule
    settings: Sequence[SmallNumbersSetting]
    withheld: int
    figures: int
    is_proved: bool


def rules_in_force(store: Store, asker: Asker) -> list[RuleInForce]:
    """One for each scorecard, in the order of the catalogue."""
    must_be_an_officer(asker)
    found = []
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        for name in catalogue.scorecard_names:
            kept = list_current(connection, [i.code for i in catalogue.of_scorecard(name)])
            how, withheld = withheld_from(connection, catalogue, name, kept)
            found.append(
                RuleInForce(
                    name,
                    catalogue.title_of(name).title,
                    how.rule,
                    list_settings(connection, name),
                    len(withheld.figures),
                    len(kept),
                    how.is_proved,
                )
            )
    return found


def set_rule(store: Store, asker: Asker, scorecard: str, rule: SmallNumbersRule, reason: str) -> SmallNumbersSetting:
    """Sets what a scorecard withholds from now on; raises BadRule or NotFound. Earlier settings are kept."""
    must_be_an_officer(asker)
    mistakes: Mistakes = []
    if rule.fewer_than > LARGEST_SETTING:
        words = f"A count of fewer than {rule.fewer_than} is no small number. Give 2 to {LARGEST_SETTING}."
        mistakes.append((FEWER_THAN, words))
    if len(rule.symbol) > LONGEST_SYMBOL or not rule.symbol.isprintable():
        words = f"The sign for a withheld figure is too long. Give 1 to {LONGEST_SYMBOL} letters, such as [c]."
        mistakes.append((SYMBOL, words))
    mistakes += mistakes_of_name(asker, NAME)
    reason = reason_typed(reason, REASON, "it is set so", mistakes)
    if mistakes:
        raise BadRule(tuple(mistakes))
    by = name_of(asker)
    with store.writing() as connection:
        name = list_catalogue(connection).get_scorecard(scorecard)
        now = datetime.now(UTC)
        setting = SmallNumbersSetting(name, rule, reason, by, now)
        save_setting(connection, setting)
        zero = "zero is shown" if rule.zero_is_shown else "zero is not shown"
        told = f"{name}: counts of fewer than {rule.fewer_than} are withheld, {zero}. {reason}"
        record(connection, by, Deed.SET_SMALL_NUMBERS, told, now)
    return setting
