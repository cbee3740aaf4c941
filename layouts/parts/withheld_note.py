"""What the sign of a withheld figure means, beside figures of which some are withheld."""

from __future__ import annotations

from dash import html

from kpis.scorecard.rows import Withholding
from kpis.scorecard.wording import NOT_PROVED, WITHHELD_ANCHOR, withheld_sentence
from layouts import routes


def withheld_note(withholding: Withholding | None) -> html.P | None:
    """The sign, what it stands for and where that is explained; nothing where nothing is withheld for its sake."""
    if withholding is None:
        return None
    return html.P(
        [
            html.Strong(withholding.rule.symbol),
            f" {withheld_sentence(withholding.rule)}. ",
            "" if withholding.is_proved else f"{NOT_PROVED} ",
            html.A("How we judge small numbers", href=f"{routes.METHODS}#{WITHHELD_ANCHOR}"),
            ".",
        ],
        className="quiet",
    )
