"""Each verdict's letter, shape and pair of colours. Meaning is never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.model.process import Variation
from kpis.model.verdicts import Judgement, Movement, Rag


@dataclass(frozen=True)
class Look:
    """How a verdict looks: a letter and a shape that survive greyscale, and ink on a ground."""

    letter: str
    shape: str
    ink: str
    ground: str


RAG_LOOKS = {
    Rag.RED: Look("R", "◆", "#ffffff", "#a8201a"),
    Rag.AMBER: Look("A", "▲", "#1c1a10", "#f2b632"),
    Rag.GREEN: Look("G", "●", "#0b3d24", "#cbe8d6"),
    Rag.NOT_RATED: Look("–", "○", "#39424e", "#eef0f3"),
}
ARROWS = {Movement.UP: "↑", Movement.DOWN: "↓", Movement.UNCHANGED: "→", Movement.NOT_COMPARABLE: "·"}
VARIATION_SHAPES = {
    Variation.COMMON_CAUSE: "≈",
    Variation.IMPROVEMENT: "✔",
    Variation.CONCERN: "!",
    Variation.NEUTRAL_HIGH: "⇧",
    Variation.NEUTRAL_LOW: "⇩",
}
JUDGEMENT_INKS = {
    Judgement.BETTER: "#0b6b3a",
    Judgement.WORSE: "#8a5a00",
    Judgement.SAME: "#39424e",
    Judgement.NO_JUDGEMENT: "#39424e",
}
INK = "#16202c"
QUIET_INK = "#4a5563"
LINE = "#1d4f73"
PAPER = "#ffffff"
RULE = "#c5ccd4"
RANGE_LINE = "#6b3f87"
AMBER_BAND = "#f7dfa3"
