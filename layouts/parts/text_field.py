"""A field of a form: its label, a hint under it and the box."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts.native import element


def text_field(label: str, identity: str, name: str, value: str, hint: str, **attributes: Any) -> html.Div:
    """A box for a line of text, or for what `type` says; it must be filled in unless `required` says otherwise."""
    hint_id = f"{identity}-hint"
    settings = {"type": "text", "required": True, "value": value or None, **attributes}
    return html.Div(
        [
            html.Label(label, htmlFor=identity),
            html.P(hint, id=hint_id, className="hint"),
            element("input", id=identity, name=name, aria_describedby=hint_id, **settings),
        ],
        className="field",
    )
