"""Elements that Dash has no component for (inputs, pictures), and any tree of components as HTML.

The tree is written once, in Dash's own components. It is rendered here on the server, so that a page is there before
any script runs; MarkupSafe escapes every text and attribute.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dash.development.base_component import Component
from markupsafe import Markup, escape

VOID = frozenset({"input", "br", "hr", "img", "col", "meta", "link", "wbr"})
ATTRIBUTE_NAMES = {"className": "class", "htmlFor": "for", "httpEquiv": "http-equiv", "acceptCharset": "accept-charset"}
NOT_ATTRIBUTES = frozenset({"children", "n_clicks", "n_clicks_timestamp", "key", "disable_n_clicks"})


@dataclass(frozen=True)
class Element:
    """One element by its tag, with its attributes as HTML spells them."""

    tag: str
    children: Any = None
    attributes: dict[str, Any] = field(default_factory=dict)


def element(tag: str, children: Any = None, **attributes: Any) -> Element:
    """An element; a name with an underscore becomes the HTML spelling: aria_label, stroke_width, class_, for_."""
    spelt = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Element(tag, children, spelt)


def render(tree: Any) -> Markup:
    """A tree of components, elements, texts and lists as HTML; None is nothing."""
    out: list[str] = []
    _write(tree, out)
    return Markup("".join(out))  # noqa: S704 - every text and attribute in it was escaped by _write


def _write(tree: Any, out: list[str]) -> None:
    if tree is None or tree is False:
        return
    if isinstance(tree, str | int | float):
        out.append(str(escape(tree)))
    elif isinstance(tree, Element):
        _write_tag(tree.tag, tree.attributes, tree.children, out)
    elif isinstance(tree, Component):
        properties = {name: getattr(tree, name) for name in tree._prop_names if hasattr(tree, name)}
        wild = {k: v for k, v in sorted(tree.__dict__.items()) if k.startswith(("data-", "aria-"))}
        properties = {k: v for k, v in properties.items() if k not in wild}
        attributes = {
            ATTRIBUTE_NAMES.get(name, name.lower()): value
            for name, value in {**properties, **wild}.items()
            if name not in NOT_ATTRIBUTES
        }
        _write_tag(str(tree._type).lower(), attributes, getattr(tree, "children", None), out)
    elif isinstance(tree, Iterable):
        for branch in tree:
            _write(branch, out)
    else:
        raise TypeError(f"{type(tree).__name__} is no component.")


def _write_tag(tag: str, attributes: dict[str, Any], children: Any, out: list[str]) -> None:
    out.append(f"<{tag}")
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        if value is True and not name.startswith(("aria-", "data-")):
            out.append(f" {name}")
            continue
        if isinstance(value, dict):
            value = ";".join(f"{_css_name(k)}:{v}" for k, v in value.items())
        out.append(f' {name}="{escape(str(value).lower() if value is True else value)}"')
    out.append(">")
    if tag not in VOID:
        _write(children, out)
        out.append(f"</{tag}>")


def _css_name(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
