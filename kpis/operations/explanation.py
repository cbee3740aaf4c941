"""How we judge, with one worked example of each method. Rests on no store, so anybody may read it."""

from __future__ import annotations

from functools import cache

from kpis.ingest.checks import ON_FIGURES, AsRead, check_figures
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Polarity
from kpis.model.observations import Observation
from kpis.scorecard import published_facts as facts
from kpis.scorecard.explanation import Explanation, build_explanation
from kpis.scorecard.wording import period_words
from kpis.scorecard.worked_examples import WorkedExample, indicator_named


@cache
def explained_methods() -> Explanation:
    """The explanation, worked out when it is first asked for; nothing that is loaded changes it."""
    return build_explanation(_checked_example(), tuple(check.NAME for check in ON_FIGURES))


def _checked_example() -> WorkedExample:
    """A printed figure as the checks meet it in a workbook, and what they say."""
    value, above, below = facts.STABILITY
    indicator = indicator_named(facts.STABILITY_NAME, Polarity.LOW_IS_GOOD)
    figure = Observation(indicator.code, facts.STABILITY_MONTH, value, None, above, below, as_written=f"{value}%")
    found = check_figures(AsRead((figure,), Catalogue((indicator,)))).problems
    if not found:
        raise ValueError("The checks find nothing in the example.")
    return WorkedExample(
        f"{facts.STABILITY_NAME}, {period_words(facts.STABILITY_MONTH)}",
        (("As printed", f"{value}%, and {above}/{below} under it"), ("What is asked", found[0].message)),
        found[0].what_to_do,
        facts.PLAN_2019,
    )
