"""A hundred thousand frozen objects at once: made column by column, in half the time that one by one takes, or held as
columns until somebody looks at one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

Kind = TypeVar("Kind")


def made_by_columns(kind: type[Kind], count: int, columns: Iterable[Iterable[Any]]) -> list[Kind]:
    """So many objects of a dataclass with slots, from a column for each of its fields, in the order of the class.

    A column that is too short is refused with ValueError. Nothing but the fields is set: a class that works something
    out when it is made (`__post_init__`), or has no slots, is made one by one.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    if not hasattr(kind, "__slots__") or hasattr(kind, "__post_init__"):
        made = list(map(kind, *columns))
        if len(made) != count:
            raise ValueError("A column has another number of values.")
        return made
    made = list(map(object.__new__, repeat(kind, count)))
    for name, column in zip(names, columns, strict=True):
        deque(map(vars(kind)[name].__set__, made, column), maxlen=0)
        if made and not hasattr(made[-1], name):
            raise ValueError("A column has another number of values.")
    return made


class ByColumns(Sequence[Kind], Generic[Kind]):
    """Objects of one dataclass, held as a column for each field. All are made when the first is looked at.

    Equal to a tuple of equal objects.
    """

    def __init__(self, kind: type[Kind], columns: Sequence[list[Any]]) -> None:
        """Raises ValueError where there is another number of columns than of fields, or they are not equally long."""
        self._kind = kind
        self._columns = dict(zip([f.name for f in fields(kind)], columns, strict=True))  # type: ignore[arg-type]
        if len(set(map(len, columns))) > 1:
            raise ValueError("A column has another number of values.")
        self._count = len(columns[0])

    def column(self, name: str) -> list[Any]:
        """One field of each object. Not to be changed."""
        return self._columns[name]

    def with_others(self, places: Sequence[int], others: Sequence[Kind]) -> ByColumns[Kind]:
        """The same with others among them, each before the one that had its place. The places are in order."""
        return ByColumns(
            self._kind, [_merged(column, places, column_of(others, name)) for name, column in self._columns.items()]
        )

    @cached_property
    def _made(self) -> tuple[Kind, ...]:
        return tuple(made_by_columns(self._kind, self._count, self._columns.values()))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._made)

    @overload
    def __getitem__(self, place: int) -> Kind: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Kind]: ...

    def __getitem__(self, place: int | slice) -> Kind | Sequence[Kind]:
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return self._made == tuple(other) if isinstance(other, ByColumns | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._made)


def column_of(objects: Sequence[Any], name: str) -> list[Any]:
    """One field of each object."""
    return objects.column(name) if isinstance(objects, ByColumns) else list(map(attrgetter(name), objects))


def _merged(column: list[Any], places: Sequence[int], others: list[Any]) -> list[Any]:
    merged: list[Any] = []
    start = 0
    for place, other in zip(places, others, strict=True):
        merged += column[start:place]
        merged.append(other)
        start = place
    return merged + column[start:]
