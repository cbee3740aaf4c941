"""What is wrong with a field: the sentence beside it, and the marks by which a screen reader ties it to its box."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

Mistakes = Sequence[tuple[str, str]]
"""Sentences, each with the id of the field where it is put right."""


def field_error(identity: str, mistakes: Mistakes, hint_id: str | None = None) -> tuple[html.P | None, dict[str, str]]:
    """The sentence about one field, or None; and the attributes of its box, which name its hint and its error."""
    wrong = next((words for words, field in mistakes if field == identity), None)
    error_id = f"{identity}-error"
    described = [told for told in (error_id if wrong else None, hint_id) if told]
    marks = {"aria_describedby": " ".join(described)} if described else {}
    if wrong is None:
        return None, marks
    return html.P(wrong, id=error_id, className="error"), {**marks, "aria_invalid": "true"}
