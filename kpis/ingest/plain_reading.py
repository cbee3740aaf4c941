"""A reading as JSON and back: what a confined process answers with.

JSON and not pickle, because whoever takes the process over by a workbook could run anything with a pickle. What comes
back is checked against the types that the classes declare: column by column, for there may be a hundred thousand rows.
"""

from __future__ import annotations

import base64
import itertools
import json
import math
import types
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kpis.ingest.reader import Reading
from kpis.model.by_columns import column_of, made_by_columns
from kpis.model.plain_values import exactly, plain_number

Build = Callable[[Any], Any]
Answer = TypeVar("Answer")
DATES = (datetime, date)
"""In this order: a datetime is a date too."""
AS_THEY_ARE: dict[Any, set[type]] = {
    str: {str},
    float: {int, float},
    float | None: {int, float, types.NoneType},
    int: {int},
    bool: {bool},
}
"""What JSON may hold in a column that needs no table."""
MOST_OBJECTS = 1_000_000
"""More than any workbook holds: a column of one value may name any number of them."""
MOST_SHORT_PLACES = 1 << 16
OFTEN = 4
LOOKED_AT = 2_000
"""Texts and numbers that come so often, one with another, are sent once, in a table: judged by the first of them."""


def reading_as_json(reading: object) -> bytes:
    """Each object is the list of its fields, in the order of its class; many of one class are the list of its columns.

    A column is a table and, for each object, a place in it (numbers of two or four bytes, in base64); a table of one
    value, and nothing; or nothing, and the values themselves.
    """
    return json.dumps(_plain(reading), check_circular=False, separators=(",", ":")).encode("ascii")


def reading_from_json(text: bytes) -> Reading:
    """Raises ValueError for anything that is not a reading."""
    return from_json(text, Reading)


def from_json(text: bytes, kind: type[Answer]) -> Answer:
    """A reading of a kind; raises ValueError for anything else."""
    try:
        build: Build = _build_for(cast(Any, kind))
        reading: Answer = build(json.loads(text, parse_constant=_refuse))
    except (TypeError, KeyError, IndexError, RecursionError, OverflowError) as failure:
        raise ValueError(f"This is no reading: {failure}") from None
    return reading


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_field(kind, getattr(value, name)) for name, kind in _kinds(value.__class__)]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, DATES):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} cannot be sent.")


def _field(kind: Any, value: Any) -> Any:
    return _columns(_one_of(kind), value) if _one_of(kind) else _plain(value)


def _columns(kind: Any, objects: Sequence[Any]) -> list[Any]:
    """How many objects there are, and the column of each field."""
    return [len(objects), *(_column(k, column_of(objects, name)) for name, k in _kinds(kind))]


def _column(kind: Any, values: list[Any]) -> list[Any]:
    if kind in AS_THEY_ARE:
        first = values[:LOOKED_AT]
        if len(set(first)) * OFTEN > len(first):
            return [None, values]
        return _in_table(values, {value: value for value in dict.fromkeys(values)})
    each = list(map(id, values))  # slow to compare: of one object that stands in many places it is done once
    return _in_table(each, dict(zip(each, values, strict=True)))


def _in_table(entries: Sequence[Any], values: Mapping[Any, Any]) -> list[Any]:
    """Each different value once, and for each entry, of which `values` has what it stands for, the place of its own."""
    places = {value: place for place, value in enumerate(dict.fromkeys(values.values()))}
    table = [_plain(value) for value in places]
    if len(table) == 1:
        return [table, None]
    place_of = {entry: places[value] for entry, value in values.items()}
    numbers = array(_size_of_places(table), list(map(place_of.__getitem__, entries)))
    return [table, base64.b64encode(numbers.tobytes()).decode("ascii")]


def _size_of_places(table: Sized) -> Literal["H", "I"]:
    """In how many bytes a place in a table is written."""
    return "H" if len(table) <= MOST_SHORT_PLACES else "I"


@cache
def _kinds(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a class and their declared types."""
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


@cache
def _one_of(kind: Any) -> Any:
    """The class of which a field holds any number of objects; None for any other field."""
    is_many = get_origin(kind) is Sequence or (get_origin(kind) is tuple and get_args(kind)[1:] == (...,))
    return get_args(kind)[0] if is_many and is_dataclass(get_args(kind)[0]) else None


def _is_ours(kind: Any) -> bool:
    return is_dataclass(kind)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number.")


@cache
def _build_for(kind: Any) -> Build:
    """The function that makes a value of a declared type; raises TypeError for a type that nobody has thought of."""
    if kind in (str, int, bool):
        return lambda plain: exactly(kind, plain)
    if kind is float:
        return plain_number
    if get_origin(kind) in (Union, types.UnionType):
        (own,) = (k for k in get_args(kind) if k is not types.NoneType)
        build = _build_for(own)
        return lambda plain: None if plain is None else build(plain)
    if _one_of(kind):
        return lambda plain: _objects(_one_of(kind), plain)
    if get_origin(kind) is tuple and get_args(kind)[1:] == (...,):
        build = _build_for(get_args(kind)[0])
        return lambda plain: tuple([build(one) for one in exactly(list, plain)])
    if _is_ours(kind):
        builds = tuple(_build_for(k) for _, k in _kinds(kind))
        return lambda plain: kind(*[b(p) for b, p in zip(builds, _as_long(plain, len(builds)), strict=True)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in DATES:
        return lambda plain: kind.fromisoformat(exactly(str, plain))
    raise TypeError(f"{kind} cannot be received.")


def _objects(kind: Any, plain: Any) -> tuple[Any, ...]:
    """Objects from their columns. Values from one table are one object."""
    kinds = _kinds(kind)
    count, *columns = _as_long(plain, len(kinds) + 1)
    if not 0 <= exactly(int, count) <= MOST_OBJECTS:
        raise ValueError("This is no number of objects.")
    read = [_values(k, count, column) for (_, k), column in zip(kinds, columns, strict=True)]
    return tuple(made_by_columns(kind, count, read))


def _values(kind: Any, count: int, plain: Any) -> Iterable[Any]:
    table, entries = _as_long(plain, 2)
    if table is None:
        given = set(map(type, _as_long(entries, count)))
        if not given <= AS_THEY_ARE[kind] or not (kind is str or all(map(math.isfinite, filter(None, entries)))):
            raise ValueError(f"This is no column of {kind}, or holds what is no number.")
        return entries  # type: ignore[no-any-return]
    values = list(map(_build_for(kind), exactly(list, table)))
    if entries is None:
        (only,) = _as_long(values, 1)
        return itertools.repeat(only, count)
    places = array(_size_of_places(values))
    places.frombytes(base64.b64decode(exactly(str, entries), validate=True))
    if len(places) != count:
        raise ValueError("This has another number of places.")
    return map(values.__getitem__, places)


def _as_long(plain: Any, length: int) -> Any:
    if len(exactly(list, plain)) != length:
        raise ValueError("This has another number of entries.")
    return plain
