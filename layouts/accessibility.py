"""The accessibility statement: what was done so that everybody can read these pages, and what is not done yet."""

from __future__ import annotations

from dash import html

from layouts import routes
from layouts.page import Page

WAYS_TO_READ = (
    "With a keyboard alone. The first press of Tab offers to skip to the main content.",
    "With a screen reader. Each table has headings for its rows and columns, and each red, amber or green, and each "
    "arrow, is said in words.",
    "Without colours. Each red, amber or green has a shape and a word of its own.",
    "Enlarged four times. A table becomes a list of cards, and nothing has to be scrolled sideways.",
    "In your own colours and contrast, as your device is set.",
    "On paper, in black and white. Every page prints without its menus.",
    "Without scripts. Only the charts need them, and every figure of a chart is in the table below it.",
)
DIFFICULT = (
    "A chart is read aloud as the labels of its axes. The table below it has the same figures in order.",
    "A long scorecard has many rows. Choose a section, or only what is red, above the table.",
    "The names of indicators, and the officers' words, stand as the council wrote them. Some are long, and some use "
    "short forms that are not explained.",
    "In the PDF, the headings of columns are read out but those of rows are not marked.",
)


def page() -> Page:
    """It has no figures, so anybody may read it."""
    return Page(
        "Accessibility",
        [
            html.H1("Accessibility"),
            html.P("Everybody who may see these figures should be able to read them.", className="lead"),
            html.H2("How you can read these pages"),
            html.Ul([html.Li(words) for words in WAYS_TO_READ]),
            html.H2("What may be difficult"),
            html.Ul([html.Li(words) for words in DIFFICULT]),
            html.H2("How this was checked"),
            html.P(
                "We aim to meet the Web Content Accessibility Guidelines, version 2.2, at level AA. Each kind of page "
                "is checked against them by a program (axe), as wide as on a laptop and as narrow as on a phone, and "
                "has none of the faults that it looks for. A program does not find every fault. Nobody has yet tried "
                "these pages with a screen reader day by day, and no independent body has judged them."
            ),
            html.H2("If something keeps you from reading"),
            html.P(
                "Tell whoever sent you here, the clerk of your committee for example, which page it was and what "
                "happened. Ask for the figures in another form too: each scorecard can be had as a PDF, as an Excel "
                "workbook or as a plain list."
            ),
            html.P(
                "If you are not content with the answer, the Equality Advisory and Support Service advises people in "
                "England, Scotland and Wales."
            ),
        ],
        routes.ACCESSIBILITY,
    )
