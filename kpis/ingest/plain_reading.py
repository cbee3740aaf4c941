"""A reading as JSON and back: what a confined process answers with.

JSON and not pickle, because whoever takes the process over by a workbook could run anything with a pickle. What comes
back is checked field by field against the types that the classes declare.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from kpis.ingest.reading import Reading

Build = Callable[[Any], Any]
Answer = TypeVar("Answer")
DATES = (datetime, date)
"""In this order: a datetime is a date too."""


def reading_as_json(reading: object) -> bytes:
    """Each object is the list of its fields, in the order of its class."""
    return json.dumps(reading, default=_plain, check_circular=False, separators=(",", ":")).encode("ascii")


def reading_from_json(text: bytes) -> Reading:
    """Raises ValueError for anything that is not a reading."""
    return from_json(text, Reading)


def from_json(text: bytes, kind: type[Answer]) -> Answer:
    """A reading of a kind; raises ValueError for anything else."""
    try:
        reading: Answer = _Builder().for_type(kind)(json.loads(text, parse_constant=_refuse))
    except (TypeError, KeyError, RecursionError) as failure:
        raise ValueError(f"This is no reading: {failure}") from None
    return reading


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [getattr(value, name) for name in _names(value.__class__)]
    if isinstance(value, DATES):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be sent.")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number.")


class _Builder:
    """Makes a function for each declared type, once. Equal texts and equal periods become one object."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._known: dict[Any, Build] = {}

    def for_type(self, kind: Any) -> Build:
        """Raises TypeError for a type that nobody has thought of."""
        if kind not in self._known:
            self._known[kind] = self._make(kind)
        return self._known[kind]

    def _make(self, kind: Any) -> Build:
        if kind is str:
            return self._text
        if kind is float:
            return _number
        if kind in (int, bool):
            return lambda plain: _exactly(kind, plain)
        if get_origin(kind) in (Union, types.UnionType):
            return self._optional(*(k for k in get_args(kind) if k is not types.NoneType))
        if get_origin(kind) is tuple and get_args(kind)[1:] == (...,):
            build = self.for_type(get_args(kind)[0])
            return lambda plain: tuple([build(one) for one in _exactly(list, plain)])
        if is_dataclass(kind):
            return self._object(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind
        if kind in DATES:
            return lambda plain: kind.fromisoformat(_exactly(str, plain))
        raise TypeError(f"{kind} cannot be received.")

    def _text(self, plain: Any) -> str:
        return self._texts.setdefault(plain, plain) if type(plain) is str else _refuse(repr(type(plain)))

    def _optional(self, kind: Any) -> Build:
        build = self.for_type(kind)
        return lambda plain: None if plain is None else build(plain)

    def _object(self, kind: Any) -> Build:
        hints = get_type_hints(kind)
        builds = tuple(self.for_type(hints[name]) for name in _names(kind))
        made: dict[Any, Any] = {}

        def build(plain: Any) -> Any:
            if len(_exactly(list, plain)) != len(builds):
                raise ValueError(f"This is no {kind.__name__}.")
            if len(builds) > FEW_FIELDS:
                return kind(*[b(p) for b, p in zip(builds, plain, strict=True)])
            key = tuple(plain)
            if key not in made:
                made[key] = kind(*[b(p) for b, p in zip(builds, plain, strict=True)])
            return made[key]

        return build


FEW_FIELDS = 3
"""Objects of so few fields, such as periods, come again and again."""


def _number(plain: Any) -> float:
    if type(plain) not in (int, float) or not math.isfinite(plain):
        raise ValueError("This is no number.")
    return plain  # type: ignore[no-any-return]


def _exactly(kind: Any, plain: Any) -> Any:
    if type(plain) is not kind:
        raise ValueError(f"This is no {kind.__name__}.")
    return plain
