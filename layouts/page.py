"""A page, before it is put into its frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """A title, the tree of what is in <main>, and what its frame must know.

    `scripts` are our own small files in layouts/assets. `is_live` loads Dash, for the chart; other pages need no
    script at all to be read.
    """

    title: str
    content: Any
    path: str = "/"
    scripts: tuple[str, ...] = ()
    is_live: bool = False
    is_wide: bool = False
    status: int = 200
