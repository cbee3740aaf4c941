"""A field of a form: its label, a hint under it and the box."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts.native import element
from layouts.parts.field_error import Mistakes, field_error


def text_field(
    label: str, identity: str, name: str, value: str, hint: str, mistakes: Mistakes = (), **attributes: Any
) -> html.Div:
    """A box for a line of text, or for what `type` says; it must be filled in unless `required` says otherwise.

    Of the mistakes of its form, the one that is about this field stands between the hint and the box.
    """
    hint_id = f"{identity}-hint"
    error, marks = field_error(identity, mistakes, hint_id)
    settings = {"type": "text", "required": True, "value": value or None, **marks, **attributes}
    return html.Div(
        [
            html.Label(label, htmlFor=identity),
            html.P(hint, id=hint_id, className="hint"),
            error,
            element("input", id=identity, name=name, **settings),
        ],
        className="field",
    )


def your_name(identity: str, name: str, hint: str, signed_in_as: str, mistakes: Mistakes = ()) -> html.Div:
    """Asks for the name that is kept with what is done; says which one where somebody signed in."""
    if signed_in_as:
        return html.Div(html.P(f"You are signed in as {signed_in_as}, and that is the name that is kept."))
    return text_field("Your name", identity, "name", name, hint, mistakes, maxlength="120", autocomplete="name")
