"""Colours that can be read and told apart, also without colour."""

import itertools
import re
from pathlib import Path

import pytest

from kpis.model.verdicts import Judgement, Movement, Rag
from kpis.scorecard import palette

STYLESHEET = Path(__file__).parents[2] / "layouts" / "assets" / "waymark.css"
READABLE = 4.5
TOLD_APART_IN_GREY = 1.25
"""The least contrast between two grounds, so that a black and white print keeps them apart."""


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens():
    """The colours that the stylesheet names."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLESHEET.read_text(encoding="utf-8")))


def test_the_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("rag", Rag)
def test_the_ink_of_a_verdict_is_readable_on_its_ground(rag):
    look = palette.RAG_LOOKS[rag]
    assert contrast(look.ink, look.ground) >= READABLE


@pytest.mark.parametrize("ink", [*palette.JUDGEMENT_INKS.values(), palette.INK, palette.QUIET_INK, palette.LINE])
def test_inks_are_readable_on_paper(ink):
    assert contrast(ink, palette.PAPER) >= READABLE


@pytest.mark.parametrize("one, other", list(itertools.combinations((Rag.RED, Rag.AMBER, Rag.GREEN), 2)))
def test_the_grounds_of_two_colours_stay_apart_in_grey(one, other):
    assert contrast(palette.RAG_LOOKS[one].ground, palette.RAG_LOOKS[other].ground) >= TOLD_APART_IN_GREY


def test_each_verdict_has_a_letter_and_a_shape_of_its_own():
    looks = palette.RAG_LOOKS
    assert set(looks) == set(Rag)
    assert len({look.letter for look in looks.values()}) == len(Rag)
    assert len({look.shape for look in looks.values()}) == len(Rag)


def test_each_movement_has_an_arrow_of_its_own():
    assert set(palette.ARROWS) == set(Movement)
    assert len(set(palette.ARROWS.values())) == len(Movement)


def test_worse_is_not_red():
    """Red is kept for a target that is missed."""
    assert set(palette.JUDGEMENT_INKS) == set(Judgement)
    assert palette.JUDGEMENT_INKS[Judgement.WORSE] != palette.RAG_LOOKS[Rag.RED].ground


@pytest.mark.parametrize(
    "token, rag", [("red", Rag.RED), ("amber", Rag.AMBER), ("green", Rag.GREEN), ("none", Rag.NOT_RATED)]
)
def test_the_stylesheet_has_the_palettes_verdicts(token, rag):
    look = palette.RAG_LOOKS[rag]
    assert (tokens()[token], tokens()[f"{token}-ink"]) == (look.ground, look.ink)


@pytest.mark.parametrize(
    "token, colour",
    [
        ("ink", palette.INK),
        ("quiet", palette.QUIET_INK),
        ("paper", palette.PAPER),
        ("rule", palette.RULE),
        ("line", palette.LINE),
        ("better", palette.JUDGEMENT_INKS[Judgement.BETTER]),
        ("worse", palette.JUDGEMENT_INKS[Judgement.WORSE]),
    ],
)
def test_the_stylesheet_has_the_palettes_inks(token, colour):
    assert tokens()[token] == colour
