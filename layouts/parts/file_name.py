"""The name of a file, which may go on to a next line after an underscore and not within its words."""

from __future__ import annotations

import re

from dash import html

MARKS = re.compile(r"(?<=_)")


def file_name(name: str) -> html.Span:
    """Nothing is added to its letters, so that it can be copied as it is."""
    first, *others = MARKS.split(name)
    return html.Span([first, *(part for other in others if other for part in (html.Wbr(), other))])
