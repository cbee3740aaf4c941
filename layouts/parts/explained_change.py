"""Is the change real: the part of the methods page about usual variation, in words that need no statistics."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.model.process import Assurance, NoProcess, Variation
from kpis.scorecard import method_sentences as said
from kpis.scorecard.change_wording import ASSURANCE_WORDS, NO_PROCESS_WORDS, VARIATION_WORDS
from kpis.scorecard.explanation import Explanation
from kpis.scorecard.wording import period_words
from kpis.scorecard.worked_examples import ChangeExample
from layouts.parts.data_table import data_table
from layouts.parts.summary_list import summary_list
from layouts.parts.usual_range import usual_range_picture
from layouts.parts.worked_example import worked_example


def explained_change(explanation: Explanation, heading: html.H2) -> list[Any]:
    """The section, with its picture, its two lists of words, and the yearly trend."""
    numbers = explanation.numbers
    return [
        heading,
        html.P(
            f"{said.USUAL_UPS_AND_DOWNS} {said.FEWEST_MONTHS} The method is statistical process control, as NHS "
            "England uses it under the name Making Data Count."
        ),
        html.H3("The average and the usual range"),
        html.P(
            f"The average is that of all months. Around it lies the usual range: we take how far the figure moves from "
            f"month to month, on average, and go {numbers.limit_factor:g} times as far up and down from it. A "
            f"move of {numbers.screen_factor:g} times the average move, or more, is left out once, so that one "
            f"jump does not hide the rest. Where nothing has changed nearly all months lie inside. The limits may lie "
            f"below 0 or above 100%: they say how much a figure moves, and not what is possible."
        ),
        html.H3("Four signs of a real change"),
        html.Ul(
            [
                html.Li([html.Strong("Outside the usual range. "), "The figure lies beyond a limit."]),
                html.Li(
                    [
                        html.Strong("A trend. "),
                        f"{numbers.run} months running, each higher than the one before, or each lower.",
                    ]
                ),
                html.Li(
                    [
                        html.Strong("Near the edge. "),
                        f"Two of {numbers.window} months running in the outer third of the usual range, all "
                        f"{numbers.window} on the same side of the average.",
                    ]
                ),
                html.Li(
                    [html.Strong("A run. "), f"{numbers.run} months running on the same side of the average."],
                ),
            ]
        ),
        html.P("Where several hold, the first of these is named. A month without a figure ends every run."),
        html.H3("What a row says of the change"),
        _change_words(),
        html.H3("What a row says of the target"),
        _target_words(),
        html.P(
            "This is another question than the colour. A figure may be green this month in a service that will not "
            "reliably meet its target, and red in one that usually does."
        ),
        html.H3("When it cannot be said"),
        _no_answer(),
        html.H3("When the range begins afresh"),
        html.P(
            "After an inspection or a new system the old range may no longer be a fair measure. An officer may then "
            "let it begin afresh, on a day and for a reason that are both drawn on the chart. Nothing is compared "
            f"across that day, and {numbers.fewest_months} months are needed again."
        ),
        _example(explanation.change),
        html.H3("Yearly figures"),
        html.P(
            f"Yearly percentages and rates are too few for a usual range. For them we ask whether the latest "
            f"{numbers.years} years rise or fall by more than chance would let them but once in 500 times, and still "
            f"do so whichever year is left out. That is the trend of OHID’s Fingertips. It is never used on months."
        ),
        worked_example(explanation.yearly),
    ]


def _change_words() -> html.Dl:
    meant = {
        Variation.COMMON_CAUSE: "Nothing unusual in the latest month. Do not praise or blame for it.",
        Variation.IMPROVEMENT: "One of the four signs holds for the latest month, on the good side.",
        Variation.CONCERN: "One of the four signs holds for the latest month, on the bad side: ask why.",
        Variation.NEUTRAL_HIGH: "A sign on the high side, where neither up nor down is good in itself.",
        Variation.NEUTRAL_LOW: "The same on the low side.",
    }
    return summary_list((VARIATION_WORDS[variation], words) for variation, words in meant.items())


def _target_words() -> html.Dl:
    meant = {
        Assurance.WILL_MEET: "The whole usual range lies on the good side of the target.",
        Assurance.NOT_RELIABLY: "The target lies inside the usual range: whether a month meets it is chance.",
        Assurance.WILL_FAIL: (
            "The whole usual range lies on the wrong side. Waiting will not help; something has to be done differently."
        ),
    }
    return summary_list((ASSURANCE_WORDS[assurance], words) for assurance, words in meant.items())


def _no_answer() -> html.Dl:
    meant = {
        NoProcess.NOT_ENOUGH_DATA: "A range from fewer is a guess.",
        NoProcess.NOT_APPLICABLE: (
            "Figures since April, since a date or over twelve months hold most of the month before, so that ordinary "
            "figures look like a run."
        ),
        NoProcess.NOT_MONTHLY: "Quarters have no usual range; years have the trend below.",
        NoProcess.FLAT: "There are no ups and downs to work out a range from.",
        NoProcess.NO_VALUES: "Every month is withheld or missing.",
    }
    return summary_list((NO_PROCESS_WORDS[reason], words) for reason, words in meant.items())


def _example(change: ChangeExample) -> html.Div:
    months = [(period_words(m.period), m.shown, m.unusual or "–") for m in change.months]
    table = data_table("Each month of the example", ("Month", "Figure", "What is unusual"), months, numeric=(1,))
    note = html.P("Squares are unusual months. The grey band is the usual range.", className="quiet")
    return worked_example(change.example, usual_range_picture(change), note, table)
