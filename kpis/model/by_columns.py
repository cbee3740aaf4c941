"""A hundred thousand frozen objects at once, made column by column: in half the time that one by one takes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import fields
from itertools import repeat
from typing import Any, TypeVar

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
