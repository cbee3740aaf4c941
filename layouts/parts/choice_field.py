"""A field of a form in which one of a list is chosen: its label and a native select."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from layouts.native import element
from layouts.parts.field_error import Mistakes, field_error


def choice_field(
    label: str, identity: str, name: str, choices: Mapping[str, str], chosen: str, mistakes: Mistakes = ()
) -> html.Div:
    """A list of values, each with its words; what is wrong with the choice stands between the label and the list."""
    error, marks = field_error(identity, mistakes)
    options = [element("option", words, value=value, selected=value == chosen) for value, words in choices.items()]
    return html.Div(
        [html.Label(label, htmlFor=identity), error, element("select", options, id=identity, name=name, **marks)],
        className="field",
    )
