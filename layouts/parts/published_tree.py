"""A page's tree as it stands in a publication: each address in it leads to what was frozen, not to what is now."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from layouts import routes
from layouts.native import Element

ADDRESSES = ("href", "action")


def published_tree(number: int, tree: Any) -> Any:
    """The same tree with its addresses changed."""
    if isinstance(tree, list | tuple):
        return [published_tree(number, branch) for branch in tree]
    if isinstance(tree, Element):
        led = {k: _led(number, k, v) for k, v in tree.attributes.items()}
        return Element(tree.tag, published_tree(number, tree.children), led)
    if isinstance(tree, Component):
        for name in ADDRESSES:
            if isinstance(getattr(tree, name, None), str):
                setattr(tree, name, routes.within(number, getattr(tree, name)))
        if hasattr(tree, "children"):
            tree.children = published_tree(number, tree.children)
    return tree


def _led(number: int, name: str, value: Any) -> Any:
    return routes.within(number, value) if name in ADDRESSES and isinstance(value, str) else value
