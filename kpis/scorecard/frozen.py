"""A pack as bytes that stay the same, and back: JSON with its keys in order, checked field by field on the way in.

A field that a later version adds has its default in what an earlier version froze; one that a later version has
dropped is left aside.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from kpis.model.plain_values import exactly, plain_number
from kpis.scorecard.pack import Publishable

Build = Callable[[Any], Any]
Plain = dict[str, Any] | list[Any] | str | int | float | bool | None


def freeze(pack: Publishable) -> bytes:
    """The bytes of a publication: equal packs give equal bytes."""
    return json.dumps(
        to_plain(pack), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def thaw(content: bytes) -> Publishable:
    """What was frozen; raises ValueError for bytes that are no pack."""
    try:
        pack: Publishable = _build(Publishable)(json.loads(content))
    except (TypeError, KeyError, RecursionError, UnicodeDecodeError) as failure:
        raise ValueError(f"These bytes are no publication: {failure}") from None
    return pack


def to_plain(value: Any) -> Plain:
    """A value of ours as JSON has it; raises TypeError for what nobody has thought of."""
    if isinstance(value, Enum):
        return value.value  # type: ignore[no-any-return]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be frozen.")


@cache
def _build(kind: Any) -> Build:
    if get_origin(kind) in (Union, types.UnionType):
        return _one_of([k for k in get_args(kind) if k is not types.NoneType])
    if get_origin(kind) is tuple:
        return _sequence(get_args(kind))
    if is_dataclass(kind):
        return _object(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (datetime, date):
        return kind.fromisoformat  # type: ignore[no-any-return]
    if kind in (str, int, bool):
        return lambda plain: exactly(kind, plain)
    if kind is float:
        return plain_number
    raise TypeError(f"{kind} cannot be thawed.")


def _one_of(kinds: list[Any]) -> Build:
    """One kind or nothing; of two kinds one is an object, which JSON tells from a word or a number."""
    objects: list[Any] = [k for k in kinds if is_dataclass(k)]
    others: list[Any] = [k for k in kinds if not is_dataclass(k)]
    if len(objects) > 1 or len(others) > 1:
        raise TypeError("A field of several kinds that look alike cannot be thawed.")
    as_object = _build((objects or others)[0])
    as_other = _build((others or objects)[0])
    return lambda plain: None if plain is None else as_object(plain) if type(plain) is dict else as_other(plain)


def _sequence(kinds: tuple[Any, ...]) -> Build:
    if kinds[1:] == (...,):
        build = _build(kinds[0])
        return lambda plain: tuple(build(one) for one in exactly(list, plain))
    builds = [_build(kind) for kind in kinds]
    return lambda plain: tuple(b(one) for b, one in zip(builds, exactly(list, plain), strict=True))


def _object(kind: Any) -> Build:
    hints = get_type_hints(kind)
    settings = [(field, _build(hints[field.name])) for field in fields(kind) if field.init]

    def build(plain: Any) -> Any:
        given = exactly(dict, plain)
        values = {f.name: b(given[f.name]) for f, b in settings if f.name in given or _must_be_given(f)}
        return kind(**values)

    return build


def _must_be_given(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
