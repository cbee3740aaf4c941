"""The parts of the methods page about other areas, about how fragile a colour is, and about small numbers."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.scorecard import method_sentences as said
from kpis.scorecard.explanation import Explanation
from layouts.parts.data_table import data_table
from layouts.parts.worked_example import worked_example


def explained_elsewhere(explanation: Explanation, heading: html.H2) -> list[Any]:
    """When a figure may be called better or worse than another area's."""
    numbers = explanation.numbers
    return [
        heading,
        html.P(said.BETTER_THAN_ELSEWHERE),
        html.P(
            "A figure made from few children would have been a little different with a little luck. So we work out a "
            "likely range, in which the figure without that luck lies: ranges made in this way hold it 19 times in 20. "
            "Percentages have Wilson’s interval. Rates have Byar’s, and below "
            f"{numbers.fewest_for_byar} children an exact one."
        ),
        html.Ul(
            [
                html.Li("The other figure lies outside the range: better or worse."),
                html.Li("It lies inside, or on its edge: about the same, whichever is higher."),
                html.Li("Neither up nor down is good: higher or lower, and no more."),
                html.Li("We do not know how many children a figure is made from: not compared, however far apart."),
            ]
        ),
        html.P(
            "Every figure from elsewhere has its year and its source. Where "
            "its definition is another than ours, that is said before the number: care leavers are aged 18 to 20 in "
            "our figures and 19 to 21 in England’s."
        ),
        html.P(
            "Statistical neighbours are the ten areas most like ours, by a model that is named with its year. A row "
            "calls them similar councils. Their mean (the average) and their median (the middle one) may differ, and "
            "so may two models. Where one would say better and the other worse, we say so."
        ),
        *(worked_example(example) for example in explanation.elsewhere),
    ]


def explained_fragility(explanation: Explanation, heading: html.H2) -> list[Any]:
    """How many children a colour hangs on."""
    return [
        heading,
        html.P(
            "Where we know the children behind a percentage, the indicator’s page says how many fewer or more would "
            "change its colour, with everybody else as they are. It is not said of a withheld figure, because the "
            "answer would give it away."
        ),
        worked_example(explanation.fragile),
    ]


def explained_small_numbers(explanation: Explanation, heading: html.H2) -> list[Any]:
    """What the public does not see, and how it is proved that nobody can work it out."""
    example, largest = explanation.small_numbers, explanation.numbers.largest_small_number
    table = data_table("As the public sees it", ("Where they lived", "Children"), example.rows, numeric=(1,))
    return [
        heading,
        html.P(
            f"A count of 1 to {largest} children can name a child to those who know the family. The public does not "
            f"see it, and neither does anybody who could work it out from the rest. A scorecard may choose another "
            f"number than {largest}, and whether 0 is shown; it is, unless it says otherwise."
        ),
        html.Ul(
            [
                html.Li([html.Strong("First, "), "the small number is withheld, with every percentage made from it."]),
                html.Li(
                    [
                        html.Strong("Second, "),
                        "so is whatever would give it away: the next smallest part of a total, a month between two "
                        "totals since April. The fewest figures are taken, and a headline total only if nothing else "
                        "will do.",
                    ]
                ),
                html.Li(
                    [
                        html.Strong("Then we attack it ourselves. "),
                        "We take a reader who knows every figure shown, every total, every percentage with its "
                        "rounding, and every earlier paper, and work out exactly what each withheld number can still "
                        "be. Nothing goes to the public while one of them can be one number only.",
                    ]
                ),
            ]
        ),
        html.P(
            "A withheld row has no colour, no arrow and no place on a chart, because they would tell too. The attack "
            "proves nothing about what a reader knows of the families themselves."
        ),
        worked_example(example.example, table),
    ]
